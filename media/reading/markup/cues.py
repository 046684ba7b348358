"""Cues, which say how something is spoken and are not spoken: [laughs], *sighs*, (whispering), （笑）.

In brackets, asterisks and parentheses people also write words that are to be heard: (see below),
[the minister], *never*. So a cue is known by its words, or it stands apart from every sentence and looks
like one.
"""

import re
from typing import Final

from media.reading.rules import Rule, rule

_ENGLISH: Final = (
    "laugh(?:s|ing|ter)?|chuckl(?:es?|ing)|giggl(?:es?|ing)|snicker(?:s|ing)?|snort(?:s|ing)?|"
    "sigh(?:s|ing)?|gasp(?:s|ing)?|groan(?:s|ing)?|moan(?:s|ing)?|sob(?:s|bing)?|cr(?:y|ies|ying)|"
    "sniff(?:s|les?|ling|ing)?|whisper(?:s|ed|ing)?|shout(?:s|ing)?|yell(?:s|ing)?|scream(?:s|ing)?|"
    "mumbl(?:es?|ing)|mutter(?:s|ing)?|cough(?:s|ing)?|sneez(?:es?|ing)|yawn(?:s|ing)?|"
    "clears? (?:his|her|their|my)? ?throat|clearing throat|throat[- ]clearing|pauses?|pausing|"
    "long pause|short pause|beat|silence|breath(?:es?|ing)?(?: (?:in|out|deeply|heavily))?|deep breath|"
    "inhales?|exhales?|applause|clap(?:s|ping)?|cheer(?:s|ing)?|sing(?:s|ing)?|hum(?:s|ming)?|"
    "whistl(?:es?|ing)|smil(?:es?|ing)|grin(?:s|ning)?|smirk(?:s|ing)?|frown(?:s|ing)?|nod(?:s|ding)?|"
    "shrugs?|shrugging|wink(?:s|ing)?|blush(?:es|ing)?|rolls? (?:his |her |their )?eyes|"
    "shakes? (?:his |her |their )?head|music(?: plays| fades)?|inaudible|crosstalk|"
    "laughter and applause|door (?:opens|closes|slams)|phone rings|excited(?:ly)?|angr(?:y|ily)|"
    "sad(?:ly)?|happ(?:y|ily)|sarcastic(?:ally)?|nervous(?:ly)?|softly|quietly|loudly|slowly|"
    "calm(?:ly)?|serious(?:ly)?|surprised|sleepy|cheerful(?:ly)?|gently|dramatically|"
    "hesitat(?:es|ing|antly)"
)
_ADVERB: Final = (
    "softly|quietly|loudly|nervously|awkwardly|heavily|gently|bitterly|happily|sadly|slowly|again|a little"
)
_EASTERN: Final = (
    "笑|大?笑[いうっ聲声]?[てる]?|苦笑い?|微笑み?|爆笑|冷笑|偷笑|輕笑|轻笑|拍手|掌聲|掌声|歡呼|欢呼|歓声|音楽|音樂|音乐|"
    "小[聲声](?:地)?|低[聲声]|大[聲声]|小声で|大声で|耳打ち|ささやき|ささやく|囁き|囁く|ひそひそ|歎氣|嘆氣|叹气|ため息|溜息|"
    "深呼吸|咳嗽?|清嗓子?|咳払い|せき|哭|哭泣|泣き?|泣く|泣きながら|涙|笑いながら|沉默|沈默|沈黙|停頓|停顿|暫停|暂停|間|"
    "悄悄話?|悄悄话|耳語|耳语|驚訝|惊讶|驚いて|怒って|生氣|生气|激動|激动|興奮|兴奋|うなずく|頷く|點頭|点头|搖頭|摇头|照れ"
)
_CUE: Final = rf"(?:(?:{_ENGLISH})(?: (?:{_ADVERB}))*|(?:{_EASTERN}))"
_BEGINNING: Final = r"(?:(?<=^)|(?<=[.!?…。！？:：\"”」\n])|(?<=[.!?…。！？:：\"”」\n]\s))"
_ENDING: Final = r"(?=\s*(?:$|\n|[A-Z\"“「…\W]))"
_DONE: Final = (
    "(?:laughs|chuckles|giggles|snickers|snorts|sighs|gasps|groans|moans|sobs|sniffs|sniffles|whispers|"
    "mutters|mumbles|coughs|sneezes|yawns|clears (?:his |her |their |my )?throat|pauses|inhales|exhales|"
    "claps|smiles|grins|smirks|nods|shrugs|winks|blushes|rolls (?:his |her |their )?eyes|"
    "shakes (?:his |her |their )?head)"
)
"""What somebody does while he speaks: a cue within a sentence too."""
_LOOKS_LIKE_ONE: Final = r"[a-z]+(?:s|ing|ly)(?: [a-z]+){0,3}"


def _cue(opening: str, closing: str, words: str, *, apart: bool) -> Rule:
    """The rule for one kind of brackets; blanks after a cue go with it."""
    begins, ends = (_BEGINNING, _ENDING) if apart else ("", "")
    return rule(rf"{begins}{opening}\s*{words}\s*[.!…]*\s*{closing}{ends}", lambda _: "", re.IGNORECASE)


_SQUARE: Final = (r"[\[［【〔{]/?", r"[\]］】〕}](?![(\[])")
_ROUND: Final = (r"[(（]", r"[)）]")
_STARS: Final = (r"(?<![\w*_~])[*_~]", r"[*_~](?![\w*_~])")

CUES: Final[tuple[Rule, ...]] = (
    _cue(*_SQUARE, _CUE, apart=False),
    _cue(*_STARS, _CUE, apart=True),
    _cue(*_ROUND, _CUE, apart=True),
    _cue(*_STARS, rf"{_DONE}(?: (?:{_ADVERB}))*", apart=False),
    _cue(*_ROUND, rf"(?:{_EASTERN}|{_DONE}(?: (?:{_ADVERB}))*)", apart=False),
    _cue(*_SQUARE, rf"(?-i:{_LOOKS_LIKE_ONE})", apart=True),
    _cue(*_STARS, rf"(?-i:{_LOOKS_LIKE_ONE})", apart=True),
)
