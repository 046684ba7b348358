"""What the pages say of jobs: kinds, states, steps, messages and errors, marked for the catalogues."""

from typing import Final

from api.pages.languages import later
from contracts import errors
from contracts.jobs import JobError, JobState
from contracts.kinds import KINDS

STATES: Final = {
    JobState.PENDING: later("Waiting"),
    JobState.RUNNING: later("Running"),
    JobState.COMPLETED: later("Completed"),
    JobState.FAILED: later("Failed"),
    JobState.CANCELLED: later("Cancelled"),
}

STEPS: Final = {
    "initializing": later("Getting ready"),
    "planning": later("Planning"),
    "generating_script": later("Writing the script"),
    "linting": later("Proofreading the script"),
    "security_check": later("Security check"),
    "preflight": later("Trial run"),
    "executing": later("Rendering"),
    "refining": later("Correcting the script"),
    "finalizing": later("Saving"),
    "speaking": later("Speaking"),
    "joining": later("Joining the turns"),
    "extracting": later("Reading the article"),
    "scripting": later("Writing the storyboard"),
    "narrating": later("Narrating"),
    "illustrating": later("Finding pictures"),
    "mixing": later("Mixing the sound"),
    "composing": later("Composing the pictures"),
}
ONLY_IF_NEEDED: Final = frozenset({"refining"})
"""Steps that a job may well do without: they are not announced."""

MESSAGES: Final = (
    later("Waiting to start..."),
    later("Initializing..."),
    later("Planning the video..."),
    later("Generating the script..."),
    later("Checking the script..."),
    later("Checking the script for unsafe code..."),
    later("Running the script without frames..."),
    later("Rendering video..."),
    later("Rendering video... (animation {0} of {1})"),
    later("Refining the script..."),
    later("Saving the video..."),
    later("Speaking..."),
    later("Speaking... ({0} of {1} turns)"),
    later("Joining the turns..."),
    later("Starting..."),
    later("Extracting article content"),
    later("Article content extracted"),
    later("Generating video script"),
    later("Script generated with {0} scenes"),
    later("Generating voice-over audio"),
    later("Audio generation completed"),
    later("Downloading visual assets"),
    later("Assets downloaded successfully"),
    later("Composing video"),
    later("Editing video with FFmpeg"),
    later("Finalizing video"),
    later("Analyzing script"),
    later("Generating audio"),
    later("Generating audio (scene {0}/{1})"),
    later("Generating images"),
    later("Generating images for scene {0}/{1}"),
    later("Compositing video"),
    later("Retrying in {0} s ({1} of {2})"),
    later("Job completed successfully"),
    later("Job failed"),
    later("Job was cancelled"),
)
"""What the steps say while they run; ``Language.say`` finds them, whatever their numbers are."""

ERRORS: Final = {
    errors.JobNotFound.code: later("There is no such job. It may have been deleted."),
    errors.JobLimitExceeded.code: later("You have as many open jobs as allowed. Wait until one has ended."),
    errors.JobNotCancellable.code: later("The job had already ended."),
    errors.JobNotResubmittable.code: later("Only a job that failed or was cancelled can be tried again."),
    errors.ProviderNotConfigured.code: later("This voice provider has no key here. Choose another one."),
    errors.GenerationNotFound.code: later("This animation is no longer there."),
    errors.AnimationNotFound.code: later("This animation is no longer there."),
    errors.ServiceUnavailable.code: later("A part of Reelwork does not answer right now. Please try again."),
    errors.IdempotencyConflict.code: later("This form was sent already. Open it again for another job."),
    errors.JobTimedOut.code: later("It took longer than it may take. Try again, or make it shorter."),
    errors.JobTerminated.code: later("An operator ended the job. Please submit it again."),
    errors.InstructionNotUnderstood.code: later("The instruction could not be followed. Say it differently."),
    errors.ModelRateLimited.code: later("The language model is busy. Try again in some minutes."),
    errors.ModelUnavailable.code: later("The language model does not answer. Try again later."),
    errors.ModelRejected.code: later("The language model refused the request. Its operator must look at it."),
    errors.ModelOutputInvalid.code: later("The language model gave no usable answer. Try again."),
    errors.ScriptUnsafe.code: later("The script was not safe to run. Describe the animation differently."),
    errors.ScriptFailed.code: later("The script kept failing. Describe the animation more simply."),
    errors.RendererCrashed.code: later("The renderer crashed. Try again."),
    errors.ScriptsRefused.code: later(
        "Scripts cannot be run safely on this server. Its operator must look at it."
    ),
    errors.SpeechRateLimited.code: later("The voice provider is busy. Try again in some minutes."),
    errors.SpeechUnavailable.code: later("The voice provider does not answer. Try again later."),
    errors.SpeechRejected.code: later(
        "The voice provider refused the request. Choose another voice or text."
    ),
    errors.AddressRefused.code: later("This address may not be fetched. Use a public web address."),
    errors.SourceUnavailable.code: later("The page could not be reached. Try again later."),
    errors.SourceRefused.code: later("The page is not given away. Choose another article."),
    errors.SourceUnsuitable.code: later("No video can be made of this page. Choose one with more text."),
    errors.CompositionFailed.code: later("The video could not be composed. Try again."),
    errors.FontMissing.code: later("Fonts are missing on the server. Its operator must install them."),
}
"""What happened and what to do, by the error's code; the error's own words stand below it."""
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


def why(error: JobError | errors.ReelworkError) -> str:
    """What happened and what to do, to be translated."""
    return ERRORS.get(error.code, UNKNOWN_ERROR)


def kind(name: str) -> str:
    """What people call a job of a kind, to be translated; its name if the kind is no longer known."""
    return KINDS[name].label if name in KINDS else name


def step(name: str) -> str:
    """What people call a step, to be translated: a kind from outside names its steps in its own catalogue."""
    return STEPS.get(name, name)
