"""What concerns a storyboard as a whole: its language, its audience, its length, and pauses in it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from contracts.errors import NeedsModel
from contracts.storyboard import Asked, Plan, Scene, Storyboard
from media.authoring import language, planning, preferences
from media.authoring.edits.refused import Reason, RefusedError
from media.authoring.leaves import texts
from media.authoring.request import read, without_audience
from media.authoring.revising.draft import FRAMING, Draft, is_drawn
from media.authoring.revising.parts import without_end
from media.authoring.revising.texts import retitled
from media.scenes.catalogue import built
from media.scenes.locale import Locale
from media.scenes.script import scene_of
from media.topics.matching import topics_in
from media.topics.topic import Audience

_LANGUAGES: Final = (
    (Locale.JAPANESE, r"日本語|日語|日语|日文|japanese"),
    (
        Locale.SIMPLIFIED_CHINESE,
        r"簡体字(?:中国語)?|簡體(?:中文|字)?|简体(?:中文|字)?|simplified(?: chinese)?",
    ),
    (
        Locale.TRADITIONAL_CHINESE,
        r"繁体字(?:中国語)?|繁體(?:中文|字)?|繁体(?:中文|字)?|traditional(?: chinese)?|台灣中文",
    ),
    (Locale.TRADITIONAL_CHINESE, r"中国語|中國語|中文|漢語|汉语|國語|国语|普通话|普通話|chinese|mandarin"),
    (Locale.ENGLISH, r"英語|英语|英文|english"),
)
_TRANSLATE: Final = (
    (
        r"(?:please\s+)?(?:translate|switch|change|convert|turn|make|put|redo|say)\s*"
        r"(?:it|this|everything|all|the\s+\w+(?:\s+\w+)?)?\s*(?:in|into|to)?\s*(?:the\s+)?"
        r"(?:language\s+(?:to|into)\s+)?(?:{name})(?:\s+(?:version|please))?"
    ),
    (
        r"(?:全部|すべて|全体|動画|言語)?(?:を|は)?\s*(?:{name})(?:版)?(?:に|で|へ)"
        r"(?:翻訳|訳|変更|変え|直|戻|して|切り替え|お願い).*"
    ),
    (
        r"(?:請|请)?(?:把)?(?:全部|影片|视频|語言|语言|它|整個|整个)?(?:都)?"
        r"(?:翻譯|翻译|譯|译|改|換|换|變|变)?(?:成|為|为|到|用|說|说)?\s*(?:{name})(?:版|的)?(?:吧)?"
    ),
    r"(?:in|用)\s*(?:{name})(?:\s+please)?",
)
_CHILDREN: Final = (
    r"(?:small |young |little )?(?:kids?|children|toddlers|pupils)|a child|5[- ]year[- ]olds?"
    r"|kindergart\w+|primary school"
    r"|小学生|子ども|子供|こども|幼児|小學生|儿童|兒童|小朋友|孩子"
)
_STUDENTS: Final = (
    r"(?:university |college )?students|undergraduates|experts|engineers|adults|university|college"
    r"|大学生|専門家|上級者|大學生"
    r"|專家|专家|專業人士|专业人士|大学"
)
_EVERYBODY: Final = (
    r"(?:absolute |complete )?beginners|everybody|everyone|laypeople|初心者|一般の人|中学生|高校生"
    r"|初學者|初学者|新手"
    r"|國中生|高中生|初中生|一般人"
)
_WHO: Final = rf"(?:{_CHILDREN}|{_STUDENTS}|{_EVERYBODY})"
_AUDIENCE: Final = re.compile(
    r"^(?:please\s+)?(?:(?:make|explain|redo|do|adapt|rewrite|tell|aim|simplify|change)\s+)?(?:(?:it"
    r"|this|everything|"
    r"the (?:video|animation))\s+)?(?:again\s+)?(?:(?:more|a bit|much)\s+)?(?:suitable|simple"
    r"|simpler|easy|easier|fit)?"
    rf"\s*(?:to understand\s*)?(?:for|to|at)\s+(?:an?\s+|the\s+"
    rf"|my\s+)?(?:audience of\s+)?(?P<who>{_WHO})\s*(?:instead|please)?$"
    rf"|^(?:もっと|全体を|動画を|内容を|これを)*\s*(?P<whom>{_WHO})(?:向け|むけ|用|でも(?:分|わ)かる"
    rf"|にも(?:分|わ)かる)"
    r"(?:に|の(?:もの|内容|バージョン)?に?|よう|内容)*(?:して|変えて|変更|直して|作り直して|説明して"
    r"|ください|下さい|お願いします)*$"
    rf"|^(?:請|请)?(?:把)?(?:它|影片|内容|內容)?(?:改成|改為|改为|換成|换成|做成|變成|变成|講給|讲给"
    rf"|給|给|讓|让|適合|适合)*"
    rf"\s*(?P<zh>{_WHO})(?:看得懂|也能懂|能懂|看|聽|听|用)?(?:的)?(?:版本|版|內容|内容)?(?:吧)?$",
    re.IGNORECASE,
)
_SHORTER: Final = re.compile(
    r"^(?:please\s+)?(?:make\s+(?:it|this|the (?:video|animation))\s+)?(?:a (?:bit|little) )?(?:much )?"
    r"(?:shorter|briefer|more concise)(?: please)?$|^shorten(?: it| this| the (?:video|animation))?$"
    r"|^(?:もっと|もう少し|少し|全体を|全体的に|動画を)*(?:短く|簡潔に|手短に)(?:して.*|お願い.*)?$"
    r"|^(?:影片|视频|動畫|动画|它)?(?:再|更|請|请|弄|做)*(?:短一點|短一点|短一些|短點|短点|縮短|缩短"
    r"|簡短一點|简短一点|簡短|简短)(?:一點|一点|吧)?$",
    re.IGNORECASE,
)
_LONGER: Final = re.compile(
    r"^(?:please\s+)?(?:make\s+(?:it|this|the (?:video|animation))\s+)?(?:a (?:bit|little) )?(?:much )?"
    r"(?:longer|more detailed|in more detail)(?: please)?$|^(?:add|give|with|show) more detail$"
    r"|^lengthen(?: it| this)?$"
    r"|^(?:もっと|もう少し|少し|全体を|動画を)*(?:長く|詳しく|くわしく)(?:して.*|説明.*)?$"
    r"|^(?:影片|视频|動畫|动画|它)?(?:再|更|請|请|弄|做|講|讲)*(?:長一點|长一点|長一些|长一些"
    r"|詳細一點|详细一点|詳細|详细|加長|加长)(?:一點|一点|吧)?$",
    re.IGNORECASE,
)
_AGAIN: Final = re.compile(
    r"^(?:please\s+)?(?:start (?:over|again|from scratch)(?: from (?:the )?(?:original|beginning"
    r"|scratch))?|reset(?: it| everything| all)?"
    r"|(?:go )?back to the (?:original|first version)|undo (?:everything|all(?: (?:my"
    r"|the) changes)?)|revert (?:everything|all changes|to the original))$"
    r"|^(?:最初から(?:やり直して|作り直して)|(?:元|最初)の(?:動画|状態|バージョン)に戻して"
    r"|すべて元に戻して|全部元に戻して|リセット(?:して)?)(?:ください)?$"
    r"|^(?:請|请)?(?:從頭(?:開始|來過|再來)|从头(?:开始|再来|来过)|重新開始|重新开始|全部(?:還原"
    r"|还原|復原|撤銷|撤销)|(?:還原|还原|恢復|恢复|回到)(?:成|為|为|到)?(?:原來|原来|最初|原本"
    r"|原始)的?(?:樣子|样子|版本)?)$",
    re.IGNORECASE,
)
_NUMBER: Final = r"(?P<seconds>\d+(?:\.\d+)?|an?|one|two|three|four|five|一|二|兩|两|三|四|五)"
_WORDS: Final = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "一": 1,
    "二": 2,
    "兩": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
}
_PAUSE: Final = re.compile(
    rf"(?:pause|wait|hold|stop|stand still|rest)\b.*?{_NUMBER}[\s-]*(?:seconds?|secs?|s)\b"
    rf"|{_NUMBER.replace('seconds', 'other')}[\s-]*(?:seconds?|secs?|s)\b.*?\b(?:pause|wait|hold|break)\b"
    rf"|{_NUMBER.replace('seconds', 'ja')}\s*秒.*?(?:間|止|待|ポーズ|静止|停|暫停|暂停)"
    rf"|(?:停|暫停|暂停|等|停留|ポーズ|間を).*?{_NUMBER.replace('seconds', 'zh')}\s*秒",
    re.IGNORECASE,
)
_PLACE: Final = (
    (
        re.compile(
            r"scene\s+(\d+)|(?:シーン|場面|场景|場景)\s*(\d+)|第\s*(\d+)\s*(?:個|个|幕|の)?(?:シーン|"
            r"場面|場景|场景)",
            re.IGNORECASE,
        ),
        None,
    ),
    (re.compile(r"\b(?:end|last)\b|最後|最后|終わり|末尾|結尾|结尾", re.IGNORECASE), -1),
    (
        re.compile(
            r"\b(?:title|beginning|start|first)\b|タイトル|標題|标题|最初|冒頭|開頭|开头", re.IGNORECASE
        ),
        0,
    ),
)
_SUBJECT: Final = (
    re.compile(
        r"^(?:please\s+)?(?:use|show|explain|do|sort|search|solve|make|switch|change|turn)\b.*?\b(?:with|"
        r"by|using|to|into|use|show|explain)\s+"
        r"(?P<subject>.+?)(?:\s+instead)?$",
        re.IGNORECASE,
    ),
    re.compile(r"^(?:please\s+)?(?:use|show|explain|do)\s+(?P<subject>.+?)(?:\s+instead)?$", re.IGNORECASE),
    re.compile(
        r"^(?:代わりに)?(?P<subject>.+?)(?:を使って|に(?:して|変えて|変更)|で(?:並べ|解い|探し|やって|"
        r"説明)).*$"
    ),
    re.compile(r"^(?:請|请)?(?:改用|改成|換成|换成|用|改)\s*(?P<subject>.+?)(?:來.{0,3}|来.{0,3}|代替|吧)?$"),
)
_LONGEST_PAUSE: Final = 60.0
_WISHES: Final = {
    Audience.CHILDREN: "for children",
    Audience.STUDENTS: "for university students",
    Audience.EVERYBODY: "",
}
_THAT: Final = re.compile(
    r"\b(?:after|behind|on|following)\s+(?:it|that|this)\b|そのあと|その後に?|它之?[後后]", re.IGNORECASE
)


def translated(draft: Draft, part: str) -> Draft | None:
    """The draft in another language, if that is what the part asks for.

    What is the builders' and the topics' is said in it; what the sender wrote stays as he wrote it.
    """
    locale = _language(part)
    if locale is None:
        return None
    again, before = _planned(draft, locale), _planned(draft, draft.locale)
    pairs = _pairs(before, again)
    scenes = [_in_language(scene, pairs.get(scene.id), locale) for scene in draft.board.scenes]
    titles = {before.storyboard.title: again.storyboard.title} if before and again else {}
    board = draft.board.model_copy(
        update={
            "language": locale.value,
            "title": titles.get(draft.board.title, draft.board.title),
            "scenes": tuple(scenes),
        }
    )
    if _is_written_in(board.title, draft.locale) and locale is not draft.locale:
        headings = (scene.heading for scene in scenes)
        readable = next((one for one in headings if one and not _is_written_in(one, draft.locale)), "")
        board = retitled(board, readable) if readable else board
    renamed = dict(
        zip((scene.heading for scene in draft.board.scenes), (scene.heading for scene in scenes), strict=True)
    )
    examples = tuple(renamed.get(heading, heading) for heading in draft.plan.coverage.examples)
    done = draft.revised(board, coverage=draft.plan.coverage.model_copy(update={"examples": examples}))
    return replace(done, left=(*draft.left, *_untranslated(draft.locale, board)))


def replanned(draft: Draft, part: str) -> Draft | None:
    """The draft on another subject that shows the same values: "with insertion sort instead"."""
    subject = next((found["subject"] for one in _SUBJECT if (found := one.match(without_end(part)))), "")
    if not topics_in(subject):
        return None
    values = draft.asked.values
    for name in (name for topic in topics_in(values) for name in topic.names):
        values = re.sub(re.escape(name), " ", values, flags=re.IGNORECASE)  # the subject before
    content = f"{subject}: {values}"
    again = _plan(content, draft.asked.additional_instructions, draft.locale)
    kinds = {scene.picture.kind for scene in draft.board.scenes} - FRAMING
    shown = {scene.picture.kind for scene in again.storyboard.scenes} if again else set()
    if again is None or kinds != shown - FRAMING:
        return None
    if again.coverage.unused or again.storyboard.scenes == draft.board.scenes:
        return None
    board = draft.board.model_copy(
        update={"title": again.storyboard.title, "scenes": again.storyboard.scenes}
    )
    asked = draft.asked.model_copy(update={"content": content, "values": content, "first": draft.first})
    return draft.revised(board, asked=asked, coverage=again.coverage)


def _untranslated(before: Locale, board: Storyboard) -> Iterator[str]:
    """The sender's own words that stay as he wrote them."""
    if board.language == before.value:
        return
    for scene in board.scenes:
        for text in dict.fromkeys((scene.heading, *texts(scene.picture.parameters))):
            if _is_written_in(text, before):
                yield text


