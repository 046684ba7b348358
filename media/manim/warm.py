"""The worker's side of the warm parent of runs (see ``zygote``): what it offers, and how a run is forked."""

import asyncio
import socket
from typing import Final

from contracts.errors import RendererCrashed
from sandbox.levels import Offer
from sandbox.warm import WarmParent

START_SECONDS: Final = 60
LONGEST_OFFER: Final = 1 << 16


class ScriptParent(WarmParent):
    """The warm parent of runs; ``offer`` is what the last one wrote of this machine's walls."""

    def __init__(self) -> None:
        # Few threads for Typst, so that a script does not need more memory where there are more cores;
        # a fixed hash seed, so that a retry finds what it made before.
        super().__init__("media.manim.zygote", RAYON_NUM_THREADS="4", PYTHONHASHSEED="0")
        self.offer: Offer | None = None

    async def fork(self, channel: socket.socket, supervision: socket.socket) -> None:
        """Have a run forked that gets these two sockets; starts a warm parent if there is none."""
        control = await self.start()
        try:
            socket.send_fds(control, [b"+"], [channel.fileno(), supervision.fileno()])
        except OSError as error:
            await self.stop()  # it has died: the next run sees that
            raise RendererCrashed("The process that runs scripts has died. It starts again.") from error

    async def _launch(self) -> socket.socket:
        control = await super()._launch()
        try:
            async with asyncio.timeout(START_SECONDS):
                said = await asyncio.get_running_loop().sock_recv(control, LONGEST_OFFER)
        except TimeoutError:
            said = b""
        if not said:
            await self._stop()
            raise RendererCrashed(
                "The process that runs scripts did not start. Its own words are in the log."
            )
        offer = Offer.from_json(said.decode())
        if self.offer is not None and self.offer.level != offer.level:  # this worker is known by the first
            await self._stop()
            raise RendererCrashed(
                "This machine confined scripts by {before}, now by {now}: its operator must look at it,"
                " and start the worker again.",
                before=self.offer.level.words,
                now=offer.level.words,
            )
        self.offer = offer
        return control
