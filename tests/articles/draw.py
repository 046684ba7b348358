"""Draws the pictures of the articles anew: ``python -m tests.articles.draw``. They are kept beside it.

Each has one thing in it that cannot be missed, so that a person, or a test, sees whether a crop kept it.
"""

import math
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFilter, ImageFont

FOLDER: Final = Path(__file__).parent / "images"
WIDE: Final = (800, 500)


def _sky(size: tuple[int, int], top: tuple[int, int, int], bottom: tuple[int, int, int]) -> Image.Image:
    gradient = Image.linear_gradient("L").resize(size)
    return Image.composite(Image.new("RGB", size, bottom), Image.new("RGB", size, top), gradient)


def _hills(draw: ImageDraw.ImageDraw, base: int, height: int, colour: str, phase: float) -> None:
    outline = [(x, base - height * (0.6 + 0.4 * math.sin(x / 130 + phase))) for x in range(0, 801, 8)]
    draw.polygon([(0, 500), *outline, (800, 500)], fill=colour)


def mill() -> Image.Image:
    """A stone mill, right of the middle, with its wheel, beside a pond at dawn."""
    image = _sky(WIDE, (94, 137, 190), (248, 206, 160))
    draw = ImageDraw.Draw(image)
    draw.ellipse((90, 150, 170, 230), fill="#fff1c9")
    _hills(draw, 330, 90, "#6d8a78", 0.4)
    _hills(draw, 350, 60, "#4f6f5c", 2.2)
    draw.rectangle((0, 350, 800, 500), fill="#3f7394")
    for y in range(362, 500, 14):
        draw.line((0, y, 800, y), fill="#5590b0", width=2)
    draw.rectangle((480, 190, 680, 400), fill="#8d8578")
    for row in range(10):
        for column in range(6):
            x = 480 + column * 36 - (18 if row % 2 else 0)
            draw.rectangle((max(480, x), 190 + row * 21, min(680, x + 34), 208 + row * 21), fill="#a1998a")
    draw.polygon([(460, 195), (580, 110), (700, 195)], fill="#7a3b2e")
    draw.rectangle((560, 230, 600, 280), fill="#2b3440", outline="#e8dcc0", width=5)
    _wheel(draw, (470, 370), 78, 16, "#4a2f1b")
    return image


def _wheel(draw: ImageDraw.ImageDraw, centre: tuple[int, int], radius: int, blades: int, colour: str) -> None:
    x, y = centre
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), outline=colour, width=10)
    for blade in range(blades):
        angle = 2 * math.pi * blade / blades
        tip = (x + radius * 1.12 * math.cos(angle), y + radius * 1.12 * math.sin(angle))
        draw.line((x, y, *tip), fill=colour, width=6)
    draw.ellipse((x - 14, y - 14, x + 14, y + 14), fill="#c9a26b")


def wheel() -> Image.Image:
    """A wheel with curved blades, upright format, on paper with a grid."""
    image = Image.new("RGB", (500, 800), "#f3efe4")
    draw = ImageDraw.Draw(image)
    for step in range(0, 800, 40):
        draw.line((0, step, 500, step), fill="#ddd5c0")
        draw.line((step, 0, step, 800), fill="#ddd5c0")
    for blade in range(32):
        start = blade * 360 / 32
        angle = math.radians(start)
        x, y = 250 + 150 * math.cos(angle), 330 + 150 * math.sin(angle)
        draw.arc((x - 45, y - 45, x + 45, y + 45), start - 30, start + 90, fill="#b5442e", width=6)
    draw.ellipse((70, 150, 430, 510), outline="#22506b", width=12)
    draw.ellipse((200, 280, 300, 380), fill="#22506b")
    draw.line((70, 600, 430, 600), fill="#333333", width=4)
    for x in (70, 430):
        draw.line((x, 585, x, 615), fill="#333333", width=4)
    draw.text((250, 640), "4.2 m", fill="#333333", font=ImageFont.load_default(48), anchor="mm")
    return image


def bars(values: list[float], colours: tuple[str, str], labels: list[str]) -> Image.Image:
    """A bar chart whose largest bar has the second colour."""
    image = Image.new("RGB", WIDE, "white")
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(26)
    step = 640 // len(values)
    for line in range(5):
        draw.line((90, 420 - line * 85, 760, 420 - line * 85), fill="#d5dae0", width=2)
    for position, (value, label) in enumerate(zip(values, labels, strict=True)):
        x, top = 110 + position * step, 420 - 340 * value / max(values)
        draw.rectangle((x, top, x + step * 0.66, 420), fill=colours[value == max(values)])
        draw.text((x + step * 0.33, top - 20), f"{value:g}", fill="#222222", font=font, anchor="mm")
        draw.text((x + step * 0.33, 450), label, fill="#222222", font=font, anchor="mm")
    draw.line((90, 420, 760, 420), fill="#222222", width=4)
    return image


