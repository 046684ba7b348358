"""Abbreviations, titles, initials and acronyms."""

import re
from collections.abc import Iterable
from typing import Final

from media.reading.english.numbers import ROMAN_FIGURES, cardinal, roman
from media.reading.english.stops import stop
from media.reading.rules import Rule, before, behind, constant, pairs, rule

_ANYWHERE: Final = pairs(
    "Fig:figure,Figs:figures,M.Sc:M S C,B.Sc:B S C,"
    "e.g:for example,eg:for example,i.e:that is,ie:that is,etc:et cetera,vs:versus,approx:approximately,"
    "et al:and others,cf:compare,viz:namely,a.k.a:also known as,w/o:without,w/:with,b/c:because,"
    "dept:department,Dept:department,govt:government,Govt:government,Inc:Incorporated,Ltd:Limited,"
    "Corp:Corporation,Bros:Brothers,Jr:Junior,Sr:Senior,Assn:Association,Univ:University,avg:average,"
    "Avg:average,max:maximum,Max:maximum,min:minimum,Min:minimum,est:established,Est:established,"
    "incl:including,excl:excluding,ext:extension,misc:miscellaneous,temp:temperature,Mt:Mount,Ave:Avenue,"
    "Blvd:Boulevard,Rd:Road,Hwy:Highway,Pkwy:Parkway,Sq:Square,Apt:apartment,Bldg:building,"
    "Intl:International,Natl:National,Ph.D:P H D,tel:telephone,Tel:telephone,Ft:Fort,Co:Company,ca:about,"
    "Ste:suite,assoc:associate,asst:assistant,resp:respectively,hrs:hours,yrs:years"
)
"""With the point that ends them."""
_WITHOUT_POINT: Final = frozenset(
    {"eg", "ie", "etc", "vs", "approx", "a.k.a", "Ph.D", "w/", "w/o", "b/c", "et al"}
)
"""Those that are abbreviations without it too."""
_BEFORE_WORDS: Final = frozenset(
    {"e.g", "eg", "cf", "vs", "approx", "incl", "excl", "viz", "w/", "w/o", "Mt", "Ft"}
)
"""Those that end no sentence."""
_TITLES: Final = pairs(
    "Mr:Mister,Mrs:Missus,Ms:Miz,Prof:Professor,Gen:General,Col:Colonel,Capt:Captain,Cpt:Captain,"
    "Lt:Lieutenant,Sgt:Sergeant,Maj:Major,Rev:Reverend,Hon:Honorable,Sen:Senator,Rep:Representative,"
    "Gov:Governor,Pres:President,Adm:Admiral,Cmdr:Commander,Supt:Superintendent,Fr:Father,Msgr:Monsignor"
)
_NUMBERED: Final = pairs(
    "No:number,no:number,Nos:numbers,nos:numbers,Nr:number,№:number,Fig:figure,fig:figure,Figs:figures,"
    "figs:figures,Eq:equation,eq:equation,Eqs:equations,Sec:section,sec:section,Ch:chapter,ch:chapter,"
    "Chap:chapter,Vol:volume,vol:volume,Vols:volumes,p:page,pp:pages,pg:page,Art:article,art:article,"
    "Ex:example,ex:example,Pt:part,pt:part,Ref:reference,c:about,b:born,ed:edition,Ed:edition,ver:version,"
    "Ver:version,op:opus,Op:Opus,Tab:table,ca:about,est:established,Est:established,v:version,Rm:room,"
    "rm:room,§:section,§§:sections,¶:paragraph,App:appendix,para:paragraph,Hwy:highway,Apt:apartment"
)
"""Abbreviations only before a number."""
_NUMBER_BEHIND: Final = rf"(?:(?=\(?[\d\ufffc])|(?!I\b){ROMAN_FIGURES})"


def _any_of(names: Iterable[str]) -> str:
    """The pattern of any of the names, the longest first."""
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True))


def _numbered(found: re.Match[str]) -> str | None:
    """Number, figure, page: with a point or right before a figure, for "no 5 men" and "art 3" are words."""
    is_word = found["name"].isalpha() and not found["point"]
    number = cardinal(roman(found["roman"])) if found["roman"] else ""
    return None if is_word else f"{_NUMBERED[found['name']]} {number}"


