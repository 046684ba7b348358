"""The circulation of blood: through the four chambers of the heart, the lungs and the body."""

from typing import Final, Self

from pydantic import Field

from media.scenes.builder import Builder
from media.scenes.locale import Locale, translations
from media.scenes.page import Page
from media.scenes.room import Point, Room, whole
from media.scenes.sketch import Sketch, within

_CHAMBERS: Final = (
    ("right_atrium", (0.4, 0.58), False, translations("右心房", "右心房", "right atrium")),
    ("right_ventricle", (0.4, 0.4), False, translations("右心室", "右心室", "right ventricle")),
    ("left_atrium", (0.6, 0.58), True, translations("左心房", "左心房", "left atrium")),
    ("left_ventricle", (0.6, 0.4), True, translations("左心室", "左心室", "left ventricle")),
)
_POOR, _RICH = "BLUE_D", "RED_D"


class Circulation(Builder):
    """How many heartbeats a minute there are, and how many millilitres each pumps."""

    rate: int = Field(default=70, ge=20, le=250)
    stroke: int = Field(default=70, ge=10, le=250)

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """An adult at rest, about."""
        return cls()

    @property
    def output(self) -> float:
        """Litres of blood a minute."""
        return self.rate * self.stroke / 1000

    def heading(self, locale: Locale) -> str:
        """The way."""
        return locale.say("血液の循環", "血液循環", "How blood circulates")

    # --- drawing ----------------------------------------------------------------------------------------

    def draw(self, page: Page) -> None:
        """The heart, then the blood's way from the body through it to the lungs, back, and out again."""
        room, sketch = whole(page.stage), Sketch(page)
        at = within(room)
        wide = min(0.19 * room.width, 2.3) if page.stage.wide else 0.2 * room.width
        high = 0.165 * room.height
        parts = []
        for name, place, rich, called in _CHAMBERS:
            x = room.x + (place[0] - 0.5) / 0.1 * (wide / 2 + 0.06)
            sketch.box(
                f"{name}_box",
                (x, at(0, place[1])[1]),
                (wide, high),
                _RICH if rich else _POOR,
                fill=0.55,
                corner=0.12,
            )
            text = page.locale.text(called)
            sketch.label(f"{name}_name", text, (x, at(0, place[1])[1]), 0.94 * wide, size=24, rows=2)
            parts.append(sketch.group(name, f"{name}_box", f"{name}_name"))
            page.named(name, *called.values())
        for name, y, called, color in (
            ("lungs", 0.9, translations("肺", "肺", "lungs"), "TEAL_D"),
            ("body", 0.08, translations("全身", "全身", "body"), "GOLD_D"),
        ):
            place = at(0.5, y)
            sketch.box(f"{name}_box", place, (2.2 * wide, 0.15 * room.height), color, fill=0.45, corner=0.2)
            sketch.label(f"{name}_name", page.locale.text(called), place, 2 * wide, size=30, bold=True)
            sketch.group(name, f"{name}_box", f"{name}_name")
            page.named(name, *called.values())
        says = page.say(
            "心臓には四つの部屋があります。向かって左が右心、右が左心です。",
            "心臟有四個腔室。圖的左邊是右心，右邊是左心。",
            "The heart has four chambers. Its right side is on the left here, as when one faces somebody.",
        )
        page.beat(*(f"FadeIn({name})" for name in (*parts, "lungs", "body")), says=says, seconds=1.4)
        self._ways(page, sketch, room, wide, high)

    def _ways(self, page: Page, sketch: Sketch, room: Room, wide: float, high: float) -> None:
        at = within(room)
        inner, outer = wide / 2 + 0.06, min(2.1 * wide + 0.3, room.width / 2 - 0.15)
        y = {
            name: at(0, up)[1]
            for name, up in (("atrium", 0.58), ("ventricle", 0.4), ("lungs", 0.9), ("body", 0.08))
        }
        x = room.x
        ways: tuple[tuple[str, str, list[Point], str], ...] = (
            (
                "from_body",
                _POOR,
                [
                    (x - 1.1 * wide, y["body"]),
                    (x - outer, y["body"]),
                    (x - outer, y["atrium"]),
                    (x - inner - wide / 2, y["atrium"]),
                ],
                page.say(
                    "体をめぐって酸素を渡した血液が、右心房に戻ります。",
                    "流過全身、交出氧氣的血液回到右心房。",
                    "Blood that gave its oxygen to the body comes back into the right atrium.",
                ),
            ),
            (
                "to_ventricle",
                _POOR,
                [
                    (x - inner - 0.2 * wide, y["atrium"] - high / 2),
                    (x - inner - 0.2 * wide, y["ventricle"] + high / 2),
                ],
                page.say(
                    "弁を通って右心室へ入ります。",
                    "經過瓣膜進入右心室。",
                    "Through a valve it goes on into the right ventricle.",
                ),
            ),
            (
                "to_lungs",
                _POOR,
                [
                    (x - inner - wide / 2, y["ventricle"]),
                    (x - 0.8 * outer, y["ventricle"]),
                    (x - 0.8 * outer, y["lungs"]),
                    (x - 1.1 * wide, y["lungs"]),
                ],
                page.say(
                    "右心室が肺へ送り、肺で酸素を受け取ります。",
                    "右心室把血液送到肺，在肺取得氧氣。",
                    "It is pumped to the lungs, and takes up oxygen there.",
                ),
            ),
            (
                "from_lungs",
                _RICH,
                [
                    (x + 1.1 * wide, y["lungs"]),
                    (x + 0.8 * outer, y["lungs"]),
                    (x + 0.8 * outer, y["atrium"]),
                    (x + inner + wide / 2, y["atrium"]),
                ],
                page.say(
                    "酸素の多い血液が、左心房に戻ります。",
                    "含氧豐富的血液回到左心房。",
                    "Rich in oxygen, it comes back into the left atrium.",
                ),
            ),
            (
                "to_left_ventricle",
                _RICH,
                [
                    (x + inner + 0.2 * wide, y["atrium"] - high / 2),
                    (x + inner + 0.2 * wide, y["ventricle"] + high / 2),
                ],
                page.say("左心室へ入ります。", "進入左心室。", "It goes on into the left ventricle."),
            ),
            (
                "to_body",
                _RICH,
                [
                    (x + inner + wide / 2, y["ventricle"]),
                    (x + outer, y["ventricle"]),
                    (x + outer, y["body"]),
                    (x + 1.1 * wide, y["body"]),
                ],
                page.say(
                    "いちばん強い左心室が、全身へ送り出します。",
                    "最有力的左心室把血液送往全身。",
                    "The left ventricle, the strongest, pumps it out into the whole body.",
                ),
            ),
        )
        sketch.disc("drop", ways[0][2][0], 0.15, page.look.hot, fill=1)
        for name, color, corners, says in ways:
            sketch.curve(f"{name}_line", corners, color, width=9, smooth=False)
            page.named(f"{name}_line", "血管", "血管", "the vessel")
            shown = ["FadeIn(drop)"] if name == "from_body" else []
            if name != "from_body":
                page.beat(f"drop.animate.move_to({name}_line.get_start())", seconds=0.4)
            page.beat(
                *shown, f"Create({name}_line)", f"MoveAlongPath(drop, {name}_line)", says=says, seconds=1.8
            )
        says = page.say(
            "1 分に {r} 回、1 回に {s} mL とすると、1 分に {o} L の血液が送り出されます。",
            "若每分鐘跳 {r} 次、每次 {s} mL，每分鐘就送出 {o} L 血液。",
            "With {r} beats a minute of {s} mL each, it pumps {o} L of blood in a minute.",
            r=self.rate,
            s=self.stroke,
            o=f"{self.output:g}",
        )
        page.beat("Indicate(left_ventricle)", "Indicate(right_ventricle)", says=says, pause=0.8)
