"""SSML, the markup that Azure's voices read, built from lines: any text in them is spoken as text."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from typing import Final

from media.speech.assembling import NOTHING_SAID_MS
from media.speech.provider import Line

_NAMESPACE: Final = "http://www.w3.org/2001/10/synthesis"
# What XML 1.0 cannot hold, not even escaped.
_FORBIDDEN: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def build(lines: Sequence[Line], gap_ms: int) -> str:
    """One document that speaks all lines, each in its own voice, with ``gap_ms`` of silence between them.

    A line without text is a silence.
    """
    # The document needs a language; what is spoken is a matter of the voices.
    root = ET.Element("speak", {"version": "1.0", "xmlns": _NAMESPACE, "xml:lang": lines[0].language})
    for number, line in enumerate(lines, start=1):
        voice = ET.SubElement(root, "voice", name=line.voice_id)
        spoken = voice
        if line.speed != 1:
            spoken = ET.SubElement(voice, "prosody", rate=f"{line.speed:g}")
        spoken.text = _FORBIDDEN.sub("", line.text)
        if not line.text:
            ET.SubElement(voice, "break", time=f"{NOTHING_SAID_MS}ms")
        if gap_ms and number < len(lines):
            # Within the voice: by Azure's document structure a break belongs to one.
            ET.SubElement(voice, "break", time=f"{gap_ms}ms")
    return ET.tostring(root, encoding="unicode")
