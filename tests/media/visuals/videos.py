"""Timelines to illustrate."""

from collections.abc import Sequence
from typing import Final

from contracts.storyboard import Beat, Scene
from contracts.video import (
    Card,
    CardKind,
    Photo,
    Template,
    TimedScene,
    Timeline,
    VideoFormat,
    picture_of,
)

PLAIN: Final = Card()

TITLES: Final = {
    "en": "Why octopuses taste with their arms",
    "ja": "北海道で見つかった最古のオーロラの記録",
    "zh-TW": "台灣第一座漂浮式太陽能電廠",
    "zh-CN": "为什么猫总是四脚着地",
}
_HEADINGS: Final = {
    "en": "Two thirds of an octopus's neurons are in its arms",
    "ja": "データセンターの排熱で、冬でもイチゴを育てられる",
    "zh-TW": "水庫上的太陽能板，讓水分蒸發減少三成",
    "zh-CN": "猫的内耳在0.1秒内就能判断哪边是下方",
}
_LINES: Final = {
    "en": ("Find food under a rock", "Recognise poison by touch", "Decide without asking the brain"),
    "ja": ("充電器をコンセントから抜く", "照明をLEDに替える", "冷蔵庫の設定温度を見直す"),
    "zh-TW": ("不占用農地", "水面降溫提升效率", "減少藻類生長"),
    "zh-CN": ("头部先转", "前腿收拢", "四肢伸展缓冲"),
}
_FIGURES: Final = {"en": "67 %", "ja": "約3億2,000万", "zh-TW": "8,500 噸", "zh-CN": "0.3 秒"}


def scene(heading: str, shown: Card | Photo = PLAIN) -> Scene:
    return Scene(id=heading, heading=heading, beats=(Beat(line="Words."),), picture=picture_of(shown))


def typical(kind: CardKind, language: str) -> Scene:
    """A scene with a card of this kind in a language."""
    card = Card(
        kind=kind,
        lines=_LINES[language] if kind in (CardKind.LIST, CardKind.QUOTE) else (),
        figure=_FIGURES[language] if kind is CardKind.FIGURE else "",
    )
    return scene(TITLES[language] if kind is CardKind.TITLE else _HEADINGS[language], card)


def timeline(  # noqa: PLR0913 - what a video differs by
    scenes: Sequence[Scene],
    *,
    template: Template = Template.AURORA,
    format: VideoFormat = VideoFormat.REEL,  # noqa: A002 - the field's name
    language: str = "en",
    title: str | None = None,
    frames: int = 30,
) -> Timeline:
    """A video of these scenes, each of so many frames."""
    timed = [
        TimedScene(
            scene=one,
            start_frame=frames * position,
            frames=frames,
            speech_key="",
            speech_ms=0,
        )
        for position, one in enumerate(scenes)
    ]
    return Timeline(
        title=TITLES.get(language, "A title") if title is None else title,
        language=language,
        format=format,
        template=template,
        scenes=tuple(timed),
        cues=(),
    )
