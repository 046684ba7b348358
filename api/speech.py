"""Dialogues in several voices (``docs/contracts/speech-jobs.md``).

The paths that it shares with script videos are in ``api/v1_jobs.py``.
"""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Final, Literal, Self

from fastapi import APIRouter, Body, Path, Query, Request, Response
from fastapi.openapi.models import Example, Tag
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    JsonValue,
    StrictInt,
    model_validator,
)

from api.access import Action, Caller, OwnerAloneDep, OwnerDep, known_job
from api.creations import TOO_MANY
from api.description import values
from api.errors import UNREADABLE, Answers, ErrorBody, shared_answers
from api.files import MEDIA_TYPES, file_answers, serve_artifact
from api.result_warnings import with_words
from api.samples import sample
from api.services import IdempotencyKey, JobId, Services, ServicesDep
from api.speech_errors import WORDS, SpeechErrorBody, unknown
from api.streams import SEEN, STREAM, LastEventId, job_stream
from api.submissions import Submission, repeat
from api.text import LanguageTag, Text
from api.times import to_the_second
from api.waiting import EndsIn, Position, StartsIn, StartWithin, expected
from contracts.errors import (
    InvalidField,
    JobNotCancellable,
    JobNotCompleted,
    JobNotFound,
    JobNotResubmittable,
)
from contracts.jobs import RESUBMITTABLE_STATES, JobSnapshot, JobState
from contracts.kinds import english
from contracts.speech import (
    FASTEST,
    SLOWEST,
    SPEECH,
    AudioFormat,
    ProviderName,
    SynthesisMode,
    Turn,
    Voice,
    VoiceAssignment,
    audio_key,
)
from jobs.drafts import draft
from store.records import JobRecord

TAG: Final = Tag(
    name="speech jobs",
    description="""
A dialogue in several voices, as one audio file.

**The life of a job.** `POST /api/v1/jobs` with a body that has `turns` answers 201 with the job's `id`. The
job is `pending` until a worker takes it, then `processing`, and ends as `completed`, `failed` or
`cancelled`. Poll `GET /api/v1/jobs/{job_id}` or follow `GET /api/v1/jobs/{job_id}/stream`; fetch the audio
of a completed job at `GET /api/v1/jobs/{job_id}/download`. While it is pending it can be cancelled; one
that failed or was cancelled can be submitted again. An owner, named by `X-User-Id`, has a few open
dialogues at most and sees no one else's.

Creating, listing, reading and cancelling are the paths that it shares with videos of scripts, below.
""",
)
"""The contract in the API's description."""

router = APIRouter(
    prefix="/api/v1", tags=[TAG.name], responses=shared_answers(SpeechErrorBody, SpeechErrorBody)
)

_LINE_SPEAKER: Final = "A"
JOB_TYPE: Final = "multi_role_tts"
MAX_TURNS: Final = 200
SpeechStatus = Literal["pending", "processing", "completed", "failed", "cancelled"]
STATUSES: Final[dict[JobState, SpeechStatus]] = {
    JobState.PENDING: "pending",
    JobState.RUNNING: "processing",
    JobState.COMPLETED: "completed",
    JobState.FAILED: "failed",
    JobState.CANCELLED: "cancelled",
}

Speaker = Annotated[Text, Field(max_length=50)]
VoiceId = Annotated[str, Field(min_length=1, max_length=200)]
Speed = Annotated[float, Field(ge=SLOWEST, le=FASTEST, allow_inf_nan=False)]


def _other_name(provider: Any) -> Any:
    return _OTHER_NAMES.get(provider, provider) if isinstance(provider, str) else provider


_OTHER_NAMES: Final = {"gcp": ProviderName.GOOGLE.value}
Provider = Annotated[
    ProviderName,
    BeforeValidator(_other_name),
    Field(
        description="Who speaks; `gcp` is another name of `google`. Where one has no key here, the embedded "
        "one may stand in."
    ),
]


class SpeechTurnRequest(BaseModel):
    """What a speaker says. Markup in the text is spoken as text."""

    model_config = ConfigDict(extra="forbid")

    speaker: Speaker = Field(description="Who speaks; has a voice in `voice_assignments`.")
    text: Text = Field(description="What is said.")
    index: Annotated[StrictInt, Field(ge=0)] = Field(
        description="The place of the turn in the dialogue; turns are joined in this order."
    )


