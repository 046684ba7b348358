"""The forms for new jobs: what each asks for, and how its values become a contract's own request."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from pydantic import BaseModel, ValidationError

from api import animation, article_video, script_video, speech
from api.pages import words
from api.pages.languages import later
from api.services import Services
from contracts.animation import ANIMATION_EDIT, ANIMATION_FULL
from contracts.article_video import ARTICLE_VIDEO
from contracts.errors import InvalidField, ProviderNotConfigured, ReelworkError, SpeechUnavailable
from contracts.script_video import SCRIPT_VIDEO
from contracts.speech import SPEECH, ProviderName, Voice

_DIGITS: Final = 9

Values = Mapping[str, str]
"""What a form holds, by its fields' names."""


class Invalid(Exception):
    """The form cannot be taken as it is: what is wrong, by field ("" for the form as a whole)."""

    def __init__(self, wrong: Mapping[str, str]) -> None:
        super().__init__(str(wrong))
        self.wrong = dict(wrong)


@dataclass(frozen=True)
class Form:
    """A kind's form.

    ``read`` makes the contract's request of its values and ``submit`` a job of that, whose id it returns;
    ``asked`` is the model of its requests, ``values`` are the form's for a request.
    ``names`` tells which field of the form a field of the request is, where they differ.
    """

    kind: str
    slug: str
    title: str
    about: str
    read: Callable[[Services, Values, str], Awaitable[BaseModel]]
    submit: Callable[[Services, Any, str, str | None], Awaitable[str]]
    asked: type[BaseModel]
    values: Callable[[Any], Values]
    empty: Values
    examples: Mapping[str, Sequence[Values]]
    names: Mapping[str, str] = field(default_factory=dict)

    async def request(self, services: Services, values: Values, owner: str) -> BaseModel:
        """The contract's request of the form's values. Raises Invalid."""
        try:
            return await self.read(services, values, owner)
        except ValidationError as error:
            wrong: dict[str, str] = {}
            for each in error.errors(include_url=False):
                name = self._field(".".join(str(part) for part in each["loc"]))
                wrong.setdefault(name, _say(each["type"], each["msg"]))
            raise Invalid(wrong) from error
        except InvalidField as error:
            raise self.refused(error) from error

    def refused(self, error: ReelworkError) -> Invalid:
        """What to tell of a request that was refused."""
        if isinstance(error, InvalidField):
            return Invalid({self._field(str(error.details["field"])): error.what.text()})
        return Invalid({"": words.why(error)})

    def _field(self, place: str) -> str:
        for start, name in self.names.items():
            if place.startswith(start):
                return name
        last = place.rpartition(".")[2]
        return last if last in self.empty else ""


def _say(kind: str, message: str) -> str:
    said = message.removeprefix("Value error, ")
    for mark, text in words.FIELD_ERRORS.items():
        if mark == kind or mark in said:
            return text
    return said


