"""States of matter as particles: they keep their places, slide past each other, or fly about."""

import random
from typing import Final, Self

from pydantic import Field

from media.scenes.builder import Builder
from media.scenes.locale import Locale, translations
from media.scenes.page import Page
from media.scenes.room import Point, Room, divided, whole
from media.scenes.sketch import Sketch
from media.scenes.source import point

_SEED: Final = 7


class Particles(Builder):
    """How many particles there are in each vessel: as many in all three."""

    count: int = Field(default=20, ge=9, le=30)

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """Twenty."""
        return cls()

    def heading(self, locale: Locale) -> str:
        """The three states."""
        return locale.say("固体・液体・気体", "固體、液體、氣體", "Solid, liquid, gas")

    # --- drawing ----------------------------------------------------------------------------------------

    def draw(self, page: Page) -> None:
        """A vessel for each state, and between them what heat does."""
        room, sketch, look = whole(page.stage), Sketch(page), page.look
        wide = page.stage.wide
        rooms = divided(room, 3, beside=wide)
        colors = (look.main, look.done, look.accent(3))
        names = (
            translations("固体", "固體", "solid"),
            translations("液体", "液體", "liquid"),
            translations("気体", "氣體", "gas"),
        )
        says = (
            page.say(
                "固体：粒は規則正しく並び、その場でふるえています。形も体積も決まっています。",
                "固體：粒子整齊排列，在原位振動。形狀和體積固定。",
                "Solid: its particles tremble in their places. It keeps its shape and volume.",
            ),
            page.say(
                "熱して融けると液体：粒は近いまま、位置を変えて動きます。形は器しだいです。",
                "加熱熔化成液體：粒子仍靠近，但會移動。形狀隨容器改變。",
                "Heat melts it. Liquid: they slide past each other. It takes the shape of its vessel.",
            ),
            page.say(
                "さらに熱して沸騰すると気体：粒はばらばらに飛び回り、器いっぱいに広がります。",
                "再加熱沸騰成氣體：粒子四處飛動，充滿整個容器。",
                "More heat boils it. Gas: they fly about freely and fill all of the vessel.",
            ),
        )
        words = (translations("融解", "熔化", "melting"), translations("沸騰", "沸騰", "boiling"))
        for n, (cell, color, name, line) in enumerate(zip(rooms, colors, names, says, strict=True)):
            side = min(cell.width * 0.72, cell.height - 0.95)
            vessel = Room.around(cell.x, cell.y - 0.3, side, side)
            key = ("solid", "liquid", "gas")[n]
            sketch.vessel(f"{key}_vessel", vessel, look.ink, width=4)
            sketch.label(
                f"{key}_name",
                page.locale.text(name),
                (cell.x, vessel.top + 0.35),
                cell.width,
                size=32,
                color=color,
                bold=True,
            )
            places, moved, radius = self._places(n, vessel)
            sketch.dots(f"{key}_dots", places, radius, color)
            ja, zh, en = name.values()
            page.named(f"{key}_dots", f"{ja}の粒", f"{zh}的粒子", f"the particles of the {en}")
            shown = [f"FadeIn({key}_vessel)", f"FadeIn({key}_name)"]
            if n:
                gap = 0.14 * cell.width if wide else 0.1 * cell.height
                at = (cell.left, vessel.y) if wide else (cell.x - 0.36 * cell.width, cell.top)
                ends = (
                    ((at[0] - gap, at[1]), (at[0] + gap, at[1]))
                    if wide
                    else ((at[0], at[1] + gap), (at[0], at[1] - gap))
                )
                sketch.arrow(f"heat_{n}", *ends, look.hot, width=7)
                label = (at[0], at[1] + 0.35) if wide else (at[0] + 0.2, at[1] - gap - 0.3)
                sketch.label(
                    f"heat_{n}_name",
                    page.locale.text(words[n - 1]),
                    label,
                    1.5 if wide else 1.8,
                    size=22,
                    color=look.hot,
                )
                page.named(f"heat_{n}", *words[n - 1].values())
                shown += [f"GrowArrow(heat_{n})", f"FadeIn(heat_{n}_name)"]
                before = ("solid", "liquid", "gas")[n - 1]
                shown.append(f"TransformFromCopy({before}_dots, {key}_dots)")
            else:
                shown.append(f"FadeIn({key}_dots)")
            page.beat(*shown, says=line, seconds=1.8)
            targets = ", ".join(point(*one) for one in moved)
            move = f"*(dot.animate.move_to(p) for dot, p in zip({key}_dots, [{targets}]))"
            page.beat(move, seconds=1.6)

    def _places(self, state: int, room: Room) -> tuple[list[Point], list[Point], float]:
        """Where the particles are, where they get to, and their radius."""
        dice = random.Random(_SEED)  # noqa: S311 - the same picture each time, and nothing secret
        across = next(n for n in range(3, 9) if n * n >= self.count)
        step = 0.84 * room.width / 6.2
        radius = 0.4 * step
        if state == 2:  # noqa: PLR2004 - the gas
            cells = [(c, r) for r in range(across) for c in range(across)]
            wide, high = room.width / across, room.height / across
            chosen = dice.sample(cells, self.count)

            def spread() -> list[Point]:
                slack = max(0.0, min(wide, high) / 2 - radius - 0.02)
                return [
                    (
                        room.left + (c + 0.5) * wide + dice.uniform(-slack, slack),
                        room.bottom + (r + 0.5) * high + dice.uniform(-slack, slack),
                    )
                    for c, r in chosen
                ]

            places = spread()
            dice.shuffle(chosen)
            return places, spread(), radius
        columns = 5 if state == 0 else 7
        pitch = step if state == 0 else (room.width - 0.12) / columns
        left = room.x - (min(columns, self.count) - 1) / 2 * pitch
        grid = [
            (
                left + n % columns * pitch,
                room.bottom + radius + 0.06 + n // columns * (step if state == 0 else 0.95 * step),
            )
            for n in range(self.count)
        ]
        if state == 0:
            return grid, [(x + 0.05 * step * (-1) ** n, y) for n, (x, y) in enumerate(grid)], radius
        loose = [(x + dice.uniform(-0.08, 0.08) * step, y) for x, y in grid]
        order = list(range(self.count))
        for start in range(0, self.count - 1, 3):  # neighbours change places
            order[start], order[start + 1] = order[start + 1], order[start]
        return loose, [loose[n] for n in order], radius
