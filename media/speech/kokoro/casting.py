"""Voices of Kokoro for speakers whose own voices are another provider's."""

import re
from collections.abc import Mapping, Sequence

from contracts.errors import SpeechRejected
from contracts.speech import Voice
from media.speech.kokoro.catalogue import voices_of

# Names of the voices of Azure, OpenAI and Google in the languages Kokoro speaks. Of Azure's Chinese voices
# the first syllable tells.
_FEMALE = re.compile(
    "(?:xiao|hsiao)[a-z]*|hiumaan|hiugaai|"
    "nanami|aoi|mayu|shiori|"
    "ana|amber|aria|ashley|ava|cora|elizabeth|emma|jane|jenny|michelle|monica|nancy|sara|"
    "abbi|bella|hollie|libby|maisie|mia|olivia|sonia|"
    "brigitte|celeste|coralie|denise|eloise|jacqueline|josephine|vivienne|yvette|"
    "abril|beatriz|candela|carlota|dalia|elvira|estrella|irene|laia|larissa|lia|marina|nuria|renata|triana|"
    "vera|ximena|"
    "coral|nova|sage|shimmer|marin|"
    "achernar|aoede|autonoe|callirrhoe|despina|erinome|gacrux|kore|laomedeia|leda|pulcherrima|sulafat|"
    "vindemiatrix|zephyr"
)
_MALE = re.compile(
    "yun[a-z]*|wanlung|"
    "daichi|keita|masaru|naoki|"
    "andrew|brandon|brian|christopher|davis|eric|guy|jacob|jason|roger|steffan|tony|"
    "alfie|elliot|ethan|noah|oliver|ryan|thomas|"
    "alain|claude|henri|jerome|maurice|remy|yves|"
    "alvaro|arnau|cecilio|dario|elias|gerardo|jorge|liberto|luciano|nil|pelayo|saul|teo|yago|"
    "ash|ballad|cedar|echo|fable|onyx|verse|"
    "achird|algenib|algieba|alnilam|charon|enceladus|fenrir|iapetus|orus|puck|rasalgethi|sadachbia|"
    "sadaltager|schedar|umbriel|zubenelgenubi"
)


def stand_ins(
    speakers: Sequence[str], language: str, hints: Mapping[str, str] | None = None
) -> dict[str, str]:
    """A voice of Kokoro for each speaker, a different one until all are taken.

    ``hints`` are the ids of the voices that were asked for, by speaker; where one is known to be a woman's or
    a man's, so is the voice. The others alternate. The same call always gives the same voices.
    """
    voices = voices_of(language)
    if not voices:
        raise SpeechRejected("The embedded voice does not speak {language}.", language=language)
    cast: dict[str, str] = {}
    free: list[Voice] = []
    previous = "male"
    for speaker in dict.fromkeys(speakers):
        previous = _gender((hints or {}).get(speaker, "")) or ("female" if previous == "male" else "male")
        free = free or list(voices)
        voice = next((voice for voice in free if voice.gender == previous), free[0])
        free.remove(voice)
        cast[speaker] = voice.voice_id
        previous = voice.gender
    return cast


def _gender(voice_id: str) -> str | None:
    """What another provider's id tells: ``zh-TW-HsiaoYuNeural`` is a woman's voice."""
    names = re.split("[^a-z]+", re.sub("(?:multilingual)?neural", "", voice_id.lower()))
    if any(_FEMALE.fullmatch(name) for name in names):
        return "female"
    if any(_MALE.fullmatch(name) for name in names):
        return "male"
    return None