def _is_written_in(text: str, locale: Locale) -> bool:
    """Whether there are words in a text, and in that language: a formula is in none."""
    has_words = re.search(r"[^\W\d_]{3,}|[ぁ-ヿ㐀-鿿]", text) is not None
    return has_words and language.of(text, "") is locale.language


def adapted(draft: Draft, part: str) -> Draft | None:
    """The draft for another audience: the request made again for it.

    Raises RefusedError where there is no other version for them.
    """
    found = _AUDIENCE.match(without_end(part))
    if not found:
        return None
    who = found["who"] or found["whom"] or found["zh"]
    audience = next(
        audience
        for audience, words in (
            (Audience.CHILDREN, _CHILDREN),
            (Audience.STUDENTS, _STUDENTS),
            (Audience.EVERYBODY, _EVERYBODY),
        )
        if re.fullmatch(words, who, re.IGNORECASE)
    )
    before = without_audience(draft.asked.additional_instructions)
    asked = draft.asked.model_copy(
        update={
            "content": without_audience(draft.asked.content),
            "additional_instructions": f"{before}\n{_WISHES[audience]}".strip(),
            "first": draft.first,
        }
    )
    done = _again(draft, asked)
    if done is None:
        raise RefusedError(Reason.SAME_FOR_THEM, who)
    return done


