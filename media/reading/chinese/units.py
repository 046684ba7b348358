"""Units and currencies in Chinese: on the mainland and, where it has another name for one, in Taiwan."""

from typing import Final

_UNITS: Final = """
    km=公里 m=米/公尺 dm=分米/公寸 cm=厘米/公分 mm=毫米/公釐 μm=微米 um=微米 nm=纳米/奈米
    mi=英里 ft=英尺 yd=码 inch=英寸/英吋 in=英寸/英吋 ㎞=公里 ㎝=厘米/公分 ㎜=毫米/公釐
    t=吨/公吨 kg=公斤 g=克/公克 mg=毫克 μg=微克 lb=磅 lbs=磅 oz=盎司 ㎏=公斤 ㎎=毫克
    kL=千升/公秉 L=升/公升 l=升/公升 dL=分升 mL=毫升 ml=毫升 ML=毫升 cc=毫升 μL=微升 tbsp=汤匙 tsp=茶匙
    km²=平方公里 m²=平方米/平方公尺 cm²=平方厘米/平方公分 mm²=平方毫米/平方公釐 km2=平方公里
    m2=平方米/平方公尺 cm2=平方厘米/平方公分 ㎡=平方米/平方公尺 ha=公顷
    m³=立方米/立方公尺 cm³=立方厘米/立方公分 m3=立方米/立方公尺 cm3=立方厘米/立方公分
    h=小时 hr=小时 hrs=小时 min=分钟 mins=分钟 s=秒 sec=秒 ms=毫秒 μs=微秒 ns=纳秒/奈秒
    s²=二次方秒 s2=二次方秒
    Hz=赫兹 kHz=千赫兹 MHz=兆赫兹/百万赫兹 GHz=吉赫兹/十亿赫兹
    W=瓦 kW=千瓦 MW=兆瓦/百万瓦 GW=吉瓦/十亿瓦 kWh=千瓦时 Wh=瓦时
    V=伏特 kV=千伏特 mV=毫伏特 A=安培 mA=毫安培 mAh=毫安时 Ah=安时
    Ω=欧姆 kΩ=千欧姆 MΩ=兆欧姆/百万欧姆 μF=微法拉 pF=皮法拉
    J=焦耳 kJ=千焦耳 cal=卡 kcal=千卡/大卡 Cal=大卡 eV=电子伏特 N=牛顿
    Pa=帕 hPa=百帕 kPa=千帕 MPa=兆帕/百万帕 bar=巴 atm=大气压 mmHg=毫米汞柱
    mol=摩尔/莫耳 dB=分贝 lm=流明 lx=勒克斯
    rpm=转每分钟 mph=英里每小时 kph=公里每小时 bpm=次每分钟 fps=帧每秒 px=像素
    °C=摄氏度 ℃=摄氏度 ºC=摄氏度 °F=华氏度 ℉=华氏度 °=度 º=度 ′=分 ″=秒
"""
_CURRENCIES: Final = """
    NT$=新台币/元 NTD=新台币/元 TWD=新台币/元 US$=美元 USD=美元 $=美元/元 HK$=港元 HKD=港元 A$=澳元
    AUD=澳元 C$=加元 CAD=加元 S$=新加坡元 SGD=新加坡元 €=欧元 EUR=欧元 £=英镑 GBP=英镑 JP¥=日元 JPY=日元
    CN¥=元/人民币 ¥=元 ￥=元 RMB=元/人民币 CNY=元/人民币 ₩=韩元
    KRW=韩元 ₹=卢比 ₿=比特币 ₫=越南盾 ฿=泰铢 ₽=卢布
"""


def units(*, taiwan: bool) -> dict[str, str]:
    """The names of units by their signs."""
    return _names(_UNITS, taiwan=taiwan)


def currencies(*, taiwan: bool) -> dict[str, str]:
    """The names of currencies by their signs and codes."""
    return _names(_CURRENCIES, taiwan=taiwan)


def _names(table: str, *, taiwan: bool) -> dict[str, str]:
    rows = (row.split("=") for row in table.split())
    return {sign: names.split("/")[-1 if taiwan else 0] for sign, names in rows}
