"""The author of storyboards that asks a model.

It may put things in its own words, so what it answers is held against the article: a number, a quotation or a
picture that is not in the article goes back to it.
"""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Final

from pydantic import BaseModel, Field
from pydantic_ai.exceptions import ModelRetry

from contracts.animation import Language
from contracts.article_video import Article
from contracts.errors import SourceUnsuitable
from contracts.storyboard import Storyboard
from contracts.video import Card, CardKind, VideoPlan
from language.lengths import speech_seconds
from language.sentences import has_words
from language.writing import read_as
from llm.asking import DATA, Asker
from media.storyboards.choosing import FEWEST, MOST
from media.storyboards.reading import plain
from media.storyboards.showing import Headed, scene_of
from media.storyboards.splitting import LONGEST_NARRATION

_PROMPT: Final = Template((Path(__file__).parent / "prompts" / "storyboard.md").read_text("utf-8"))
_MOST_CHARACTERS: Final = 40_000
"""The most characters of an article that a model gets: what comes later is paid for and hardly used."""
_CONDENSED: Final = 0.8
"""The share of its own length that a short article's video has, be it less than what was asked for."""

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_WRITTEN: Final = {
    Language.JAPANESE: re.compile("[ぁ-ゖァ-ヺ]"),
    Language.CHINESE: re.compile("[一-鿿]"),
}
_KANA = re.compile("[ぁ-ゖ]")
_NAMES: Final = 1 / 3
"""The most foreign letters for each of all: names and quotations keep those of where they come from."""


class DraftScene(BaseModel):
    """One scene as a model writes it."""

    narration: str = Field(description="What is said: one to three short sentences.")
    card: CardKind
    heading: str = Field(description="Two to six words at the top of the card.")
    lines: list[str] = Field(default=[], description="The items of a list, or the words of a quote.")
    figure: str = Field(default="", description="The number of a figure card, with its unit.")
    keywords: list[str] = Field(description="English search terms for stock pictures.")
    picture: int | None = Field(default=None, description="A picture of the article, by its number.")
    importance: int = Field(default=5, description="1 to 10; the smallest is left out first.")


class Draft(BaseModel):
    """A storyboard as a model writes it."""

    scenes: list[DraftScene] = Field(description="Five to ten scenes, in order.")


class ModelStoryboards:
    """Has storyboards written by a model; the arguments are those of ``Asker``."""

    def __init__(self, model_name: str, api_key: str | None, base_url: str | None) -> None:
        self._name = model_name
        self._asker = Asker(model_name, api_key, base_url)

    async def write(self, article: Article, min_seconds: float, max_seconds: float) -> VideoPlan:
        """The storyboard of a video of so many seconds: five to ten scenes in the article's language."""
        text = "\n\n".join(map(plain, article.paragraphs))[:_MOST_CHARACTERS]
        if not has_words(text):
            raise SourceUnsuitable("The page has no text that a video could be made of.")
        whole = speech_seconds(text, article.language)
        least = min(min_seconds, _CONDENSED * whole)
        instructions = _PROMPT.substitute(
            language=article.language,
            least=round(least),
            most=round(max_seconds),
            characters=round((least + max_seconds) / 2 * len(text) / whole),
        )
        words = {"title": article.title, "article": text, "pictures": _pictures(article)}
        check = _Check(article, least, max_seconds)
        draft = await self._asker.ask(Draft, check, f"{instructions}\n{DATA}", words)
        return _plan(draft, article, self._name)


