"""Whether the point of an abbreviation ends the sentence too."""

import re
from typing import Final

_BEGINS: Final = re.compile(
    r"[\"”’)\]]*(?:\s*$|\s*\n|\s+[\"“‘(]?(?:The|A|An|It|He|She|They|We|You|I|In|On|At|This|That|These|Those|There|Then|But|And|"
    r"So|However|If|When|While|After|Before|As|For|With|My|Your|His|Her|Our|Their|What|Who|Why|How|Where|Not|No|Yes|"
    r"Now|Some|Most|Many|All|Each|Every|Its|Let|Please|Is|Are|Was|Were|Do|Does|Did|Can|Here|Since|Because|Although)\b)"
)


def stop(found: re.Match[str]) -> str:
    """The full stop, if a sentence ends with what was found; else nothing."""
    return "." if _BEGINS.match(found.string, found.end()) else ""
