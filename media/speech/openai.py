"""OpenAI's speech, and that of anyone who speaks its API."""

from collections.abc import Sequence
from pathlib import Path

from contracts.speech import ProviderName, SpokenWord, Voice
from media.audio import wav
from media.speech.provider import Limits, Line
from media.speech.rest import RestProvider
from media.speech.voices import speaking

MODEL = "gpt-4o-mini-tts"
# From OpenAI's reference of "Create speech", and from the languages in its guide "Text to speech".
_NAMES = "alloy ash ballad cedar coral echo fable marin nova onyx sage shimmer verse"
_LANGUAGES = (
    "en zh ja ko fr de es it pt nl pl ru uk af ar hy az be bs bg ca hr cs da et fi gl el he hi hu is id kn kk"
    " lv lt mk ms mr mi ne no fa ro sr sk sl sw sv tl ta th tr ur vi cy"
)
VOICES = tuple(
    Voice(voice_id=name, name=name.capitalize(), languages=tuple(_LANGUAGES.split()))
    for name in _NAMES.split()
)


class OpenAIProvider(RestProvider):
    """Speaks with an API key; ``base_url`` ends before ``/audio/speech``.

    Of another ``model`` than OpenAI's own nobody but its server knows the voices.
    """

    name = ProviderName.OPENAI
    reads = True
    # The model takes 2000 tokens, and a Chinese character can be one.
    limits = Limits(characters=2_000, portion=600, parallel=8, native_voices=0)

    def __init__(self, key: str, *, base_url: str = "https://api.openai.com/v1", model: str = MODEL) -> None:
        self.model = model
        super().__init__(
            "OpenAI",
            setting="REELWORK_OPENAI_SPEECH_KEY",
            key=key,
            base_url=base_url,
            headers={"Authorization": f"Bearer {key}"},
        )

    async def voices(self, language: str | None = None) -> Sequence[Voice]:
        """The voices it has, of one language or all: every voice speaks every language."""
        return speaking(VOICES, language) if self.model == MODEL else ()

    async def speak(self, line: Line, path: Path) -> Sequence[SpokenWord]:
        """Speak a line into ``path``; OpenAI does not tell when words are heard."""
        # WAV, not PCM: others who speak this API have other rates, and only WAV says which.
        body = {
            "model": self.model,
            "input": line.text,
            "voice": line.voice_id,
            "response_format": "wav",
            **({} if line.speed == 1 else {"speed": line.speed}),
        }
        audio = await self._ask("POST", "/audio/speech", body)
        await self._write(path, lambda: wav.parse(audio))
        return ()
