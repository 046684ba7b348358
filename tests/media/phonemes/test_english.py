"""How English letters and the names of units sound."""

import pytest

from media.phonemes.english import sounds, word


@pytest.mark.parametrize(
    ("text", "is_letter"),
    [
        ("ten A M", True),
        ("A squared plus B", True),
        ("B equals A times C", True),
        ("vitamin A is", True),
        ("A dog", False),
        ("It ended. A man came", False),
        ("I read A Tale of it", False),
        ("such a thing", False),
    ],
)
def test_a_letter_is_told_from_an_article(text: str, *, is_letter: bool) -> None:
    (heard,) = [sound.phonemes for sound in sounds(text) if text[sound.start : sound.end] in ("A", "a")]
    assert heard == ("ˈA" if is_letter else "ɐ")


@pytest.mark.parametrize(
    ("unit", "of", "end"),
    [
        ("kilopascals", "pascals", "z"),
        ("milliwatts", "watts", "s"),
        ("nanocoulomb", "coulomb", ""),
        ("kibibytes", "bytes", "s"),
        ("megaelectronvolts", "volts", "s"),
    ],
)
def test_a_unit_with_a_prefix_sounds_like_both(unit: str, of: str, end: str) -> None:
    assert word(unit).endswith(word(of).replace("ˈ", "ˌ"))
    assert word(unit).endswith(end)
