"""The names of Latin letters as they are called in Chinese: PC is pī sēi.

A Chinese voice says them as it says its own syllables. Letters in the sounds of English, which it was hardly
taught, are not understood of it.
"""

import re
from typing import Final

_NAMES: Final = dict(
    re.findall(
        r"(\w)=([\w,]+)",
        "a=ei1 b=bi4 c=sei1 d=di4 e=yi4 f=ai2,fu5 g=ji4 h=ei2,chi5 i=ai4 j=zhei4 k=kei4 l=ai2,lou5 m=ai2,mu5 "
        "n=en1 o=ou1 p=pi1 q=kiu4 r=a4,er5 s=ai2,si5 t=ti4 u=you1 v=wei1 w=da2,bu5,liu5 x=ai2,ke5,si5 "
        "y=wai4 z=zei4",
    )
)


def name(letter: str) -> list[str]:
    """The syllables of a letter, a to z of any case, in pinyin; nothing for any other character."""
    return [syllable for syllable in _NAMES.get(letter.lower(), "").split(",") if syllable]
