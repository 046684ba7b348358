"""A sequence diagram: who sends what to whom, in order, along lines of time that go down."""

from typing import Final, Self

from pydantic import Field, model_validator

from contracts.model import Model
from media.scenes.builder import Builder
from media.scenes.locale import Locale, translations
from media.scenes.nodes import INSIDE, box, fits, fitting, lit
from media.scenes.page import Page
from media.scenes.source import point
from media.scenes.stage import STAGES

MOST_PARTICIPANTS: Final = 5
MOST_MESSAGES: Final = 8
_HEAD: Final = 0.75
_TEXT_ROOM: Final = 4.6
_WIDEST_PITCH: Final = 8.0
_DASH: Final = "0.16"
_SHARE: Final = 0.94

_CLIENT: Final = translations("クライアント", "用戶端", "Client")
_SERVER: Final = translations("サーバー", "伺服器", "Server")
_SYN: Final = translations(
    "クライアントが SYN を送り、接続を申し込みます。",
    "用戶端送出 SYN，要求建立連線。",
    "The client sends SYN: it asks for a connection.",
)
_SYN_ACK: Final = translations(
    "サーバーは SYN-ACK で承諾し、自分からも申し込みます。",
    "伺服器回 SYN-ACK，表示同意，也提出自己的要求。",
    "The server agrees, and asks in turn: SYN-ACK.",
)
_ACK: Final = translations(
    "クライアントが ACK を返し、接続ができます。",
    "用戶端再回 ACK，連線就建立了。",
    "The client answers ACK: the connection stands.",
)


class Message(Model):
    """From one to another, or to itself; ``reply`` answers another one, and ``line`` is what is said."""

    sender: str
    receiver: str
    text: str = Field(min_length=1, max_length=40)
    reply: bool = False
    line: str = Field("", max_length=200)