class SpeechVoiceRequest(BaseModel):
    """The voice of a speaker."""

    model_config = ConfigDict(extra="forbid")

    speaker: Speaker = Field(description="The speaker.")
    voice_id: VoiceId = Field(description="One of the provider's voices: see `GET /api/v1/voices`.")
    voice_name: Annotated[str, Field(max_length=200)] | None = Field(
        "", description="The name of the voice, for people."
    )
    speed: Speed | None = Field(None, description="How fast this voice speaks; as the dialogue, if null.")


EXAMPLES: Final = {
    "a dialogue": Example(
        summary="A dialogue of two (answered 201)",
        value={
            "provider": "azure",
            "turns": [
                {"speaker": "A", "text": "你好，今天天氣真好！", "index": 0},
                {"speaker": "B", "text": "是啊，要不要一起去公園走走？", "index": 1},
            ],
            "voice_assignments": [
                {"speaker": "A", "voice_id": "zh-TW-HsiaoYuNeural", "voice_name": "曉雨"},
                {"speaker": "B", "voice_id": "zh-TW-YunJheNeural", "voice_name": "雲哲"},
            ],
            "language": "zh-TW",
            "output_format": "mp3",
        },
    ),
}


class SpeechRequest(BaseModel):
    """A dialogue to speak."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": values(EXAMPLES)})

    provider: Provider
    turns: Annotated[list[SpeechTurnRequest], Field(min_length=1, max_length=MAX_TURNS)] = Field(
        description="The dialogue."
    )
    voice_assignments: Annotated[list[SpeechVoiceRequest], Field(min_length=1, max_length=MAX_TURNS)] = Field(
        description="A voice for each speaker."
    )
    language: LanguageTag = Field("zh-TW", description="A BCP 47 tag.")
    output_format: AudioFormat = Field(AudioFormat.MP3, description="The format of the file.")
    gap_ms: Annotated[StrictInt, Field(ge=0, le=2000)] = Field(
        300, description="Milliseconds of silence between turns."
    )
    crossfade_ms: Annotated[StrictInt, Field(ge=0, le=500)] = Field(
        50, description="Milliseconds within which each turn's edges fade."
    )
    synthesis_mode: SynthesisMode = Field(
        SynthesisMode.SEGMENTED,
        description="`segmented`: each turn by itself; `native`: all in one request, where the provider can.",
    )
    speed: Speed = Field(1.0, description="How fast the voices speak; 1 is their own speed.")
    start_within: StartWithin = None

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        _no_twins("turns", "index", [turn.index for turn in self.turns])
        assigned = [assignment.speaker for assignment in self.voice_assignments]
        _no_twins("voice_assignments", "speaker", assigned)
        if silent := sorted({turn.speaker for turn in self.turns} - set(assigned)):
            raise InvalidField(
                "speaker {speaker!r} has no voice", speaker=silent[0], field="voice_assignments"
            )
        return self


def _no_twins(field: str, what: str, values: Sequence[str | int]) -> None:
    for position, value in enumerate(values):
        if value in values[:position]:
            raise InvalidField(
                "{value!r} is there twice",
                value=value,
                field=f"{field}.{position}.{what}",
            )


LINE_EXAMPLES: Final = {
    "one voice": Example(
        summary="One text in one voice",
        value={"text": "你好", "provider": "azure", "voice_id": "zh-TW-HsiaoYuNeural"},
    )
}


class SpeechLineRequest(BaseModel):
    """One voice that says one text: a dialogue of one turn."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": values(LINE_EXAMPLES)})

    text: Text = Field(description="What is said.")
    provider: Provider
    voice_id: VoiceId = Field(description="One of the provider's voices: see `GET /api/v1/voices`.")
    language: LanguageTag = Field("zh-TW", description="A BCP 47 tag.")
    output_format: AudioFormat = Field(AudioFormat.MP3, description="The format of the file.")
    speed: Speed = Field(1.0, description="How fast the voice speaks; 1 is its own speed.")
    start_within: StartWithin = None


