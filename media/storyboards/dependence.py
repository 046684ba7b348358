"""Which sentences can be spoken, and which of them say something only together with the one before."""

import re
from typing import Final

from contracts.animation import Language

_ENDED = re.compile(r"[.!?。！？．…][\"'”’」』）)]*$")
_QUESTION = re.compile(r"[?？][\"'”’」』）)]*$")
_PAIRS: Final = ("“”", "「」", "『』", "（）", "()", "[]", "【】", "《》")
_FOREIGN = re.compile(
    r"https?:|www\.|\S@\S+\.\w|[{}<>|\\`=#]|\*\*"
    r"|^subscribe|\b(?:our|this) newsletter|\b(?:use|accept|our) cookies\b|\bclick here|\bread more:"
    r"|\bsign up (?:for|to)|\ball rights reserved"
    r"|関連記事|こちら(?:から|をご)|会員登録|無断転載|続きを読む|をクリック"
    r"|延伸閱讀|延伸阅读|相關(?:報導|新聞)|相关(?:报道|阅读)|版權所有|版权所有|扫码|掃碼|(?:的|此)公众号"
    r"|點擊(?:這裡|此處)|点击(?:这里|此处)",
    re.IGNORECASE,
)
"""Text that a page has but not its article, or that cannot be read aloud."""
_NOTHING_BUT_QUOTED = re.compile(r'“[^“”]*”|"[^"]*"|「[^「」]*」|『[^『』]*』')
_LETTERS: Final = 0.6
"""The share of letters below which a text is a table or a formula."""

_DEPENDENT: Final = {
    Language.ENGLISH: re.compile(
        r"[\"'“‘(]*(?:he|she|it|they|this|that|these|those|his|her|hers|its|their|theirs|him|them"
        r"|here|there(?! (?:is|are|was|were|has|have)\b)|however|but"
        r"|and|or|nor|so|then|thus|therefore|hence|moreover|furthermore|also|besides|instead"
        r"|meanwhile|nevertheless"
        r"|nonetheless|still|yet|otherwise|similarly|likewise|consequently|accordingly|indeed"
        r"|afterwards?|later|such"
        r"|both|neither|either|another|others?|again|finally|second(?:ly)?|third(?:ly)?|lastly"
        r"|rather|even so"
        r"|as a result|because of (?:this|that|it)|for (?:example|instance|this|that)"
        r"|in (?:addition|contrast|fact"
        r"|other words|turn|this|that|these|response|short)|on the (?:other hand|contrary)"
        r"|of course|that said"
        r"|at (?:the same|that) (?:time|point)|after (?:this|that|it)|before (?:this|that)"
        r"|with (?:this|that|it)"
        r"|to (?:this|that|do)|by (?:contrast|comparison|then|doing)|one (?:of them|such)"
        r"|the (?:former|latter|same"
        r"|other|others|result|first of these)|some of (?:them|these|those)|most of (?:it|them"
        r"|these|those)"
        r"|not only that|no wonder|no one else|all (?:this|that|of this|of it)|what is more"
        r"|what's more|until then"
        r"|since then|if so|if not|today (?:most|much|all) of it"
        r"|.{0,40}\b(?:the opposite|the reverse|(?:did|does|do) so|the latter|the former))\b",
        re.IGNORECASE,
    ),
    Language.JAPANESE: re.compile(
        r"[「『（]*(?:これ|それ|あれ|この|その|あの|こう|そう|こんな|そんな|ここ(?!数)|そこ|あそこ|彼|彼女|両者|前者|後者"
        r"|同(?:社|氏|市|町|村|県|国|年|日|店|校|大学|館)|しかし|だが|だから|だって|ただし|ただ、|また、|またその|そして|さらに"
        r"|つまり|したがって|従って|一方|なぜなら|例えば|たとえば|でも、|でも(?=[^ぁ-ん])|ところが|なお|ちなみに|すると"
        r"|では、|同様に|同時に|次に|最後に|逆に|実際|特に|とくに|もっとも、|とはいえ|加えて|ほか(?:に|の)|他(?:に|の)|いわば"
        r"|要するに|結果|おかげで|とりわけ|むしろ|けれど|もちろん|やがて|以来|以後|その後|続いて|いずれ|どちら|前述|上記)"
    ),
    Language.CHINESE: re.compile(
        r"[「『“（]*(?:他(?!山)|她|它|牠|這|这|那(?!不勒斯)|此|其|該|该|但|然而|因此|因而|所以|而|並且|并且|並(?!非)|并(?!非)"
        r"|同時|同时|不過|不过|例如|比如|譬如|於是|于是|換句話說|换句话说|換言之|换言之|也就是|結果|结果|總之|总之"
        r"|另一方面|另外|另一|接著|接着|然後|然后|最後|最后|首先|其次|再者|可是|況且|何況|况且|何况|甚至|反之|反而|同樣|同样|那麼"
        r"|那么|與此|与此|相比之下|對此|对此|為此|为此|據此|据此|如此|以上|上述|前者|後者|后者|二者|兩者|两者|否則|否则|隨後|随后"
        r"|之後|之后|後來|后来|事實上|事实上|尤其|特別是|特别是|當然|当然|儘管如此|尽管如此|至於|至于|還有|还有|更重要)"
    ),
}
_NEAR: Final = {
    Language.ENGLISH: re.compile(
        r"\b(?:he|she|they|him|them|his|her|their|it|this|that one|these|those)\b", re.IGNORECASE
    ),
    Language.JAPANESE: re.compile(r"これ|それ|この|その|彼"),
    Language.CHINESE: re.compile(r"他(?!山)|她|它|牠|這(?!樣|些年)|这(?!样|些年)|其(?!他|實|实)"),
}
_NEAR_WITHIN: Final = {Language.ENGLISH: 24, Language.JAPANESE: 10, Language.CHINESE: 8}


def speakable(sentence: str) -> bool:
    """Whether this is a whole sentence of the article, and made of words."""
    text = sentence.strip()
    if not _ENDED.search(text) or _FOREIGN.search(text):
        return False
    if any(text.count(pair[0]) != text.count(pair[1]) for pair in _PAIRS) or text.count('"') % 2:
        return False
    marks = sum(not (char.isalpha() or char.isspace()) for char in text)
    return len(text) - marks >= _LETTERS * len(text)


def depends(sentence: str, language: Language) -> bool:
    """Whether a sentence goes on from the one before, or quotes somebody whom that one has named."""
    text = sentence.strip()
    return bool(_DEPENDENT[language].match(text) or _NOTHING_BUT_QUOTED.fullmatch(text))


def refers(sentence: str, language: Language) -> bool:
    """Whether a sentence soon speaks of somebody or something that it has hardly named."""
    return bool(_NEAR[language].search(sentence.strip()[: _NEAR_WITHIN[language]]))


def asks(sentence: str) -> bool:
    """Whether a sentence is a question."""
    return bool(_QUESTION.search(sentence.strip()))
