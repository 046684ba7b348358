"""Cards: words that can be read, whole and where nothing covers them, in all templates and languages."""

import io
from itertools import product
from typing import Final

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from contracts.storyboard import Scene
from contracts.video import FRAMES, Card, CardKind, Template, Timeline, VideoFormat
from media.visuals.cards import drawing
from media.visuals.cards.words import drawable
from tests.media.visuals.videos import TITLES, scene, timeline, typical

pytestmark = pytest.mark.slow

LANGUAGES: Final = tuple(TITLES)
FORMATS: Final = tuple(VideoFormat)
ZOOM: Final = 1.08
CAPTIONS: Final = 2 * 1.3
"""Lines of captions, in heights of their letters."""


def covering() -> list[tuple[Template, CardKind, VideoFormat, str]]:
    """Every template with every kind, format and language, and every format with every language."""
    return [
        (template, kind, FORMATS[(t + k) % 4], LANGUAGES[(2 * t + k) % 4])
        for (t, template), (k, kind) in product(enumerate(Template), enumerate(CardKind))
    ]


def draw(video: Timeline, position: int = 0, *, bare: bool = False) -> NDArray[np.uint8]:
    with Image.open(io.BytesIO(drawing.draw(video, position, bare=bare))) as card:
        return np.asarray(card.convert("RGB"))


