"""What the instructions ask of an animation as a whole: fewer scenes, another background."""

import re
from typing import Final

from contracts.model import Model

_BRIEF = re.compile(
    r"シンプル|簡単|簡潔|短く|短め|短い|手短|簡短|简短|簡單|简单|簡潔|简洁|精簡|精简|\bsimpl[ey]|\bshort|\bbrief|\bconcise|\bquick",
    re.IGNORECASE,
)
_BACKGROUND: Final = r"(?:の)?(?:背景|background|バックグラウンド)"
_COLORS: Final = (
    ("#000000", r"黒|黑色?|\bblack\b"),
    ("#FFFFFF", r"白い?色?|\bwhite\b"),
    ("#0B1F4B", r"紺色?|深藍色?|深蓝色?|\bnavy\b|\bdark blue\b"),
    ("#12294F", r"青色?|藍色?|蓝色?|\bblue\b"),
    ("#0E2A1E", r"緑色?|綠色?|绿色?|\bgreen\b"),
    ("#2A1038", r"紫色?|\bpurple\b"),
    ("#3A1015", r"赤色?|紅色?|红色?|\bred\b"),
    ("#FFF8E7", r"ベージュ|クリーム色?|米色|\bbeige\b|\bcream\b"),
    ("#F2F4F7", r"明るい|淺色|浅色|\blight\b|\bbright\b"),
    ("#1F242E", r"グレー|灰色?|\bgr[ae]y\b"),
    ("#101828", r"暗い|深色|\bdark\b"),
)


class Preferences(Model):
    """What was asked for; an empty background is the usual one."""

    brief: bool = False
    background: str = ""


def read(instructions: str) -> Preferences:
    """The preferences in a text."""
    background = ""
    for value, words in _COLORS:
        # "背景は黒", "黒い背景", "black background", "background in black": the two words stand together.
        if re.search(
            rf"(?:{words})(?:い|っぽい|的|系)?\s*{_BACKGROUND}|{_BACKGROUND}[^、。,.，;；]{{0,12}}?(?:{words})",
            instructions,
            re.IGNORECASE,
        ):
            background = value
            break
    return Preferences(brief=bool(_BRIEF.search(instructions)), background=background)
