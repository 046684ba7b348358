"""What is written and not spoken."""

import pytest

from media.reading.reader import read


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        # Cues, and what looks like them
        ("[laughs] No way! (whispering) Really? *sighs*", "No way! Really?"),
        ("[LAUGHING] Stop it.", "Stop it."),
        ("*clears throat* Welcome! *door slams*", "Welcome!"),
        ("Well. [pause] Fine.", "Well. Fine."),
        ("(nervously) I did it.", "I did it."),
        (
            "He said so (see below) and [the minister] agreed [1].",
            "He said so (see below) and [the minister] agreed [1].",
        ),
        ("I *never* laugh (laughing is for others).", "I never laugh (laughing is for others)."),
        ("Wow *laughs* that's great (chuckles softly), right?", "Wow that's great , right?"),
        ("[whispering] Quiet. [/whispering] {pause} _sighs_ Well.", "Quiet. Well."),
        # Markdown
        ("Read the [docs](https://example.com/x) and [2](1).", "Read the docs and 2."),
        ("![A dog](dog.png) barks", "A dog barks"),
        ("**Bold**, *thin*, __both__, _one_, ~~gone~~ and ***all***", "Bold, thin, both, one, gone and all"),
        ("2*3*4 and snake_case_name and a * b * c", "2*3*4 and snake_case_name and a * b * c"),
        ("# Title\n\n---\n\nText.\n\n- second point", "Title. Text. second point"),
        ("## Title ##\nText", "Title. Text"),
        ("- one\n- two\n* three", "one. two. three"),
        ("- [x] done\n- [ ] open", "done. open"),
        ("> quoted\n> words", "quoted words"),
        ("```python\nx\n```", "x"),
        ("Use ``a`` and `b`", "Use a and b"),
        ("| a | b |\n|---|---|\n| c | d |\n\nend", "a, b. c, d. end"),
        ("| a | b |\n| - | - |\n| 1 | 2 |", "a, b. 1, 2"),
        ("1. First\n2. Second", "1. First. 2. Second"),
        ("[text][ref]\n\n[ref]: https://example.com", "text"),
        ("|x| is no table", "|x| is no table"),
        ("a note[^1] here", "a note here"),
        (r"5 \* 3", "5 * 3"),
        # HTML
        ("<b>bold</b> text<br/>next &amp; last", "bold text next & last"),
        ('<p class="x">words</p><!-- none -->', "words"),
        ("see <break> and x < y > z", "see break and x < y > z"),
        ("<https://example.com>", "https://example.com"),
        ("x<y and y>z, vector<int> x", "x<y and y>z, vector int x"),
        ("&lt;tag&gt; &copy; &#233; AT&T; &nbsp;x", "tag é AT&T; x"),
        # Social media
        ("#ocean #facts @nasa", "ocean facts"),
        ("I love #OceanFacts and #deep_sea", "I love Ocean Facts and deep sea"),
        ("thanks @nasa!", "thanks nasa!"),
        ("mail me@example.com about #1", "mail me@example.com about #1"),
        # Characters
        ("hy\u00adphen\u200bated\ufeff", "hyphenated"),
        ("👩‍🚀 Hi 🎙️, 👍🏽 ok 🇹🇼", "Hi , ok"),
        ("Hi :-) <3 I <3 it ^_^", "Hi I it"),
        ("① one", "1 one"),
        ("5\u00a0kg\tnet", "5 kg net"),
        ("one\r\ntwo\n\n\nThree", "one two. Three"),
    ],
)
def test_markup_is_left_out(written: str, plain: str) -> None:
    assert read(written, "en-US").plain.text == plain


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("（笑）好啊", "好啊"),
        ("[歎氣] 真的", "真的"),
        ("*苦笑* そうですね", "そうですね"),
        ("はい（笑いながら）", "はい"),
        ("你好（台北）", "你好（台北）"),
        ("# 標題\n內文\n\n下一段", "標題。 內文。 下一段"),
    ],
)
def test_cues_and_blocks_in_chinese_and_japanese(written: str, plain: str) -> None:
    assert read(written, "zh-TW").plain.text == plain
