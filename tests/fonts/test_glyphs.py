"""What can be written: nothing is left out of captions without a word."""

import pytest

from fonts.glyphs import can_write


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en-US", "The tide comes twice a day."),
        ("ja", "潮は一日に二度満ちる。"),
        ("zh-TW", "潮水一天漲落兩次。"),
        ("zh-CN", "潮水一天涨落两次。"),
        ("ko", "바다는 하루에 두 번 오르내립니다."),
        ("ru", "Море поднимается дважды в день."),
        ("vi", "Biển dâng hai lần mỗi ngày."),
        ("en", "The word for sea in Arabic is بحر, and many more words of the text are English ones."),
        ("en", "1782"),
    ],
)
def test_what_the_fonts_have_can_be_written(language: str, text: str) -> None:
    assert can_write(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [("ar", "يرتفع البحر مرتين في اليوم."), ("th", "ทะเลขึ้นลงวันละสองครั้ง"), ("hi", "समुद्र दिन में दो बार")],
)
def test_what_they_lack_cannot(language: str, text: str) -> None:
    assert not can_write(text, language)