def whole(text: str) -> int | None:
    """A whole number of at most nine digits; None if it is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _DIGITS else None


def _number(values: Values, name: str) -> int:
    number = whole(values[name].strip())
    if number is None:
        raise Invalid({name: later("Please enter a whole number.")})
    return number


# --- animations -------------------------------------------------------------------------------------------


async def _read_full(_: Services, values: Values, __: str) -> BaseModel:
    return animation.FullRequest.model_validate(dict(values))


async def _submit_full(
    services: Services, request: animation.FullRequest, owner: str, key: str | None
) -> str:
    return (await animation.submit_full(services, request, owner, key)).job_id


async def _read_edit(_: Services, values: Values, __: str) -> BaseModel:
    generation, _colon, video = values["animation"].partition(":")
    number = whole(generation)
    if number is None or not video:
        raise Invalid({"animation": later("Please choose the animation to edit.")})
    return animation.EditRequest(
        generation_id=number, prior_video_id=video, enhance_prompt=values["enhance_prompt"]
    )


async def _submit_edit(
    services: Services, request: animation.EditRequest, owner: str, key: str | None
) -> str:
    return (await animation.submit_edit(services, request, owner, key)).job_id


# --- dialogues --------------------------------------------------------------------------------------------

MAX_DIALOGUE: Final = 200_000
"""Characters that are looked at at all."""
VOICES_SECONDS: Final = 5.0
"""How long a person waits for a provider to tell its voices."""
VOICE: Final = "voice:"
"""Before a speaker's name: the field of the speaker's voice; empty leaves the choice to us."""


def turns_of(dialogue: str) -> list[tuple[str, str]]:
    """Speaker and words of each turn: a line is "Name: words"; one without a name goes on with the turn."""
    turns: list[tuple[str, list[str]]] = []
    for line in dialogue[: MAX_DIALOGUE + 1].splitlines():
        text = line.strip()
        name, colon, said = text.replace("：", ":", 1).partition(":")
        if colon and name.strip() and said.strip():
            turns.append((name.strip(), [said.strip()]))
        elif text and turns:
            turns[-1][1].append(text)
        elif text:
            raise Invalid({"dialogue": later("Begin each line with who speaks: Name: words.")})
    if not turns:
        raise Invalid({"dialogue": later("Please fill this in.")})
    if len(turns) > speech.MAX_TURNS or len(dialogue) > MAX_DIALOGUE:
        raise Invalid({"dialogue": later("This is too long.")})
    return [(speaker, " ".join(said)) for speaker, said in turns]


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


async def _read_speech(services: Services, values: Values, _: str) -> BaseModel:
    turns = turns_of(values["dialogue"])
    speakers = list(dict.fromkeys(speaker for speaker, _ in turns))
    chosen = {speaker: values.get(VOICE + speaker, "") for speaker in speakers}
    if unsaid := [speaker for speaker in speakers if not chosen[speaker]]:
        voices = [v.voice_id for v in await voices_for(services, values["provider"], values["language"])]
        if not voices:
            raise Invalid({"language": later("This provider has no voice for this language.")})
        free = [voice for voice in voices if voice not in chosen.values()] or voices
        chosen |= {speaker: free[place % len(free)] for place, speaker in enumerate(unsaid)}
    return speech.SpeechRequest.model_validate(
        {
            "provider": values["provider"],
            "language": values["language"],
            "output_format": values["output_format"],
            "turns": [
                {"speaker": speaker, "text": text, "index": index}
                for index, (speaker, text) in enumerate(turns)
            ],
            "voice_assignments": [
                {"speaker": speaker, "voice_id": voice} for speaker, voice in chosen.items()
            ],
            "gap_ms": _number(values, "gap_ms"),
            "crossfade_ms": _number(values, "crossfade_ms"),
            "synthesis_mode": values["synthesis_mode"],
        }
    )


async def _submit_speech(
    services: Services, request: speech.SpeechRequest, owner: str, key: str | None
) -> str:
    return (await speech.submit(services, request, owner, key)).job_id


def _speech_values(request: speech.SpeechRequest) -> Values:
    spoken = sorted(request.turns, key=lambda turn: turn.index)
    return {
        "dialogue": "\n".join(f"{_plain(turn.speaker)}: {' '.join(turn.text.split())}" for turn in spoken),
        "provider": request.provider.value,
        "language": request.language,
        "output_format": request.output_format.value,
        "gap_ms": str(request.gap_ms),
        "crossfade_ms": str(request.crossfade_ms),
        "synthesis_mode": request.synthesis_mode.value,
        **{VOICE + _plain(voice.speaker): voice.voice_id for voice in request.voice_assignments},
    }


def _plain(speaker: str) -> str:
    """A speaker's name as it can stand before a colon."""
    return " ".join(speaker.replace(":", "-").replace("：", "-").split())


# --- narrated videos --------------------------------------------------------------------------------------


async def _read_article(_: Services, values: Values, __: str) -> BaseModel:
    return article_video.VideoRequest.model_validate(dict(values))


async def _submit_article(
    services: Services, request: article_video.VideoRequest, owner: str, key: str | None
) -> str:
    return (await article_video.submit(services, request, owner, key)).job_id


async def _read_script(_: Services, values: Values, owner: str) -> BaseModel:
    request = {name: value for name, value in values.items() if value and name in _SCRIPT_EMPTY}
    own = {"script_id": "web", "user_id": owner, "duration": _number(values, "duration")}
    return script_video.ScriptVideoRequest.model_validate({"video_request": {**request, **own}})


async def _submit_script(
    services: Services, request: script_video.ScriptVideoRequest, owner: str, key: str | None
) -> str:
    return (await script_video.submit(services, request, owner, key)).job_id


def _script_values(request: script_video.ScriptVideoRequest) -> Values:
    asked = request.video_request.model_dump(mode="json")
    return {name: str(asked[name] or "") for name in _SCRIPT_EMPTY}


