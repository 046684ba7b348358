"""What the forms of kinds that speak have in common: the languages, the providers and their voices."""

import asyncio
from collections.abc import Sequence
from typing import Final

from api.pages.forms import Values
from api.pages.languages import Language
from api.services import Services
from contracts.errors import ProviderNotConfigured, ReelworkError, SpeechUnavailable
from contracts.speech import ProviderName, Voice

VOICES_SECONDS: Final = 5.0
"""How long a person waits for a provider to tell its voices."""
LANGUAGE_OF_SPEECH: Final = {"ja": "ja-JP", "zh-TW": "zh-TW", "en": "en-US"}
"""What a form proposes to speak, by the page's language."""
SPOKEN: Final = ("zh-TW", "zh-CN", "ja-JP", "en-US", "en-GB", "fr-FR", "es-ES")
"""Languages that the forms offer; the field takes any tag."""


async def voices_for(services: Services, provider: str, language: str) -> Sequence[Voice]:
    """The voices to choose from; none where there is no such provider here, or it speaks no such language.

    Raises SpeechUnavailable and its like if the provider cannot tell now.
    """
    try:
        async with asyncio.timeout(VOICES_SECONDS):
            return await services.casting.voices(ProviderName(provider), language)
    except (ValueError, ProviderNotConfigured):
        return ()
    except TimeoutError as error:
        raise SpeechUnavailable("{provider} does not tell its voices now.", provider=provider) from error


async def offered(services: Services, provider: str, language: str) -> Sequence[Voice]:
    """The voices that a form offers; none while the provider cannot tell, which is said when it is sent."""
    try:
        return await voices_for(services, provider, language)
    except ReelworkError:
        return ()


def providers(services: Services, asked: str) -> Sequence[tuple[str, str]]:
    """Those that are configured, and the one that an earlier job had asked for, as choices."""
    names = [name.value for name in services.casting.configured]
    if asked in set(ProviderName) and asked not in names:
        names.append(asked)
    return [(name, name) for name in names]


def propose(services: Services, language: Language, values: Values, provider: str) -> Values:
    """The values with a language, and a provider in the field of that name, where there is none yet."""
    return {
        **values,
        "language": values["language"] or LANGUAGE_OF_SPEECH[language.tag],
        provider: values[provider] or services.casting.configured[0].value,
    }