def lengthened(draft: Draft, part: str) -> Draft | None:
    """The draft with less to say, or with more: what a request for a short one leaves out.

    Raises RefusedError where there is neither less nor more.
    """
    text = without_end(part)
    shorter = _SHORTER.match(text)
    if not shorter and not _LONGER.match(text):
        return None
    instructions = "\n".join(
        line for line in draft.asked.additional_instructions.splitlines() if not preferences.read(line).brief
    )
    if shorter:
        instructions = f"{instructions}\n{draft.locale.say('短く', '簡短', 'keep it short')}".strip()
    asked = draft.asked.model_copy(update={"additional_instructions": instructions, "first": draft.first})
    done = _again(draft, asked)
    if done is None or (len(done.board.scenes) < len(draft.board.scenes)) is not (shorter is not None):
        raise RefusedError(Reason.NO_OTHER_LENGTH)
    return done


def restarted(draft: Draft, part: str) -> Draft | None:
    """The draft as the first request was answered, without any edit."""
    if not _AGAIN.match(without_end(part)):
        return None
    content, instructions = draft.first
    again = _plan(content, instructions, None)
    if again is None:
        return None
    asked = Asked(content=content, additional_instructions=instructions, values=content)
    return draft.revised(again.storyboard, asked=asked, coverage=again.coverage)


