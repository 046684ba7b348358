"""Which of its readings a Chinese character has where it stands."""

import re

import pytest

from media.phonemes.chinese import pinyin_of

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore:invalid escape sequence:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:open_text is deprecated:DeprecationWarning"),
]


@pytest.mark.parametrize(
    ("written", "pinyin"),
    [
        (
            "行长在银行门口排成一行，重新数了数。",
            "hang2 zhang3 zai4 yin2 hang2 men2 kou3 pai2 cheng2 yi4 hang2 chong2 xin1 shu3 le5 shu3",
        ),
        ("銀行行長", "yin2 hang2 hang2 zhang3"),
        ("這行代碼", "zhe4 hang2 dai4 ma3"),
        ("第三行", "di4 san1 hang2"),
        ("行人步行", "xing2 ren2 bu4 xing2"),
        ("各行各業", "ge4 hang2 ge4 ye4"),
        ("繩子很長", "sheng2 zi5 hen3 chang2"),
        ("他长得高", "ta1 zhang3 de5 gao1"),
        ("三公里长", "san1 gong1 li3 chang2"),
        ("院長長大", "yuan4 zhang3 zhang3 da4"),
        ("多长时间", "duo1 chang2 shi2 jian1"),
        ("重量很重", "zhong4 liang4 hen3 zhong4"),
        ("重複三次", "chong2 fu4 san1 ci4"),
        ("双重标准", "shuang1 chong2 biao1 zhun3"),
        ("重新開始", "chong2 xin1 kai1 shi3"),
        ("有多重", "you3 duo1 zhong4"),
        ("数一数", "shu3 yi5 shu3"),
        ("他数着钱", "ta1 shu3 zhe5 qian2"),
        ("人数很多", "ren2 shu4 hen3 duo1"),
        ("重新數一遍", "chong2 xin1 shu3 yi2 bian4"),
        ("數學", "shu4 xue2"),
        ("你得走", "ni3 dei3 zou3"),
        ("跑得快", "pao3 de5 kuai4"),
        ("得了奖", "de2 le5 jiang3"),
        ("慢慢地走", "man4 man4 de5 zou3"),
        ("地上有水", "di4 shang4 you3 shui3"),
        ("還書了，還沒走", "huan2 shu1 le5 hai2 mei2 zou3"),
        ("认为温度为三度", "ren4 wei2 wen1 du4 wei2 san1 du4"),
        ("为人民服务", "wei4 ren2 min2 fu2 wu4"),
        ("一只猫", "yi4 zhi1 mao1"),
        ("中了奖", "zhong4 le5 jiang3"),
        ("调一下音量", "tiao2 yi2 xia4 yin1 liang4"),
        ("弹钢琴", "tan2 gang1 qin2"),
        ("受不了", "shou4 bu4 liao3"),
        ("放假", "fang4 jia4"),
        ("这得花很多时间，那得看天气", "zhe4 dei3 hua1 hen3 duo1 shi2 jian1 na4 dei3 kan4 tian1 qi4"),
        ("他得到了奖", "ta1 de2 dao4 le5 jiang3"),
        # names of families
        ("单先生和曾小姐认识任教授", "shan4 xian1 sheng1 he2 zeng1 xiao3 jie3 ren4 shi2 ren2 jiao4 shou4"),
        ("請問解老師和區醫生", "qing3 wen4 xie4 lao3 shi1 he2 ou1 yi1 sheng1"),
        ("我姓查，找朴经理", "wo3 xing4 zha1 zhao3 piao2 jing1 li3"),
        ("华总来了，中华总部", "hua2 zong3 lai2 le5 zhong1 hua2 zong3 bu4"),
        ("他担任教授", "ta1 dan1 ren4 jiao4 shou4"),
        ("老区主任，曾经理解", "lao3 qu1 zhu3 ren4 ceng2 jing1 li3 jie3"),
        # a 一 that is a number, and one that counts
        ("加一大于七，一减一等于零", "jia1 yi1 da4 yu2 qi1 yi1 jian3 yi1 deng3 yu2 ling2"),
        ("一比五万，加一个", "yi1 bi3 wu3 wan4 jia1 yi2 ge4"),
        ("一加仑，一大早", "yi4 jia1 lun2 yi2 da4 zao3"),
        # 一 and 不 before other tones
        ("一个一天一起一样", "yi2 ge4 yi4 tian1 yi4 qi3 yi2 yang4"),
        ("第一名十一", "di4 yi1 ming2 shi2 yi1"),
        ("不是不好", "bu2 shi4 bu4 hao3"),
    ],
)
def test_readings(written: str, pinyin: str) -> None:
    runs = re.findall("[一-鿿]+", written)
    assert " ".join(one for run in runs for _, word in pinyin_of(run) for one in word) == pinyin


@pytest.mark.parametrize("text", ["嗯噷呣欸", "𠮷", "々〇", "一", "不", "一一", "不不", "好" * 100])
def test_a_syllable_a_character(text: str) -> None:
    for word, syllables in pinyin_of(text):
        assert len(word) == len(syllables)