@dataclass(frozen=True)
class _Check:
    """Holds a draft against its article."""

    article: Article
    least: float
    most: float

    def __call__(self, draft: Draft) -> Draft:
        """The draft, if nothing is wrong with it; raises ``ModelRetry``, which tells all that is."""
        wrong = [*self._whole(draft), *self._pictures(draft)]
        for number, scene in enumerate(draft.scenes, 1):
            wrong += [f"Scene {number}: {reason}" for reason in self._scene(scene)]
        if wrong:
            raise ModelRetry("\n".join(wrong))
        return draft

    def _whole(self, draft: Draft) -> list[str]:
        wrong = []
        if not FEWEST <= len(draft.scenes) <= MOST:
            wrong.append(f"There are {len(draft.scenes)} scenes; write {FEWEST} to {MOST}.")
        narration = " ".join(scene.narration for scene in draft.scenes)
        seconds = speech_seconds(narration, self.article.language)
        if not self.least <= seconds <= self.most:
            wrong.append(
                f"The narration takes about {seconds:.0f} seconds to say; it must take {self.least:.0f} to"
                f" {self.most:.0f}. Write {'more' if seconds < self.least else 'less'}."
            )
        if not _in_language(narration, self.article.language):
            wrong.append(f"The narration is not in the article's language, {self.article.language}.")
        return wrong

    def _pictures(self, draft: Draft) -> list[str]:
        chosen = [scene.picture for scene in draft.scenes if scene.picture is not None]
        there = range(len(self.article.pictures))
        wrong = [f"There is no picture {number}." for number in chosen if number not in there]
        twice = sorted({number for number in chosen if chosen.count(number) > 1})
        return wrong + [f"Picture {number} is used more than once." for number in twice]

    def _scene(self, scene: DraftScene) -> list[str]:
        wrong = []
        if not has_words(scene.narration) or len(scene.narration) > LONGEST_NARRATION:
            wrong.append("`narration` is empty or too long for one scene.")
        if not has_words(scene.heading):
            wrong.append("`heading` is empty.")
        text = "\n".join((scene.narration, scene.heading, scene.figure, *scene.lines))
        invented = sorted(_numbers(text) - _numbers(self._text))
        if invented:
            wrong.append(
                f"{', '.join(invented)} is not in the article. Say only its own numbers, in its own digits."
            )
        if scene.card is CardKind.QUOTE and not all(_bare(line) in _bare(self._text) for line in scene.lines):
            wrong.append("the quotation in `lines` is not in the article word for word.")
        return wrong

    @property
    def _text(self) -> str:
        published = self.article.published.isoformat() if self.article.published else ""
        return "\n".join((self.article.title, published, *map(plain, self.article.paragraphs)))


def _pictures(article: Article) -> str:
    """The article's pictures by number, with what is told of them."""
    lines = [
        f"{number}: {plain(f'{picture.caption} {picture.alt}') or 'no description'}"
        for number, picture in enumerate(article.pictures)
    ]
    return "\n".join(lines) or "none"


def _numbers(text: str) -> set[str]:
    """The numbers of a text, without the marks between thousands."""
    plain_digits = _THOUSANDS.sub("", unicodedata.normalize("NFKC", text))
    return set(_NUMBER.findall(plain_digits))


def _bare(text: str) -> str:
    """The letters and digits of a text, whatever marks and spaces are among them."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text)))


def _in_language(text: str, language: str) -> bool:
    """Whether a text is written as its language is, as far as the characters tell."""
    rules = read_as(language)
    written = _WRITTEN.get(rules)
    if written is None:
        foreign = sum(len(one.findall(text)) for one in _WRITTEN.values())
        return foreign <= _NAMES * sum(map(str.isalpha, text))
    return bool(written.search(text)) and not (rules is Language.CHINESE and _KANA.search(text))


def _plan(draft: Draft, article: Article, author: str) -> VideoPlan:
    scenes = tuple(
        scene_of(
            number,
            scene.narration.strip(),
            _headed(scene, article, first=number == 1),
            None if scene.picture is None else article.pictures[scene.picture],
        )
        for number, scene in enumerate(draft.scenes, 1)
    )
    by_importance = sorted(range(1, len(scenes)), key=lambda at: -draft.scenes[at].importance)
    return VideoPlan(
        storyboard=Storyboard(title=article.title, language=article.language, scenes=scenes),
        spare=tuple(scenes[at].id for at in reversed(by_importance)),
        author=author,
    )


def _headed(scene: DraftScene, article: Article, *, first: bool) -> Headed:
    """A scene's heading and card; a card that lacks what makes its kind is a plain statement."""
    kind = scene.card
    lines = tuple(line.strip() for line in scene.lines if line.strip())
    lacks = {CardKind.FIGURE: not scene.figure, CardKind.LIST: not lines, CardKind.QUOTE: not lines}
    if first:
        kind = CardKind.TITLE
    elif kind is CardKind.TITLE or lacks.get(kind):
        kind = CardKind.STATEMENT
    card = Card(
        kind=kind,
        lines=lines if kind in (CardKind.LIST, CardKind.QUOTE) else (),
        figure=scene.figure.strip() if kind is CardKind.FIGURE else "",
        keywords=tuple(keyword.strip() for keyword in scene.keywords if keyword.strip()),
    )
    return Headed(article.title if first else scene.heading.strip(), card)
