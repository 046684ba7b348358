"""A graph of commits: two branches, and how a merge or a rebase brings them together."""

from itertools import pairwise
from typing import Final, Literal, Self

from pydantic import Field

from media.scenes.builder import Builder
from media.scenes.locale import Locale
from media.scenes.nodes import between, link
from media.scenes.page import Page
from media.scenes.room import Point, whole
from media.scenes.sketch import Sketch

_LETTERS: Final = "ABCDEFGHIJKL"


class Commits(Builder):
    """How many commits the branches share, and have of their own; what brings them together."""

    action: Literal["merge", "rebase"] = "merge"
    shared: int = Field(default=2, ge=1, le=3)
    main: int = Field(default=2, ge=1, le=3)
    feature: int = Field(default=2, ge=1, le=3)
    branch: str = Field(default="feature", min_length=1, max_length=12, pattern=r"^[A-Za-z0-9/_-]+$")

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """A merge."""
        return cls()

    @property
    def names(self) -> tuple[list[str], list[str], list[str]]:
        """The commits' letters in the order in which they were made: shared, on the branch, on main."""
        a, b, c = self.shared, self.feature, self.main
        return list(_LETTERS[:a]), list(_LETTERS[a : a + b]), list(_LETTERS[a + b : a + b + c])

    def heading(self, locale: Locale) -> str:
        """The command."""
        del locale
        return f"git {self.action}"

    # --- drawing ----------------------------------------------------------------------------------------

    def draw(self, page: Page) -> None:
        """Both branches as they grew, then the command."""
        room, sketch, look = whole(page.stage), Sketch(page), page.look
        shared, feature, main = self.names
        across = self.shared + max(
            self.main + 1, self.feature, self.main + self.feature if self.action == "rebase" else 0
        )
        step = room.width / (across + 0.4)
        radius = min(0.3 * step, 0.4)
        low, high = room.y - 0.22 * room.height, room.y + 0.2 * room.height

        def spot(column: int, y: float) -> Point:
            return room.left + (column + 0.6) * step, y

        at: dict[str, Point] = {}
        for n, name in enumerate(shared):
            at[name] = spot(n, low)
        for n, name in enumerate(main):
            at[name] = spot(self.shared + n, low)
        for n, name in enumerate(feature):
            at[name] = spot(self.shared + n, high)
        for name in shared + main:
            self._commit(page, sketch, name, at[name], radius, look.main)
        for name in feature:
            self._commit(page, sketch, name, at[name], radius, look.accent(3))
        before = {
            name: prior
            for chain in ([*shared, *main], [shared[-1], *feature])
            for prior, name in pairwise(chain)
        }
        for name, prior in before.items():
            self._edge(page, f"edge_{name}", at[name], at[prior], radius)
        self._tag(sketch, "main_tag", "main", (at[main[-1]][0], low - radius - 0.4), look.main, step)
        self._tag(
            sketch,
            "branch_tag",
            self.branch,
            (at[feature[-1]][0], high + radius + 0.4),
            look.accent(3),
            step * 1.6,
        )
        page.named("main_tag", "main の札", "main 的標籤", "the main label")
        page.named("branch_tag", f"{self.branch} の札", f"{self.branch} 的標籤", f"the {self.branch} label")
        drawn = ", ".join(f"commit_{name}" for name in shared)
        edges = [f"Create(edge_{name})" for name in shared[1:]]
        says = page.say(
            "丸はコミット、矢印はその親を指します。",
            "圓圈是提交，箭頭指向它的上一個提交。",
            "Each circle is a commit; its arrow points to the one before it.",
        )
        page.beat(
            f"LaggedStart(*(FadeIn(one) for one in [{drawn}]), lag_ratio=0.4)", *edges, says=says, seconds=1.4
        )
        says = page.say(
            "枝 {b} が分かれ、コミットが進みます。",
            "分支 {b} 從這裡分出，繼續提交。",
            "The branch {b} leaves main and grows.",
            b=self.branch,
        )
        page.beat(
            *(f"FadeIn(commit_{name})" for name in feature),
            *(f"Create(edge_{name})" for name in feature),
            "FadeIn(branch_tag)",
            says=says,
            seconds=1.4,
        )
        says = page.say(
            "そのあいだに main も進みます。", "同時 main 也有新的提交。", "Meanwhile main goes on too."
        )
        page.beat(
            *(f"FadeIn(commit_{name})" for name in main),
            *(f"Create(edge_{name})" for name in main),
            "FadeIn(main_tag)",
            says=says,
            seconds=1.4,
        )
        if self.action == "merge":
            self._merge(page, sketch, at, spot(self.shared + max(self.main, self.feature), low), radius)
        else:
            self._rebase(
                page,
                sketch,
                at,
                [spot(self.shared + self.main + n, low) for n in range(self.feature)],
                radius,
            )

    def _merge(self, page: Page, sketch: Sketch, at: dict[str, Point], place: Point, radius: float) -> None:
        look = page.look
        _, feature, main = self.names
        place = (max(place[0], at[main[-1]][0] + 2.6 * radius), place[1])
        self._commit(page, sketch, "M", place, radius, look.done)
        self._edge(page, "edge_M", place, at[main[-1]], radius)
        self._edge(page, "edge_MM", place, at[feature[-1]], radius)
        page.named("commit_M", "マージコミット", "合併提交", "the merge commit")
        says = page.say(
            "git merge は、二つの枝の先を親に持つ新しいコミット M を作ります。",
            "git merge 產生新的提交 M，它有兩個上一個提交。",
            "git merge makes a new commit M with two parents: the ends of both branches.",
        )
        page.beat("FadeIn(commit_M, scale=0.3)", "Create(edge_M)", "Create(edge_MM)", says=says, seconds=1.6)
        says = page.say(
            "main は M へ進みます。もとのコミットは、どれも変わりません。",
            "main 移到 M，原來的提交都不變。",
            "main moves on to M. All earlier commits stay as they are.",
        )
        page.beat(f"main_tag.animate.set_x({place[0]:.2f})", says=says, seconds=1.2)

    def _rebase(
        self, page: Page, sketch: Sketch, at: dict[str, Point], places: list[Point], radius: float
    ) -> None:
        look = page.look
        _, feature, main = self.names
        shown = []
        last = at[main[-1]]
        for name, place in zip(feature, places, strict=True):
            self._commit(page, sketch, f"{name}2", place, radius, look.done, f"{name}′")
            self._edge(page, f"edge_{name}2", place, last, radius)
            last = place
            shown += [f"TransformFromCopy(commit_{name}, commit_{name}2)", f"Create(edge_{name}2)"]
        page.named(f"commit_{feature[0]}2", "写したコミット", "複製的提交", "the copied commit")
        says = page.say(
            "git rebase は、枝のコミットを main の先に一つずつ作り直します。",
            "git rebase 把分支的提交逐一重做在 main 後面。",
            "git rebase makes the branch's commits anew, one by one, after the end of main.",
        )
        page.beat(*shown, says=says, seconds=2.2)
        old = [f"{part}_{name}.animate.set_opacity(0.25)" for name in feature for part in ("commit", "edge")]
        says = page.say(
            "履歴は一直線になりますが、作り直したコミットは別のものです。",
            "歷史變成一直線，但重做的提交已是不同的提交。",
            "History is one straight line now, but the copies are other commits than before.",
        )
        page.beat(
            *old,
            f"branch_tag.animate.move_to([{last[0]:.3f}, {last[1] + radius + 0.4:.3f}, 0])",
            says=says,
            seconds=1.4,
        )

    @staticmethod
    def _commit(  # noqa: PLR0913, PLR0917 - a commit's own properties
        page: Page, sketch: Sketch, name: str, at: Point, radius: float, color: str, words: str = ""
    ) -> None:
        sketch.disc(f"circle_{name}", at, radius, color, fill=0.3)
        page.text(f"letter_{name}", words or name, 26, 1.6 * radius, bold=True)
        page.place(f"letter_{name}", *at)
        sketch.group(f"commit_{name}", f"circle_{name}", f"letter_{name}")

    @staticmethod
    def _edge(page: Page, name: str, start: Point, end: Point, radius: float) -> None:
        link(page, name, *between(start, end, radius + 0.05), arrow=True)

    @staticmethod
    def _tag(sketch: Sketch, name: str, words: str, at: Point, color: str, room: float) -> None:  # noqa: PLR0913, PLR0917 - what is drawn, and where
        sketch.label(name, words, at, max(room, 1.2), size=26, color=color, bold=True)
