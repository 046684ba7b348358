"""The error table: every error Reelwork knows, whether trying again can help, and what a client is told.

An error's text is for the person who reads it: what happened, what to do. It is a template and the values
that fill it, so that it can be told in the reader's language. ``http_status`` is what the API answers when
the error ends a request; the shape of the body is the contract's own business. An activity that raises one of
these is retried by Temporal only if ``retryable``.
"""

from datetime import timedelta
from typing import ClassVar

from contracts.phrases import Phrase, PhrasedError, Value, phrase
from contracts.quotas import Quota


class ReelworkError(PhrasedError):
    """The root: ``code`` names the error in the ledger, in Temporal (as the failure's type) and in logs."""

    code: ClassVar[str]
    detailed: ClassVar[tuple[str, ...]] = ()
    """The names of the values that programs are told too, beside the text."""
    http_status: ClassVar[int] = 500
    retryable: ClassVar[bool] = False
    answer: ClassVar[bool] = True
    """Whether an activity that ended with it has used up one of its attempts: a part of our own that is away
    for a while has answered nothing."""
    benign: ClassVar[bool] = False
    """Whether a job that ends with it met a mistake of its sender, or the state of somebody else's page, and
    no fault of ours: nobody needs to be woken."""
    retry_delay: timedelta | None = None
    """When to try again, if the one who failed said so."""
    quota: Quota | None = None
    """What the owner may still create, if a creation was refused."""

    @property
    def details(self) -> dict[str, str | int | float | None]:
        """The values of ``detailed``, as far as this error has them."""
        values = self.phrase.params
        return {
            name: value
            for name, value in values.items()
            if name in self.detailed and not isinstance(value, Phrase)
        }


# --- what a request can get wrong -------------------------------------------------------------------------


class InvalidRequest(ReelworkError):
    """The request is well-formed but cannot be accepted."""

    code = "INVALID_REQUEST"
    benign = True
    http_status = 400


class Unauthenticated(ReelworkError):
    """Who asks did not say who they are, or what they showed does not hold."""

    code = "UNAUTHENTICATED"
    benign = True
    http_status = 401


class Forbidden(ReelworkError):
    """Who asks is known, and may not do this."""

    code = "FORBIDDEN"
    benign = True
    http_status = 403


class AccessKeyNotFound(ReelworkError):
    """There is no such key."""

    code = "ACCESS_KEY_NOT_FOUND"
    benign = True
    http_status = 404


class OriginNotAllowed(ReelworkError):
    """A page of a foreign ``origin`` sent the request."""

    code = "ORIGIN_NOT_ALLOWED"
    benign = True
    detailed = ("origin",)
    http_status = 403


class JobNotFound(ReelworkError):
    """No job has this id."""

    code = "JOB_NOT_FOUND"
    http_status = 404


class JobNotDeletable(ReelworkError):
    """The job is running."""

    code = "JOB_NOT_DELETABLE"
    http_status = 400


class JobNotCancellable(ReelworkError):
    """The job has ended."""

    code = "JOB_CANNOT_CANCEL"
    detailed = ("state",)
    http_status = 409


class JobLimitExceeded(ReelworkError):
    """The owner has as many open jobs as allowed; ``current_jobs`` and ``max_jobs`` tell."""

    code = "JOB_LIMIT_EXCEEDED"
    detailed = ("current_jobs", "max_jobs")
    http_status = 429


class TooManyOpenJobs(ReelworkError):
    """The owner has as many open jobs of all kinds together as allowed."""

    code = "TOO_MANY_OPEN_JOBS"
    benign = True
    detailed = ("current_jobs", "max_jobs")
    http_status = 429


class TooManyCreations(ReelworkError):
    """The owner has started as many jobs within the last minute as allowed."""

    code = "TOO_MANY_CREATIONS"
    benign = True
    detailed = ("limit",)
    http_status = 429


class JobNotCompleted(ReelworkError):
    """The job has no result yet, or never will."""

    code = "JOB_NOT_COMPLETED"
    detailed = ("status",)
    http_status = 404


class JobNotResubmittable(ReelworkError):
    """Only a job that failed or was cancelled can be submitted again."""

    code = "JOB_CANNOT_RESUBMIT"
    detailed = ("status",)
    http_status = 409


class InvalidField(ReelworkError):
    """One ``field`` of the request cannot be served as it is; ``what`` says why, without the field's name."""

    code = "VALIDATION_ERROR"
    benign = True
    detailed = ("field",)
    http_status = 422

    def __init__(self, template: str, *, field: str, **params: Value) -> None:
        self.what = phrase(template, **params)
        self.field = field
        super().__init__("{field}: {what}", field=field, what=self.what)


class ProviderNotConfigured(ReelworkError):
    """The provider has no key here; ``provider`` tells which."""

    code = "PROVIDER_NOT_CONFIGURED"
    benign = True
    detailed = ("provider",)
    http_status = 422


class IdempotencyConflict(ReelworkError):
    """The same Idempotency-Key came with another request."""

    code = "IDEMPOTENCY_CONFLICT"
    http_status = 409


class GenerationNotFound(ReelworkError):
    """No generation has this id."""

    code = "GENERATION_NOT_FOUND"
    benign = True
    http_status = 404


class AnimationNotFound(ReelworkError):
    """No animation has this video id."""

    code = "ANIMATION_NOT_FOUND"
    benign = True
    http_status = 404


class ArtifactNotFound(ReelworkError):
    """Nothing is stored under this key."""

    code = "ARTIFACT_NOT_FOUND"
    http_status = 404


