"""What a model answered: the JSON in it, also where words stand around it."""

import json
import re
from typing import Any, Final

from pydantic import ValidationError
from pydantic_ai.exceptions import ModelRetry
from pydantic_ai.messages import (
    ModelResponse,
    ModelResponseStreamEvent,
    PartDeltaEvent,
    PartStartEvent,
    RetryFeedbackPart,
    RetryInfo,
    TextPart,
    TextPartDelta,
    ThinkingPart,
    ThinkingPartDelta,
    ToolCallPart,
    ToolCallPartDelta,
    ToolReturnPart,
)

_OPENING: Final = re.compile(r"\{")
_MOST_ERRORS: Final = 6


def data_of(response: ModelResponse) -> Any:
    """The object that it answered: what it called the tool with, else the first whole one in its words.

    Raises ModelRetry where there is none.
    """
    for part in response.parts:
        if isinstance(part, ToolCallPart):
            return _whole(part.args) if isinstance(part.args, str) else part.args or {}
    return _whole(response.text or "")


def _whole(text: str) -> Any:
    """The first complete object; models like to say what they give before they give it."""
    decoder = json.JSONDecoder(strict=False)
    for found in _OPENING.finditer(text):
        try:
            value, _ = decoder.raw_decode(text, found.start())
        except (ValueError, RecursionError):
            continue
        return value
    raise ModelRetry("The answer is not valid JSON. Answer with one JSON object alone.")


def reason_of(error: ValidationError | ModelRetry) -> str:
    """What is wrong with an answer, field by field, for the model and for people."""
    if isinstance(error, ModelRetry):
        return error.message
    faults = error.errors(include_url=False, include_context=False, include_input=False)
    return "; ".join(
        f"{'.'.join(map(str, fault['loc'])) or 'answer'}: {fault['msg']}" for fault in faults[:_MOST_ERRORS]
    )


def feedback(response: ModelResponse | None, why: str) -> RetryFeedbackPart | ToolReturnPart:
    """What tells a model why its answer does not do."""
    why = f"{why}\nGive the whole answer again, corrected."
    for part in response.parts if response else ():
        if isinstance(part, ToolCallPart):
            return ToolReturnPart(
                tool_name=part.tool_name, content=why, tool_call_id=part.tool_call_id, outcome="retried"
            )
    return RetryFeedbackPart(why, retry=RetryInfo(cause="model_retry"))


def piece_of(event: ModelResponseStreamEvent) -> str:
    """What an event adds to the answer; nothing if it only tells of one."""
    match event:
        case PartStartEvent(part=TextPart(content=str(text)) | ThinkingPart(content=str(text))):
            return text
        case PartStartEvent(part=ToolCallPart() as call):
            return call.tool_name + call.args_as_json_str()
        case PartDeltaEvent(
            delta=TextPartDelta(content_delta=str(text)) | ThinkingPartDelta(content_delta=str(text))
        ):
            return text
        case PartDeltaEvent(delta=ToolCallPartDelta(args_delta=str(text))):
            return text
    return ""
