"""The word lists: what the words of an instruction mean, in Japanese, Chinese (traditional) and English."""

from enum import StrEnum
from typing import Final

from media.authoring.edits.colours import Colour, Shade


class Role(StrEnum):
    """What a word does in a sentence, where it does not name a thing or a colour."""

    COLOUR = "colour"
    OTHER = "other"
    BACKGROUND = "background"
    SCENE = "scene"
    SIZE = "size"
    SPEED = "speed"
    BIGGER = "bigger"
    SMALLER = "smaller"
    FASTER = "faster"
    SLOWER = "slower"
    THICKER = "thicker"
    THINNER = "thinner"
    FAINTER = "fainter"
    UP = "up"
    DOWN = "down"
    SLIGHTLY = "slightly"
    GREATLY = "greatly"
    CHANGE = "change"
    REPLACE = "replace"
    ADD = "add"
    REMOVE = "remove"
    MOVE = "move"
    SWAP = "swap"
    FRONT = "front"
    END = "end"
    FIRST = "first"
    LAST = "last"
    BEFORE = "before"
    AFTER = "after"
    DARK_MODE = "dark mode"
    LIGHT_MODE = "light mode"
    ALL = "all"
    IT = "it"
    SAYING = "saying"
    JOIN = "join"
    """A word that may end one edit and begin the next, or join two things in one edit."""
    STOP = "stop"
    """A word or mark that ends an edit."""
    FILLER = "filler"


class Kind(StrEnum):
    """The things an instruction can name."""

    TITLE = "title"
    CAPTION = "caption"
    LABEL = "label"
    TEXT = "text"
    FORMULA = "formula"
    VECTOR = "vector"
    ARROW = "arrow"
    GRAPH = "graph"
    AXES = "axes"
    GRID = "grid"
    CIRCLE = "circle"
    ELLIPSE = "ellipse"
    SQUARE = "square"
    RECTANGLE = "rectangle"
    TRIANGLE = "triangle"
    POLYGON = "polygon"
    STAR = "star"
    LINE = "line"
    POINT = "point"
    BAR = "bar"
    ANGLE = "angle"
    FRAME = "frame"
    TANGENT = "tangent"
    RADIUS = "radius"
    NUMBER_LINE = "number line"
    NUMBER = "number"
    CARD = "card"
    CODE = "code"
    FIGURES = "figures"
    EVERYTHING = "everything"


class Topic(StrEnum):
    """What a scene can be about, beside the things it shows."""

    SUMMARY = "summary"
    POINTS = "points"
    INTRODUCTION = "introduction"
    ENDING = "ending"
    OUTLINE = "outline"
    EXAMPLE = "example"
    DEFINITION = "definition"


Meaning = Role | Kind | Topic | Colour | Shade

