"""Where the paragraphs of a plain text begin and end."""

import re
from functools import lru_cache

# A run of white space is tried once, from its beginning, however long it is.
_LINE_BREAK = re.compile(r"(?<![^\S\n])[^\S\n]*+\n\s*+")
_BLANK_LINE = re.compile(r"\n[^\S\n]*+\n\s*+")
PAGE_WIDTH = range(40, 101)  # characters of a line that was broken to a width
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
            spans.append((start + lead, start + len(part.rstrip())))
        start = match.end() if match else end
    return tuple(spans)


def _wrapped(text: str) -> bool:
    """Whether the text has blank lines and its other line breaks mostly stand in the middle of a sentence, after a line of a page's
    width: lines broken to a width."""
    stripped = text.strip()
    breaks = [*_LINE_BREAK.finditer(stripped)]
    ends = [m.start() for m in breaks if not _BLANK_LINE.search(m[0])]
    lines = [stripped[stripped.rfind("\n", 0, end) + 1 : end] for end in ends]
    inside = sum(len(line) in PAGE_WIDTH and CLOSING.search(line) is None for line in lines)
    return len(ends) < len(breaks) and inside > len(ends) / 2
