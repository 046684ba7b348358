"""The voices of Kokoro: one file each, named for language, gender and person (``zf_xiaoxiao``)."""

import re

from contracts.speech import Voice
from media.speech.voices import speaking, speaks

_LANGUAGES = {
    "a": ("en-US",),
    "b": ("en-GB",),
    "e": ("es-ES", "es-MX"),
    "f": ("fr-FR",),
    "j": ("ja-JP",),
    "z": ("zh-CN", "zh-TW"),
}
_GENDERS = {"f": "female", "m": "male"}
# Those that Kokoro's authors heard the most speech of come first. Hindi, Italian and Portuguese are left out:
# nothing here turns their text into phonemes.
_IDS = re.findall(
    r"\w+",
    """
    af_heart af_bella af_nicole af_aoede af_kore af_sarah af_alloy af_nova af_jessica af_river af_sky
    am_michael am_fenrir am_puck am_echo am_eric am_liam am_onyx am_santa am_adam
    bf_emma bf_isabella bf_alice bf_lily bm_george bm_fable bm_lewis bm_daniel
    ef_dora em_alex em_santa
    ff_siwis
    jf_alpha jf_gongitsune jf_tebukuro jf_nezumi jm_kumo
    zf_xiaoxiao zf_xiaobei zf_xiaoni zf_xiaoyi zm_yunjian zm_yunxi zm_yunxia zm_yunyang
    """,
)

VOICES = {
    voice_id: Voice(
        voice_id=voice_id,
        name=voice_id[3:].capitalize(),
        languages=_LANGUAGES[voice_id[0]],
        gender=_GENDERS[voice_id[1]],
    )
    for voice_id in _IDS
}


def voices_of(language: str) -> list[Voice]:
    """The voices of a language: those of its region, or where there are none, all."""
    spoken = [voice for voice in VOICES.values() if speaks(voice, language)]
    return list(speaking(spoken, language)) or spoken
