"""Chinese characters with several readings, by what stands around them.

The dictionary of words knows 银行 and 音乐. These rules are for what is no word: 排成一行, 很长, 数了数.
"""

import re
from functools import cache
from typing import Final

_READINGS: Final = """
hang2 [零一二两三四六七八九十百几每这那第首末整各换](行)(?![人走为动星李程善车驶政使刑径进]) [十第]五(行)
hang2 五(行)(?=[字代文数诗列])
hang2 (行)(?=[长业情列家规距]) [银央分支总商投](行)
zhang3 (长)(?=[大得出满胖势相官老辈]|高(?!度)|成(?!员)) [成增生助滋疯](长)
zhang3 [校院部局市县省州处科班队组团军师连排营村镇乡司厂店站所馆会社家酋船机舰行学兄年](长)(?!期|时|度|短|途)
chang2 [很太更最较极真超挺特越不多好](长) [么点米里尺寸分度](长)(?!大)
chang2 (长)(?=[时期度短途江城跑假远久处达方篇裙臂龙线袖裤])
chong2 [一二两三四五六七八九几双层](重)(?![量要点大视心于型的]) [^有]多(重)(?![要点的])
chong2 (重)(?=[新复来做写启建组返申演读置设装逢叠庆阳围合修播审考试选数算发印绘构拾名温])
zhong4 [很太更最较超体净毛过加严沉举称](重)(?![新复做来叠写])
shu3 数[了一不](数)
shu3 (?<![人次总分指基倍岁件个天户票参函读度复单双多少无算系常变级奇偶整小因质约])(数)(?=[了着过一完])
shu3 (数)(?=不[清胜完尽]|得清|钱|羊|星星|清楚|数[^字据学量值目额组码])
shu3 [来去我你他她您再又请](数)(?![字据学量值目额组码])
de5 (得)(?=[快慢好很高多少远近早晚大太非更最像])
dei3 [你我他她它们您咱谁这那就还总都也只必非可](得)(?=[去走做要把先再在有买吃看听学写打回等快赶注小付花找])
de2 (得)(?=[到分奖主知出以意失罪当逞益名票病]|了[病奖冠第金癌]) [获取赢求难所](得)
de5 ([一-鿿])\\1(地)(?![上下方点面球区震铁图板位址势毯带质理]|$)
de5 [^土当此内外基场各本原园工陆](地)(?=[说走看跑笑问想做写站坐听拿摇哭叫喊])
de5 [速力真细静续断快易然动声意心底致奋情烈切](地)(?![上下方点面球区震铁图板位址势毯带质理]|$)
huan2 (还)(?=[给钱书款债清贷原手击乡价礼愿账本息完掉了]) [归偿退](还)(?![是有没不会要能可])
wei2 (为)(?=[零一二两三四五六七八九十百千万亿半负]) [称作成变认视定设约均皆即升降改分转化译命选评列誉](为)
wei2 [名别度率价长高宽量额者重距积数值间号址果式例](为)(?!了|什么|何) 以[^以]{1,8}(为)(?![了何]|什么)
liao3 [一-鿿]不(了)(?!解)
zhao2 [睡找够猜](着)(?=[了不]|$) (着)(?=[火急凉迷慌])
zhi1 [一二两三四五六七八九十百千万几每这那半整](只)(?![是有不能要会好可需想剩怕])
zhong4 (中)(?=[奖毒暑弹标计签彩]|了) (种)(?=[植地树花菜田瓜豆满草]|了[树花草菜一很])
jiao1 (教)(?=[书我你他她孩给过着]|学生|了|大家|数学|英语|语文)
fa4 [头理白短金黑洗染烫毛假秀卷披护](发)(?![现展生布表出动明行挥言]) (发)(?=[型廊丝夹饰胶髻])
gan4 (干)(?=[嘛吗活事完过掉架]|什么|得[好很不]|起来)
liang2 (量)(?=一[量下]|体温|血压|身高|尺寸|[了着])
qie1 (切)(?=[成开下断菜片割换块丝碎入除掉了]|西瓜|蛋糕|面包)
cheng2 (盛)(?=[饭汤水菜满在着])
zhuan4 (转)(?=[圈盘速椅轮悠]|了?[一几两三]*圈)
dao4 (倒)(?=[水茶酒车退立映影掉垃]|数|计时)
du1 (都)(?=[市城督])
dao3 [摔跌打推昏晕绊病扑卧](倒)
tiao2 (调)(?=[高低大小好成整节味料色亮暗慢快试参理解皮侃戏剂控焦匀]|一下|音量|静音)
diao4 [声音语腔色曲单情格论步](调) (调)(?=[查度研令换任派离入拨])
tan2 (弹)(?=[琴奏唱出起回力性簧开了着]|钢琴|吉他|古筝)
jia4 [放请休病事暑寒年婚产](假)(?![的如装设]) (假)(?=[期日条])
kong4 [有没抽](空)(?![气间调军中虚投难])
lei4 [很太好真不更最得劳又](累)(?![积计加])
sai1 (塞)(?=[车进满到住在给])
ji4 (系)(?=鞋带|领带|安全带|[好紧着]|围裙)
cha4 (差)(?=[点了劲]|一点|不多|[零一二两三四五六七八九十]+[分刻])
bei1 (背)(?=着|起|书包|包)
"""
_SURNAMES: Final = {
    "单": "shan4",
    "曾": "zeng1",
    "任": "ren2",
    "解": "xie4",
    "区": "ou1",
    "仇": "qiu2",
    "查": "zha1",
    "朴": "piao2",
    "盖": "ge3",
    "华": "hua4",
    "盛": "sheng4",
    "缪": "miao4",
    "乐": "yue4",
}
"""Characters that are read otherwise as a family's name."""
_TITLES: Final = (
    "先生|小姐|女士|太太|夫人|老师|老板|教授|医生|大夫|博士|院士|经理(?![解想论智财应])|主任|主席|律师|师傅|同学|同志|阿姨|叔叔|"
    "[校院部局市县省处科班队厂店站所董]长|总(?:监|裁|理|编)?(?![一-鿿])"
)
_NAMED: Final = "(?:(?<![一-鿿])|(?<=[和与跟同及叫请问找给向让被由是识见]))"
"""Where a name begins: 菜单先生 has none."""
# As a word by themselves they are mostly read so, and pypinyin's first reading is another one.
_ALONE: Final = {
    "长": "chang2",
    "得": "de5",
    "地": "di4",
    "还": "hai2",
    "只": "zhi3",
    "重": "zhong4",
    "累": "lei4",
}
_KEEPS_ONE: Final = "零一二三四五六七八九十百千万亿第点之初周期统唯专单划"
_FOLLOWS_ONE: Final = "零一二三四五六七八九月号日楼"
_CALCULATED: Final = re.compile("[大小等]于|约等于|加(?!仑)|减|乘|除以|比[零一二三四五六七八九十]")
"""Behind a 一 that is a number of a formula and counts nothing."""
_FALLING: Final = "4"


