"""The step that finds the voice of a narration."""

from temporalio import activity

from contracts.errors import InvalidField, SpeechRejected
from contracts.video import CAST, CastInput, Narrator
from media.speech.providers import Casting


class CastingActivities:
    """Needs the providers of speech that are configured."""

    def __init__(self, casting: Casting) -> None:
        self._casting = casting

    @activity.defn(name=CAST.name)
    async def cast(self, argument: CastInput) -> Narrator:
        """Say who speaks."""
        try:
            return await self._casting.narrator(argument.provider, argument.voice_name, argument.language)
        except InvalidField as error:
            # Who asked has named no field: an article has a language, and nobody here may speak it.
            raise SpeechRejected(f"No voice was found for {argument.language}: {error.what}") from error
