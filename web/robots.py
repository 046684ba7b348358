"""What sites say about being read by programs: robots.txt, as RFC 9309 has it, by Scrapy's Protego."""

from collections.abc import Awaitable, Callable
from typing import Final

import httpx
from cachetools import TTLCache
from protego import Protego

from contracts.errors import SourceRefused

AGENT: Final = "Reelwork/0.1 (makes videos of articles that people ask for)"
"""The name that we give ourselves. Sites call us by the word before the slash."""
_NAME: Final = AGENT.partition("/")[0]

_KEPT_SECONDS: Final = 3600.0
_KEPT: Final = 256
"""Sites whose rules are remembered at the most."""

ReadText = Callable[[httpx.URL], Awaitable[str]]
"""A function that reads a robots.txt; an empty text is what a site without one says."""


class Robots:
    """The rules of the sites that were asked in the last hour.

    ``read`` raises what keeps a page from being fetched when its site's rules cannot be read.
    """

    def __init__(self, read: ReadText) -> None:
        self._read = read
        self._rules: TTLCache[str, Protego] = TTLCache(_KEPT, _KEPT_SECONDS)

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
        site = str(robots)
        rules = self._rules.get(site)
        if rules is None:
            rules = self._rules[site] = Protego.parse(await self._read(robots))
        return rules
