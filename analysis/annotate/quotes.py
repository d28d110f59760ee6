"""Stretches in quotation marks. A plain function of the text and its paragraphs.

A quotation ends at its closing mark. One that is never closed ends with its paragraph; where the next paragraph begins with an
opening mark again, it goes on there as a stretch of its own with the same speaker (`continues`). Marks within a quotation are part
of it. An opening mark may be closed by the other shape of its kind (“…"), as careless typing has it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

# Opening mark to the marks that close it.
PAIRS = {"“": '”"', '"': '"”', "«": "»", "„": "“”", "‟": "”", "‹": "›", "‘": "’'", "‚": "‘’", "'": "'’", "”": '”"'}
SINGLE = frozenset("‘‚'")
_LETTER = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Quote:
    """Characters from the opening mark to the closing mark, both included. `continues`: it goes on from the paragraph before."""

    start: int
    end: int
    closed: bool
    continues: bool = False


def find(text: str, paragraphs: Iterable[tuple[int, int]]) -> list[Quote]:
    """The outermost quotations in order of place; they never overlap and never cross a paragraph."""
    quotes: list[Quote] = []
    open_before = False
    for start, end in paragraphs:
        found = list(_in_paragraph(text, start, end, open_before))
        quotes += found
        open_before = bool(found) and not found[-1].closed
    return quotes


def _in_paragraph(text: str, start: int, end: int, open_before: bool) -> Iterable[Quote]:
    place = start
    while place < end:
        if not _opens(text, place, start, end):
            place += 1
            continue
        close = _close(text, place, end)
        if close is None and text[place] in SINGLE:  # an apostrophe; a quotation in single marks is closed or is none
            place += 1
            continue
        continues = open_before and place == start
        stop = end if close is None else close + 1
        yield Quote(place, stop, close is not None, continues)
        place = stop


def _opens(text: str, place: int, start: int, end: int) -> bool:
    mark = text[place]
    if mark not in PAIRS or place + 1 >= end or text[place + 1].isspace():
        return False
    before = text[place - 1] if place > start else " "
    if mark in "“«„‟‹":
        return True
    if mark in SINGLE and mark != "‚" and _LETTER.match(before):
        return False
    return not _LETTER.match(before) and before not in ".,;!?…)" if mark != "”" else False


def _close(text: str, place: int, end: int) -> int | None:
    """Where the quotation that opens at `place` is closed; null where it isn't in its paragraph."""
    closing, mark, depth = PAIRS[text[place]], text[place], 0
    for i in range(place + 1, end):
        c = text[i]
        if mark in "“«„" and c == mark and mark not in closing:
            depth += 1
        elif c in closing and _closes(text, i, end, mark):
            if not depth:
                return i
            depth -= 1
    return None


def _closes(text: str, place: int, end: int, opening: str) -> bool:
    after = text[place + 1] if place + 1 < end else " "
    if opening in SINGLE:  # not the apostrophe of "don't"
        return not _LETTER.match(after) and not text[place - 1].isspace()
    if text[place] == '"':
        return not text[place - 1].isspace() or not _LETTER.match(after)
    return True