_ROLES: Final[dict[Meaning, str]] = {
    Role.COLOUR: (
        "色, 色合い, カラー, 配色, 顏色, 色彩, color, colour, colors, colours, color scheme, colour scheme"
    ),
    Role.OTHER: "別の, 違う, 他の, 另一種, 其他, 不同的, another, different, other",
    Role.BACKGROUND: "背景, 背景色, バック, バックグラウンド, 背景顏色, 底色, background, backdrop, bg",
    Role.SCENE: "シーン, 場面, スライド, 場景, 幕, 片段, 投影片, scene, scenes, slide, slides",
    Role.SIZE: "サイズ, 大きさ, 大小, 尺寸, size, sizes",
    Role.SPEED: "速度, 速さ, スピード, テンポ, ペース, 速, 節奏, speed, tempo, pace, as fast",
    Role.BIGGER: (
        "小さすぎる, 小さすぎます, 太小, too small, 大きく, 大きい, 大きな, 大きめ, 拡大, 放大, 變大, "
        "加大, 大, 大點, 大一點, 大一些, 更大, bigger, big, larger, large, enlarge, enlarged, as big, "
        "as large, scale up"
    ),
    Role.SMALLER: (
        "大きすぎる, 大きすぎます, 太大, too big, too large, 小さく, 小さい, 小さな, 小さめ, 縮小, 縮, "
        "變小, 小, 小點, 小一點, 小一些, 更小, smaller, small, shrink, as small, scale down"
    ),
    Role.FASTER: (
        "遅すぎる, 遅すぎます, 太慢, too slow, 速く, 速い, 速め, 早く, 早い, 早め, 早送り, テンポよく, "
        "テンポ良く, 加速, 快, 快點, 快一點, 快一些, 更快, 加快, 變快, faster, fast, quicker, quickly, "
        "quick, speed up, speed it up, speed things up"
    ),
    Role.SLOWER: (
        "速すぎる, 速すぎます, 早すぎる, 早すぎます, 太快, too fast, too quick, 遅く, 遅い, 遅め, "
        "ゆっくり, ゆったり, スロー, 減速, 慢, 慢點, 慢一點, 慢一些, 慢慢, 更慢, 放慢, 變慢, slower, "
        "slow, slowly, as slow, slow down, slow it down, slow things down"
    ),
    Role.THICKER: (
        "細すぎる, 細すぎます, 太細, too thin, 太く, 太い, 太め, 太い線, 粗, 粗體, 加粗, 變粗, 粗點, "
        "粗一點, 粗一些, "
        "更粗, thicker, thick, thicken, as thick, bolder, bold, heavier, fatter"
    ),
    Role.THINNER: (
        "太すぎる, 太すぎます, 太粗, too thick, 細く, 細い, 細め, 細, 變細, 細點, 細一點, 細一些, 更細, "
        "thinner, thin, "
        "as thin, finer"
    ),
    Role.FAINTER: (
        "目立たなく, 控えめ, 控えめに, うすめ, 不那麼亮, 不要那麼亮, 沒那麼亮, 不那麼顯眼, 淡一點, "
        "淡一些, 變淡, "
        "less bright, less visible, less prominent, fainter, faint, dimmer, dim, more subtle, subtle, "
        "subtler, "
        "less strong, less intense"
    ),
    Role.UP: "上げ, あげ, 上がる, 増やし, 高く, 提高, 提升, increase, raise",
    Role.DOWN: "下げ, さげ, 落とし, 減らし, 低く, 降低, 減少, 減小, decrease, reduce, lower",
    Role.SLIGHTLY: (
        "少し, すこし, ちょっと, やや, 少しだけ, 稍微, 略, 稍, slightly, a bit, a little, a little bit, "
        "somewhat"
    ),
    Role.GREATLY: (
        "かなり, ずっと, とても, すごく, 大幅に, ぐっと, 很多, 得多, 非常, 很, 大幅, much, a lot, way, "
        "very, far"
    ),
    Role.CHANGE: (
        "変更, 変え, 変える, 変えて, かえて, 変わ, チェンジ, 改, 改成, 改為, 改變, 更改, 換, 換成, 換為, "
        "變成, 變為, 變更, 修改, change, changed, modify, alter, recolor, recolour"
    ),
    Role.REPLACE: (
        "rename, 改名, 名前を変え, 置き換え, 置換, 差し替え, 取り替え, 書き換え, 替換, 替換成, 替換為, "
        "取代, 代替, replace, substitute"
    ),
    Role.ADD: (
        "追加, 加え, 付け加え, 足し, 入れて, 挿入, 加入, 加上, 加, 新增, 添加, 增加, 插入, 補上, add, "
        "insert, append, include"
    ),
    Role.REMOVE: (
        "削除, 消して, 消す, 消し, 取り除い, 取り除く, 外して, なくして, 除いて, 省いて, カット, 刪除, "
        "刪掉, 刪去, 刪, 移除, 去掉, 拿掉, remove, delete, drop, cut, cut out, get rid of, take out"
    ),
    Role.MOVE: (
        "移動, 移し, 移す, 動かし, 動かす, 持ってきて, 移, 移到, 移至, 放到, 放在, 放, 挪到, 搬到, 調到, "
        "move, put, place, bring, shift, come, comes"
    ),
    Role.SWAP: (
        "入れ替え, 入れ換え, 入替, いれかえ, 交換, 調換, 對調, 互換, swap, exchange, interchange, "
        "switch, switch around"
    ),
    Role.FRONT: (
        "最初, はじめ, 先頭, 冒頭, 頭, 一番前, いちばん前, 最前面, 最前, 開頭, 開始, 一開始, 起首, "
        "front, the front, beginning, the beginning, start, the start, at first"
    ),
    Role.END: (
        "最後, 末尾, 終わり, おわり, 一番後ろ, いちばん後ろ, 最後面, 末端, 結尾處, end, the end, back, "
        "the back"
    ),
    Role.FIRST: "最初の, 先頭の, 第一個, 首個, first",
    Role.LAST: "最後の, 末尾の, 最後一個, last, final",
    Role.BEFORE: "前, まえ, の前, 手前, 之前, 前面, 的前面, before, in front of, ahead of",
    Role.AFTER: "後, あと, の後, 後ろ, のあと, の次, 之後, 後面, 的後面, after, right after, directly after, "
    "immediately after, behind, following",
    Role.DARK_MODE: "ダークモード, ダークテーマ, 深色模式, 暗色模式, dark mode, dark theme",
    Role.LIGHT_MODE: "ライトモード, ライトテーマ, 淺色模式, 亮色模式, light mode, light theme",
    Role.ALL: (
        "全部, すべて, 全て, みんな, 全体, 全體, 所有, 所有的, 整個, everything, all, whole, entire, every"
    ),
    Role.IT: "それ, それら, その, 它, 它們, it, its, them, their, they",
    Role.SAYING: (
        "という, といった, っていう, と書いた, と書かれた, と表示する, と表示した, と言う, 寫著, 寫上, "
        "說, 內容為, 內容是, 文字為, 文字是, 叫做, 名為, saying, says, say, that says, reading, reads, "
        "read, called, titled, with the text, with the words"
    ),
    Role.JOIN: (
        "と, や, および, 及び, して, しながら, て, で, に, それと, 和, 與, 及, 跟, 以及, 而且, 並, 並且, "
        "且, 也, and, &, +, with, on, but, also, plus, while"
    ),
    Role.STOP: (
        "そして, それから, また, さらに, その後, 次に, 然後, 接著, 同時, 另外, 還有, then, and then, "
        "finally, lastly, after that"
    ),
    Role.FILLER: (
        "強調, ハイライト, 目立たせて, 目立つように, 際立たせて, 突出, 突顯, 標示, 標出, highlight, "
        "highlighted, "
        "emphasize, emphasise, mark, marked, stand out, colored, coloured, painted, lines of, instead, "
        "能不能, 可不可以, 可否, 一種, has to be, needs to be, need, needs, got, を, は, が, の, へ, も, "
        "な, ね, よ, だけ, もっと, より, です, ます, する, すると, した, し, 下さい, ください, "
        "くださいませ, お願い, お願いします, お願いいたします, おねがいします, ほしい, 欲しい, "
        "ほしいです, くれ, くれますか, もらえますか, いただけますか, みて, よう, ように, ようにして, "
        "なるように, なる, なって, さらに少し, 動画, ビデオ, 映像, アニメ, アニメーション, 今, 現在, "
        "現在の, この, こと, まま, 設定, 指定, 表示, 見える, 見やすく, 塗って, 塗る, 使って, 使う, 統一, "
        "塗, 塗成, 塗上, 塗り, 標, 標成, 標為, 畫, 畫成, もう, はもう, 用上, 變回, "
        "位置, 中, 一つ, ひとつ, から, る, か, できますか, できる, 把, 將, 的, 了, 請, 讓, 使, 給, 幫我, "
        "幫忙, 我, 要, 想, 想要, 希望, 能, 可以, 設, 設為, 設成, 設定為, 設定成, 調, 調整, 調成, 調整為, "
        "弄, 弄成, 弄得, 做成, 用, 為, 成, 到, 至, 得, 在, 裡, 裡面, 上, 更, 再, 一點, 一些, 些, 一下, "
        "吧, 嗎, 呢, 這個, 這, 那個, 那, 是, 都, 影片, 視頻, 動畫, 變, 變得, 個, 一個, 段, 部分, 倒過來, "
        "從, 只, 看起來, 顯示, 播放, 處, please, the, an, of, to, into, in, at, make, made, be, is, are, "
        "turn, turned, set, get, give, paint, use, using, have, has, let, let's, can, could, you, would, "
        "will, i, i'd, like, want, wish, we, for, me, my, this, that, these, those, so, more, as, by, "
        "than, from, should, now, just, only, new, video, animation, clip, movie, look, appear, go, "
        "play, run, one, ones, both, up, down, style, overall, kindly, thanks, thank you, position, "
        "places, order, sure, too, our, your, some, bit, shown, displayed, current, around, then please"
    ),
}

