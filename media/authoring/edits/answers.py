"""What a person is told whose instruction cannot be followed, in the language it was written in."""

from typing import Final

from media.authoring.edits.refused import Reason, RefusedError
from media.scenes.locale import Locale, Translations, translations

_MOST = 12
"""The most names that are listed; a script may have hundreds."""

_REASONS: Final[dict[Reason, Translations]] = {
    Reason.EMPTY: translations(
        "指示が空です。",
        "指示是空的。",
        "The instruction is empty.",
    ),
    Reason.UNCLEAR: translations(
        "指示の次の部分が分かりませんでした:「{what}」{instead}。何も変更していません。",
        "看不懂指示的這個部分:「{what}」{instead}。沒有做任何變更。",
        "This part of the instruction could not be followed: “{what}”{instead}. Nothing was changed.",
    ),
    Reason.UNQUOTED: translations(
        "指示の次の部分が分かりませんでした:「{what}」{instead}。何も変更していません。新しい文字は『』で囲んでください。",
        "看不懂指示的這個部分:「{what}」{instead}。沒有做任何變更。新的文字請放在『』裡。",
        (
            "This part of the instruction could not be followed: “{what}”{instead}. Nothing was changed."
            " New text has to stand in quotation marks."
        ),
    ),
    Reason.NOT_PYTHON: translations(
        "元のスクリプトに構文エラーがあるか、GeneratedScene の construct がないため、編集できません。",
        "原來的程式沒有 GeneratedScene 的 construct,或有語法錯誤,所以無法修改。",
        "The earlier script has a syntax error or no GeneratedScene.construct, so it cannot be edited.",
    ),
    Reason.NO_SUCH_THING: translations(
        "この動画に「{what}」は見つかりません。あるもの:{instead}。",
        "這個影片裡沒有「{what}」。有的是:{instead}。",
        "There is no “{what}” in this animation. What there is: {instead}.",
    ),
    Reason.NO_SUCH_TEXT: translations(
        "この動画に「{what}」という文字は見つかりません。ある文字:{instead}。",
        "這個影片裡沒有「{what}」這段文字。有的是:{instead}。",
        "The text “{what}” does not occur in this animation. What there is: {instead}.",
    ),
    Reason.NO_SUCH_SCENE: translations(
        "「{what}」にあたるシーンはありません。シーン:{instead}。",
        "沒有「{what}」這個場景。場景有:{instead}。",
        "There is no scene like “{what}”. The scenes: {instead}.",
    ),
    Reason.NO_SCENES: translations(
        "このスクリプトはシーンごとのメソッドに分かれていないため、「{what}」を特定できません。",
        "這個程式沒有分成場景,所以找不到「{what}」。",
        "This script is not divided into scene methods, so “{what}” cannot be found in it.",
    ),
    Reason.ONLY_SCENE: translations(
        "シーンがなくなるため、削除できません。",
        "這樣就沒有場景了,所以不能刪除。",
        "No scene would be left, so this cannot be removed.",
    ),
    Reason.SHARED: translations(
        "シーン「{what}」は「{instead}」の内容を使っているため、この順序にはできません。",
        "場景「{what}」要用到「{instead}」的內容,所以不能這樣排。",
        "The scene “{what}” uses what “{instead}” makes, so it cannot do without it or come before it.",
    ),
    Reason.SEVERAL: translations(
        "「{what}」にあたるものがいくつもあります:{instead}。番号や文字で1つに決めてください。",
        "「{what}」不只一個:{instead}。請用號碼或文字指定其中一個。",
        "“{what}” could be any of these: {instead}. Please name one by its number or its text.",
    ),
    Reason.NOT_WORDS: translations(
        "「{what}」は文字ではないため、書き換えられません。",
        "「{what}」不是文字,所以不能改寫。",
        "“{what}” is not plain text, so it cannot be reworded.",
    ),
    Reason.INVISIBLE: translations(
        "{what} は背景 {instead} の上では見えません。背景も変えてください。",
        "{what} 在背景 {instead} 上看不見,請同時變更背景。",
        "{what} cannot be seen on the background {instead}: change the background as well.",
    ),
    Reason.TOO_FAR: translations(
        "その値は範囲を超えています(速さは0.1〜10倍、大きさは0.1〜6倍、追加する文字は400字・8件まで)。",
        "這個數值超出範圍(速度0.1到10倍,大小0.1到6倍,新增的文字最多400字、8段)。",
        "That is out of range (speed 0.1 to 10, size 0.1 to 6 times, at most 400 characters in 8 new texts).",
    ),
    Reason.NOTHING_BEFORE: translations(
        "この動画は編集で作られたものではないため、元に戻す変更がありません。",
        "這個影片不是修改得來的,沒有可以復原的變更。",
        "This animation was not made by an edit: there is nothing to undo.",
    ),
    Reason.SAME_FOR_THEM: translations(
        "「{what}」のための別の説明はありません。今の内容と同じになります。",
        "沒有另一個給「{what}」的版本,內容會和現在一樣。",
        "There is no other version for “{what}”: it would be the same as now.",
    ),
    Reason.NOT_DRAWN: translations(
        "その値ではこの図を描けません:「{what}」。何も変更していません。",
        "這個圖不能用這樣的數值畫出來:「{what}」。沒有做任何變更。",
        "This picture cannot be drawn with that: “{what}”. Nothing was changed.",
    ),
    Reason.NO_OTHER_LENGTH: translations(
        "内容はこれ以上増やすことも減らすこともできません。シーンを追加・削除するか、速さや間を変えてください。",
        "內容沒有更多或更少的版本。請加入或刪除場景,或改變速度和停頓。",
        "There is neither more nor less to say: add or remove scenes, or change the pace or the pauses.",
    ),
    Reason.NO_CHANGE: translations(
        "すでにその通りになっているため、変更するものがありません。",
        "現在已經是這樣了,沒有需要變更的。",
        "It is like that already: there is nothing to change.",
    ),
}

