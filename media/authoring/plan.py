"""From a free text to a plan: what a video about it will show, scene by scene."""

import re
from dataclasses import dataclass

from contracts.animation import Plan, ScenePlan
from media.authoring import explain, language, preferences, texts, topics
from media.authoring.explain import DraftScene
from media.authoring.reading import comparisons, lists, numbers, prose, shapes
from media.authoring.scenes.bar_chart import BarChart
from media.authoring.scenes.comparison import Comparison
from media.authoring.scenes.summary import Summary
from media.authoring.scenes.title import Title
from media.authoring.topics import Topic, TopicScene
from media.scenes.locale import Locale
from media.scenes.text import clean, drawable, emoji_names

_MOST_SCENES = 5
_MOST_SCENES_BRIEF = 2
_MOST_GRAPHS = 2
_MOST_LISTS = 3
_POINTS_EACH = 4
_LONG = 12
_TAKEAWAYS = 3
_FEWEST_TAKEAWAYS = 2
_TITLE_ROOM = 20.0
_NO_WORDS = "?"

_ABOUT_NUMBER_LINE = re.compile(
    r"数直線|數線|數軸|数轴|number line|正負|正负|正の数|負の数|負數|负数|negative number"
    r"|不等式|inequalit|整数の(?:足|引)|(?:足|引)き算|加減|加减",
    re.IGNORECASE,
)
_BETTER_WITH_OWN = {"function_plot", "number_line", "bar_chart", "binary"}
"""The kinds of scene in which the text's own numbers replace the topic's example."""

_IMPORTANCE = (
    "vectors",
    "function_plot",
    "geometry",
    "number_line",
    "sorting",
    "binary",
    "comparison",
    "bar_chart",
    "process",
    "formula",
    "code",
    "key_points",
)


@dataclass(frozen=True)
class _Text:
    """What is planned for: the text without its code, and who it is for."""

    words: str
    code: list[lists.CodeBlock]
    subject: str
    locale: Locale
    request: bool
    topic: Topic | None
    instructions: str


def plan(content: str, additional_instructions: str) -> Plan:
    """The plan of a video about a text: the same text, the same plan."""
    content, instructions = clean(content), clean(additional_instructions)
    wanted = preferences.read(instructions)
    text = _read(content, instructions)
    drafts = _scenes(text)
    drafts = _trimmed(drafts, _MOST_SCENES_BRIEF if wanted.brief else _MOST_SCENES)
    title = text.locale.text(text.topic.title) if text.topic and _is_topics(text, drafts) else text.subject
    lead = text.locale.text(text.topic.lead) if text.topic and _is_topics(text, drafts) else ""
    opening = ScenePlan(
        kind="title",
        heading=title,
        narration="",
        show=Title(lead=lead, background=wanted.background).model_dump(exclude_defaults=True),
    )
    scenes = [opening, *(draft.scene for draft in drafts), *_summary(text, drafts)]
    return Plan(title=title, language=text.locale.language, scenes=tuple(scenes))


def _read(content: str, instructions: str) -> _Text:
    code, words = lists.code_blocks(content)
    if not any(map(str.isalnum, drawable(words))) and not code:
        words = emoji_names(content) or drawable(content) or drawable(instructions) or _NO_WORDS
    spoken = language.of(content, instructions)
    locale = Locale.of(spoken, simplified=language.wants_simplified(content, instructions))
    subject = prose.shortened(prose.subject(words) or locale.text(texts.CODE), _TITLE_ROOM)
    items = lists.numbered(words)
    if lists.begins_a_step(subject) or (items and items[0].startswith(subject[:-1])):
        subject = locale.text(texts.STEPS)
    request = prose.is_request(words)
    topic = topics.named_in(f"{subject}\n{words}" if request else subject)
    return _Text(words, code, subject, locale, request, topic, instructions)


def _is_topics(text: _Text, drafts: list[DraftScene]) -> bool:
    return text.request and all(draft.scene.kind != "comparison" for draft in drafts)


# --- the scenes between the opening and the close ---------------------------------------------------------


def _scenes(text: _Text) -> list[DraftScene]:
    shown = _shown(text)
    if text.topic and text.request:
        first = [draft for draft in shown if draft.scene.kind == "comparison"]
        return [*first, *_topic_scenes(text, text.topic, shown), *(_others(shown, text.topic, first))]
    listed = _lists(text, shown)
    if text.topic:
        drawn = [
            draft for draft in _topic_scenes(text, text.topic, shown) if draft.scene.kind != "key_points"
        ]
        return [*listed[:1], *drawn, *_others(shown, text.topic, []), *listed[1:]]
    if not shown and not listed:
        return [explain.questions(text.locale, text.subject)]
    if len(prose.sections(text.words)) > 1:
        return [*listed, *shown]
    return [*listed[:1], *shown, *listed[1:]]


def _others(shown: list[DraftScene], topic: Topic, drafts: list[DraftScene]) -> list[DraftScene]:
    kinds = {scene.kind for scene in topic.scenes}
    return [draft for draft in shown if draft.scene.kind not in kinds and draft not in drafts]


def _topic_scenes(text: _Text, topic: Topic, shown: list[DraftScene]) -> list[DraftScene]:
    """The topic's own scenes; where the text has numbers or a formula of its own, with those."""
    own = {draft.scene.kind: draft.scene for draft in reversed(shown)}
    return [DraftScene(_topic_scene(scene, text.locale, own.get(scene.kind))) for scene in topic.scenes]


