"""The gallery shows what the builders are now: ``make gallery`` makes it anew."""

from PIL import Image

from media.scenes.catalogue import catalogue
from scripts import gallery

LARGEST = 40_000


def test_the_page_is_of_these_builders() -> None:
    assert gallery.PAGE.read_text(encoding="utf-8") == gallery.page()


def test_each_builder_has_a_small_picture() -> None:
    pictures = {path.stem: path for path in gallery.PICTURES.iterdir()}
    assert pictures.keys() == catalogue().keys()
    for path in pictures.values():
        assert path.suffix == ".jpg"
        assert path.stat().st_size < LARGEST
        with Image.open(path) as picture:
            assert picture.width == gallery.WIDTH
