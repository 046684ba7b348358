"""What the pages say of jobs: states and errors, marked for the catalogues; kinds and steps by their rows."""

from typing import Final

from api.pages.languages import later
from contracts import errors
from contracts.jobs import JobError, JobSnapshot, JobState
from contracts.kinds import KINDS, phrase_of
from contracts.phrases import Phrase, phrase

STATES: Final = {
    JobState.PENDING: later("Waiting"),
    JobState.RUNNING: later("Running"),
    JobState.COMPLETED: later("Completed"),
    JobState.FAILED: later("Failed"),
    JobState.CANCELLED: later("Cancelled"),
}

ONLY_IF_NEEDED: Final = frozenset({"refining"})
"""Steps that a job may well do without: they are not announced."""

ERRORS: Final = {
    errors.Unauthenticated.code: later("Please sign in."),
    errors.Forbidden.code: later("Your key may not do this."),
    errors.AccessKeyNotFound.code: later("There is no such key."),
    errors.JobNotFound.code: later("There is no such job. It may have been deleted."),
    errors.JobLimitExceeded.code: later("You have as many open jobs as allowed. Wait until one has ended."),
    errors.JobNotCancellable.code: later("The job had already ended."),
    errors.JobNotResubmittable.code: later("Only a job that failed or was cancelled can be tried again."),
    errors.ProviderNotConfigured.code: later("This voice provider has no key here. Choose another one."),
    errors.NothingToSpeak.code: later("There is nothing in it that can be spoken. Write some words."),
    errors.GenerationNotFound.code: later("This animation is no longer there."),
    errors.AnimationNotFound.code: later("This animation is no longer there."),
    errors.ServiceUnavailable.code: later("A part of Reelwork does not answer right now. Please try again."),
    errors.IdempotencyConflict.code: later("This form was sent already. Open it again for another job."),
    errors.InstructionNotUnderstood.code: later("The instruction could not be followed. Say it differently."),
    errors.ModelRateLimited.code: later("The language model is busy. Try again in some minutes."),
    errors.ModelUnavailable.code: later("The language model does not answer. Try again later."),
    errors.ModelOutputInvalid.code: later("The language model gave no usable answer. Try again."),
    errors.NeedsModel.code: later(
        "This subject is not known here. Choose a known one, or give what to show."
    ),
    errors.ScriptUnsafe.code: later("The script was not safe to run. Describe the animation differently."),
    errors.ScriptFailed.code: later("The script kept failing. Describe the animation more simply."),
    errors.ScriptsRefused.code: later(
        "Scripts cannot be run safely on this server. Its operator must look at it."
    ),
    errors.SpeechRateLimited.code: later("The voice provider is busy. Try again in some minutes."),
    errors.CompositionFailed.code: later("The video could not be composed. Try again."),
}
"""What happened and what to do, of errors whose code has one reason; the error's own text stands below it."""
UNKNOWN_ERROR: Final = later("Something went wrong. Try again.")

NO_SUCH_PAGE: Final = later("There is no such page.")

FIELD_ERRORS: Final = {
    "missing": later("Please fill this in."),
    "string_too_short": later("Please fill this in."),
    "too_short": later("Please fill this in."),
    "string_too_long": later("This is too long."),
    "too_long": later("This is too long."),
    "int_parsing": later("Please enter a whole number."),
    "int_type": later("Please enter a whole number."),
    "greater_than_equal": later("This number is too small."),
    "less_than_equal": later("This number is too large."),
    "enum": later("Please choose one of these."),
    "literal_error": later("Please choose one of these."),
    "string_pattern_mismatch": later("This is not a language tag, like en-US."),
    "must not be empty": later("Please fill this in."),
    "must not contain control characters": later("This has characters that cannot be shown."),
    "web address": later("Please enter a web address, like https://example.com/article."),
}
"""By pydantic's types of error, and by the words of our own checks."""


def headline(error: JobError | errors.ReelworkError) -> str | Phrase:
    """What happened and what to do, to be translated.

    Where one code stands for several reasons, the error's own text is the only one that tells the right one.
    """
    return ERRORS.get(error.code) or (error.phrase if errors.is_known(error.code) else UNKNOWN_ERROR)


def detail(error: JobError | errors.ReelworkError) -> str | Phrase:
    """The error's own text, to be translated; nothing where it is the headline."""
    return "" if headline(error) == error.phrase else error.phrase


def reason(error: JobError) -> Phrase:
    """Why an attempt failed, to be translated; a fault of ours is called so, before its own words."""
    if errors.is_known(error.code):
        return error.phrase
    return phrase("a fault of Reelwork's own: {why}", why=error.phrase)


def kind(name: str) -> str:
    """What people call a job of a kind, to be translated; its name if the kind is no longer known."""
    return KINDS[name].label if name in KINDS else name


def step(kind: str, name: str) -> str:
    """What people call a step of a kind, to be translated; its name if the kind is no longer known."""
    labels = {step.name: step.label for step in KINDS[kind].steps.steps} if kind in KINDS else {}
    return labels.get(name, name)


def message(job: JobSnapshot) -> Phrase:
    """What a job tells of itself, to be translated."""
    return phrase_of(job)