def _title(found: re.Match[str]) -> str | None:
    return _TITLES[found["name"]] if found["point"] or found["name"] in ("Mr", "Mrs", "Ms") else None


def _saint_or_street(found: re.Match[str]) -> str:
    """Saint before a name, street behind one: St. Louis, Baker St. in London, 221 Baker St. London."""
    preceding, following = before(found), behind(found)
    is_behind_name = re.search(r"(?:[A-Z][\w'’]*|\d(?:st|nd|rd|th)|\ufffc)\s+$", preceding)
    is_before_name = re.match(r"\s+(?:the\s+)?[A-Z]", following) and not stop(found)
    is_numbered = re.search(
        r"(?:\d|\ufffc)\s+(?:[NSEW]\.?\s+)?(?:[A-Z][\w'’]*\s+)+$|(?:st|nd|rd|th|\ufffc)\s+$", preceding
    )
    if is_before_name and not is_numbered:
        return "Saint"
    return ("Street" + _point(found)) if is_behind_name else "Saint"


def _doctor_or_drive(found: re.Match[str]) -> str:
    following = behind(found)
    is_drive = re.search(r"(?:\d|\ufffc)\s+(?:[A-Z][\w'’]*\s+)+$|[A-Z][a-z]+\s+$", before(found))
    if is_drive and (not re.match(r"\s+[A-Z]", following) or stop(found)):
        return "Drive" + _point(found)
    return "Doctor"


def _point(found: re.Match[str]) -> str:
    return stop(found) if found[0].endswith(".") else ""


def _spelled(found: re.Match[str]) -> str:
    """Letters with points: U.S., J.R.R., p.s."""
    letters = " ".join(found["letters"].replace(".", " ").split()).upper()
    return letters + (found["more"] or "") + _point(found)


def _initials(found: re.Match[str]) -> str | None:
    """Initials of a name, J. Smith; but a letter may end a sentence: vitamin C. The."""
    preceding, following = before(found), behind(found)
    if _SENTENCE.match(following) or (preceding.strip() and not _NAMING.search(preceding)):
        return None
    return " ".join(found["letters"].replace(".", " ").split()) + " "


def _anywhere(found: re.Match[str]) -> str | None:
    name = found["name"]
    if not found["point"] and name not in _WITHOUT_POINT:
        return None
    if name in ("i.e", "ie"):
        return "that is" + ("" if found.string.startswith(",", found.end()) else ",")
    return _ANYWHERE[name] + ("" if name in _BEFORE_WORDS else _point(found))


_SENTENCE: Final = re.compile(
    r"(?:The|It|He|She|They|We|You|In|This|That|But|And|So|Then|There|If|A|On|At|For|When|However)\b"
)
_NAMING: Final = re.compile(
    r"(?:[A-Z][\w'’]*|[\ufffc.,;:(\"“]|\b(?:by|and|to|of|from|with|for|as|met|is|was))\s*$"
)

ABBREVIATIONS: Final[tuple[Rule, ...]] = (
    rule(rf"(?<![\w.])(?P<name>{_any_of(_NUMBERED)})(?P<point>\.?)\s?{_NUMBER_BEHIND}", _numbered),
    rule(r"#\s?(?=[\d\ufffc])", lambda _: "number "),
    rule(rf"(?<![\w.])(?P<name>{_any_of(_TITLES)})(?P<point>\.?)(?=\s+(?:[A-Z\ufffc]|&|and\b))", _title),
    constant(r"(?<!\w)WWII(?!\w)", "World War two"),
    constant(r"(?<!\w)WWI(?!\w)", "World War one"),
    rule(r"(?<![\w.])Dr(?:\.|(?=\s[A-Z]))", _doctor_or_drive),
    rule(r"(?<![\w.])St(?:\.|(?=\s[A-Z]|[\s,]|$))", _saint_or_street),
    rule(rf"(?<![\w./])(?P<name>{_any_of(_ANYWHERE)})(?P<point>\.?)(?!\w)", _anywhere),
    rule(r"(?<![\w.])(?P<letters>(?:[A-Z]\.\s?){1,3})(?=[A-Z][a-z])", _initials),
    rule(
        r"(?<![\w.])(?P<letters>(?:[A-Z]\.){2,}(?:[A-Z](?!\w))?|(?:[a-z]\.){2,})(?P<more>['’]?s)?(?!\w)",
        _spelled,
    ),
)