class SpeechCreated(BaseModel):
    """A job, in short."""

    id: str = Field(description="The job.")
    status: SpeechStatus = Field(description="Where it is in its life.")
    job_type: str = Field(JOB_TYPE, description="Always `multi_role_tts`.")
    provider: ProviderName = Field(description="The provider that was asked for.")
    created_at: str = Field(description="When it was accepted: UTC to the second.")


class SpeechJob(SpeechCreated):
    """A job in this contract's words."""

    started_at: str | None = Field(description="When a worker took it; null while it waits.")
    completed_at: str | None = Field(description="When it ended, however it ended.")
    progress: float = Field(description="0 to 1; never goes back.")
    progress_message: str = Field(description="What it does now, for a person.")
    input_params: dict[str, JsonValue] = Field(description="The request, with its defaults.")
    result_metadata: dict[str, JsonValue] | None = Field(
        description="What was made, once it is completed: length, format, size, where each turn lies."
    )
    audio_file_id: str | None = Field(
        description="The file, once it is completed; `GET /api/v1/jobs/{job_id}/download` brings it."
    )
    error_message: str | None = Field(description="Why it failed, for a person.")
    retry_count: int = Field(description="How often a step was tried again.")
    position: Position = None
    starts_in: StartsIn = None
    ends_in: EndsIn = None


class SpeechJobList(BaseModel):
    """A page of jobs, the newest first; ``total`` of all pages."""

    items: list[SpeechJob] = Field(description="The jobs, the newest first.")
    total: int = Field(description="How many there are on all pages.")
    limit: int = Field(description="How many this page may hold.")
    offset: int = Field(description="How many were passed over.")


class SpeechVoices(BaseModel):
    """What a provider can speak with, and who speaks where it is asked for: the fallback if it has no key."""

    provider: ProviderName = Field(description="The provider that was asked for.")
    spoken_by: ProviderName = Field(description="Who will speak: itself, or the one that stands in for it.")
    voices: list[Voice] = Field(description="Its voices.")


# --- create -----------------------------------------------------------------------------------------------

SpokenLanguage = Annotated[
    LanguageTag | None, Query(description="Only those that speak this language, a BCP 47 tag.")
]
NOT_FOUND: Final[Answers] = {404: {"model": SpeechErrorBody, "description": "There is no such job."}}
ASKS_PROVIDER: Final[Answers] = {
    502: {"model": SpeechErrorBody, "description": "The provider of speech refuses the key or the request."}
}


@router.post(
    "/jobs/{job_id}/resubmit",
    summary="Submit a dialogue again",
    status_code=201,
    responses={
        409: {"model": SpeechErrorBody, "description": "The job neither failed nor was cancelled."},
        429: {"model": SpeechErrorBody | ErrorBody, "description": TOO_MANY},
        **ASKS_PROVIDER,
        **NOT_FOUND,
    },
)
async def resubmit_speech_job(
    job_id: JobId, services: ServicesDep, caller: OwnerAloneDep, owner: OwnerDep
) -> SpeechCreated:
    """A new job from the input of one that failed or was cancelled."""
    record = await own_job(services, caller, job_id, Action.REPEAT)
    if record.snapshot.state not in RESUBMITTABLE_STATES:
        raise JobNotResubmittable(
            "A job that is {status} cannot be submitted again.",
            status=STATUSES[record.snapshot.state],
        )
    return _created(record.request, await repeat(services, record, owner, None))


async def create(services: Services, request: SpeechRequest, owner: str, key: str | None) -> SpeechCreated:
    """Start speaking a dialogue."""
    return _created(request.model_dump(), await submit(services, request, owner, key))