def words(card: NDArray[np.uint8], bare: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Where a card differs from itself without words."""
    red, green, blue = cv2.split(cv2.absdiff(card, bare))
    return np.asarray(cv2.max(cv2.max(red, green), blue) > 24)


def assert_in_place(mask: NDArray[np.bool_], format: VideoFormat) -> None:  # noqa: A002
    """Words are in the safe area and above the captions, at rest and enlarged about the centre."""
    frame = FRAMES[format]
    x, y = (np.flatnonzero(mask.any(axis=axis)) for axis in (0, 1))
    assert len(x)
    scale = mask.shape[1] / frame.width
    assert mask.shape[0] / frame.height == pytest.approx(scale, rel=0.01)
    assert scale >= 1.15
    for zoom in (1.0, ZOOM):
        left, right = (
            (edge / scale - frame.width / 2) * zoom + frame.width / 2 for edge in (x.min(), x.max())
        )
        top, bottom = (
            (edge / scale - frame.height / 2) * zoom + frame.height / 2 for edge in (y.min(), y.max())
        )
        assert left >= frame.left - 1
        assert right <= frame.width - frame.right + 1
        assert top >= frame.top - 1
        assert bottom <= frame.height - frame.bottom - CAPTIONS * frame.caption_size


def contrast(card: NDArray[np.uint8], bare: NDArray[np.uint8], mask: NDArray[np.bool_]) -> float:
    """The contrast (WCAG 2.2) of letters against what is behind them: that of the worst twentieth."""
    inner = cv2.erode(mask.astype(np.uint8), np.ones((3, 3), np.uint8)).astype(bool)
    lights = [luminance(picture[inner]) for picture in (card, bare)]
    lighter, darker = np.maximum(*lights), np.minimum(*lights)
    return float(np.quantile((lighter + 0.05) / (darker + 0.05), 0.05))


def luminance(colours: NDArray[np.uint8]) -> NDArray[np.float64]:
    share = colours / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    return np.asarray(linear @ (0.2126, 0.7152, 0.0722))


@pytest.mark.parametrize(("template", "kind", "format", "language"), covering())
def test_words_stand_where_nothing_covers_them_and_can_be_read(
    template: Template,
    kind: CardKind,
    format: VideoFormat,  # noqa: A002
    language: str,
) -> None:
    video = timeline([typical(kind, language)] * 3, template=template, format=format, language=language)
    card, bare = draw(video, 1), draw(video, 1, bare=True)
    mask = words(card, bare)
    assert_in_place(mask, format)
    assert contrast(card, bare, mask) >= 4.5


LONG: Final = "The quick brown fox jumps over the lazy dog while nobody looks " * 3 + "and rests here."
WORD: Final = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
EXTREMES: Final = {
    "a heading of 200 characters": scene(LONG),
    "a title of 200 characters": scene(LONG, Card(kind=CardKind.TITLE)),
    "200 Japanese characters": scene("太陽光発電の仕組みを学ぶ" * 17),
    "one character": scene("A", Card(kind=CardKind.TITLE)),
    "letters that reach out of their line": scene("jot of jot of jot of f"),
    "a very long word": scene(WORD),
    "an address": scene("https://example.com/a/very/long/path?with=many&parameters=that_never_end"),
    "eight long lines": scene(
        LONG[:90], Card(kind=CardKind.LIST, lines=tuple(f"{n}: {LONG[:70]}" for n in range(8)))
    ),
    "lines of one long word": scene("Words", Card(kind=CardKind.LIST, lines=(WORD, WORD[:40]))),
    "a long figure": scene(LONG[:60], Card(kind=CardKind.FIGURE, figure="1,234,567,890,123 kilowatt hours")),
    "a long quote": scene(LONG[:60], Card(kind=CardKind.QUOTE, lines=(LONG, LONG))),
    "emoji between words": scene("Fire 🔥 and 👩‍🚀 water"),
    "markup": scene('#read("/etc/passwd") $x$ *b* \\ `c` "quoted" #{'),
    "Arabic, which has no glyphs here": scene("مرحبا بالعالم"),
}


@pytest.mark.parametrize("shown", EXTREMES.values(), ids=EXTREMES)
@pytest.mark.parametrize(
    ("template", "format"), [(Template.BOLD, VideoFormat.REEL), (Template.PAPER, VideoFormat.YOUTUBE)]
)
def test_extremes_fit_as_well(shown: Scene, template: Template, format: VideoFormat) -> None:  # noqa: A002
    video = timeline([shown], template=template, format=format)
    assert_in_place(words(draw(video), draw(video, bare=True)), format)


def test_what_has_no_glyph_is_left_out() -> None:
    with_emoji = timeline([scene("Fire 🔥 and 👩‍🚀 water")])
    assert drawable("Fire 🔥 and 👩‍🚀 water", "en") == "Fire and water"
    without = timeline([scene("Fire and water")])
    masks = [words(draw(video), draw(video, bare=True)) for video in (with_emoji, without)]
    assert (masks[0] == masks[1]).mean() > 0.98  # apart from the ornaments, which belong to the heading


def test_a_heading_without_glyphs_gives_way_to_the_title() -> None:
    video = timeline([scene("🔥🔥")], title="A title")
    assert words(draw(video), draw(video, bare=True)).any()


def test_the_same_scene_gives_the_same_card() -> None:
    video = timeline([typical(CardKind.QUOTE, "en")] * 2)
    assert drawing.draw(video, 0) == drawing.draw(video, 0)


def test_scenes_of_a_video_differ_in_their_ornaments_and_share_their_colours() -> None:
    video = timeline([scene(heading) for heading in ("One", "Two")], template=Template.NIGHT)
    one, two = (draw(video, position, bare=True) for position in (0, 1))
    assert (one != two).any()
    assert np.abs(one.mean(axis=(0, 1)) - two.mean(axis=(0, 1))).max() < 6


def test_cards_are_never_an_empty_colour() -> None:
    for template in Template:
        bare = draw(timeline([scene("Plain")], template=template), bare=True)
        assert bare.reshape(-1, 3).std(axis=0).max() > 4


def test_languages_are_drawn_with_their_own_glyphs() -> None:
    """骨 is drawn otherwise in each of the three regions."""
    videos = [
        timeline([scene("骨")], template=Template.BOLD, language=language, title="t")
        for language in ("ja", "zh-TW", "zh-CN")
    ]
    cards = [draw(video) for video in videos]
    assert (cards[0] != cards[1]).any()
    assert (cards[1] != cards[2]).any()
    assert (cards[0] != cards[2]).any()


@pytest.mark.parametrize(
    ("figure", "share"), [("20 %", 0.2), ("約80％", 0.8), ("0,5 %", 0.005), ("180 %", None), ("80", None)]
)
def test_a_percentage_fills_a_bar(figure: str, share: float | None) -> None:
    shown = scene("of all", Card(kind=CardKind.FIGURE, figure=figure))
    bare = draw(timeline([shown], template=Template.PAPER), bare=True)
    area, scale = drawing.words_area(FRAMES[VideoFormat.REEL]), drawing.SHARPNESS
    inside = bare[int(area.y * scale) : int((area.y + area.h) * scale)]
    inside = inside[:, round(area.x * scale) : round((area.x + area.w) * scale)]
    strength = np.abs(inside.astype(int) - inside[-1, -1]).max(axis=2).astype(np.uint8)
    bar = cv2.erode(strength, np.ones((15, 1), np.uint8))  # dashes and rules are thinner
    if share is None:
        assert not bar.any()
    else:
        assert (bar > 8).mean(axis=1).max() > 0.98
        assert (bar > 60).mean(axis=1).max() == pytest.approx(share, abs=0.01)
