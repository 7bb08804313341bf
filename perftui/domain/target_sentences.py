"""Finding the target in the sentence of a goal, such as “Publish 8 blog posts during Q1”; in doubt, nothing is found."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from perftui.domain import target_words as words
from perftui.domain.target_forms import BadTarget, ParsedTarget, read_target
from perftui.domain.texts import HAN

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST: Final = 1000
"""Characters of a sentence at most; in longer ones nothing is looked for."""
_MONTH: Final = "(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*"
_ASIDE: Final = (
    r"!?\[[^\]]*\]\([^)]*\)|\[[^\]]*\]|https?://\S+|\([^()]*\)|#\d+|~~"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}\b(?: \d{{4}}\b)?|\b{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b(?!%)(?:,? \d{{4}}\b)?"
    r"|\b\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\b|(?:\d{4} ?年 ?)?\d{1,2} ?月(?:份|底|初|末| ?\d{1,2} ?[日号])?"
    r"|\d{4} ?年(?:度|底|初|末)?|第 ?\d+ ?季度"
    r"|\b(?:19|20)\d\d[ -]?[QH][1-4]\b|\b[QH][1-4](?:-[1-4])?[ /-]?(?:(?:19|20)\d\d)?\b"
    r"|\b(?:in|of|until|till|by|for|during|before|after|since|and|&) (?:the )?(?:end of )?(?:19|20)\d\d\b(?![-/.]\d)"
)
"""What says nothing about the number: links, tags, asides in brackets, days, quarters and years."""
_NUMBER: Final = rf"(?<![\w.,:/#$€£¥+-]){words.DIGITS}"
_PLAIN: Final = rf"{_NUMBER}(?![-–:]\d|(?:st|nd|rd|th)\b)"
_VERBS: Final = (
    "achieve|acquire|add|answer|attend|attract|automate|book|build|certify|close|coach|co-host|collect|complete|conduct|create|deliver"
    "|develop|do|document|execute|file|finish|gain|generate|get|give|have|hire|hold|host|identify|include|interview|launch|make|meet"
    "|meet with|obtain|offer|onboard|open|organi[sz]e|partner with|perform|post|present|produce|promote|publish|qualify|reach|record"
    "|recruit|register|resolve|review|run|save|secure|sell|ship|sign|solve|submit|support|train|visit|win|write"
)
_HAN_VERBS: Final = (
    "发布|完成|新增|组织|举办|开展|招聘|签约|签订|签下|培训|拜访|走访|撰写|编写|开发|交付"
    "|提交|申请|实现|辅导|访谈|获得|取得|输出|建立|处理|上线"
)
_CLASSIFIERS: Final = "个(?!月|工作日|小时)|家|篇|次|场|名|人|位|项|件|份|台|套|单|户|条|部|本|门|期|亿元|万元|元"
_NO_COUNTS: Final = r"1|360|(?:19|20)\d\d|\d+\.\d+"
"""Rarely how many: one of something, 360-degree reviews, years, versions."""
_STOPS: Final = (
    "an?|the|and|or|of|in|on|at|to|by|for|from|with|within|without|during|per|each|every|that|which|who|while|as|into|about|via|than|our|their"
    "|his|her|its|my|your|this|these|those|is|are|was|were|be|been|has|have|had|will|can|must|not|no|if|when|until|till|besides|across|over"
    "|under|using"
)
_PLURALS: Final = frozenset({"people", "children", "men", "women", "staff"})
_UNITED: Final = r"[\w{}/&'’-]+"
_RATE: Final = re.compile(r"(?: (?:a|an|per|each|every) (?:day|week|month|quarter|year))?", re.IGNORECASE)
_TO_RISE: Final = r"\b(?:increas|grow|grew|rais|ris|improv|boost|lift|climb)\w*"
_TO_FALL: Final = r"\b(?:reduc|decreas|cut|lower|fall|fell|drop|shorten|shrink)\w*"
_FAR: Final = r"\b[^.;:!?。；]*?"


def search_target(text: str) -> ParsedTarget | None:
    """What `targets.find_target` does."""
    sentence = re.sub(_ASIDE, " ", words.tidied(text), flags=re.IGNORECASE) if len(text) <= LONGEST else ""
    sentence = " ".join(re.sub(_ASIDE, " ", sentence, flags=re.IGNORECASE).split())
    expression = next((found for search in _SEARCHES if (found := search(sentence))), "")
    # Each number of the sentence must have been understood: one left over may be the real target.
    if not expression or len(_numbers(expression)) != len(_numbers(sentence)):
        return None
    try:
        return read_target(expression)
    except BadTarget:
        return None


def _numbers(text: str) -> list[str]:
    return re.findall(r"(?<![A-Za-z_\d])(?<![A-Za-z\d][-./])\d[\d.,]*(?!\d)(?!(?:st|nd|rd|th)\b)", text)


def _found(pattern: str, sentence: str) -> re.Match[str] | None:
    return re.search(pattern, sentence, re.IGNORECASE)


def _from_to(sentence: str) -> str:
    number = rf"{words.DIGITS}(?: ?%)?"
    match = _found(rf"\bfrom {number} to {number}|[从由] ?{number} ?{words.TO} ?{number}|{number} ?(?:{words.ARROW}) ?{number}", sentence)
    return match[0] + _unit_behind(sentence, match.end()) if match else ""


def _by(sentence: str) -> str:
    match = _found(rf"\bby {words.DIGITS} ?(?:%|x\b)|(?:{words.RISES}|{words.FALLS})了? ?{words.DIGITS} ?%", sentence)
    return match[0].replace("了", "") if match else ""


def _changed_to(sentence: str) -> str:
    for sign, verbs, han in ((">=", _TO_RISE, words.RISES), ("<=", _TO_FALL, words.FALLS)):
        match = _found(rf"(?:{verbs}{_FAR} to|(?:{han})[到至为]) ?(?P<n>{_PLAIN}|(?<=[到至为]){words.DIGITS})", sentence)
        unit = match and _unit_behind(sentence, match.end())
        if match and unit:
            return f"{sign} {match['n']}{unit}"
    return ""


def _limited(sentence: str) -> str:
    sign = rf"(?:(?P<least>{words.LEAST})|(?P<most>{words.MOST}))"
    match = _found(rf"(?<![\w<>=])(?:{sign}) ?(?P<n>{words.DIGITS})", sentence) or _found(
        rf"(?<=[{HAN}]){sign} ?(?P<n>{words.DIGITS})",
        sentence,
    )
    unit = match and _unit_behind(sentence, match.end(), is_single=match["n"] == "1")
    return f"{'>=' if match['least'] else '<='} {match['n']}{unit}" if match and unit else ""


def _limited_behind(sentence: str) -> str:
    amount = rf"(?P<n>{words.DIGITS})(?P<unit> ?(?:%|{_CLASSIFIERS}|{words.DURATION}))"
    match = _found(rf"{amount} ?(?:(?P<least>{words.LEAST_AFTER})|{words.MOST_AFTER})", sentence)
    return f"{'>=' if match['least'] else '<='} {match['n']}{match['unit']}" if match else ""


def _counted(sentence: str) -> str:
    verb = rf"(?:^|\b(?:{_VERBS})(?:e?s|ed|ing)?(?: and [a-z]+(?: with)?)? )"
    match = _found(rf"{verb}(?P<n>{_PLAIN})", sentence)
    if match is None:
        match = _found(rf"(?:{_HAN_VERBS})[{HAN}]{{0,8}}? ?(?P<n>{words.DIGITS})", sentence)
    unit = match and _unit_behind(sentence, match.end())
    return f">= {match['n']}{unit}" if match and unit and not re.fullmatch(_NO_COUNTS, match["n"]) else ""


def _unit_behind(sentence: str, position: int, *, is_single: bool = False) -> str:
    """The unit that begins at a position, with a blank before it where it needs one; empty where none is recognised."""
    rest = sentence[position:]
    if match := re.match(rf" ?(?:{words.PERCENT}|{_CLASSIFIERS}|(?:{words.DURATION})(?![a-z]))", rest, re.IGNORECASE):
        return match[0]
    taken: list[str] = []
    end = 0
    for word in re.finditer(rf" ({_UNITED})", rest):
        is_next = word.start() == end and not re.fullmatch(_STOPS, word[1], re.IGNORECASE) and not word[1][0].isdigit() and len(taken) < 5
        if not is_next or (taken and _is_plural(taken[-1]) and not _is_plural(word[1])):
            break
        taken.append(word[1])
        end = word.end()
    if not taken or not (is_single or _is_plural(taken[-1])):
        return ""
    rate = _RATE.match(rest, end)
    return " " + " ".join(taken).removeprefix("more ") + (rate[0] if rate else "")


def _is_plural(word: str) -> bool:
    tail = word.lower()
    return tail in _PLURALS or (len(tail) > 3 and tail.endswith("s") and not tail.endswith(("ss", "us", "is")))


_SEARCHES: Final[tuple[Callable[[str], str], ...]] = (_from_to, _by, _changed_to, _limited, _limited_behind, _counted)