_SCRIPT_EMPTY: Final = {
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

FORMS: Final = {
    form.slug: form
    for form in (
        Form(
            kind=ANIMATION_FULL,
            slug="animation",
            title=later("New animation"),
            about=later("Describe what to explain; get an animation drawn for it."),
            read=_read_full,
            submit=_submit_full,
            asked=animation.FullRequest,
            values=lambda request: request.model_dump(),
            empty={"content": "", "additional_instructions": ""},
            examples={
                "ja": (
                    {
                        "content": "ベクトルの加算を説明する動画",
                        "additional_instructions": "日本語で、シンプルに",
                    },
                    {"content": "y = x^2 のグラフを描いてください", "additional_instructions": ""},
                ),
                "zh-TW": (
                    {"content": "說明向量加法的動畫", "additional_instructions": "用中文，簡單一點"},
                    {"content": "畫出 y = x^2 的圖形", "additional_instructions": ""},
                ),
                "en": (
                    {
                        "content": "Explain how two vectors are added",
                        "additional_instructions": "Keep it short",
                    },
                    {"content": "Plot y = x^2", "additional_instructions": ""},
                ),
            },
        ),
        Form(
            kind=ANIMATION_EDIT,
            slug="edit",
            title=later("Edit an animation"),
            about=later("Say what to change in an animation that you have; get a new one."),
            read=_read_edit,
            submit=_submit_edit,
            asked=animation.EditRequest,
            values=lambda request: {
                "animation": f"{request.generation_id}:{request.prior_video_id}",
                "enhance_prompt": request.enhance_prompt,
            },
            empty={"animation": "", "enhance_prompt": ""},
            examples={
                "ja": (
                    {"enhance_prompt": "背景色を青に変更してください"},
                    {"enhance_prompt": "文字を大きくしてください"},
                ),
                "zh-TW": ({"enhance_prompt": "把背景改成藍色"}, {"enhance_prompt": "把文字放大"}),
                "en": (
                    {"enhance_prompt": "Make the background blue"},
                    {"enhance_prompt": "Make the text larger"},
                ),
            },
            names={"prior_video_id": "animation", "generation_id": "animation"},
        ),
        Form(
            kind=SPEECH,
            slug="dialogue",
            title=later("New dialogue"),
            about=later("Write who says what; hear it in several voices."),
            read=_read_speech,
            submit=_submit_speech,
            asked=speech.SpeechRequest,
            values=_speech_values,
            empty={
                "dialogue": "",
                "provider": "",
                "language": "",
                "output_format": "mp3",
                "gap_ms": "300",
                "crossfade_ms": "50",
                "synthesis_mode": "segmented",
            },
            examples={
                "ja": (
                    {
                        "dialogue": "A: こんにちは、いい天気ですね。\nB: ええ、公園へ行きましょうか。",
                        "language": "ja-JP",
                    },
                ),
                "zh-TW": (
                    {
                        "dialogue": "A: 你好，今天天氣真好！\nB: 是啊，要不要一起去公園走走？",
                        "language": "zh-TW",
                    },
                ),
                "en": (
                    {
                        "dialogue": "Ann: Good morning! What a day.\nBen: Shall we walk?",
                        "language": "en-US",
                    },
                ),
            },
            names={"turns": "dialogue", "voice_assignments": "voices"},
        ),
        Form(
            kind=ARTICLE_VIDEO,
            slug="article",
            title=later("Video of an article"),
            about=later("Give the address of an article; get a narrated, upright video of up to a minute."),
            read=_read_article,
            submit=_submit_article,
            asked=article_video.VideoRequest,
            values=lambda request: request.model_dump(),
            empty={"url": ""},
            examples={},
        ),
        Form(
            kind=SCRIPT_VIDEO,
            slug="script",
            title=later("Video of a script"),
            about=later("Write what is to be said; get a narrated video of exactly these words."),
            read=_read_script,
            submit=_submit_script,
            asked=script_video.ScriptVideoRequest,
            values=_script_values,
            empty=_SCRIPT_EMPTY,
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
        ),
    )
}
BY_KIND: Final = {form.kind: form for form in FORMS.values()}
"""The form of each kind of job."""
LANGUAGE_OF_SPEECH: Final = {"ja": "ja-JP", "zh-TW": "zh-TW", "en": "en-US"}
"""What a form proposes to speak, by the page's language."""
SPOKEN: Final = ("zh-TW", "zh-CN", "ja-JP", "en-US", "en-GB", "fr-FR", "es-ES")
"""Languages that the forms offer; the field takes any tag."""
