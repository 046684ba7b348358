"""What ``docs/contracts/article-videos.md`` fixes, as the tests of every layer expect it."""

from typing import Final

from contracts.article_video import FETCH_ARTICLE, PUBLISH_ARTICLE_VIDEO, WRITE_STORYBOARD
from contracts.speech import SPEAK
from contracts.video import ASSEMBLE, CAST, COMPOSE_SCENE, ILLUSTRATE, LAY_OUT, MIX

STAGES: Final = (
    (5, "Extracting article content"),
    (10, "Article content extracted"),
    (15, "Generating video script"),
    (25, "Script generated with 3 scenes"),
    (30, "Generating voice-over audio"),
    (50, "Audio generation completed"),
    (55, "Downloading visual assets"),
    (75, "Assets downloaded successfully"),
    (80, "Composing video"),
    (85, "Editing video with FFmpeg"),
    (95, "Finalizing video"),
    (100, "Video created successfully"),
)
"""Percentages and messages, of an article of three scenes."""
STEPS: Final = (
    FETCH_ARTICLE,
    WRITE_STORYBOARD,
    CAST,
    SPEAK,
    LAY_OUT,
    ILLUSTRATE,
    MIX,
    COMPOSE_SCENE,
    ASSEMBLE,
    PUBLISH_ARTICLE_VIDEO,
)
"""What is done for it."""
