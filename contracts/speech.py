"""Dialogues in several voices: order, voices, result, and the activities and steps of a job."""

from datetime import timedelta
from enum import StrEnum
from typing import Final

from pydantic import Field

from contracts.activity import ActivityDef
from contracts.jobs import JobOrder
from contracts.model import Model
from contracts.names import SPEECH_QUEUE
from contracts.phrases import Phrase
from contracts.steps import Step, StepTable

SPEECH: Final = "speech"
"""The kind that speaks a dialogue."""


class ProviderName(StrEnum):
    """Who can speak. ``kokoro`` is the embedded one."""

    AZURE = "azure"
    GOOGLE = "google"
    ELEVENLABS = "elevenlabs"
    OPENAI = "openai"
    KOKORO = "kokoro"


class SynthesisMode(StrEnum):
    """``segmented``: each turn its own call. ``native``: one request that holds all voices."""

    SEGMENTED = "segmented"
    NATIVE = "native"


class AudioFormat(StrEnum):
    """What the joined dialogue is delivered as."""

    MP3 = "mp3"
    WAV = "wav"


SLOWEST: Final = 0.5
FASTEST: Final = 2.0
"""How fast a voice may be asked to speak, 1 being its own speed."""


class Turn(Model):
    """One speaker's words; turns are joined in the order of ``index``.

    ``language`` is that of the text where it is not the dialogue's, and ``voice_id`` the voice that speaks it
    where it is not its speaker's.
    """

    speaker: str
    text: str
    index: int
    language: str = ""
    voice_id: str = ""


class VoiceAssignment(Model):
    """Which voice speaks for a speaker, and how fast; ``voice_name`` is only for people."""

    speaker: str
    voice_id: str
    voice_name: str = ""
    speed: float = 1.0


class Cast(Model):
    """Who really speaks a dialogue, in whose place, how, and how many turns at a time.

    ``warnings`` say where that is not what was asked for.
    """

    provider: ProviderName
    fallback_from: ProviderName | None
    turns: tuple[Turn, ...]
    voice_assignments: tuple[VoiceAssignment, ...]
    synthesis_mode: SynthesisMode
    parallel: int
    warnings: tuple[Phrase, ...] = ()


class SpeechOrder(JobOrder):
    """Speak a dialogue.

    ``provider`` and the voices of ``voice_assignments`` are those that really speak: where a fallback stands
    in for what was asked for, ``fallback_from`` names that. ``gap_ms`` of silence stand between turns, and
    each turn's edges fade within ``crossfade_ms``.
    """

    provider: ProviderName
    fallback_from: ProviderName | None = None
    turns: tuple[Turn, ...]
    voice_assignments: tuple[VoiceAssignment, ...]
    language: str
    output_format: AudioFormat
    gap_ms: int
    crossfade_ms: int
    synthesis_mode: SynthesisMode
    parallel: int
    """Turns of this job that are spoken at once: the provider's limit when the job was accepted."""
    warnings: tuple[Phrase, ...] = ()


class SpokenTurn(Model):
    """Where a turn lies in the joined audio, in ms."""

    index: int
    speaker: str
    start_ms: int
    end_ms: int


class SpeechResult(Model):
    """The joined dialogue. ``latency_ms`` runs from a worker having the job to the joined file.

    ``warnings`` say what was asked for and is not done as it was.
    """

    provider: ProviderName
    fallback_from: ProviderName | None
    duration_ms: int
    latency_ms: int
    synthesis_mode: SynthesisMode
    turns: tuple[SpokenTurn, ...]
    audio_file_id: str
    output_format: AudioFormat
    size: int
    warnings: tuple[Phrase, ...] = ()


class Voice(Model):
    """A voice of a provider. ``languages`` are BCP 47 tags; ``gender`` is the provider's word, or empty."""

    voice_id: str = Field(description="The name that a request gives it.")
    name: str = Field(description="The name for people.")
    languages: tuple[str, ...] = Field(description="What it speaks, as BCP 47 tags.")
    gender: str = Field("", description="The provider's word, or empty.")


class SpokenWord(Model):
    """When a word is heard, in ms from the start of the audio; ``start`` counts characters of the text."""

    text: str
    start: int
    start_ms: int
    end_ms: int


# --- artifact keys ----------------------------------------------------------------------------------------

AUDIO_PREFIX: Final = "audio/"


