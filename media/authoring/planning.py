"""From a request to a storyboard, by rules: what the sender gave, else what is known of the subject."""

import re
from dataclasses import dataclass
from typing import Self

from contracts.errors import NeedsModel
from contracts.storyboard import Asked, Beat, Picture, Plan, Scene, Storyboard
from media.authoring import answering, filling, given, request
from media.authoring.coverage import Origin, coverage
from media.authoring.filling import Chosen, Filled
from media.authoring.numerals import numerals
from media.authoring.request import Request
from media.scenes.builder import Builder
from media.scenes.builders.chart import Chart
from media.scenes.builders.points import Points
from media.scenes.builders.title import Title
from media.scenes.catalogue import built, catalogue
from media.scenes.locale import Locale
from media.scenes.script import SUMMARY, scene_of
from media.scenes.text import ELLIPSIS
from media.topics.matching import topics_in
from media.topics.nearest import nearest
from media.topics.topic import Topic, TopicScene

_LONGEST_SUBJECT = 80
_MOST_SCENES = 6
_MOST_SCENES_BRIEF = 2
_FEWEST_TAKEAWAYS = 2
_EMPTY = re.compile(
    r"(?:hi|hello|hey|dear|them|it|this|that|these|those|thanks)\b|an? \w+$"
    r"|(?:(?:pie|bar|line) )?(?:chart|graph)$|(?:円|棒|折れ線)?グラフ",
    re.IGNORECASE,
)
_OF_HIS_WORDS = frozenset({"chart", "table", "timeline", "steps", "points", "code", "venn", "quotation"})
"""The kinds that show what he says, and not what follows from it."""
_NO_TITLE = re.compile(
    r"[?？:：]|^(?:when|what|who|where|why|how|which)$|\b(?:too|also|as well)\b|も$|\b(?:as|in|on"
    r"|into) an?\b|\b(?:please|use|using|i have|we have"
    r"|here (?:is|are))\b|使います"
    r"|使う予定|してください|お願い"
    r"|ください|(?:です|ます|でした|ました)。?$|^(?:請|请|用|以|把|將|将|幫|帮|給|给)|圖形說明|图形说明"
    r"|グラフ|[餅饼條条線线状][图圖]",
    re.IGNORECASE,
)
"""What is said of the video, or to whom it is said."""
_IS_VALUE = re.compile(r"^\W*\d[\d.,]*\W*$")
_ARTICLE = re.compile(r"^(?:An?|The)\b")


@dataclass(frozen=True)
class _Draft:
    """A scene to be: its builder, and what its author says in the place of the builder's own words.

    It is an example where a value in it is of our choosing, and the sender's where a value is his.
    """

    builder: Builder
    heading: str = ""
    lines: tuple[str, ...] = ()
    is_example: bool = False
    is_senders: bool = False

    @classmethod
    def of_sender(cls, found: Filled, locale: Locale) -> Self:
        """The sender's data; called an example where they had to be completed."""
        if isinstance(found, Chosen):
            heading = example(found.builder.heading(locale), locale)
            return cls(found.builder, heading, is_example=True, is_senders=True)
        return cls(found, is_senders=True)


def plan(content: str, additional_instructions: str, language: str = "") -> Plan:
    """The storyboard for a request: the same text, the same storyboard.

    ``language`` is a tag of BCP 47: what the sender would rather have where the text leaves it open.

    Raises NeedsModel where the request gives nothing to show, and asks for what is not known.
    """
    planned = planned_from(request.read(content, additional_instructions, language))
    asked = Asked(content=content, additional_instructions=additional_instructions, values=content)
    return planned.model_copy(update={"asked": asked})


