"""The benchmark's video made with MoviePy, in an environment of its own: it wants an older Pillow than we do.

Started by ``bench.composition`` with a plan as JSON; prints the seconds that it took.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

from moviepy import (  # type: ignore[import-not-found]
    AudioFileClip,
    CompositeAudioClip,
    CompositeVideoClip,
    ImageClip,
    TextClip,
    vfx,
)


def main() -> None:
    """Make the video: stills that slowly grow, crossfades, captions on a box, the narration."""
    plan = json.loads(Path(sys.argv[1]).read_text())
    since = time.perf_counter()
    size = plan["width"], plan["height"]
    seconds, fade = plan["seconds"], plan["fade"]
    pictures = [
        _moving(picture, size, seconds + fade)
        .with_start(number * seconds)
        .with_effects([vfx.CrossFadeIn(fade)] if number else [])
        for number, picture in enumerate(plan["pictures"])
    ]
    captions = [_caption(plan, cue) for cue in plan["cues"]]
    speech = [AudioFileClip(path).with_start(number * seconds) for number, path in enumerate(plan["speech"])]
    video = CompositeVideoClip([*pictures, *captions], size=size).with_duration(len(pictures) * seconds)
    video.with_audio(CompositeAudioClip(speech).with_duration(video.duration)).write_videofile(
        plan["to"],
        fps=plan["fps"],
        codec="libx264",
        preset="veryfast",
        threads=2,
        ffmpeg_params=["-crf", "21", "-pix_fmt", "yuv420p"],
        audio_codec="aac",
        logger=None,
    )
    print(time.perf_counter() - since)


def _moving(picture: str, size: tuple[int, int], seconds: float) -> Any:
    still = ImageClip(picture, duration=seconds).resized(size)
    grown = still.resized(lambda at: 1 + 0.08 * at / seconds).with_position("center")
    return CompositeVideoClip([grown], size=size)


def _caption(plan: dict[str, Any], cue: dict[str, Any]) -> Any:
    text = TextClip(
        font=plan["font"],
        text=cue["text"],
        font_size=plan["caption_size"],
        color="white",
        stroke_color="black",
        stroke_width=3,
        bg_color=(10, 14, 40, 168),
        margin=(24, 12),
        text_align="center",
    )
    start, end = cue["start_ms"] / 1000, cue["end_ms"] / 1000
    at = ("center", plan["caption_bottom"] - text.h)
    return text.with_position(at).with_start(start).with_duration(end - start)


if __name__ == "__main__":
    main()
