import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.speech.provider import Line
from media.speech.ssml import build

SSML = "{http://www.w3.org/2001/10/synthesis}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def line(text: str, voice_id: str = "zh-TW-HsiaoYuNeural") -> Line:
    return Line(text, voice_id, "zh-TW")


def parsed(document: str) -> ET.Element:
    return ET.fromstring(document)  # noqa: S314 - built here


def test_a_line_is_one_voice_in_a_document_with_version_and_language() -> None:
    root = parsed(build([line("你好，今天天氣真好！")], 0))
    assert (root.tag, root.get("version"), root.get(LANG)) == (f"{SSML}speak", "1.0", "zh-TW")
    (voice,) = root
    assert (voice.tag, voice.attrib) == (f"{SSML}voice", {"name": "zh-TW-HsiaoYuNeural"})
    assert (voice.text, list(voice)) == ("你好，今天天氣真好！", [])


@pytest.mark.parametrize(
    "text",
    [
        "</voice></speak>",
        '<break time="10s"/>',
        "a < b && c > d",
        "&amp; &lt; &#x41;",
        "<![CDATA[x]]>",
        "]]>",
        "<!-- no -->",
        "\"'",
    ],
)
def test_markup_in_a_text_is_text(text: str) -> None:
    (voice,) = parsed(build([line(text)], 0))
    assert (voice.text, list(voice)) == (text, [])


@given(st.text(min_size=1), st.text(min_size=1))
def test_every_text_and_voice_make_a_document_that_holds_them(text: str, voice_id: str) -> None:
    (voice,) = parsed(build([line(text, re.sub(r"[^ -~]", "", voice_id))], 0))
    # A parser of XML reads every end of a line as \n.
    sayable = "".join(c for c in text if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff"))
    assert (voice.text or "") == re.sub("\r\n?", "\n", sayable)
    assert list(voice) == []


@pytest.mark.parametrize("forbidden", ["\x00", "\x08", "\x0b", "\x1f", "\ud800", "\ufffe", "\uffff"])
def test_what_xml_cannot_hold_is_left_out(forbidden: str) -> None:
    document = build([line(f"he{forbidden}llo\t😀")], 0)
    (voice,) = parsed(document.encode().decode())
    assert voice.text == "hello\t😀"


def test_a_voice_cannot_break_out_of_its_attribute() -> None:
    (voice,) = parsed(build([line("hi", 'x"><break/><voice name="y')], 0))
    assert voice.get("name") == 'x"><break/><voice name="y'


def test_gaps_stand_between_lines_only() -> None:
    again = line("好")
    voices = list(parsed(build([again, line("是啊", "zh-TW-YunJheNeural"), again], 300)))
    assert [voice.get("name") for voice in voices] == [
        "zh-TW-HsiaoYuNeural",
        "zh-TW-YunJheNeural",
        "zh-TW-HsiaoYuNeural",
    ]
    assert [[(b.tag, b.get("time")) for b in voice] for voice in voices] == [
        [(f"{SSML}break", "300ms")],
        [(f"{SSML}break", "300ms")],
        [],
    ]


def test_no_gap_is_no_break() -> None:
    assert "break" not in build([line("好"), line("好")], 0)


def test_a_line_without_text_is_half_a_second_of_silence_in_its_place() -> None:
    first, silent, last = parsed(build([line("你好"), line(""), line("再見")], 300))
    assert [one.get("time") for one in silent] == ["500ms", "300ms"]
    assert [len(first), len(last)] == [1, 0]


def test_a_speed_is_a_rate_around_the_text_and_the_voices_own_is_none() -> None:
    (voice,) = parsed(build([replace(line("a < b"), speed=1.25)], 0))
    (prosody,) = voice
    assert (prosody.tag, prosody.attrib, prosody.text) == (f"{SSML}prosody", {"rate": "1.25"}, "a < b")
    assert len(parsed(build([line("a < b")], 0))[0]) == 0
