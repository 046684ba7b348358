"""The finished video: scenes and soundtrack in one file, the captions beside it, and a thumbnail."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import av

from contracts.errors import CompositionFailed
from contracts.video import Timeline
from files.whole import whole
from language.subtitles import to_srt
from language.tags import three_letters
from media.composition.scene import TIMESCALE
from media.composition.thumbnail import draw_thumbnail
from media.composition.work import FfmpegFailed, Work, in_thread


@dataclass(frozen=True)
class Assembled:
    """A finished video (mp4) with its seconds, bytes and pixels, its captions (srt) and thumbnail (jpg)."""

    video: Path
    captions: Path
    thumbnail: Path
    duration: float
    file_size: int
    width: int
    height: int


async def assemble(timeline: Timeline, scenes: Sequence[Path], soundtrack: Path, folder: Path) -> Assembled:
    """Join composed scenes and their soundtrack, without encoding anything again.

    The files are put into ``folder``, each only when it is whole. Browsers play the video while they load it.
    Raises ``CompositionFailed``.
    """
    return await in_thread(lambda work: _assemble(work, timeline, scenes, soundtrack, folder))


def _assemble(
    work: Work, timeline: Timeline, scenes: Sequence[Path], soundtrack: Path, folder: Path
) -> Assembled:
    video, captions, thumbnail = (folder / f"assembled.{extension}" for extension in ("mp4", "srt", "jpg"))
    try:
        _join(work, timeline, scenes, soundtrack, video)
    except FfmpegFailed as error:
        raise CompositionFailed("The scenes cannot be joined: {why}.", why=error.phrase) from error
    with whole(captions) as unfinished:
        unfinished.write_text(to_srt(timeline.cues), encoding="utf-8")
    work.check()
    with whole(thumbnail) as unfinished:
        draw_thumbnail(timeline, scenes, unfinished)
    with av.open(video) as made:
        stream = made.streams.video[0]
        duration = (made.duration or 0) / av.time_base
        return Assembled(
            video, captions, thumbnail, duration, video.stat().st_size, stream.width, stream.height
        )


def _join(work: Work, timeline: Timeline, scenes: Sequence[Path], soundtrack: Path, to: Path) -> None:
    language = three_letters(timeline.language)
    with (
        whole(to) as unfinished,
        work.ffmpeg(
            *("-xerror", "-f", "concat", "-safe", "0", "-protocol_whitelist", "file,pipe", "-i", "pipe:0"),
            *("-i", f"file:{soundtrack}", "-map", "0:v", "-map", "1:a", "-c", "copy", "-map_metadata", "-1"),
            *("-metadata", f"title={timeline.title}", "-metadata", f"language={language}"),
            *("-metadata:s:a", f"language={language}", "-fflags", "+bitexact"),
            *("-video_track_timescale", str(TIMESCALE), "-movflags", "+faststart", "-f", "mp4"),
            f"file:{unfinished}",
            reads=True,
        ) as joiner,
    ):
        with suppress(BrokenPipeError):  # ffmpeg has ended early: its own words follow
            joiner.input.write("".join(_listed(path) for path in scenes).encode())
        joiner.finish()
        with av.open(unfinished) as joined:
            frames = joined.streams.video[0].frames
        if frames != timeline.frames:
            raise CompositionFailed(
                "The scenes have {frames} frames in all, not {wanted}.", frames=frames, wanted=timeline.frames
            )


def _listed(scene: Path) -> str:
    """A line of ffmpeg's list of files."""
    name = str(scene.absolute()).replace("'", r"'\''")
    return f"file 'file:{name}'\n"
