"""K-means: points join their nearest centre, centres move into the middle of their points, until all rest."""

from typing import Annotated, Final, Self

from pydantic import Field, model_validator

from media.scenes.builder import Builder
from media.scenes.locale import Locale
from media.scenes.page import Page
from media.scenes.room import Point, whole
from media.scenes.scatter import dot, plane_of

_MOST_ROUNDS: Final = 6

Value = Annotated[float, Field(ge=-1e6, le=1e6)]


class Clusters(Builder):
    """The points, and where the centres begin: as many as groups are looked for."""

    points: tuple[tuple[Value, Value], ...] = Field(min_length=4, max_length=40)
    centres: tuple[tuple[Value, Value], ...] = Field(min_length=2, max_length=4)

    @model_validator(mode="after")
    def _comes_to_rest(self) -> Self:
        if len(set(self.centres)) < len(self.centres):
            raise ValueError("centres must differ from each other.")
        if len(self.rounds) > _MOST_ROUNDS:
            raise ValueError(f"The centres move for more than {_MOST_ROUNDS} rounds: too long to show.")
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """Three heaps of five points."""
        heaps = ((2, 2), (8, 3), (5, 8))
        around = ((0, 0), (1, 0.5), (-0.6, 0.9), (0.5, -0.9), (-0.9, -0.4))
        points = tuple((x + dx, y + dy) for x, y in heaps for dx, dy in around)
        return cls(points=points, centres=((1, 8), (4, 1), (9, 9)))

    @property
    def rounds(self) -> list[tuple[list[int], list[Point]]]:
        """Of each round, the group of each point, and where the centres move; the last moves nothing."""
        centres = [*self.centres]
        found: list[tuple[list[int], list[Point]]] = []
        while not found or len(found) <= _MOST_ROUNDS:
            groups = [_nearest(point, centres) for point in self.points]
            if found and groups == found[-1][0]:
                return found
            moved = []
            for n, centre in enumerate(centres):
                own = [point for point, group in zip(self.points, groups, strict=True) if group == n]
                moved.append(
                    (sum(x for x, _ in own) / len(own), sum(y for _, y in own) / len(own)) if own else centre
                )
            found.append((groups, moved))
            centres = moved
        return found

    def heading(self, locale: Locale) -> str:
        """The method."""
        return locale.say(
            "k 平均法（k = {k}）", "k 平均分群（k = {k}）", "k-means (k = {k})", k=len(self.centres)
        )

    # --- drawing ----------------------------------------------------------------------------------------

    def draw(self, page: Page) -> None:
        """The points, the first centres, and the rounds."""
        room, look = whole(page.stage), page.look
        plane = plane_of([*self.points, *self.centres], room.inside(0.4, 0.3))
        page.beat(*plane.draw(page), seconds=0.8)
        dots = [dot(page, f"point_{n}", plane, at, look.muted) for n, at in enumerate(self.points)]
        page.named("point_0", "点", "點", "a point")
        says = page.say(
            "{n} 個の点を、近いものどうし {k} つの組に分けます。",
            "把 {n} 個點按遠近分成 {k} 群。",
            "{n} points are to be put into {k} groups of those near each other.",
            n=len(self.points),
            k=len(self.centres),
        )
        page.beat(
            f"LaggedStart(*(FadeIn(one) for one in [{', '.join(dots)}]), lag_ratio=0.1)",
            says=says,
            seconds=1.4,
        )
        colors = [look.main, look.accent(3), look.done, look.accent(4)]
        shown = []
        for n, at in enumerate(self.centres):
            page.let(f"centre_{n}", "Star", "5", outer_radius="0.26", color=colors[n], fill_opacity="1")
            page.do(f"centre_{n}.move_to", plane.at(*at))
            page.named(f"centre_{n}", f"中心 {n + 1}", f"中心 {n + 1}", f"centre {n + 1}")
            shown.append(f"FadeIn(centre_{n}, scale=2)")
        says = page.say(
            "まず、{k} つの中心（星）を適当に置きます。",
            "先任意放 {k} 個中心（星形）。",
            "At first {k} centres, the stars, are put anywhere.",
            k=len(self.centres),
        )
        page.beat(*shown, says=says)
        for turn, (groups, moved) in enumerate(self.rounds):
            paint = [f"point_{n}.animate.set_color({colors[group]})" for n, group in enumerate(groups)]
            says = page.say(
                "点は、いちばん近い中心の組に入ります。"
                if turn == 0
                else "点をもう一度、近い中心に割り当てます。",
                "每個點加入最近的中心。" if turn == 0 else "重新把點分給最近的中心。",
                "Each point joins the centre that is nearest to it."
                if turn == 0
                else "Each point chooses its nearest centre again.",
            )
            page.beat(*paint, says=says, seconds=1.2, pause=0.4)
            moves = [f"centre_{n}.animate.move_to({plane.at(*at)})" for n, at in enumerate(moved)]
            says = page.say(
                "中心は、自分の組の真ん中（平均）へ動きます。" if turn == 0 else "中心がまた動きます。",
                "中心移到自己那群的平均位置。" if turn == 0 else "中心再移動。",
                "Each centre moves into the middle of its points: their mean."
                if turn == 0
                else "The centres move again.",
            )
            page.beat(*moves, says=says, seconds=1.6)
        says = page.say(
            "もう何も変わりません。{r} 回で分けられました。",
            "不再變化了，{r} 輪就分好。",
            "Now nothing changes any more: it took {r} rounds.",
            r=len(self.rounds),
        )
        page.beat(*(f"Flash(centre_{n}, color={colors[n]})" for n in range(len(self.centres))), says=says)


def _nearest(point: Point, centres: list[Point]) -> int:
    return min(
        range(len(centres)), key=lambda n: (centres[n][0] - point[0]) ** 2 + (centres[n][1] - point[1]) ** 2
    )