def readings(text: str, pinyin: list[str], *, alone: set[int]) -> list[str]:
    """The readings of simplified characters where they stand, 一 and 不 with the tones that they take there.

    ``pinyin`` are their readings by the dictionary, ``alone`` the places of those that are words alone.
    """
    read = list(pinyin)
    for at in alone:
        read[at] = _ALONE.get(text[at], read[at])
    for reading, pattern in _patterns():
        for found in pattern.finditer(text):
            read[found.start(found.lastindex or 0)] = reading
    for at, char in enumerate(text):
        if char in "一不":
            read[at] = _changing(text, read, at)
    return read


@cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    """The rules; a later one goes before an earlier one, and the last group is the character to read."""
    rows = [row.split() for row in _READINGS.strip().splitlines()]
    rows += [
        [reading, f"{_NAMED}({name})(?={_TITLES})", f"姓({name})"] for name, reading in _SURNAMES.items()
    ]
    return [(reading, re.compile(pattern)) for reading, *patterns in rows for pattern in patterns]


def _changing(text: str, read: list[str], at: int) -> str:
    """How 一 and 不 are read, which take their tone from the next syllable."""
    before, following = text[at - 1 : at], text[at + 1 : at + 2]
    next_tone = read[at + 1][-1:] if following else ""
    if text[at] == "不":
        return "bu2" if next_tone == _FALLING else "bu4"
    if not following or (before and before in _KEEPS_ONE) or following in _FOLLOWS_ONE:
        return "yi1"
    if _CALCULATED.match(text, at + 1):
        return "yi1"
    if before == following:
        return "yi5"
    return "yi2" if next_tone == _FALLING or following == "个" else "yi4"
