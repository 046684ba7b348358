"""The sequence numbers with which the sender's client and server open a connection of TCP."""

import re
from typing import Final

from media.authoring.request import Request
from media.scenes.builders.sequence_diagram import Message, SequenceDiagram

_HANDSHAKE: Final = re.compile(r"handshake|ハンドシェイク|握手", re.IGNORECASE)
_CLIENT: Final = re.compile(r"client|クライアント|用戶端|客戶端|客户端|用户端", re.IGNORECASE)
_SERVER: Final = re.compile(r"server|サーバ|伺服器|服務器|服务器", re.IGNORECASE)
_NUMBER: Final = re.compile(
    r"(?<![\w.])\d{1,10}(?![\d.]*\d)(?!\s*-?\s*(?:way|ウェイ|次|方|回|つ|段))", re.IGNORECASE
)
_NUMBERS: Final = 2**32
"""A sequence number counts up to here, and begins at 0 again."""


def fill(request: Request) -> SequenceDiagram | None:
    """The handshake with both numbers: each side acknowledges the next number that it expects."""
    text = re.sub(r"(?<![A-Za-z\d])(?=\d)|(?<=\d)(?![A-Za-z\d])", " ", request.words)
    numbers = [int(found[0]) for found in _NUMBER.finditer(text)]
    client, server = _CLIENT.search(text), _SERVER.search(text)
    if not _HANDSHAKE.search(text) or not client or not server or len(numbers) != 2:  # noqa: PLR2004
        return None
    if max(numbers) >= _NUMBERS:
        return None
    if client.start() > server.start():
        numbers.reverse()
    ours, theirs = numbers
    locale = request.locale
    names = (locale.say("クライアント", "用戶端", "Client"), locale.say("サーバー", "伺服器", "Server"))
    after, after_theirs = (ours + 1) % _NUMBERS, (theirs + 1) % _NUMBERS
    steps = (
        (
            *names,
            f"SYN seq={ours}",
            locale.say(
                "クライアントが接続を求めます。SYN、番号は {n} です。",
                "用戶端要求建立連線：SYN，序號是 {n}。",
                "The client asks for a connection: SYN with the number {n}.",
                n=ours,
            ),
        ),
        (
            *reversed(names),
            f"SYN-ACK seq={theirs} ack={after}",
            locale.say(
                "サーバーは {a} = {c} + 1 を確認番号にし、自分の番号 {n} を送ります。",
                "伺服器以 {a} = {c} + 1 確認，並送出自己的序號 {n}。",
                "The server confirms with {a} = {c} + 1, and sends its own number {n}.",
                a=after,
                c=ours,
                n=theirs,
            ),
        ),
        (
            *names,
            f"ACK seq={after} ack={after_theirs}",
            locale.say(
                "クライアントも {a} = {c} + 1 で確認します。双方向に通信できます。",
                "用戶端也以 {a} = {c} + 1 確認，雙方可以開始傳送資料。",
                "The client confirms with {a} = {c} + 1. Data can flow both ways.",
                a=after_theirs,
                c=theirs,
            ),
        ),
    )
    messages = tuple(
        Message(sender=sender, receiver=receiver, text=words, line=line)
        for sender, receiver, words, line in steps
    )
    return SequenceDiagram(participants=names, messages=messages)
