"""The texts that the embedded author adds to what it was given."""

from collections.abc import Mapping
from typing import Final

from media.scenes.locale import Translations, translations

POINTS: Final = translations("ポイント", "重點", "Key points")
POINTS_INTRO: Final = translations(
    "ポイントを{count}つに分けて見てみましょう。",
    "讓我們一起看看{count}個重點。",
    "Here are {count} points to look at.",
)
POINT_INTRO: Final = translations("ポイントを見てみましょう。", "讓我們來看看重點。", "Here is the point.")
SUMMARY: Final = translations("まとめ", "總結", "Summary")
SUMMARY_INTRO: Final = translations(
    "最後に、大切なことを振り返りましょう。", "最後，讓我們回顧一下重點。", "Finally, let us look back."
)
STEPS: Final = translations("手順", "步驟", "Step by step")
STEPS_INTRO: Final = translations(
    "{count}つの手順を順番に見ていきます。", "一共有{count}個步驟。", "It takes {count} steps."
)
COMPARISON: Final = translations("{left}と{right}", "{left}與{right}", "{left} and {right}")
COMPARISON_INTRO: Final = translations(
    "{left}と{right}を並べて比べてみましょう。",
    "讓我們把{left}和{right}放在一起比較。",
    "Let us put {left} and {right} side by side.",
)
CHART: Final = translations("数で見る", "用數字來看", "In numbers")
CHART_INTRO: Final = translations(
    "数を棒グラフで比べてみましょう。", "用長條圖來比較這些數字。", "A bar chart compares the numbers."
)
CHART_LARGEST: Final = translations(
    "いちばん大きいのは{label}で、{value}です。",
    "最大的是{label}，為{value}。",
    "The largest is {label}, with {value}.",
)
IN_BINARY: Final = translations("{value} を二進数で表す", "用二進位表示 {value}", "{value} in binary")
CODE: Final = translations("コード", "程式碼", "Code")
CODE_INTRO: Final = translations(
    "コードを上から順に読んでみましょう。",
    "讓我們從上到下讀這段程式碼。",
    "Let us read the code from top to bottom.",
)
VECTORS_INTRO: Final = translations(
    "b の始点を a の終点につなぐと、和がわかります。",
    "把 b 的起點接到 a 的終點，就得到它們的和。",
    "Put the tail of b at the tip of a to find the sum.",
)
VECTORS: Final = translations("2つのベクトルの和", "兩個向量的和", "The sum of two vectors")
GRAPH: Final = translations("{formula} のグラフ", "{formula} 的圖形", "The graph of {formula}")
GRAPH_INTRO: Final = translations(
    "式からグラフをかいてみましょう。", "讓我們根據式子畫出圖形。", "Let us draw the graph of the formula."
)
GRAPH_ZEROS: Final = translations(
    "x軸と交わる点は、x = {places} です。",
    "圖形與 x 軸相交於 x = {places}。",
    "It meets the x axis at x = {places}.",
)
GRAPH_TURNS: Final = translations(
    "x = {places} で増減が変わります。", "在 x = {places} 處改變增減方向。", "It turns at x = {places}."
)
FORMULA: Final = translations("式", "公式", "The formula")
FORMULA_INTRO: Final = translations(
    "この式に注目しましょう。", "請注意這個式子。", "Look closely at this formula."
)
NUMBER_LINE: Final = translations("数直線で考える", "用數線來思考", "On the number line")
JUMPS_INTRO: Final = translations(
    "{start}から出発して、順に進むと{end}に着きます。",
    "從{start}出發，依序移動就會到達{end}。",
    "Start at {start}, move step by step, and arrive at {end}.",
)
RANGE_INTRO: Final = translations(
    "条件を満たす数は、色のついた部分です。",
    "滿足條件的數就是有顏色的部分。",
    "The coloured part holds all numbers that fit.",
)
MARKS_INTRO: Final = translations(
    "それぞれの数の位置を確かめましょう。",
    "讓我們看看每個數的位置。",
    "Let us find the place of each number.",
)
FIGURES: Final = translations("図形", "圖形", "Figures")
FIGURES_INTRO: Final = translations(
    "図形を見てみましょう。", "讓我們看看圖形。", "Let us look at the figures."
)
MORPH_INTRO: Final = translations(
    "{first}が{last}に変わっていきます。", "{first}逐漸變成{last}。", "Watch the {first} become a {last}."
)
QUESTIONS: Final = translations("考えてみましょう", "一起來想想", "Questions to explore")
QUESTIONS_INTRO: Final = translations(
    "次の問いから考えを広げましょう。", "從這些問題開始思考。", "Start from these questions."
)
QUESTION_WHAT: Final = translations("{topic}とは何か", "什麼是{topic}？", "What does “{topic}” mean?")
QUESTION_HOW: Final = translations("どのような仕組みか", "它是如何運作的？", "How does it work?")
QUESTION_WHERE: Final = translations(
    "身のまわりのどこにあるか", "在生活中哪裡可以看到？", "Where do we meet it?"
)

NAMES: Final[Mapping[str, Translations]] = {
    "circle": translations("円", "圓形", "circle"),
    "square": translations("正方形", "正方形", "square"),
    "rectangle": translations("長方形", "長方形", "rectangle"),
    "triangle": translations("三角形", "三角形", "triangle"),
    "right_triangle": translations("直角三角形", "直角三角形", "right triangle"),
    "pentagon": translations("五角形", "五邊形", "pentagon"),
    "hexagon": translations("六角形", "六邊形", "hexagon"),
    "star": translations("星形", "星形", "star"),
    "ellipse": translations("楕円", "橢圓", "ellipse"),
    "angle": translations("角", "角", "angle"),
}
"""The names of the figures."""