class SequenceDiagram(Builder):
    """Who takes part, from left to right, and the messages from first to last."""

    participants: tuple[str, ...] = Field(min_length=2, max_length=MOST_PARTICIPANTS)
    messages: tuple[Message, ...] = Field(min_length=1, max_length=MOST_MESSAGES)
    title: str = Field("", max_length=80)

    @model_validator(mode="after")
    def _can_be_read(self) -> Self:
        if len(set(self.participants)) < len(self.participants):
            raise ValueError("participants: two have the same name.")
        narrowest = min(stage.width for stage in STAGES.values())
        room = narrowest / len(self.participants) * _SHARE * INSIDE
        for name in self.participants:
            if not name.strip() or not fits(name, room):
                raise ValueError(f"participants: “{name}” is too long to be read beside the others.")
        for message in self.messages:
            if not {message.sender, message.receiver} <= set(self.participants):
                raise ValueError(
                    f"messages: “{message.text}” goes from or to somebody who does not take part."
                )
            if not fits(message.text, _TEXT_ROOM):
                raise ValueError(f"messages: “{message.text}” is too long to be read.")
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:
        """The handshake of TCP."""
        client, server = locale.text(_CLIENT), locale.text(_SERVER)
        return cls(
            participants=(client, server),
            messages=(
                Message(sender=client, receiver=server, text="SYN", line=locale.text(_SYN)),
                Message(sender=server, receiver=client, text="SYN-ACK", line=locale.text(_SYN_ACK)),
                Message(sender=client, receiver=server, text="ACK", line=locale.text(_ACK)),
            ),
            title=locale.say("TCP の 3 ウェイ・ハンドシェイク", "TCP 三向交握", "The TCP handshake"),
        )

    def heading(self, locale: Locale) -> str:
        """The title, if there is one."""
        return self.title or locale.say("やり取りの流れ", "訊息的往來", "Messages in order")

    def draw(self, page: Page) -> None:
        """Who takes part, then each message as it travels."""
        stage = page.stage
        pitch = min(_WIDEST_PITCH, stage.width / len(self.participants))
        places = {
            name: (index - (len(self.participants) - 1) / 2) * pitch
            for index, name in enumerate(self.participants)
        }
        self._begin(page, places, min(pitch * _SHARE, 3.0))
        first = stage.top - _HEAD - 0.1
        step = min(2.2, (first - stage.bottom) / len(self.messages))
        for turn in range(1, len(self.messages) + 1):
            self._send(page, places, turn, first - step * (turn - 0.28), step)

    def _begin(self, page: Page, places: dict[str, float], width: float) -> None:
        stage, look = page.stage, page.look
        size = min(fitting(name, width * INSIDE, 30) for name in places)
        lines = []
        dashes = {"color": look.muted, "stroke_width": "2", "dash_length": _DASH}
        for key, (name, x) in enumerate(places.items(), 1):
            box(page, str(key), name, (x, stage.top - _HEAD / 2), (width, _HEAD), font_size=size)
            ends = point(x, stage.top - _HEAD), point(x, stage.bottom)
            lines.append(page.let(f"lifeline_{key}", "DashedLine", *ends, **dashes))
        page.let("participants", "VGroup", *(f"cell_{key}" for key in range(1, len(places) + 1)))
        page.named("participants", "参加者", "參與者", "the participants")
        says = page.say(
            "縦の線が参加者です。時間は上から下へ進みます。",
            "每條直線是一位參與者，時間由上往下。",
            "Each line is a participant; time goes down.",
        )
        shown = [f"FadeIn(cell_{key})" for key in range(1, len(places) + 1)]
        page.beat(*shown, *(f"Create({line})" for line in lines), says=says)

    def _send(self, page: Page, places: dict[str, float], turn: int, y: float, step: float) -> None:
        look, message = page.look, self.messages[turn - 1]
        keys = {name: str(key) for key, name in enumerate(places, 1)}
        start, end = places[message.sender], places[message.receiver]
        color = look.done if message.reply else look.hot
        text, size = f"message_{turn}", min(28.0, step * 44)
        page.text(
            text, message.text, fitting(message.text, _TEXT_ROOM, max(size, 20)), _TEXT_ROOM, color=look.ink
        )
        page.do(f"{text}.add_background_rectangle", color="BACKGROUND", opacity="1", buff="0.05")
        says = message.line or self._line(page, message)
        if message.sender == message.receiver:
            self._aside(page, text, (start, y), color, says)
            return
        middle = (start + end) / 2
        page.place(text, middle, y + min(0.3, step * 0.5))
        page.do(f"{text}.shift", f"RIGHT * max(0, {page.stage.left:.3f} - {text}.get_left()[0])")
        page.do(f"{text}.shift", f"LEFT * max(0, {text}.get_right()[0] - {page.stage.right:.3f})")
        arrow, packet = f"arrow_{turn}", f"packet_{turn}"
        options = {"color": color, "stroke_width": "5"}
        kind = "Line"
        if message.reply:
            kind, options["dash_length"] = "DashedLine", _DASH
        page.let(arrow, kind, point(start, y), point(end, y), **options)
        page.do(f"{arrow}.add_tip", tip_length="0.22", tip_width="0.22")
        page.let(packet, "Dot", point(start, y), radius="0.13", color=color)
        page.beat(
            lit(keys[message.sender], color), f"FadeIn({text})", f"FadeIn({packet})", says=says, seconds=0.6
        )
        page.beat(f"Create({arrow})", f"{packet}.animate.move_to({point(end, y)})", seconds=1.1)
        back = f"box_{keys[message.sender]}.animate.set_stroke({look.main}).set_fill({look.panel}, 0.35)"
        page.beat(f"FadeOut({packet})", back, lit(keys[message.receiver], color), seconds=0.4)
        page.do(f"box_{keys[message.receiver]}.set_stroke", look.main)
        page.do(f"box_{keys[message.receiver]}.set_fill", look.panel, "0.35")

    def _aside(self, page: Page, text: str, at: tuple[float, float], color: str, says: str) -> None:
        """What a participant does by itself, on its own line."""
        page.place(text, *at)
        page.do(f"{text}.shift", f"RIGHT * max(0, {page.stage.left:.3f} - {text}.get_left()[0])")
        page.do(f"{text}.shift", f"LEFT * max(0, {text}.get_right()[0] - {page.stage.right:.3f})")
        frame = f"{text}_frame"
        page.let(frame, "SurroundingRectangle", text, color=color, buff="0.08", corner_radius="0.08")
        page.beat(f"FadeIn({text})", f"Create({frame})", says=says, seconds=0.9)

    def _line(self, page: Page, message: Message) -> str:
        values = {"a": message.sender, "b": message.receiver, "m": message.text}
        if message.sender == message.receiver:
            return page.say("{a}: {m}", "{a}：{m}", "{a}: {m}", **values)
        if message.reply:
            return page.say(
                "{a} から {b} への返事: {m}", "{a} 回覆 {b}：{m}", "{a} answers {b}: {m}", **values
            )
        return page.say("{a} から {b} へ: {m}", "{a} 傳給 {b}：{m}", "{a} sends to {b}: {m}", **values)
