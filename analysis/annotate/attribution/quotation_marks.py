"""Stretches in quotation marks. A plain function of the text and its paragraphs.

A quotation ends at its closing mark. One that is never closed ends with its paragraph; where the next paragraph begins with an
opening mark again, it goes on there as a stretch of its own with the same speaker (`continues`). Marks within a quotation are part
of it. An opening mark may be closed by the other shape of its kind (“…"), as careless typing has it; two apostrophes or backticks
(``…'') are one mark.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

# Opening mark to the marks that close it.
PAIRS = {
    "“": ("”", '"'),
    '"': ('"', "”"),
    "«": ("»",),
    "„": ("“", "”"),
    "‟": ("”",),
    "‹": ("›",),
    "‘": ("’", "'"),
    "‚": ("‘", "’"),
    "'": ("'", "’"),
    "''": ("''",),
    "``": ("''", "``"),
}
MOST_INSIDE = 200  # marks and apostrophes within one quotation: more are a text made of marks
SINGLE = frozenset("‘‚'")
MARKS = frozenset(PAIRS) | {mark for closing in PAIRS.values() for mark in closing}
_MARK = re.compile("|".join(sorted(map(re.escape, MARKS), key=lambda m: (-len(m), m))))
_SENTENCE_ENDED = (". ", "! ", "? ", "… ")
_LETTER = re.compile(r"\w")
_CLIPPED = re.compile(
    r"['‘](?:\d0s|em|til|n|tis|twas|cause|s|re|ve|ll|d|m|t)\b"
)  # 'em, '90s, 's: letters left out, no quotation


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
    marks = [(match.start(), match[0]) for match in _MARK.finditer(text, start, end)]
    index = 0
    while index < len(marks):
        place, mark = marks[index]
        index += 1
        if not _opens(text, place, mark, start, end):
            continue
        last = _close(text, marks, index - 1, end)
        if last is None and mark in SINGLE:  # an apostrophe; a quotation in single marks is closed or is none
            continue
        stop = end if last is None else marks[last][0] + len(marks[last][1])
        yield Quote(place, stop, last is not None, open_before and place == start)
        index = len(marks) if last is None else last + 1


def _opens(text: str, place: int, mark: str, start: int, end: int) -> bool:
    after = place + len(mark)
    if after < end and mark == "”" and place == start and _LETTER.match(text, after):
        return True  # careless typing: nothing that this could close stands before it
    if mark not in PAIRS or after >= end or text[after].isspace() and mark != "«":
        return False
    if mark in "“«„‟‹":
        return True
    before = text[place - 1] if place > start else " "
    if mark in SINGLE:
        return mark == "‚" or not (_LETTER.match(before) or before in ".,;!?…)" or _CLIPPED.match(text, place))
    if (
        before in ".!?"
    ):  # outside a quotation and before a capital: two sentences without a space ('... it said."We stay')
        return text[after].isupper()
    return not _LETTER.match(before) and before not in ",;…)"


def _close(text: str, marks: list[tuple[int, str]], index: int, end: int) -> int | None:
    """The index of the mark that closes the one at `index`; null where none of the next `MOST_INSIDE` of its paragraph does."""
    opening, depth = marks[index][1], 0
    closing = PAIRS.get(opening, (opening,))
    for i in range(index + 1, min(len(marks), index + 1 + MOST_INSIDE)):
        place, mark = marks[i]
        if mark == opening == "“" and _LETTER.match(text, place - 1) and not _LETTER.match(text, place + 1):
            return i  # careless typing: an opening mark at the end of a word
        if mark == opening and mark in "“«„" and text[place - 2 : place] in _SENTENCE_ENDED:
            continue  # the quotation goes on where its next paragraph has been run on into the same line
        if mark in "“«„" and mark not in closing:
            depth += 1
        elif mark in closing and _closes(text, place, mark, end, opening):
            if not depth or mark == opening:
                return i
            depth -= 1
    return None


def _closes(text: str, place: int, mark: str, end: int, opening: str) -> bool:
    after = text[place + len(mark)] if place + len(mark) < end else " "
    spaced = text[place - 1].isspace()
    if opening in SINGLE:  # not the apostrophe of "don't"
        return not spaced and not _LETTER.match(after)
    # '..., "the report said': careless typing, where a comma and a small letter stand around it
    aside = spaced and text[place - 2] == "," and opening != mark and after.islower()
    return aside or not (spaced and _LETTER.match(after)) if mark in ('"', "''") else True