def _topic_scene(scene: TopicScene, locale: Locale, own: ScenePlan | None) -> ScenePlan:
    spoken = "\n".join(locale.text({locale.language: line}) for line in scene.narration[locale.language])
    if own is not None and scene.kind in {"vectors", "sorting"}:
        # What is said of them holds for any numbers.
        return own.model_copy(update={"heading": locale.text(scene.heading), "narration": spoken})
    if own is not None and scene.kind in _BETTER_WITH_OWN:
        return own
    words = locale.arguments(scene.words.get(locale.language, {}))
    show = {**scene.show, **words}
    return ScenePlan(kind=scene.kind, heading=locale.text(scene.heading), narration=spoken, show=show)


def _shown(text: _Text) -> list[DraftScene]:
    """What can be drawn of a text."""
    locale, words = text.locale, text.words
    shown: list[DraftScene] = []
    asked = f"{words}\n{text.instructions}" if text.request else words
    pair = numbers.vectors(asked)
    if pair:
        shown.append(explain.vectors(locale, *pair))
    formulas = numbers.formulas(asked)
    plots = [(source, read) for source, read in formulas if numbers.is_plottable(read)]
    shown.extend(explain.plot(locale, source, read) for source, read in plots[:_MOST_GRAPHS])
    if not plots and formulas:
        shown.append(explain.equation(locale, formulas[0][1]))
    found_line = numbers.line(
        words, asked=bool(_ABOUT_NUMBER_LINE.search(text.subject + words[:200])) and not pair
    )
    if found_line:
        shown.append(explain.on_line(locale, found_line))
    two = comparisons.compared(words)
    if two and (two.left_points or two.right_points or not plots):
        shown.append(explain.compared(locale, two))
    found_figures = shapes.figures(words if text.request else text.subject)
    if found_figures:
        shown.append(explain.figures(locale, found_figures))
    found_amounts = numbers.amounts(words)
    if found_amounts:
        shown.append(explain.chart(locale, found_amounts))
    if text.topic:
        shown.extend(explain.own_numbers(locale, words, {scene.kind for scene in text.topic.scenes}))
    shown.extend(explain.listing(locale, block) for block in text.code[:1])
    return shown


def _lists(text: _Text, shown: list[DraftScene]) -> list[DraftScene]:
    """Points and steps, section by section."""
    drafts: list[DraftScene] = []
    for section in prose.sections(text.words):
        heading = section.heading if section.heading != text.subject else ""
        drafts.extend(_section(text, heading, section, shown))
    return drafts[:_MOST_LISTS]


def _section(text: _Text, heading: str, section: prose.Section, shown: list[DraftScene]) -> list[DraftScene]:
    body = "\n".join(section.lines)
    items = lists.numbered(body) or lists.ordered(body)
    if items:
        return [explain.steps(text.locale, heading, items)]
    items = lists.bullets(body) or [line for line in section.sentences if not prose.ASKING.search(line)]
    items = [item for item in dict.fromkeys(items) if not _is_shown(item, shown)]
    if not items or (len(items) == 1 and (shown or text.request)):
        return []
    parts = 1 if len(items) < _LONG else min(_MOST_LISTS, len(items) // (_LONG // 2))
    size = -(-len(items) // parts)
    chunks = [items[start : start + size] for start in range(0, len(items), size)]
    return [
        explain.points(
            text.locale,
            _numbered_heading(text.locale, heading, index, len(chunks)),
            prose.most_telling(chunk, _POINTS_EACH),
        )
        for index, chunk in enumerate(chunks, 1)
    ]


def _is_shown(sentence: str, shown: list[DraftScene]) -> bool:
    """Whether a sentence already stands in a chart or a comparison."""
    for draft in shown:
        match draft.scene.kind:
            case "comparison":
                compared = Comparison.model_validate(draft.scene.show)
                if any(
                    side.points and side.name.lower() in sentence.lower()
                    for side in (compared.left, compared.right)
                ):
                    return True
            case "bar_chart":
                if sum(bar.label in sentence for bar in BarChart.model_validate(draft.scene.show).bars) > 1:
                    return True
    return False


def _numbered_heading(locale: Locale, heading: str, index: int, count: int) -> str:
    heading = heading or locale.text(texts.POINTS)
    return f"{heading} {index}/{count}" if count > 1 else heading


def _trimmed(drafts: list[DraftScene], most: int) -> list[DraftScene]:
    """The most important scenes, in their order."""
    ranked = sorted(
        range(len(drafts)), key=lambda index: (_IMPORTANCE.index(drafts[index].scene.kind), index)
    )
    return [drafts[index] for index in sorted(ranked[:most])]


def _summary(text: _Text, drafts: list[DraftScene]) -> list[ScenePlan]:
    if text.topic and _is_topics(text, drafts):
        points = [
            text.locale.text({text.locale.language: line})
            for line in text.topic.takeaways[text.locale.language]
        ]
    else:
        points = list(dict.fromkeys(line for draft in drafts for line in draft.takeaways))[:_TAKEAWAYS]
        if len(points) < _FEWEST_TAKEAWAYS:
            return []
    return [
        ScenePlan(
            kind="summary",
            heading=text.locale.text(texts.SUMMARY),
            narration=text.locale.text(texts.SUMMARY_INTRO),
            show=Summary(points=points).model_dump(),
        )
    ]