def planned_from(asked: Request) -> Plan:
    """The storyboard for a request that has been read. Raises NeedsModel as ``plan``."""
    locale = asked.locale
    named = _topics(asked)
    drafts = _each_once([draft for one in named for draft in _of_topic(asked, one)])
    # A formula that a scene of the topic shows already is not drawn a second time.
    taken = any(draft.is_senders for draft in drafts)
    own = [_Draft.of_sender(found, locale) for found in given.pictures(asked, taken=taken)]
    if drafts and asked.asks:  # amounts beside a subject are its measures, no chart
        own = [draft for draft in own if draft.builder.kind() != Chart.kind()]
    drafts = _together(drafts, own)
    if not drafts:
        raise _needs_model(asked)
    planned = _planned(asked, named, drafts)
    lost = _withheld(asked, planned, drafts)
    kept = [draft for draft in drafts if draft.is_senders or not draft.is_example]
    if lost and kept and len(kept) < len(drafts):  # no example in the place of his values
        drafts, planned = kept, _planned(asked, named, kept)
        lost = _withheld(asked, planned, drafts)
    if lost:
        raise _cannot_answer(asked, lost)
    return planned


def _withheld(asked: Request, planned: Plan, drafts: list[_Draft]) -> tuple[str, ...]:
    senders = [draft.builder.kind() for draft in drafts if draft.is_senders]
    ours = any(draft.is_example and not draft.is_senders for draft in drafts)
    return answering.withheld(asked, planned.coverage, senders, ours=ours)


def _planned(asked: Request, named: list[Topic], drafts: list[_Draft]) -> Plan:
    """The storyboard of so many of the drafts as the request has room for, and what it covers."""
    locale = asked.locale
    topic = named[0] if len(named) == 1 else None
    drafts = drafts[: _MOST_SCENES_BRIEF if asked.brief else _MOST_SCENES]
    title = _title(named, locale) or _own_title(asked, drafts[0].builder)
    lead = locale.text(topic.lead) if topic and topic.lead else ""
    drafts = [_Draft(Title(title=title, lead=lead)), *drafts, *_closing(topic, asked)]
    scenes = tuple(_scene(draft, str(index), locale) for index, draft in enumerate(drafts, 1))
    storyboard = Storyboard(title=title, language=locale.value, scenes=scenes, background=asked.background)
    of = dict(zip((scene.id for scene in scenes), drafts, strict=True))
    origin = Origin(
        examples={name for name, draft in of.items() if draft.is_example},
        ours={name for name, draft in of.items() if draft.is_example and not draft.is_senders},
        topics=named,
    )
    return Plan(storyboard=storyboard, coverage=coverage(asked, storyboard, origin))


def _topics(asked: Request) -> list[Topic]:
    """The topics that the request names, if it does more than state something."""
    if not asked.asks and asked.head == asked.words:
        return []
    named = topics_in(asked.head) or topics_in(asked.opening)
    # "It is for my class. Explain bubble sort": the subject stands in another sentence.
    elsewhere = asked.asks and asked.subject.lower() not in asked.head.lower()
    return named or (topics_in(asked.subject) if elsewhere else [])


def _title(named: list[Topic], locale: Locale) -> str:
    """The topics' titles, joined as the language joins them."""
    titles = [locale.text(topic.title) for topic in named]
    if len(titles) > 1 and locale is Locale.ENGLISH:
        titles[1:] = [_ARTICLE.sub(lambda found: found[0].lower(), title) for title in titles[1:]]
    return locale.say("と", "與", " and ").join(titles)


def _own_title(asked: Request, first: Builder) -> str:
    """In the request's own words where they name what he shows; else what the picture is called.

    What is computed is called by its builder: a task's words are no title.
    """
    title, heading = given.title(asked), first.heading(asked.locale)
    if not heading or (first.kind() in _OF_HIS_WORDS and _names_something(title)):
        return title
    return heading


def _names_something(title: str) -> bool:
    """Whether it is no greeting, no question, no data, and not cut off."""
    data = len(list(numerals(title))) > 1 or _IS_VALUE.search(title)
    return not (_EMPTY.match(title) or data or _NO_TITLE.search(title) or title.endswith(ELLIPSIS))


def _of_topic(asked: Request, topic: Topic) -> list[_Draft]:
    """The topic's scenes for this audience; examples give way to the sender's own data."""
    chosen = [
        scene
        for scene in topic.scenes
        if (not scene.audiences or asked.audience in scene.audiences) and not (scene.extra and asked.brief)
    ]
    return [_of_scene(asked, scene) for scene in chosen]