def _again(draft: Draft, asked: Asked) -> Draft | None:
    """The draft as a changed request is answered, with what edits have changed; None if that is the same."""
    again = _plan(asked.content, asked.additional_instructions, draft.locale)
    before = _planned(draft, draft.locale)
    if again is None or before is None or again.storyboard.scenes == before.storyboard.scenes:
        return None
    kept = {
        scene.picture.kind: scene for scene in draft.board.scenes if scene not in before.storyboard.scenes
    }
    scenes = [kept.get(scene.picture.kind, scene) for scene in again.storyboard.scenes]
    if scenes == list(draft.board.scenes):
        return None
    board = draft.board.model_copy(update={"scenes": tuple(scenes)})
    examples = tuple(dict.fromkeys((*again.coverage.examples, *draft.plan.coverage.examples)))
    coverage = again.coverage.model_copy(update={"examples": examples})
    return draft.revised(board, asked=asked, coverage=coverage)


def paused(draft: Draft, part: str) -> Draft | None:
    """The draft with a pause after a scene: at its end unless the part says where."""
    found = _PAUSE.search(part)
    if not found:
        return None
    written = next(value for value in found.groups() if value).lower()
    seconds = float(_WORDS.get(written, 0) or written)
    rest = part[: found.start()] + part[found.end() :] + found[0]
    place = len(draft.board.scenes) - 1
    if _THAT.search(part):
        places = [index for index, scene in enumerate(draft.board.scenes) if scene.id == draft.focus]
        if not places:
            return None
        place, rest = places[0], ""
    for pattern, fixed in _PLACE:
        if where := pattern.search(rest):
            place = (
                int(next(filter(None, where.groups()))) - 1
                if fixed is None
                else fixed % len(draft.board.scenes)
            )
            break
    if not 0 <= place < len(draft.board.scenes) or not 0 < seconds <= _LONGEST_PAUSE:
        return None
    scenes = list(draft.board.scenes)
    scenes[place] = scenes[place].model_copy(
        update={"pause": min(scenes[place].pause + seconds, _LONGEST_PAUSE)}
    )
    return draft.with_scenes(scenes)


