"""How a provider is held to the form of an answer: by a JSON schema, by a tool, or by being told."""

import json
from collections.abc import Sequence
from typing import Any, Final

from pydantic_ai.messages import ModelMessage, ModelRequest
from pydantic_ai.models import ModelRequestParameters
from pydantic_ai.output import OutputObjectDefinition, StructuredOutputMode
from pydantic_ai.tools import ToolDefinition

WAYS: Final[tuple[StructuredOutputMode, ...]] = ("native", "tool", "prompted")
"""The strictest first."""
_TOOL: Final = "answer"


def form(schema: dict[str, Any], way: StructuredOutputMode) -> ModelRequestParameters:
    """What holds the model to a schema."""
    if way == "tool":
        tool = ToolDefinition(
            name=_TOOL, description="Gives the answer.", parameters_json_schema=schema, kind="output"
        )
        return ModelRequestParameters(output_mode="tool", output_tools=[tool], allow_text_output=False)
    if way == "native":
        wanted = OutputObjectDefinition(json_schema=schema, name=_TOOL)
        return ModelRequestParameters(output_mode="native", output_object=wanted)
    return ModelRequestParameters()


def with_schema(
    messages: Sequence[ModelMessage], schema: dict[str, Any], way: StructuredOutputMode
) -> list[ModelMessage]:
    """The messages, and in their instructions the form of the answer, where no tool tells it.

    It is also told to who is held to it: there are servers that take the schema and do nothing with it.
    """
    if way == "tool":
        return list(messages)
    told = f"\n\n# Your answer\n\nOne JSON object and nothing else, of this schema:\n{json.dumps(schema)}"
    return [
        ModelRequest(parts=one.parts, instructions=f"{one.instructions}{told}")
        if isinstance(one, ModelRequest)
        else one
        for one in messages
    ]
