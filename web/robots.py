"""What sites say about being read by programs: robots.txt, as RFC 9309 has it, by Scrapy's Protego."""

import time
from collections.abc import Awaitable, Callable
from typing import Final

import httpx
from protego import Protego

from contracts.errors import SourceRefused

AGENT: Final = "Reelwork/0.1 (makes videos of articles that people ask for)"
"""Who we say that we are. Sites name us by the word before the slash."""
_NAME: Final = AGENT.partition("/")[0]

_KEPT_SECONDS: Final = 3600.0
_KEPT: Final = 256

ReadText = Callable[[httpx.URL], Awaitable[str]]
"""Reads a robots.txt; an empty text is what a site without one says."""


class Robots:
    """The rules of the sites that were asked in the last hour.

    ``read`` raises what keeps a page from being fetched when its site's rules cannot be read.
    """

    def __init__(self, read: ReadText) -> None:
        self._read = read
        self._rules: dict[str, tuple[float, Protego]] = {}

    async def check(self, url: httpx.URL) -> None:
        """See whether a page may be read. Raises ``SourceRefused``, and what ``read`` raises."""
        rules = await self._of(url.copy_with(raw_path=b"/robots.txt", fragment=None))
        if not rules.can_fetch(str(url), _NAME):
            raise SourceRefused(
                "{host} does not allow programs to read this page (its robots.txt says so). Choose another"
                " article.",
                host=url.host,
            )

    async def _of(self, robots: httpx.URL) -> Protego:
        site, now = str(robots), time.monotonic()
        read_at, rules = self._rules.get(site, (0.0, None))
        if rules and now - read_at < _KEPT_SECONDS:
            return rules
        rules = Protego.parse(await self._read(robots))
        self._rules.pop(site, None)
        self._rules[site] = (now, rules)
        if len(self._rules) > _KEPT:
            del self._rules[next(iter(self._rules))]
        return rules