def _of_scene(asked: Request, scene: TopicScene) -> _Draft:
    locale = asked.locale
    own = filling.fill(scene.kind, asked) if scene.example or scene.fillable else None
    if own is not None:
        return _Draft.of_sender(own, locale)
    builder = scene_builder(scene, locale)
    heading = locale.text(scene.heading) if scene.heading else builder.heading(locale)
    if scene.example and heading:
        heading = example(heading, locale)
    lines = tuple(locale.text({locale.language: line}) for line in scene.lines.get(locale.language, ()))
    return _Draft(builder, heading, lines, is_example=scene.example)


def scene_builder(scene: TopicScene, locale: Locale) -> Builder:
    """A topic's scene as the topic has it; the builder's own example where it gives no parameters."""
    if not scene.parameters and not scene.words:
        return catalogue()[scene.kind].example(locale)
    words = locale.arguments(scene.words.get(locale.language, {}))
    return built(Picture(kind=scene.kind, parameters={**scene.parameters, **words}))


def _together(drafts: list[_Draft], own: list[_Draft]) -> list[_Draft]:
    """A topic's scenes and the sender's own: his steps take the place of the topic's.

    What a scene of the topic was filled with is not shown a second time.
    """
    filled = {draft.builder.kind() for draft in drafts if draft.is_senders}
    beside = [draft for draft in own if draft.builder.kind() not in filled]
    theirs = {draft.builder.kind() for draft in beside}
    return [*(draft for draft in drafts if draft.builder.kind() not in theirs), *beside]


def example(heading: str, locale: Locale) -> str:
    """A heading of what shows values of our choosing."""
    return locale.say("例：{heading}", "例子：{heading}", "Example: {heading}", heading=heading)


def _each_once(drafts: list[_Draft]) -> list[_Draft]:
    """Two topics may have made the same of the sender's data."""
    return [draft for index, draft in enumerate(drafts) if draft not in drafts[:index]]


def _closing(topic: Topic | None, asked: Request) -> list[_Draft]:
    """What is to be remembered of a topic."""
    lines = topic.takeaways.get(asked.locale.language, []) if topic and not asked.brief else []
    if len(lines) < _FEWEST_TAKEAWAYS:
        return []
    points = tuple(asked.locale.text({asked.locale.language: line}) for line in lines)
    return [_Draft(Points(points=points, marks="ticks"), asked.locale.text(SUMMARY))]


def _scene(draft: _Draft, scene_id: str, locale: Locale) -> Scene:
    scene = scene_of(draft.builder, scene_id, locale, heading=draft.heading or None)
    if not draft.lines:
        return scene
    beats = tuple(Beat(line=line) for line in draft.lines)
    return scene.model_copy(update={"beats": (*beats, *scene.beats[len(beats) :])})


def _cannot_answer(asked: Request, lost: tuple[str, ...]) -> NeedsModel:
    return NeedsModel(
        "What is asked can't be shown here with all of its values ({values}), so nothing is shown rather "
        "than something wrong. What a request gives is shown as it is: numbers, formulas, equations, "
        "tables, steps, dated events, code, or sentences of your own. For any other subject set "
        "REELWORK_AUTHOR=model.",
        values=asked.locale.enumerated(lost),
    )


def _needs_model(asked: Request) -> NeedsModel:
    subject = asked.subject[:_LONGEST_SUBJECT]
    near = nearest(asked.subject, asked.locale.language)
    if near:
        names = asked.locale.enumerated(asked.locale.text({asked.locale.language: one}) for one in near)
        return NeedsModel(
            "“{subject}” is not among the topics that are known here, so nothing is shown rather than "
            "something wrong. The nearest are: {nearest}. What a request gives is shown as it is: numbers, "
            "formulas, equations, tables, steps, dated events, code, or sentences of your own. For any "
            "other subject set REELWORK_AUTHOR=model.",
            subject=subject,
            nearest=names,
        )
    return NeedsModel(
        "“{subject}” is not among the topics that are known here, so nothing is shown rather than "
        "something wrong. What a request gives is shown as it is: numbers, formulas, equations, tables,"
        " steps, dated events, code, or sentences of your own. For any other subject set "
        "REELWORK_AUTHOR=model.",
        subject=subject,
    )
