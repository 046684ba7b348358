"""The providers of speech that the settings configure, and who finds voices among them."""

import sys
from pathlib import Path
from typing import Final

from contracts.speech import ProviderName
from media.speech.azure import AzureProvider
from media.speech.elevenlabs import ElevenLabsProvider
from media.speech.google import GoogleProvider
from media.speech.kokoro.provider import KokoroProvider
from media.speech.openai import OpenAIProvider
from media.speech.provider import Provider
from media.speech.providers import Casting
from runtime.settings import Settings

KOKORO_VOICES: Final = Path(sys.prefix) / "share" / "reelwork" / "kokoro-voices"
"""Where the set-up puts them."""


def providers(settings: Settings) -> dict[ProviderName, Provider]:
    """Those that have a key here, and the embedded one."""
    found: dict[ProviderName, Provider] = {ProviderName.KOKORO: KokoroProvider(voices=KOKORO_VOICES)}
    if settings.azure_speech_key and (settings.azure_speech_region or settings.azure_speech_host):
        found[ProviderName.AZURE] = AzureProvider(
            settings.azure_speech_key.get_secret_value(),
            region=None if settings.azure_speech_host else settings.azure_speech_region,
            host=settings.azure_speech_host,
        )
    if settings.google_speech_key:
        found[ProviderName.GOOGLE] = GoogleProvider(settings.google_speech_key.get_secret_value())
    if settings.elevenlabs_key:
        found[ProviderName.ELEVENLABS] = ElevenLabsProvider(settings.elevenlabs_key.get_secret_value())
    if settings.openai_speech_key:
        url = settings.openai_speech_url
        options = {"base_url": url} if url else {}
        found[ProviderName.OPENAI] = OpenAIProvider(
            settings.openai_speech_key.get_secret_value(), model=settings.openai_speech_model, **options
        )
    return found


def casting(settings: Settings) -> Casting:
    """Who finds voices among the providers that are configured."""
    return Casting(providers(settings), fallback=settings.speech_fallback)
