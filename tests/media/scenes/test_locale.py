"""Texts of our own in a locale, with values in their places."""

from media.scenes.locale import Locale


def test_no_space_parts_chinese_and_japanese_letters() -> None:
    said = {
        value: Locale.JAPANESE.say("状態は {s} です。", "狀態是 {s} 了。", "It is {s}.", s=value)
        for value in ("施錠", "OFF", "120万円")
    }
    assert said == {
        "施錠": "状態は施錠です。",
        "OFF": "状態は OFF です。",
        "120万円": "状態は 120万円です。",
    }
    assert Locale.ENGLISH.say("{s}", "{s}", "It is {s} now.", s="施錠") == "It is 施錠 now."


def test_spaces_of_a_value_stay() -> None:
    assert Locale.JAPANESE.say("これが {s} です。", "", "", s="東 京") == "これが東 京です。"