@router.post(
    "/jobs/tts",
    summary="Speak one text in one voice",
    status_code=201,
    responses={
        400: {"model": SpeechErrorBody, "description": UNREADABLE},
        409: {"model": SpeechErrorBody, "description": "The Idempotency-Key was used for another request."},
        429: {"model": SpeechErrorBody | ErrorBody, "description": TOO_MANY},
        **ASKS_PROVIDER,
    },
)
async def create_speech_line(
    request: Annotated[SpeechLineRequest, Body(openapi_examples=LINE_EXAMPLES)],
    services: ServicesDep,
    owner: OwnerDep,
    idempotency_key: IdempotencyKey = None,
) -> SpeechCreated:
    """Start speaking one text in one voice."""
    dialogue = SpeechRequest(
        provider=request.provider,
        turns=[SpeechTurnRequest(speaker=_LINE_SPEAKER, text=request.text, index=0)],
        voice_assignments=[SpeechVoiceRequest(speaker=_LINE_SPEAKER, voice_id=request.voice_id)],
        language=request.language,
        output_format=request.output_format,
        speed=request.speed,
        start_within=request.start_within,
    )
    try:
        return await create(services, dialogue, owner, idempotency_key)
    except InvalidField as error:  # it names a place in the dialogue, which the sender does not know
        raise InvalidField("{what}", what=error.what, field=error.field.rpartition(".")[2]) from error


async def submit(services: Services, request: SpeechRequest, owner: str, key: str | None) -> JobSnapshot:
    """Start speaking a dialogue."""
    cast = await services.casting.cast(
        request.provider,
        request.language,
        [Turn(**turn.model_dump()) for turn in request.turns],
        [
            VoiceAssignment(
                speaker=one.speaker,
                voice_id=one.voice_id,
                voice_name=one.voice_name or "",
                speed=request.speed if one.speed is None else one.speed,
            )
            for one in request.voice_assignments
        ],
        request.synthesis_mode,
    )
    # Each voice has its own speed.
    fields = {**request.model_dump(exclude={"speed", "start_within"}), **cast.model_dump()}
    accepted = await services.jobs.submit(
        draft(SPEECH, owner, request, fields, idempotency_key=key, start_within=request.start_within)
    )
    return accepted.job.snapshot


SUBMISSIONS: Final = (Submission(SPEECH, SpeechRequest, submit),)


def _created(asked: Mapping[str, Any], snapshot: JobSnapshot) -> SpeechCreated:
    return SpeechCreated(
        id=snapshot.job_id,
        status=STATUSES[snapshot.state],
        provider=ProviderName(asked["provider"]),
        created_at=to_the_second(snapshot.created_at),
    )


# --- follow -----------------------------------------------------------------------------------------------


async def page(
    services: Services, caller: Caller, status: SpeechStatus | None, limit: int, offset: int
) -> SpeechJobList:
    """The caller's jobs."""
    states = None if status is None else [s for s, word in STATUSES.items() if word == status]
    whose: Any = {"kinds": [SPEECH], "states": states, "owner": caller.whose}
    records = await services.ledger.list(**whose, limit=limit, offset=offset)
    total = await services.ledger.count(**whose)
    return SpeechJobList(items=[_job(record) for record in records], total=total, limit=limit, offset=offset)


async def read(services: Services, record: JobRecord) -> SpeechJob:
    """A job as it is now."""
    return _job(record, await services.hub.read(record.snapshot.job_id))


@router.get(
    "/jobs/{job_id}/stream",
    summary="Follow a dialogue as server-sent events",
    response_class=Response,
    responses={**STREAM, **SEEN, **NOT_FOUND},
)
async def follow_speech_job(
    job_id: JobId, services: ServicesDep, caller: OwnerAloneDep, last_event_id: LastEventId = None
) -> Response:
    """The job's events, as an animation's: status, progress, completed, error, ping."""
    record = await own_job(services, caller, job_id, Action.READ)
    snapshot = await services.hub.read(job_id)
    return job_stream(
        services, snapshot, last_event_id, lambda now: _job(record, now).model_dump(mode="json")
    )


@router.head("/jobs/{job_id}/download", include_in_schema=False)
@router.get(
    "/jobs/{job_id}/download",
    summary="Fetch the audio",
    response_class=Response,
    responses={
        **file_answers(*(MEDIA_TYPES[extension] for extension in AudioFormat)),
        404: {"model": SpeechErrorBody, "description": "There is no such job, or no audio yet."},
    },
)
async def download_speech(
    job_id: JobId, request: Request, services: ServicesDep, caller: OwnerAloneDep
) -> Response:
    """The audio, whole or in part."""
    record = await own_job(services, caller, job_id, Action.READ)
    result = record.snapshot.result
    if record.snapshot.state is not JobState.COMPLETED or result is None:
        raise JobNotCompleted("The audio is not there yet.", status=STATUSES[record.snapshot.state])
    extension = str(result["output_format"])
    key = audio_key(job_id, str(result["audio_file_id"]), extension)
    headers = {"Content-Disposition": f'attachment; filename="{job_id}.{extension}"'}
    return await serve_artifact(request, services, key, headers)


