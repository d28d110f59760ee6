"""Where the paragraphs of a plain text begin and end.

Scraped text has often lost its line breaks: a sentence stands right behind the full stop of another ("... it said.Nobody came"), a
subhead right before the first word of its text ("No way backThe army ..."). A paragraph ends there too, unless a quotation is open.
"""

import re
from bisect import bisect_left
from functools import lru_cache
from itertools import pairwise

# A run of white space is tried once, from its beginning, however long it is.
_LINE_BREAK = re.compile(r"(?<![^\S\n])[^\S\n]*+\n\s*+")
_BLANK_LINE = re.compile(r"\n[^\S\n]*+\n\s*+")
PAGE_WIDTH = range(40, 101)  # characters of a line that was broken to a width
# A lookbehind has a width. What is longer is no word.
_SMALL_WORD = "|".join(rf"(?<=\b[a-z]{{{length}}})" for length in range(3, 16))
# Where two words are run together, as a pattern without width.
RUN_TOGETHER = (
    "(?<=[A-Za-z])(?=[A-Z])(?:"
    + "|".join(
        (
            rf"(?:{_SMALL_WORD})(?=[A-Z][a-z])",  # "backArmy", not "YouTube" or "iPhone"
            r"(?<=[a-z]{3})(?=(?:The|This|These|They|But|According|Meanwhile|However|After|When|While|Mr|Mrs|Ms)\b)",
            r"(?<=[a-z]{3})(?=[A-Z]{4})",
            r"(?<=[A-Z]{4})(?=[A-Z][a-z]{2})",
        )
    )
    + ")"
)
_RUN_TOGETHER = re.compile(rf"{RUN_TOGETHER}(?=[A-Za-z]+[ ,:’'])")
_TWO_WORDS = re.compile(RUN_TOGETHER)
# Each begins with what is found fast, what stands before it is asked after: this is tried at every place of every text.
_INNER_CAPITAL = re.compile(r"[A-Z](?<=[A-Za-z][A-Z])")
# A quotation mark behind the full stop belongs to either sentence.
_STOP = re.compile(r"[.!?](?:(?<=[a-z\d)].)[\"“”«»]?|(?<=[a-z\d)][\"”].))(?=[\"“]?[A-Z][\w’'-]*[ ,”\"])")
# A subhead between dashes, as news agencies have it ("... it said.- 'No way back' -The army ...").
DASHED = r"- [^-\n.]{2,60} -"
_SUBHEAD = re.compile(rf"{DASHED}(?= ?[A-Z\"“])")
_MARK = re.compile('["“”«»]')
CLOSING = re.compile(r"[.!?:;…,][\"'”’»)\]]*\s*$")


def paragraphs(text: str) -> list[tuple[int, int]]:
    """(start, end) of each paragraph without its surrounding white space."""
    return list(_paragraphs(text))


@lru_cache(maxsize=32)
def _paragraphs(text: str) -> tuple[tuple[int, int], ...]:
    """Kept, since several steps ask for those of one text in turn."""
    separator = _BLANK_LINE if _wrapped(text) else _LINE_BREAK
    spans, start = [], 0
    for match in [*separator.finditer(text), None]:
        if match and text[match.end() : match.end() + 1].islower() and not _BLANK_LINE.search(match[0]):
            continue
        end = match.start() if match else len(text)
        part = text[start:end]
        if part.strip():
            lead = len(part) - len(part.lstrip())
            spans += _parts(text, start + lead, start + len(part.rstrip()))
        start = match.end() if match else end
    return tuple(spans)


def _parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A paragraph, cut where line breaks were lost."""
    cuts = [place for place, inside in _lost(text, start, end) if not inside]
    return [(first + text[first].isspace(), last) for first, last in pairwise([start, *cuts, end])]


def run_together(text: str) -> list[int]:
    """Where a sentence begins without white space before it; also inside quotations."""
    return [place for start, end in paragraphs(text) for place in (start, *(p for p, _ in _lost(text, start, end)))]


def words_run_together(text: str) -> list[int]:
    """Where a word begins right behind another ("the planeArmenia said")."""
    return [m.start() for m in _INNER_CAPITAL.finditer(text) if _TWO_WORDS.match(text, m.start())]


def _lost(text: str, start: int, end: int) -> list[tuple[int, bool]]:
    """The places of a stretch where something begins without white space before it, and whether a quotation is open there."""
    places = {m.end(): m[0][1:] for m in _STOP.finditer(text, start, end)}
    for match in _INNER_CAPITAL.finditer(text, start, end):
        if _RUN_TOGETHER.match(text, match.start()):
            places[match.start()] = ""
    for match in _SUBHEAD.finditer(text, start, end):
        if match.start() == start or text[match.start() - 1] in '.!?"”':
            places |= {match.start(): "", match.end(): ""}
    if not places:
        return []
    marks = _directions(text, start, end)
    at = [place for place, _ in marks]
    found = []
    for behind in sorted(places):
        # A mark that opens the second sentence begins it.
        opens = bool(places[behind]) and marks[bisect_left(at, behind - 1)][1] > 0
        begins = behind - 1 if opens else behind
        after = bisect_left(at, begins)
        around = marks[max(after - 1, 0) : after + 1]
        found.append((begins, len(around) == 2 and around[0][1] > 0 > around[1][1]))
    return found


def _directions(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Quotation marks of a stretch, and 1 for one that opens, -1 for one that closes: by its shape, else by the white space around it,
    else the other than the next one; of the last, the other than the one before."""
    marks = [m.start() for m in _MARK.finditer(text, start, end)]
    found = [_shape(text, place, end) for place in marks]
    for i in range(len(marks) - 2, -1, -1):
        found[i] = found[i] or -found[i + 1]
    for i in range(1, len(marks)):
        found[i] = found[i] or -found[i - 1]
    return list(zip(marks, found, strict=True))


def _shape(text: str, place: int, end: int) -> int:
    if text[place] != '"':
        return 1 if text[place] in "“«" else -1
    free_before = place == 0 or not (text[place - 1].isalnum() or text[place - 1] in ".,!?;…")
    free_behind = place + 1 >= end or not text[place + 1].isalnum()
    return 0 if free_before == free_behind else 1 if free_before else -1


def _wrapped(text: str) -> bool:
    """Whether the text has blank lines and its other line breaks mostly stand in the middle of a sentence, after a line of a page's
    width: lines broken to a width."""
    stripped = text.strip()
    breaks = [*_LINE_BREAK.finditer(stripped)]
    ends = [m.start() for m in breaks if not _BLANK_LINE.search(m[0])]
    lines = [stripped[stripped.rfind("\n", 0, end) + 1 : end] for end in ends]
    inside = sum(len(line) in PAGE_WIDTH and CLOSING.search(line) is None for line in lines)
    return len(ends) < len(breaks) and inside > len(ends) / 2
