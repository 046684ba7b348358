"""Units and currencies in Japanese."""

from typing import Final


def _names(table: str) -> dict[str, str]:
    return dict(row.split("=") for row in table.split())


UNITS: Final = _names("""
    km=キロメートル m=メートル cm=センチ mm=ミリ μm=マイクロメートル nm=ナノメートル mi=マイル
    ft=フィート
    in=インチ inch=インチ yd=ヤード ㎞=キロメートル ㎝=センチ ㎜=ミリ
    t=トン kg=キログラム g=グラム mg=ミリグラム μg=マイクログラム lb=ポンド lbs=ポンド oz=オンス
    ㎏=キログラム ㎎=ミリグラム
    kL=キロリットル L=リットル l=リットル dL=デシリットル mL=ミリリットル ml=ミリリットル cc=シーシー
    ㏄=シーシー ℓ=リットル μL=マイクロリットル
    km²=平方キロメートル m²=平方メートル cm²=平方センチメートル mm²=平方ミリメートル
    km2=平方キロメートル
    m2=平方メートル cm2=平方センチメートル ㎡=平方メートル ㎢=平方キロメートル ha=ヘクタール
    m³=立方メートル cm³=立方センチメートル m3=立方メートル cm3=立方センチメートル ㎥=立方メートル
    h=時間 hr=時間 hrs=時間 min=分 mins=分 s=秒 sec=秒 ms=ミリ秒 μs=マイクロ秒 ns=ナノ秒
    Hz=ヘルツ kHz=キロヘルツ MHz=メガヘルツ GHz=ギガヘルツ
    W=ワット kW=キロワット MW=メガワット GW=ギガワット kWh=キロワット時 Wh=ワット時
    V=ボルト kV=キロボルト mV=ミリボルト A=アンペア mA=ミリアンペア mAh=ミリアンペア時 Ah=アンペア時
    Ω=オーム kΩ=キロオーム MΩ=メガオーム μF=マイクロファラド pF=ピコファラド
    J=ジュール kJ=キロジュール cal=カロリー kcal=キロカロリー Cal=キロカロリー eV=電子ボルト
    N=ニュートン
    Pa=パスカル hPa=ヘクトパスカル kPa=キロパスカル MPa=メガパスカル atm=気圧 mmHg=ミリエイチジー
    mol=モル dB=デシベル lm=ルーメン lx=ルクス rpm=回転毎分 mph=マイル毎時 kph=キロメートル毎時
    fps=フレーム毎秒 px=ピクセル bps=ビーピーエス kbps=キロビーピーエス Mbps=メガビーピーエス
    Gbps=ギガビーピーエス bit=ビット byte=バイト KB=キロバイト kB=キロバイト MB=メガバイト GB=ギガバイト
    TB=テラバイト PB=ペタバイト ppm=ピーピーエム °C=度 ℃=度 ºC=度 °F=度 ℉=度 °=度 º=度 ′=分 ″=秒
    %=パーセント ％=パーセント
    ‰=パーミル
""")
"""Names by sign."""
CURRENCIES: Final = _names("""
    $=ドル US$=ドル USD=ドル €=ユーロ EUR=ユーロ £=ポンド GBP=ポンド ¥=円 ￥=円 JP¥=円 JPY=円
    NT$=台湾ドル TWD=台湾ドル NTD=台湾ドル HK$=香港ドル HKD=香港ドル A$=オーストラリアドル
    AUD=オーストラリアドル
    C$=カナダドル CAD=カナダドル S$=シンガポールドル SGD=シンガポールドル CN¥=元 CNY=元 RMB=人民元
    ₩=ウォン KRW=ウォン ₹=ルピー ฿=バーツ ₽=ルーブル ₿=ビットコイン
""")
"""Names by sign or code."""
PER: Final = _names("""
    h=毎時 hr=毎時 時=毎時 時間=毎時 s=毎秒 sec=毎秒 秒=毎秒 s²=毎秒毎秒 s2=毎秒毎秒 min=毎分 分=毎分
""")
"""What stands after an amount for its unit of time."""
EACH: Final = _names("""
    日=1日あたり 週=1週間あたり 月=ひと月あたり 年=1年あたり 人=1人あたり 個=1個あたり 回=1回あたり
    本=1本あたり
    枚=1枚あたり 台=1台あたり 泊=1泊あたり 坪=ひと坪あたり 杯=1杯あたり 冊=1冊あたり 件=1件あたり
    名=1名あたり
""")
"""What stands before an amount for what it is of."""