async def cancel(services: Services, record: JobRecord) -> SpeechCreated:
    """Cancel a job that is pending: whatever is told of it meanwhile, it ends as cancelled."""
    try:
        await services.hub.cancel(record.snapshot.job_id, "cancelled by its owner", only_pending=True)
    except JobNotCancellable as error:
        state = STATUSES[JobState(str(error.details["state"]))]
        raise JobNotCancellable("The job is no longer pending: {state}", state=state) from error
    cancelled = record.snapshot.model_copy(update={"state": JobState.CANCELLED})
    return _created(record.request, cancelled)


@router.get("/voices", summary="List the voices of a provider", responses=ASKS_PROVIDER)
async def list_speech_voices(
    services: ServicesDep,
    provider: Annotated[Provider, Query(description="Whose voices.")],
    language: SpokenLanguage = None,
) -> SpeechVoices:
    """What a provider can speak with, in one language or all."""
    speaker = services.casting.speaker(provider)
    found = await services.casting.voices(provider, language)
    return SpeechVoices(provider=provider, spoken_by=speaker, voices=list(found))


@router.get(
    "/voices/{provider}", summary="List the voices of a provider, by its path", responses=ASKS_PROVIDER
)
async def list_voices_of_provider(
    services: ServicesDep,
    provider: Annotated[Provider, Path(description="Whose voices.")],
    language: SpokenLanguage = None,
) -> SpeechVoices:
    """The same with the provider in the path."""
    return await list_speech_voices(services, provider, language)


@router.head("/voices/{voice_id}/sample", include_in_schema=False)
@router.get(
    "/voices/{voice_id}/sample",
    summary="Hear a voice",
    response_class=Response,
    responses={
        **ASKS_PROVIDER,
        **file_answers(MEDIA_TYPES[AudioFormat.MP3]),
        404: {"model": SpeechErrorBody, "description": "There is no voice of this id."},
    },
)
async def hear_voice(
    voice_id: Annotated[VoiceId, Path(description="The voice.")],
    request: Request,
    services: ServicesDep,
    provider: Annotated[Provider | None, Query(description="Whose voice; the first that has it.")] = None,
) -> Response:
    """A sentence in the voice and its language; the first who asks waits until it is spoken."""
    return await serve_artifact(request, services, await sample(services, voice_id, provider))


# --- this contract's words --------------------------------------------------------------------------------


async def own_job(services: Services, caller: Caller, job_id: str, action: Action) -> JobRecord:
    """The caller's own dialogue. Raises JobNotFound in the words of the contracts that share the path."""
    try:
        return await known_job(services, caller, job_id, action, (SPEECH,))
    except JobNotFound as error:
        raise unknown(job_id) from error


def _job(record: JobRecord, now: JobSnapshot | None = None) -> SpeechJob:
    snapshot = now or record.snapshot
    result = snapshot.result
    params = record.request
    return SpeechJob(
        id=snapshot.job_id,
        status=STATUSES[snapshot.state],
        provider=ProviderName(str(params["provider"])),
        created_at=to_the_second(snapshot.created_at),
        started_at=to_the_second(snapshot.started_at) if snapshot.started_at else None,
        completed_at=to_the_second(snapshot.finished_at) if snapshot.finished_at else None,
        progress=snapshot.progress,
        progress_message=english(snapshot),
        input_params=params,
        result_metadata=with_words(result) if result else None,
        audio_file_id=str(result["audio_file_id"]) if result else None,
        error_message=_words(snapshot),
        retry_count=snapshot.attempt - 1,
        **expected(snapshot),
    )


def _words(snapshot: JobSnapshot) -> str | None:
    """Why the job did not complete, in this contract's words where it has some."""
    if snapshot.error is None:
        return None
    return WORDS.get(snapshot.error.code, snapshot.error.message)
