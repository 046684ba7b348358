"""Our own words in the language of an animation."""

from collections.abc import Mapping
from typing import Final

from pydantic import JsonValue

from contracts.animation import Language
from contracts.model import Model
from media.authoring.chinese import simplified

Words = Mapping[Language, str]


class Tongue(Model):
    """A language, and for Chinese the script it is written in."""

    language: Language
    simplified: bool = False

    def say(self, words: Words, **values: object) -> str:
        """The words in this language, with values in their places."""
        text = words[self.language]
        text = simplified(text) if self.simplified else text
        return text.format(**values) if values else text

    def translated(self, value: dict[str, JsonValue]) -> dict[str, JsonValue]:
        """Arguments with our own words in them."""
        return {key: self._translated(part) for key, part in value.items()}

    def _translated(self, value: JsonValue) -> JsonValue:
        match value:
            case str():
                return simplified(value) if self.simplified else value
            case list():
                return [self._translated(part) for part in value]
            case dict():
                return self.translated(value)
        return value

    def join(self, *names: str) -> str:
        """Names one after the other, as the language enumerates them."""
        return (", " if self.language is Language.ENGLISH else "、").join(names)


def _words(japanese: str, chinese: str, english: str) -> Words:
    return {Language.JAPANESE: japanese, Language.CHINESE: chinese, Language.ENGLISH: english}


POINTS: Final = _words("ポイント", "重點", "Key points")
POINTS_INTRO: Final = _words(
    "ポイントを{count}つに分けて見てみましょう。",
    "讓我們一起看看{count}個重點。",
    "Here are {count} points to look at.",
)
POINT_INTRO: Final = _words("ポイントを見てみましょう。", "讓我們來看看重點。", "Here is the point.")
SUMMARY: Final = _words("まとめ", "總結", "Summary")
SUMMARY_INTRO: Final = _words(
    "最後に、大切なことを振り返りましょう。", "最後，讓我們回顧一下重點。", "Finally, let us look back."
)
STEPS: Final = _words("手順", "步驟", "Step by step")
STEPS_INTRO: Final = _words(
    "{count}つの手順を順番に見ていきます。", "一共有{count}個步驟。", "It takes {count} steps."
)
COMPARISON: Final = _words("{left}と{right}", "{left}與{right}", "{left} and {right}")
COMPARISON_INTRO: Final = _words(
    "{left}と{right}を並べて比べてみましょう。",
    "讓我們把{left}和{right}放在一起比較。",
    "Let us put {left} and {right} side by side.",
)
CHART: Final = _words("数で見る", "用數字來看", "In numbers")
CHART_INTRO: Final = _words(
    "数を棒グラフで比べてみましょう。", "用長條圖來比較這些數字。", "A bar chart compares the numbers."
)
CHART_LARGEST: Final = _words(
    "いちばん大きいのは{label}で、{value}です。",
    "最大的是{label}，為{value}。",
    "The largest is {label}, with {value}.",
)
IN_BINARY: Final = _words("{value} を二進数で表す", "用二進位表示 {value}", "{value} in binary")
CODE: Final = _words("コード", "程式碼", "Code")
CODE_INTRO: Final = _words(
    "コードを上から順に読んでみましょう。",
    "讓我們從上到下讀這段程式碼。",
    "Let us read the code from top to bottom.",
)
VECTORS_INTRO: Final = _words(
    "b の始点を a の終点につなぐと、和がわかります。",
    "把 b 的起點接到 a 的終點，就得到它們的和。",
    "Put the tail of b at the tip of a to find the sum.",
)
VECTORS: Final = _words("2つのベクトルの和", "兩個向量的和", "The sum of two vectors")
GRAPH: Final = _words("{formula} のグラフ", "{formula} 的圖形", "The graph of {formula}")
GRAPH_INTRO: Final = _words(
    "式からグラフをかいてみましょう。", "讓我們根據式子畫出圖形。", "Let us draw the graph of the formula."
)
GRAPH_ZEROS: Final = _words(
    "x軸と交わる点は、x = {places} です。",
    "圖形與 x 軸相交於 x = {places}。",
    "It meets the x axis at x = {places}.",
)
GRAPH_TURNS: Final = _words(
    "x = {places} で増減が変わります。", "在 x = {places} 處改變增減方向。", "It turns at x = {places}."
)
FORMULA: Final = _words("式", "公式", "The formula")
FORMULA_INTRO: Final = _words("この式に注目しましょう。", "請注意這個式子。", "Look closely at this formula.")
NUMBER_LINE: Final = _words("数直線で考える", "用數線來思考", "On the number line")
JUMPS_INTRO: Final = _words(
    "{start}から出発して、順に進むと{end}に着きます。",
    "從{start}出發，依序移動就會到達{end}。",
    "Start at {start}, move step by step, and arrive at {end}.",
)
RANGE_INTRO: Final = _words(
    "条件を満たす数は、色のついた部分です。",
    "滿足條件的數就是有顏色的部分。",
    "The coloured part holds all numbers that fit.",
)
MARKS_INTRO: Final = _words(
    "それぞれの数の位置を確かめましょう。",
    "讓我們看看每個數的位置。",
    "Let us find the place of each number.",
)
FIGURES: Final = _words("図形", "圖形", "Figures")
FIGURES_INTRO: Final = _words("図形を見てみましょう。", "讓我們看看圖形。", "Let us look at the figures.")
MORPH_INTRO: Final = _words(
    "{first}が{last}に変わっていきます。", "{first}逐漸變成{last}。", "Watch the {first} become a {last}."
)
QUESTIONS: Final = _words("考えてみましょう", "一起來想想", "Questions to explore")
QUESTIONS_INTRO: Final = _words(
    "次の問いから考えを広げましょう。", "從這些問題開始思考。", "Start from these questions."
)
QUESTION_WHAT: Final = _words("{topic}とは何か", "什麼是{topic}？", "What does “{topic}” mean?")
QUESTION_HOW: Final = _words("どのような仕組みか", "它是如何運作的？", "How does it work?")
QUESTION_WHERE: Final = _words("身のまわりのどこにあるか", "在生活中哪裡可以看到？", "Where do we meet it?")

NAMES: Final[Mapping[str, Words]] = {
    "circle": _words("円", "圓形", "circle"),
    "square": _words("正方形", "正方形", "square"),
    "rectangle": _words("長方形", "長方形", "rectangle"),
    "triangle": _words("三角形", "三角形", "triangle"),
    "right_triangle": _words("直角三角形", "直角三角形", "right triangle"),
    "pentagon": _words("五角形", "五邊形", "pentagon"),
    "hexagon": _words("六角形", "六邊形", "hexagon"),
    "star": _words("星形", "星形", "star"),
    "ellipse": _words("楕円", "橢圓", "ellipse"),
    "angle": _words("角", "角", "angle"),
}
"""What the figures are called."""