def _language(part: str) -> Locale | None:
    text = without_end(part)
    for locale, name in _LANGUAGES:
        if any(re.fullmatch(pattern.replace("{name}", name), text, re.IGNORECASE) for pattern in _TRANSLATE):
            return locale
    return None


def _planned(draft: Draft, locale: Locale) -> Plan | None:
    return _plan(draft.asked.content, draft.asked.additional_instructions, locale)


def _plan(content: str, instructions: str, locale: Locale | None) -> Plan | None:
    """The plan of the request in a language, by default its own; None where it can't be made (again)."""
    asked = read(content, instructions)
    try:
        return planning.planned_from(asked.in_locale(locale) if locale else asked)
    except NeedsModel:
        return None


def _pairs(before: Plan | None, again: Plan | None) -> dict[str, tuple[Scene, Scene]]:
    """The scenes of the same request in two languages, by their ids."""
    if before is None or again is None:
        return {}
    others = {scene.id: scene for scene in again.storyboard.scenes}
    return {
        scene.id: (scene, others[scene.id])
        for scene in before.storyboard.scenes
        if scene.id in others and others[scene.id].picture.kind == scene.picture.kind
    }


def _in_language(scene: Scene, pair: tuple[Scene, Scene] | None, locale: Locale) -> Scene:
    if pair is not None and pair[0].picture == scene.picture:
        before, again = pair
        heading = again.heading if scene.heading == before.heading else scene.heading
        beats = again.beats if scene.beats == before.beats else scene.beats
        return scene.model_copy(update={"heading": heading, "beats": beats, "picture": again.picture})
    if not is_drawn(scene):
        return scene
    drawn = scene_of(built(scene.picture), scene.id, locale, heading=None if scene.heading else "")
    return drawn.model_copy(update={"pause": scene.pause})
