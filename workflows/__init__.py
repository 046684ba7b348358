"""Deterministic orchestration: one module a kind of job, and ``job``, what they all stand on."""

from typing import Final

from workflows.animation import AnimationEdit, AnimationFull
from workflows.article_video import ArticleVideo
from workflows.maintenance import Maintenance
from workflows.script_video import ScriptVideo
from workflows.speech import Speech

WORKFLOWS: Final = (AnimationFull, AnimationEdit, Speech, ArticleVideo, ScriptVideo, Maintenance)
"""All of them, for the worker and the replayer."""