_HELP: Final = translations(
    """\
モデルなしでできること:
- 色:「ベクトルを青に」、背景:「背景を白に」
- 文字:「タイトルを『足し算』に変更」、大きさ:「文字を大きく」
- 速さ:「2倍速で」
- シーン:「シーン2とシーン3を入れ替えて」「最後に『ありがとう』というシーンを追加」「まとめを削除」""",
    """\
沒有模型時可以變更:
- 顏色:「把向量改成藍色」,背景:「背景改成白色」
- 文字:「把標題改成『加法』」,大小:「文字放大」
- 速度:「快兩倍」
- 場景:「對調場景2和場景3」「在最後加入『謝謝』的場景」「刪除第2個場景」""",
    """\
What can be done without a model:
- colours: "make the vectors blue"; background: "dark background"
- texts: 'change the title to "Addition"'; sizes: "make the text bigger"
- speed: "twice as fast"
- scenes: "swap scenes 2 and 3", 'add a scene saying "Thank you"', "remove the summary".""",
)
_MODEL: Final = translations(
    "それ以外の編集にはモデルを設定してください",
    "其他的修改請設定模型",
    "For anything else, configure a model",
)
_SETTINGS: Final = "REELWORK_AUTHOR=model, REELWORK_MODEL=openai:gpt-…, REELWORK_MODEL_API_KEY=…"


def answer(refused: RefusedError, locale: Locale, help_here: str = "") -> str:
    """What is in the way, what can be done, and how to get more.

    ``help_here`` is what can be done with this animation; without it, what can be in general.
    """
    listed = ", ".join(refused.instead[:_MOST]) + (", …" if len(refused.instead) > _MOST else "")
    if refused.reason in {Reason.UNCLEAR, Reason.UNQUOTED}:
        instead = f" ({listed})" if listed else ""
    else:
        instead = listed or "—"
    reason = locale.text(_REASONS[refused.reason], what=refused.what, instead=instead)
    return f"{reason}\n{help_here or locale.text(_HELP)}\n{locale.text(_MODEL)}: {_SETTINGS}"
