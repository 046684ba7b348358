"""Videos of scripts on the pages: the form, the choice of a voice, and what is said beside the player."""

from collections.abc import Mapping
from typing import Any, Final

from pydantic import BaseModel

from api.access import Caller
from api.pages.captions import what_is_said
from api.pages.forms import Form, KindPages, Values, number
from api.pages.languages import Language, later
from api.pages.voices import SPOKEN, offered, propose, providers
from api.script_video import ScriptVideoRequest
from api.services import Services
from contracts.script_video import SCRIPT_VIDEO
from contracts.video import FRAMES, Template, VideoFormat

PLATFORMS: Final = [
    (platform.value, f"{name} {FRAMES[platform].width}×{FRAMES[platform].height}")
    for platform, name in (
        (VideoFormat.YOUTUBE, "YouTube"),
        (VideoFormat.YOUTUBE_SHORTS, "YouTube Shorts"),
        (VideoFormat.TIKTOK, "TikTok"),
        (VideoFormat.INSTAGRAM, "Instagram"),
    )
]
_EMPTY: Final = {
    "title": "",
    "script_content": "",
    "language": "",
    "platform": "youtube",
    "duration": "15",
    "voice_provider": "",
    "voice_name": "",
    "background_music": "",
    "template_id": "",
}


async def _read(_: Services, values: Values, owner: str) -> BaseModel:
    request = {name: value for name, value in values.items() if value and name in _EMPTY}
    own = {"script_id": "web", "user_id": owner, "duration": number(values, "duration")}
    return ScriptVideoRequest.model_validate({"video_request": {**request, **own}})


def _values(request: ScriptVideoRequest) -> Values:
    asked = request.video_request.model_dump(mode="json")
    return {name: str(asked[name] or "") for name in _EMPTY}


def _propose(services: Services, language: Language, values: Values) -> Values:
    return propose(services, language, values, "voice_provider")


async def _choices(services: Services, _: Caller, values: Values) -> Mapping[str, Any]:
    return {
        "voices": await offered(services, values["voice_provider"], values["language"]),
        "providers": providers(services, values["voice_provider"]),
        "spoken": SPOKEN,
        "platforms": PLATFORMS,
        "templates": [(template.value, template.value) for template in Template],
    }


PAGES: Final = KindPages(
    shown=what_is_said,
    forms=(
        Form(
            kind=SCRIPT_VIDEO,
            slug="script",
            title=later("Video of a script"),
            about=later("Write what is to be said; get a narrated video of exactly these words."),
            read=_read,
            values=_values,
            empty=_EMPTY,
            examples={
                "ja": (
                    {
                        "title": "潮の満ち引き",
                        "script_content": "海は一日に二度満ち引きします。\n\n月が水を引き寄せるからです。",
                        "language": "ja-JP",
                        "duration": "15",
                    },
                ),
                "zh-TW": (
                    {
                        "title": "為什麼會有潮汐",
                        "script_content": "海水每天漲落兩次。\n\n因為月亮吸引著靠近它那一側的水。",
                        "language": "zh-TW",
                        "duration": "15",
                    },
                ),
                "en": (
                    {
                        "title": "Why the tide comes twice",
                        "script_content": "The sea rises and falls twice a day.\n\n"
                        "The Moon pulls the water on its side.",
                        "language": "en-US",
                        "duration": "12",
                    },
                ),
            },
            propose=_propose,
            choices=_choices,
            part="forms/_script_voices.html",
            told={
                "title": later("Title"),
                "script_content": later("Script"),
                "language": later("Language that is spoken"),
                "platform": later("Made for"),
                "duration": later("Seconds"),
                "voice_provider": later("Voice from"),
                "voice_name": later("Voice"),
                "template_id": later("Look"),
                "background_music": later("Music"),
            },
        ),
    ),
)
