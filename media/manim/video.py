"""The last step of a render: one file that a browser plays at once."""

from pathlib import Path
from typing import Final

import av

from files.whole import whole

_QUALITY: Final = 85


def finish_video(source: Path, target: Path) -> tuple[float, int, int]:
    """Copy the streams to ``target`` with the index in front; duration in seconds, width and height.

    ``target`` is there only when it is whole.
    """
    with whole(target) as unfinished:
        _copy(source, unfinished)
        with av.open(unfinished) as made:
            video = made.streams.video[0]
            return (made.duration or 0) / av.time_base, video.width, video.height


def write_poster(video: Path, target: Path, at: float) -> None:
    """The first frame after a moment in seconds, as a JPEG; the last one where there is none."""
    with av.open(video) as made:
        stream = made.streams.video[0]
        made.seek(int(at * av.time_base))
        frame = None
        for frame in made.decode(stream):
            if frame.time is not None and frame.time >= at:
                break
        if frame is not None:
            with whole(target) as unfinished:
                frame.to_image().save(  # type: ignore[no-untyped-call]  # PyAV's
                    unfinished, "JPEG", quality=_QUALITY
                )


def _copy(source: Path, unfinished: Path) -> None:
    with (
        av.open(source) as given,
        av.open(unfinished, "w", format="mp4", options={"movflags": "+faststart"}) as made,
    ):
        streams = {stream: made.add_stream_from_template(stream) for stream in given.streams}
        for packet in given.demux():
            if packet.dts is not None:  # the one without flushes the decoder
                packet.stream = streams[packet.stream]
                made.mux(packet)
