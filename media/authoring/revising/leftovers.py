"""What of a part of an instruction nothing was made of: named, so that no word is dropped silently."""

import re
from collections.abc import Iterator
from typing import Final

from language.chinese import simplified, traditional
from media.authoring.edits.colours import Colour
from media.authoring.edits.tokens import Token, Unknown, tokens
from media.authoring.edits.words import Role
from media.authoring.leaves import texts
from media.authoring.revising.draft import Draft
from media.scenes.locale import Locale

_PLAIN: Final = re.compile(
    r"\b(?:show|what|whats|if|is|it|was|were|do|does|same|again|over|start|try|instead|rather|use"
    r"|used|using|"
    r"numbers?|values?|list|array|data|example|equation|function|formula|sides?|legs?|lengths?|triangle|"
    r"change|replace|swap|went|there|there's|theres|also|as|well|with|out|off|take|choose|pick|draw"
    r"|plot|graph|"
    r"solve|sort|search|find|look|looking|cm|mm|km|kg|min|hours?|minutes?|seconds?|degrees?|volts?"
    r"|ohms?|newtons?|"
    r"amperes?|metres?|meters?|percent|per|balls?|people|students?|dollars?|points?|steps?|items?"
    r"|rows?|entry|"
    r"entries|has|got|each|redo|compute|calculate|another|between|from|until|ms|rise|rises|goes|fell|fall|"
    r"decrease|increase|not|case|let|say|call|start|terms?|nodes?|layers?|boxes|cards?|called|insert"
    r"|pie|bars?|"
    r"bar|column|chart|line|limit|of|off|by|vs|versus|and|or|be|should|would|could|must)\b"
    r"|じゃなく|ではなく|でなく|代わり|かわり|やり直|数字|数値|値|例|配列|リスト|データ|見せ|描|解"
    r"|使|探|選|並べ|"
    r"直角三角形|三角形|辺|作|計算|円|個|人|度|年|月|日|分|秒|時|本|枚|倍|万|億|千|百|増|減|進|走|求"
    r"|調|変|換|替|"
    r"直|削|消|足|加|入|段|項目|手順|ステップ|番|目|棒|折れ線|グラフ|もう|つ|ひと|上|下|最|次|新|同じ|場合|"
    r"改用|改|換|換成|數字|數|值|資料|陣列|列表|例子|公分|公尺|公里|公斤|米|厘米|千克|萬|元|塊|步|條"
    r"|行|列|筆|項|"
    r"歐|歐姆|伏|伏特|牛頓|牛|秒|個|人|顆|粒|張|點|試|來|看|畫|算|找|排|切|選|搜尋|查找|做|重|另|再"
    r"|也|成|存|"
    r"是|和|或|與|到|從|給|漲|升|降|跌|了|串聯|並聯|兩|二|三|四|五|六|七|八|九|十|第|原|本|新|式|函"
    r"|目|標|時|起",
    re.IGNORECASE,
)
"""Words that say of values that they are to be used, and units."""
_ASKS: Final = frozenset(
    {Role.BIGGER, Role.SMALLER, Role.THICKER, Role.THINNER, Role.FAINTER, Role.BACKGROUND, Role.SWAP}
    | {Role.DARK_MODE, Role.LIGHT_MODE}
)
_LATIN: Final = re.compile(r"[A-Za-z][A-Za-z'-]*")
_FEWEST_HAN: Final = 2
_FEWEST_KANA: Final = 3


def leftovers(draft: Draft, rest: str) -> tuple[str, ...]:
    """The words of ``rest`` that stand for something, and for nothing that is known or shown.

    ``rest`` is a part without what something was made of.
    """
    row = tokens(rest, frozenset(), frozenset())
    known = _known(draft)
    if any(
        (isinstance(one.value, Colour) or one.value in _ASKS) and one.raw.casefold() not in known
        for one in row
    ):
        left = [re.sub(r"\s+", " ", piece).strip(" 把將請,、，。") for piece in re.split(r"[,，、]", rest)]
        return tuple(_in_script(draft, piece) for piece in left if piece)
    return tuple(dict.fromkeys(_in_script(draft, one) for one in _unknown(row, known)))


def _in_script(draft: Draft, words: str) -> str:
    return simplified(words) if draft.locale is Locale.SIMPLIFIED_CHINESE else words


def _unknown(row: list[Token], known: frozenset[str]) -> Iterator[str]:
    for token in row:
        if not isinstance(token.value, Unknown):
            continue
        left = _PLAIN.sub(" ", traditional(token.raw))
        latin = [word for word in _LATIN.findall(left) if len(word) > 2 and word.casefold() not in known]  # noqa: PLR2004
        other = _LATIN.sub("", _without(left, known))
        han, kana = re.findall("[㐀-鿿]", other), re.findall("[ァ-ヿ]", other)
        if latin:
            yield " ".join(latin)
        elif len(han) >= _FEWEST_HAN or len(kana) >= _FEWEST_KANA:
            yield token.raw


def _known(draft: Draft) -> frozenset[str]:
    """The words that the request and its scenes have."""
    board = draft.board
    said = [draft.asked.content, board.title, *(name for name, _ in draft.names)]
    for scene in board.scenes:
        said += [scene.heading, *(beat.line for beat in scene.beats), *texts(scene.picture.parameters)]
    text = "\n".join(said)
    latin = {word.casefold() for word in _LATIN.findall(text)}
    return frozenset(latin | set(re.findall("[㐀-鿿ァ-ヿ]+", traditional(text))))


def _without(text: str, known: frozenset[str]) -> str:
    """A text in Chinese characters or kana without what is known of it, two characters at a time."""
    joined = "\n".join(known)
    pairs = {joined[place : place + 2] for place in range(len(joined) - 1)}
    keep = [
        char
        for place, char in enumerate(text)
        if text[place : place + 2] not in pairs and text[max(0, place - 1) : place + 1] not in pairs
    ]
    return "".join(keep)
