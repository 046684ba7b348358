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


@pytest.mark.parametrize(
    ("name", "heard"),
    [
        ("Peugeot", "pjuʒˈO"),
        ("Siobhan", "ʃɪvˈɔn"),
        ("Sean", "ʃˈɔn"),
        ("Goethe", "ɡˈɜɹtə"),
        ("Tchaikovsky's", "ʧˌIkˈɑvskiz"),
        ("TCHAIKOVSKY", "ʧˌIkˈɑvski"),
        ("Schwarzenegger", "ʃwˈɔɹzənˌAɡəɹ"),
    ],
)
def test_names_are_spoken_as_their_bearers_speak_them(name: str, heard: str) -> None:
    assert word(name) == heard


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("résumé", "ɹˈɛzəmˌA"),
        ("resume", "ɹəzˈum"),
        ("cliché", "kliʃˈA"),
        ("brûlée", "bɹˌulˈA"),
        ("crème", "kɹˈɛm"),
    ],
)
def test_an_accent_is_heard(text: str, heard: str) -> None:
    assert word(text) == heard


@pytest.mark.parametrize("letters", ["BA", "AA", "US", "ID", "IT", "AM"])
def test_two_capitals_are_letters(letters: str) -> None:
    assert word(letters) == word(letters[0]).replace("ˈ", "ˌ") + word(letters[1])


def test_a_short_word_in_capitals_is_a_word() -> None:
    assert [word(short) for short in ("IS", "NO")] == [word(short) for short in ("is", "no")]
    shouted = [sound.phonemes for sound in sounds("DO IT FOR US") if sound.word]
    assert shouted == [sound.phonemes for sound in sounds("do it for us") if sound.word]
