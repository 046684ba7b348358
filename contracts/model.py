"""The base of every model that crosses a boundary."""

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """An immutable model that refuses unknown fields, so that a typing error is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")