class ServiceUnavailable(ReelworkError):
    """A part that is needed does not answer."""

    code = "SERVICE_UNAVAILABLE"
    detailed = ("job_id",)
    http_status = 503
    retryable = True
    answer = False


# --- what can end a job -----------------------------------------------------------------------------------


class JobTimedOut(ReelworkError):
    """The job took longer than its kind may take."""

    code = "JOB_TIMED_OUT"


class StoodStill(ReelworkError):
    """A step showed no progress for as long as it may, and was stopped."""

    code = "STEP_STOOD_STILL"
    retryable = True


class WorkerStopped(ReelworkError):
    """The worker of a step was stopped, as a deploy does it; another one goes on."""

    code = "WORKER_STOPPED"
    retryable = True
    answer = False
    benign = True


class NotBegunInTime(ReelworkError):
    """The job had no place by the time that its client wanted it to begin."""

    code = "NOT_BEGUN_IN_TIME"
    benign = True


class JobTerminated(ReelworkError):
    """The workflow was ended from outside, for example in the Temporal Web UI."""

    code = "JOB_TERMINATED"


class JobLost(ReelworkError):
    """Nothing runs the job any more, and nothing says how it ended: its workflow or its kind is gone."""

    code = "JOB_LOST"


class InstructionNotUnderstood(ReelworkError):
    """The embedded author cannot follow the instruction; the text says what it can do."""

    code = "INSTRUCTION_NOT_UNDERSTOOD"
    benign = True


class ModelRateLimited(ReelworkError):
    """The model's provider asks to slow down; the text is the contract's own."""

    code = "MODEL_RATE_LIMITED"
    retryable = True


class ModelUnavailable(ReelworkError):
    """The model's provider does not answer, or answers with an outage."""

    code = "MODEL_UNAVAILABLE"
    retryable = True


class ModelRejected(ReelworkError):
    """The model's provider refuses the key, the model's name or the request: trying again cannot help."""

    code = "MODEL_REJECTED"


class ModelOutputInvalid(ReelworkError):
    """The model answered with something that is not what it was asked for."""

    code = "MODEL_OUTPUT_INVALID"
    retryable = True


class ScriptUnsafe(ReelworkError):
    """The security check found something in the script, again after a refinement."""

    code = "SCRIPT_UNSAFE"


class NeedsModel(ReelworkError):
    """The embedded author does not know the ``subject``; ``nearest`` are the topics that come near to it."""

    code = "NEEDS_MODEL"
    benign = True
    detailed = ("subject", "nearest")


class ScriptFailed(ReelworkError):
    """The script still fails lint, preflight or render after the last refinement."""

    code = "SCRIPT_FAILED"


class RendererCrashed(ReelworkError):
    """The process that runs scripts died of something that is not the script's fault."""

    code = "RENDERER_CRASHED"
    retryable = True


class ScriptsRefused(ReelworkError):
    """The machine offers too few walls to run scripts behind: its operator must change that."""

    code = "SCRIPTS_REFUSED"


class SpeechRateLimited(ReelworkError):
    """The provider of speech asks to slow down."""

    code = "SPEECH_RATE_LIMITED"
    http_status = 503
    retryable = True


class SpeechUnavailable(ReelworkError):
    """The provider of speech does not answer, answers with an outage, or breaks off."""

    code = "SPEECH_UNAVAILABLE"
    http_status = 503
    retryable = True


class SpeechRejected(ReelworkError):
    """The provider of speech refuses the key, the quota, the voice or the text: trying again cannot help."""

    code = "SPEECH_REJECTED"
    http_status = 502


class VoiceNotFound(ReelworkError):
    """No voice has this id."""

    code = "VOICE_NOT_FOUND"
    benign = True
    http_status = 404


class NothingToSpeak(ReelworkError):
    """In all that was to be spoken there is not one word."""

    code = "NOTHING_TO_SPEAK"
    benign = True


class AddressRefused(ReelworkError):
    """An address that must not be fetched: not http or https, or not a public one."""

    code = "ADDRESS_REFUSED"
    benign = True
    http_status = 422


class SourceUnavailable(ReelworkError):
    """What is to be fetched cannot be reached now, or its server has an outage."""

    code = "SOURCE_UNAVAILABLE"
    benign = True
    http_status = 503
    retryable = True


class SourceRefused(ReelworkError):
    """The server does not give it away: not found, forbidden, behind a login, excluded by its robots.txt."""

    code = "SOURCE_REFUSED"
    benign = True
    http_status = 422


class SourceUnsuitable(ReelworkError):
    """It was fetched, but nothing can be made of it: not a page, too large, too little text."""

    code = "SOURCE_UNSUITABLE"
    benign = True
    http_status = 422


class CompositionFailed(ReelworkError):
    """The programs that compose a video ended without one."""

    code = "COMPOSITION_FAILED"
    retryable = True


class FontMissing(ReelworkError):
    """The fonts that pictures and captions are set in are not installed on this machine."""

    code = "FONT_MISSING"


class VideoNotFound(ReelworkError):
    """No finished video has this id or name."""

    code = "VIDEO_NOT_FOUND"
    http_status = 404


def is_benign(code: str) -> bool:
    """Whether an error of this code needs to wake nobody; one that the table does not know does."""
    return any(error.code == code and error.benign for error in ReelworkError.__subclasses__())


def is_known(code: str) -> bool:
    """Whether an error of this code is one of the table, so that its text was written for people."""
    return any(error.code == code for error in ReelworkError.__subclasses__())
