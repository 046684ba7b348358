"""Dialogues on the pages: the form, the choice of voices, and the audio."""

from collections.abc import Mapping
from typing import Any, Final

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel

from api.access import Action, Caller, ViewerDep, known_job
from api.files import serve_artifact
from api.pages.forms import Form, Invalid, KindPages, Values, decimal, number
from api.pages.languages import Language, later
from api.pages.rendering import PageRoute
from api.pages.voices import SPOKEN, offered, propose, providers, voices_for
from api.result_warnings import warnings_of
from api.services import Services, ServicesDep
from api.speech import MAX_TURNS, SpeechRequest
from contracts.errors import ArtifactNotFound
from contracts.jobs import JobSnapshot
from contracts.speech import SPEECH, audio_key

router = APIRouter(route_class=PageRoute, include_in_schema=False)

MAX_DIALOGUE: Final = 200_000
"""Characters that are looked at at all."""
VOICE: Final = "voice:"
"""Before a speaker's name: the field of the speaker's voice; empty leaves the choice to us."""

SPEED: Final = "speed:"
"""The same for the field of how fast that voice speaks; empty is as the dialogue."""


@router.get("/jobs/{job_id}/audio")
async def audio(job_id: str, request: Request, services: ServicesDep, caller: ViewerDep) -> Response:
    """A dialogue's file, to hear in the page."""
    snapshot = (await known_job(services, caller, job_id, Action.READ, (SPEECH,))).snapshot
    if snapshot.result is None:
        raise ArtifactNotFound("Job {job_id} has no audio", job_id=job_id)
    extension = str(snapshot.result["output_format"])
    key = audio_key(job_id, str(snapshot.result["audio_file_id"]), extension)
    return await serve_artifact(request, services, key)


async def _shown(_: Services, snapshot: JobSnapshot) -> Mapping[str, Any]:
    return {"warnings": warnings_of(snapshot.result)}


def turns_of(dialogue: str) -> list[tuple[str, str]]:
    """Speaker and words of each turn: a line is "Name: words"; one without a name goes on with the turn."""
    turns: list[tuple[str, list[str]]] = []
    for line in dialogue[: MAX_DIALOGUE + 1].splitlines():
        text = line.strip()
        name, colon, words = text.replace("：", ":", 1).partition(":")
        if colon and name.strip() and words.strip():
            turns.append((name.strip(), [words.strip()]))
        elif text and turns:
            turns[-1][1].append(text)
        elif text:
            raise Invalid({"dialogue": later("Begin each line with who speaks: Name: words.")})
    if not turns:
        raise Invalid({"dialogue": later("Please fill this in.")})
    if len(turns) > MAX_TURNS or len(dialogue) > MAX_DIALOGUE:
        raise Invalid({"dialogue": later("This is too long.")})
    return [(speaker, " ".join(words)) for speaker, words in turns]


async def _read(services: Services, values: Values, _: str) -> BaseModel:
    turns = turns_of(values["dialogue"])
    speakers = list(dict.fromkeys(speaker for speaker, _ in turns))
    chosen = {speaker: values.get(VOICE + speaker, "") for speaker in speakers}
    if undecided := [speaker for speaker in speakers if not chosen[speaker]]:
        voices = [v.voice_id for v in await voices_for(services, values["provider"], values["language"])]
        if not voices:
            raise Invalid({"language": later("This provider has no voice for this language.")})
        free = [voice for voice in voices if voice not in chosen.values()] or voices
        chosen |= {speaker: free[place % len(free)] for place, speaker in enumerate(undecided)}
    return SpeechRequest.model_validate(
        {
            "provider": values["provider"],
            "language": values["language"],
            "output_format": values["output_format"],
            "turns": [
                {"speaker": speaker, "text": text, "index": index}
                for index, (speaker, text) in enumerate(turns)
            ],
            "voice_assignments": [
                {"speaker": speaker, "voice_id": voice, "speed": _speed(values, speaker)}
                for speaker, voice in chosen.items()
            ],
            "gap_ms": number(values, "gap_ms"),
            "crossfade_ms": number(values, "crossfade_ms"),
            "synthesis_mode": values["synthesis_mode"],
            "speed": decimal(values, "speed"),
        }
    )


def _speed(values: Values, speaker: str) -> float | None:
    if not values.get(SPEED + speaker, "").strip():
        return None
    try:
        return decimal(values, SPEED + speaker)
    except Invalid as error:
        raise Invalid({"voices": error.wrong[SPEED + speaker]}) from error


def _values(request: SpeechRequest) -> Values:
    spoken = sorted(request.turns, key=lambda turn: turn.index)
    return {
        "dialogue": "\n".join(f"{_plain(turn.speaker)}: {' '.join(turn.text.split())}" for turn in spoken),
        "provider": request.provider.value,
        "language": request.language,
        "output_format": request.output_format.value,
        "gap_ms": str(request.gap_ms),
        "crossfade_ms": str(request.crossfade_ms),
        "synthesis_mode": request.synthesis_mode.value,
        "speed": f"{request.speed:g}",
        **{VOICE + _plain(voice.speaker): voice.voice_id for voice in request.voice_assignments},
        **{
            SPEED + _plain(voice.speaker): f"{voice.speed:g}"
            for voice in request.voice_assignments
            if voice.speed is not None
        },
    }


def _plain(speaker: str) -> str:
    """A speaker's name as it can stand before a colon."""
    return " ".join(speaker.replace(":", "-").replace("：", "-").split())


def _propose(services: Services, language: Language, values: Values) -> Values:
    return propose(services, language, values, "provider")


async def _choices(services: Services, _: Caller, values: Values) -> Mapping[str, Any]:
    try:
        speakers = list(dict.fromkeys(speaker for speaker, _ in turns_of(values["dialogue"])))
    except Invalid:
        speakers = []
    return {
        "speakers": speakers,
        "voices": await offered(services, values["provider"], values["language"]),
        "prefix": VOICE,
        "speed_prefix": SPEED,
        "providers": providers(services, values["provider"]),
        "spoken": SPOKEN,
    }


PAGES: Final = KindPages(
    router=router,
    shown=_shown,
    forms=(
        Form(
            kind=SPEECH,
            slug="dialogue",
            title=later("New dialogue"),
            about=later("Write who says what; hear it in several voices."),
            read=_read,
            values=_values,
            empty={
                "dialogue": "",
                "provider": "",
                "language": "",
                "output_format": "mp3",
                "gap_ms": "300",
                "crossfade_ms": "50",
                "synthesis_mode": "segmented",
                "speed": "1",
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
            propose=_propose,
            choices=_choices,
            part="forms/_dialogue_voices.html",
            told={
                "dialogue": later("Dialogue"),
                "language": later("Language that is spoken"),
                "provider": later("Voices from"),
                "speed": later("Speed"),
            },
        ),
    ),
)