_KINDS: Final[dict[Meaning, str]] = {
    Kind.TITLE: (
        "タイトル, 題名, 表題, 見出し, 題, 標題, 題目, title, titles, heading, headings, headline, header"
    ),
    Kind.CAPTION: (
        "字幕, キャプション, 説明文, ナレーション, 說明文字, 解說, 旁白, caption, captions, subtitle, "
        "subtitles, narration"
    ),
    Kind.LABEL: "ラベル, 標籤, label, labels",
    Kind.TEXT: (
        "文字, テキスト, 字, 文章, フォント, 文字列, 文本, 字體, 字級, 字號, text, texts, font, fonts, "
        "letters, lettering, word, words, writing"
    ),
    Kind.FORMULA: "数式, 式, 公式, 方程式, 等式, 算式, formula, formulas, formulae, equation, equations",
    Kind.VECTOR: "ベクトル, 向量, 矢量, vector, vectors",
    Kind.ARROW: "矢印, アロー, 箭頭, arrow, arrows",
    Kind.GRAPH: (
        "グラフ, 曲線, 折れ線, 圖像, 圖, 函數圖, 函數圖形, 函數, 関数, graph, graphs, curve, curves, "
        "plot, plots, function"
    ),
    Kind.AXES: "軸, 座標軸, 坐標軸, 座標系, axes, axis, coordinate axes",
    Kind.GRID: "グリッド, 格子, 方眼, 座標平面, 網格, 格線, grid, plane, number plane",
    Kind.CIRCLE: "円, 丸, 圓, 圓形, 圓圈, circle, circles",
    Kind.ELLIPSE: "楕円, 橢圓, ellipse, ellipses, oval, ovals",
    Kind.SQUARE: "正方形, square, squares",
    Kind.RECTANGLE: "長方形, 四角形, 四角, 矩形, 方塊, rectangle, rectangles",
    Kind.TRIANGLE: "三角形, 三角, 直角三角形, triangle, triangles",
    Kind.POLYGON: "多角形, 多邊形, polygon, polygons, hexagon, pentagon, 六角形, 五角形, 六邊形, 五邊形",
    Kind.STAR: "星, 星形, 星星, star, stars",
    Kind.LINE: "線, 直線, 線分, 線段, 線條, line, lines, segment, segments",
    Kind.POINT: "点, ドット, 點, 圓點, 點點, point, points, dot, dots",
    Kind.BAR: (
        "棒, バー, 棒グラフ, 柱, 柱子, 長條, 長條圖, 柱狀圖, 直條, 條形圖, bar, bars, bar chart, column, "
        "columns"
    ),
    Kind.TANGENT: "接線, 切線, tangent, tangents, tangent line, tangent lines",
    Kind.RADIUS: "半径, 半徑, radius, radii",
    Kind.NUMBER_LINE: "数直線, 數線, 數軸, number line, number lines",
    Kind.NUMBER: "数字, 数値, 數字, 數值, number, numbers, value, values",
    Kind.CARD: "カード, パネル, 卡片, 面板, card, cards, panel, panels",
    Kind.CODE: "コード, ソースコード, 程式碼, 代碼, code, source code",
    Kind.ANGLE: "角, 角度, 夾角, 弧, angle, angles, arc, arcs",
    Kind.FRAME: "枠, 囲み, ボックス, 框, 方框, 外框, box, boxes, frame, border",
    Kind.FIGURES: (
        "図形, 図, 形, オブジェクト, 圖形, 形狀, 物件, 物體, shape, shapes, figure, figures, object, objects"
    ),
}