def station() -> Image.Image:
    """A wooden station, left of the middle, under a mountain, with rails."""
    image = _sky(WIDE, (150, 200, 230), (235, 240, 225))
    draw = ImageDraw.Draw(image)
    draw.polygon([(300, 380), (560, 60), (820, 380)], fill="#5f7f9c")
    draw.polygon([(506, 126), (560, 60), (614, 126), (580, 112), (555, 140), (530, 112)], fill="white")
    _hills(draw, 370, 70, "#7fa35b", 1.0)
    draw.rectangle((0, 400, 800, 500), fill="#9a9185")
    for x in range(-20, 820, 44):
        draw.rectangle((x, 436, x + 24, 492), fill="#5b4636")
    for y in (444, 480):
        draw.line((0, y, 800, y), fill="#30343a", width=7)
    draw.rectangle((110, 250, 400, 402), fill="#a4713f")
    draw.polygon([(80, 256), (150, 170), (360, 170), (430, 256)], fill="#3d3f4a")
    for x in (140, 300):
        draw.rectangle((x, 285, x + 70, 345), fill="#ffe7a3", outline="#5b3a1e", width=6)
    draw.rectangle((228, 290, 282, 402), fill="#5b3a1e")
    return image


def tea() -> Image.Image:
    """Terraces of tea, with a red barn at the upper right."""
    image = _sky(WIDE, (200, 215, 225), (240, 240, 235))
    draw = ImageDraw.Draw(image)
    _hills(draw, 230, 110, "#93ab9b", 0.0)
    for terrace in range(9):
        y = 190 + terrace * 36
        green = ("#3f7d3a", "#5a9a48")[terrace % 2]
        draw.polygon([(0, y), (400, y - 34), (800, y + 12), (800, 500), (0, 500)], fill=green)
        for x in range(10, 800, 34):
            lift = 34 * (1 - abs(x - 400) / 400)
            draw.ellipse((x, y - lift + 8, x + 28, y - lift + 28), fill="#2f6130")
    draw.rectangle((560, 110, 690, 200), fill="#b3322a")
    draw.polygon([(540, 116), (625, 60), (710, 116)], fill="#6b6f78")
    return image


def factory() -> Image.Image:
    """A factory with a saw-tooth roof full of solar panels, by a river."""
    image = _sky(WIDE, (120, 170, 220), (225, 235, 240))
    draw = ImageDraw.Draw(image)
    draw.ellipse((640, 50, 720, 130), fill="#ffd75e")
    draw.rectangle((0, 400, 800, 500), fill="#5f8fa8")
    draw.rectangle((80, 260, 720, 410), fill="#a8553f")
    for tooth in range(5):
        x = 80 + tooth * 128
        draw.polygon([(x, 260), (x, 170), (x + 128, 260)], fill="#27446b")
        for cell in range(1, 5):
            draw.line((x + cell * 26, 260, x + cell * 26, 170 + cell * 18), fill="#6f95c4", width=3)
        draw.rectangle((x + 34, 300, x + 94, 360), fill="#d8e4ea", outline="#6d3426", width=5)
    draw.rectangle((620, 90, 650, 262), fill="#7d3c2b")
    return image


def main() -> None:
    """Write them all."""
    weeks = [4.4, 5.6, 3.9, 6.8, 4.8, 5.5]
    drawn = {
        "mill.jpg": mill(),
        "wheel.png": wheel(),
        "chart.png": bars(weeks, ("#3d7ea6", "#e2733d"), ["1", "2", "3", "4", "5", "6"]),
        "station.jpg": station(),
        "visitors.png": bars([89, 460, 1250], ("#7a9a5b", "#c8553d"), ["1", "6", "36"]),
        "tea.jpg": tea(),
        "water.png": bars([640, 371], ("#5aa0c8", "#8a8f98"), ["2024", "2025"]),
        "factory.jpg": factory(),
        "related.jpg": factory().resize((120, 80)),
        "icon.png": mill().crop((400, 100, 700, 400)).resize((32, 32)),
        "pixel.png": Image.new("RGB", (1, 1), "white"),
    }
    FOLDER.mkdir(exist_ok=True)
    for name, image in drawn.items():
        path = FOLDER / name
        if path.suffix == ".jpg":
            image.filter(ImageFilter.SMOOTH).save(path, quality=85)
        else:
            image.quantize(64).save(path, optimize=True)


if __name__ == "__main__":
    main()
