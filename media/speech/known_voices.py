"""Voices of providers that can't be asked without a key.

The embedded voice stands in for them, so whoever chooses a voice finds the names that their provider uses.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from contracts.speech import ProviderName, Voice

# From Microsoft's "Language and voice support for the Speech service": the plain voices of the languages that
# front ends of dialogues offer.
_AZURE: Final = (
    ("zh-TW-HsiaoChenNeural", "曉臻", "Female"),
    ("zh-TW-HsiaoYuNeural", "曉雨", "Female"),
    ("zh-TW-YunJheNeural", "雲哲", "Male"),
    ("zh-CN-XiaoxiaoNeural", "晓晓", "Female"),
    ("zh-CN-XiaoyiNeural", "晓伊", "Female"),
    ("zh-CN-YunjianNeural", "云健", "Male"),
    ("zh-CN-YunxiNeural", "云希", "Male"),
    ("zh-CN-YunxiaNeural", "云夏", "Male"),
    ("zh-CN-YunyangNeural", "云扬", "Male"),
    ("ja-JP-NanamiNeural", "Nanami", "Female"),
    ("ja-JP-AoiNeural", "Aoi", "Female"),
    ("ja-JP-MayuNeural", "Mayu", "Female"),
    ("ja-JP-ShioriNeural", "Shiori", "Female"),
    ("ja-JP-KeitaNeural", "Keita", "Male"),
    ("ja-JP-DaichiNeural", "Daichi", "Male"),
    ("ja-JP-NaokiNeural", "Naoki", "Male"),
    ("en-US-JennyNeural", "Jenny", "Female"),
    ("en-US-AriaNeural", "Aria", "Female"),
    ("en-US-MichelleNeural", "Michelle", "Female"),
    ("en-US-GuyNeural", "Guy", "Male"),
    ("en-US-ChristopherNeural", "Christopher", "Male"),
    ("en-US-EricNeural", "Eric", "Male"),
    ("en-US-RogerNeural", "Roger", "Male"),
)

KNOWN: Final[Mapping[ProviderName, Sequence[Voice]]] = {
    ProviderName.AZURE: tuple(
        Voice(voice_id=voice_id, name=name, languages=(voice_id.rpartition("-")[0],), gender=gender)
        for voice_id, name, gender in _AZURE
    )
}