_TOPICS: Final[dict[Meaning, str]] = {
    Topic.SUMMARY: "まとめ, 要約, 總結, 小結, 摘要, 結論, summary, recap, conclusion",
    Topic.POINTS: (
        "要点, ポイント, 箇条書き, 要點, 重點, 條列, key points, key point, bullet points, bullets, list"
    ),
    Topic.INTRODUCTION: (
        "導入, はじまり, イントロ, オープニング, 紹介, 介紹, 導言, 開場, 片頭, introduction, intro, opening"
    ),
    Topic.ENDING: "エンディング, 結び, 締め, 結尾, 結語, 片尾, ending, closing, outro",
    Topic.OUTLINE: "目次, 概要, アジェンダ, 目錄, 大綱, outline, agenda, overview, contents",
    Topic.EXAMPLE: "例, 例題, 具体例, 例子, 範例, example, examples",
    Topic.DEFINITION: "定義, definition",
}

_SHADES: Final[dict[Meaning, str]] = {
    Shade.LIGHT: (
        "明るい, 明るく, 明るめ, 薄い, 薄く, 淡い, 淡く, うすい, ライト, パステル, 淺, 淺色, 淡, 淡色, "
        "亮, 亮色, 明亮, 變亮, light, lighter, bright, brighter, pale, paler, pastel"
    ),
    Shade.DARK: (
        "暗い, 暗く, 暗め, 濃い, 濃く, 深い, ダーク, 深, 深色, 暗, 暗色, 濃, 變暗, dark, darker, deep, deeper"
    ),
}

