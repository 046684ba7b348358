"""The voices of a dialogue: who speaks a turn in a language that its speaker's own voice does not speak."""

from collections.abc import Sequence

from contracts.errors import InvalidField
from contracts.phrases import Phrase, phrase
from contracts.speech import ProviderName, Turn, Voice, VoiceAssignment
from language.written_in import written_in
from media.speech.choosing import instead
from media.speech.voices import speaks


class Troupe:
    """The voices that a provider is ``known`` to have, and those that were assigned to speakers.

    Where nobody knows its voices, each speaks what it is given.
    """

    def __init__(
        self, provider: ProviderName, known: Sequence[Voice], assignments: Sequence[VoiceAssignment]
    ) -> None:
        self._provider = provider
        self._known = known
        voices = {voice.voice_id: voice for voice in known}
        self._asked = {one.speaker: one.voice_id for one in assignments}
        self._own = {one.speaker: voices.get(one.voice_id) for one in assignments}
        self._others: dict[tuple[str, str], Voice] = {}
        self._turns: dict[tuple[str, str], list[int]] = {}

    @property
    def warnings(self) -> Sequence[Phrase]:
        """Which turns are spoken by other voices than were asked for, and why."""
        return [
            phrase(
                "{speaker}: {voice} does not speak {language}; {other} speaks instead (turns {turns}).",
                speaker=speaker,
                voice=self._asked[speaker],
                language=language,
                other=self._others[speaker, language].voice_id,
                turns=", ".join(map(str, turns)),
            )
            for (speaker, language), turns in self._turns.items()
        ]

    def turn(self, position: int, turn: Turn, said: str) -> Turn:
        """A turn with its language, and with a voice of its own if its speaker's does not speak that.

        ``said`` is the dialogue's language. Raises ``InvalidField`` if no voice speaks the turn's.
        """
        own = self._own[turn.speaker]
        language = written_in(turn.text, said, own.languages if own else ())
        found = turn.model_copy(update={"language": "" if language == said else language})
        if own is None or speaks(own, language):
            return found
        other = self._other(position, turn.speaker, own, language)
        self._turns.setdefault((turn.speaker, language), []).append(turn.index)
        return found.model_copy(update={"voice_id": other.voice_id})

    def _other(self, position: int, speaker: str, own: Voice, language: str) -> Voice:
        """The voice that speaks a language for a speaker, if it can be one of the same gender."""
        if (speaker, language) in self._others:
            return self._others[speaker, language]
        taken = {voice.voice_id for voice in (*self._own.values(), *self._others.values()) if voice}
        other = instead(own, language, self._known, taken)
        if other is None:
            raise InvalidField(
                "{provider} has no voice that speaks {language}; {voice} speaks {languages}",
                provider=self._provider,
                language=language,
                voice=own.voice_id,
                languages=", ".join(own.languages),
                field=f"turns.{position}.text",
            )
        return self._others.setdefault((speaker, language), other)
