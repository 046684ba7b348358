"""The language of an instruction, and one writing of Chinese for the word lists."""

import re
from enum import StrEnum
from typing import Final


class Tongue(StrEnum):
    """The languages instructions are understood and answered in."""

    JAPANESE = "ja"
    TRADITIONAL = "zh-Hant"
    SIMPLIFIED = "zh-Hans"
    ENGLISH = "en"


# Only the characters that occur in the word lists and in the answers: one for one, so that places in a text
# stay the same.
_PAIRS: Final = (
    "颜顏 红紅 蓝藍 绿綠 黄黃 银銀 变變 换換 标標 题題 圆圓 图圖 轴軸 线線 点點 条條 状狀 删刪"
    " 动動 调調 开開 头頭 个個 对對 结結 总總 简簡 两兩 间間 体體 说說 写寫 为為 见見 让讓 请請"
    " 这這 们們 帮幫 给給 视視 频頻 边邊 与與 从從 时時 并並 将將 还還 无無 环環 设設 补補 内內"
    " 绍紹 导導 览覽 终終 画畫 该該 经經 处處 号號 仅僅 须須 转轉 缩縮 词詞 记記 试試 么麼 则則"
    " 块塊 种種 应應 过過 东東 义義 举舉 云雲 产產 仪儀 价價 优優 传傳 听聽 启啟 员員 坏壞 场場"
    " 备備 复複 够夠 实實 宽寬 尔爾 层層 属屬 帧幀 态態 择擇 损損 据據 断斷 显顯 术術 机機 权權"
    " 来來 构構 样樣 档檔 气氣 没沒 浅淺 测測 浏瀏 滚滾 灯燈 灵靈 离離 确確 称稱 筛篩 签籤 类類"
    " 级級 组組 细細 织織 统統 维維 缘緣 脑腦 节節 范範 观觀 规規 觉覺 订訂 认認 议議 证證 识識"
    " 语語 误誤 读讀 课課 谁誰 谢謝 质質 轻輕 载載 较較 输輸 达達 运運 进進 远遠 适適 递遞 里裡"
    " 钟鐘 链鏈 错錯 键鍵 长長 门門 闪閃 闭閉 问問 队隊 阶階 际際 险險 随隨 难難 静靜 页頁 项項"
    " 顺順 预預 领領 风風 饰飾 验驗 龙龍 后後 减減 侧側 亚亞 紧緊 几幾 数數 连連 当當 码碼 钥鑰"
    " 执執 报報 讲講 叙敘 释釋 发發 网網 关關 别別 拟擬 尽盡 异異 压壓 严嚴 区區 单單 双雙 满滿"
    " 楼樓 续續 习習 乐樂 击擊"
)
_TO_TRADITIONAL: Final = {ord(pair[0]): pair[1] for pair in _PAIRS.split()}
_TO_SIMPLIFIED: Final = {ord(pair[1]): pair[0] for pair in _PAIRS.split()}


def tongue_of(text: str) -> Tongue:
    """The language of a text: kana is Japanese, other Han is Chinese, anything else counts as English."""
    if re.search(r"[\u3040-\u30ff]", text):
        return Tongue.JAPANESE
    if re.search(r"[\u3400-\u9fff]", text):
        return Tongue.TRADITIONAL if text == traditional(text) else Tongue.SIMPLIFIED
    return Tongue.ENGLISH


def traditional(text: str) -> str:
    """Simplified characters as the traditional ones of the word lists."""
    return text.translate(_TO_TRADITIONAL)


def simplified(text: str) -> str:
    """The other way round, for the answers."""
    return text.translate(_TO_SIMPLIFIED)