_HUES: Final = {
    "red": "赤, 赤い, 赤く, 赤色, 真っ赤, レッド, 紅, 紅色, red",
    "orange": "橙, 橙色, オレンジ, オレンジ色, だいだい色, 橘色, 橘, 橘黃色, orange",
    "yellow": "黄, 黄色, 黄色い, 黄色く, イエロー, 黃, 黃色, yellow",
    "gold": "金, 金色, ゴールド, gold, golden",
    "green": "緑, 緑色, 緑の, みどり, グリーン, 綠, 綠色, green",
    "lime": "黄緑, 黄緑色, ライム, 黃綠色, 萊姆綠, lime",
    "teal": "青緑, 青緑色, ティール, 藍綠色, 青綠色, teal, turquoise",
    "cyan": "水色, 空色, シアン, 天藍, 天藍色, 水藍色, cyan, aqua, sky blue",
    "blue": "青, 青い, 青く, 青色, ブルー, 藍, 藍色, blue",
    "navy": "紺, 紺色, ネイビー, 海軍藍, 藏青色, navy, navy blue",
    "purple": "紫, 紫色, パープル, バイオレット, 紫羅蘭色, purple, violet",
    "pink": "桃色, ピンク, ピンク色, 粉, 粉色, 粉紅, 粉紅色, pink",
    "maroon": "えんじ, えんじ色, 臙脂色, ワインレッド, 酒紅色, 暗紅色, maroon, wine red, burgundy",
    "brown": "茶, 茶色, 茶色い, ブラウン, 棕, 棕色, 褐色, 咖啡色, brown",
    "gray": "灰, 灰色, グレー, グレイ, gray, grey",
    "white": "白, 白い, 白く, 白色, 真っ白, ホワイト, white",
    "black": "黒, 黒い, 黒く, 黒色, 真っ黒, ブラック, 黑, 黑色, black",
}

_PUNCTUATION: Final = {
    Role.JOIN: "、,・/",
    Role.STOP: "。.;!?\n",
    Role.FILLER: ":()~",
}

CHINESE_WORDS: Final[dict[str, Meaning]] = {"青": Colour("cyan"), "青色": Colour("cyan")}
"""The words that mean something else in Chinese than in Japanese."""


def _table() -> dict[str, Meaning]:
    meanings = {**_ROLES, **_KINDS, **_TOPICS, **_SHADES}
    meanings |= {Colour(hue): words for hue, words in _HUES.items()}
    table = {word: meaning for meaning, words in meanings.items() for word in words.split(", ")}
    return table | {mark: role for role, marks in _PUNCTUATION.items() for mark in marks}


WORDS: Final = _table()