def audio_prefix(job_id: str) -> str:
    """Where the audio of a job lies; kept as long as the job."""
    return f"{AUDIO_PREFIX}{job_id}/"


def audio_key(job_id: str, audio_file_id: str, extension: str) -> str:
    """A joined dialogue."""
    return f"{audio_prefix(job_id)}{audio_file_id}.{extension}"


SPEECH_CACHE: Final = "speech-cache/"
"""Utterances that were spoken, by what was asked for; kept by their age and all their size."""


def spoken_key(digest: str) -> str:
    """One utterance in the speech cache (WAV)."""
    return f"{SPEECH_CACHE}{digest[:2]}/{digest}.wav"


def words_key(spoken: str) -> str:
    """When the words of an utterance are heard, beside it; not there if its provider does not tell."""
    return spoken.removesuffix(".wav") + ".words.json"


VOICE_SAMPLE: Final = "voice-sample"
"""The workflow that has a voice say a sentence, for who chooses among voices."""


def sample_key(digest: str) -> str:
    """A voice's sample in the speech cache (MP3)."""
    return f"{SPEECH_CACHE}samples/{digest}.mp3"


# --- the activities of the steps --------------------------------------------------------------------------


class Utterance(Model):
    """What one voice says. The same utterance of the same provider is spoken once, whoever asks for it.

    ``language`` is that of the text, a BCP 47 tag.
    """

    voice_id: str
    text: str
    language: str
    speed: float = 1.0


class SpeakInput(Model):
    """Speak one utterance, or several in one native request with ``gap_ms`` of silence between them.

    ``share`` is the part of its step, from 0 to 1, that this is: a long utterance tells how far it is.
    """

    job_id: str
    provider: ProviderName
    utterances: tuple[Utterance, ...]
    gap_ms: int = 0
    share: float = 1.0


class SpeakOutput(Model):
    """The key of the spoken WAV in the speech cache, and at which attempt it was there.

    ``silent`` are the positions of the utterances in which there is nothing to say: half a second of silence
    stands for each.
    """

    key: str
    attempt: int
    silent: tuple[int, ...] = ()


class JoinInput(Model):
    """Join what was spoken, in this order; the file is stored under ``audio_key``."""

    job_id: str
    audio_file_id: str
    keys: tuple[str, ...]
    output_format: AudioFormat
    gap_ms: int
    crossfade_ms: int


class Span(Model):
    """Where a part lies in the joined audio, in ms."""

    start_ms: int
    end_ms: int


class JoinOutput(Model):
    """The joined file's measures; ``size`` in bytes, ``spans`` in the order of the keys."""

    duration_ms: int
    size: int
    spans: tuple[Span, ...]


class SampleInput(Model):
    """Have an utterance spoken, and stored as an MP3 under ``key``."""

    provider: ProviderName
    utterance: Utterance
    key: str


class SampleOutput(Model):
    """The sample is there."""

    key: str


SPEAK: Final = ActivityDef(
    "speech.speak",
    SpeakInput,
    SpeakOutput,
    SPEECH_QUEUE,
    timedelta(minutes=10),
    attempts=4,
    backoff=timedelta(seconds=5),
    summary="Speak",
)
"""Tried again after 5, 10 and 20 seconds, as its contract says. A long text moves on with each of its
portions; waiting for a place at the provider is no standing still."""
SAMPLE: Final = ActivityDef(
    "speech.sample",
    SampleInput,
    SampleOutput,
    SPEECH_QUEUE,
    timedelta(minutes=4),
    attempts=2,
    summary="Have a voice say a sentence",
)
JOIN: Final = ActivityDef(
    "speech.join", JoinInput, JoinOutput, SPEECH_QUEUE, timedelta(minutes=3), summary="Join the turns"
)


# --- the steps; they are ours, the contract has none ---

INITIALIZING: Final = Step("initializing", 0.00, 0.02, "Getting ready")
SPEAKING: Final = Step("speaking", 0.02, 0.85, "Speaking", heartbeats=SPEAK.name, parallel=True)
JOINING: Final = Step("joining", 0.85, 1.00, "Joining the turns")

SPOKEN: Final = "speaking.turns"
"""How many of the ``total`` turns are ``done``."""

SPEECH_STEPS: Final = StepTable(
    (INITIALIZING, SPEAKING, JOINING),
    {
        "initializing": "Initializing...",
        "speaking": "Speaking...",
        SPOKEN: "Speaking... ({done} of {total} turns)",
        "joining": "Joining the turns...",
    },
)
