"""What each stretch of an article is: prose, headline, subhead, caption, boilerplate or a doubled headline.

Nothing is removed. The rules, in the order they are tried on each paragraph (a paragraph ends at a blank line, and at a line
break unless lines are broken to a width or the next one begins with a small letter):

1. *boilerplate*: a leading `date YYYY-MM-DD` (only that stretch; a section label of at most four words after it goes with it);
   a paragraph that is a standard phrase of web pages ("Related Articles", "Read more", "Advertisement" ...); a closing
   agency mark in parentheses after the last sentence of the text is part of its paragraph.
2. *title*: the first paragraph, when the reader was given a title or the next paragraph repeats it; *duplicate*: a paragraph
   that repeats the title.
3. *caption*: a paragraph of at most 60 words, not the last, that ends in a credit ("(Reuters)", "Photograph: Ann Doe") or "– video";
   a running time before it ("01:48") is *boilerplate*.
4. *subhead*: a paragraph of at most 10 words, neither first nor last, that ends in no closing punctuation and has none inside, or stands
   between dashes.
5. *prose*: all else.
"""

import re
from collections.abc import Iterator

from analysis.annotate.document.text import text as text_of
from analysis.annotate.steps import Make, step
from analysis.codebook import Codebook
from analysis.paragraphs import CLOSING, DASHED, paragraphs
from analysis.schema import Block, BlockKind

_LEADING_DATE = re.compile(r"\s*date \d{4}-\d{2}-\d{2}[ \t]*")
_PHRASES = re.compile(
    r"(?i)(related (articles|stories|topics|news)|read (more|also|next)\b.{0,40}|\W{0,3}read (our|all)\b.{0,80}\b(blog|updates|coverage|stories)"
    r"|authored by\b.{0,80}|you can unsubscribe\b.*|see also|more (on this|from|stories)\b.*|advertisement"
    r"|sponsored content|share (this|on)\b.*|follow us\b.*|sign up\b.*|subscribe\b.*|comments?|print|email|copy link"
    r"|click here\b.*|recommended|most (read|popular|viewed)\b.{0,40}|trending|tags?:.*|all rights reserved\.?|©.*)"
)
_PUNCTUATION = re.compile(r"[.!?:;…,\"“”]")
_DASHED = re.compile(DASHED)
_CREDIT = re.compile(
    r"(?:[(\[](?:photo|image|picture|file)?[^()\[\]]{0,40}\b[A-Z][\w./ -]{1,40}[)\]]"
    r"|[–—-] (?:video|photos|pictures|gallery)|\b(?:Photograph|Photo|Picture|Image|Credit): [^.!?]{2,80})\s*$"
)
_RUNNING_TIME = re.compile(r"\d{1,2}:\d\d (?=[A-Z])")


def blocks(text: str, has_title: bool = False) -> list[Block]:
    """The blocks of a document's text in order; white space between paragraphs belongs to none."""
    return list(_blocks(text, paragraphs(text), has_title))


def _blocks(text: str, spans: list[tuple[int, int]], has_title: bool) -> Iterator[Block]:
    title = text[slice(*spans[0])] if spans and (has_title or _repeats(text, spans)) else None
    for i, (start, end) in enumerate(spans):
        leading = _LEADING_DATE.match(text[start:end]) if i == 0 and title is None else None
        if leading:
            rest = text[start + leading.end() : end]
            if not rest or (len(rest.split()) <= 4 and not CLOSING.search(rest)):
                yield Block(start, end, "boilerplate", i)
                continue
            yield Block(start, start + len(leading[0].rstrip()), "boilerplate", i)
            start += leading.end()
        kind = _kind(text[start:end], i, len(spans), title)
        running = _RUNNING_TIME.match(text, start) if kind == "caption" else None
        if running:
            yield Block(start, running.end() - 1, "boilerplate", i)
        yield Block(running.end() if running else start, end, kind, i)


def _repeats(text: str, spans: list[tuple[int, int]]) -> bool:
    return len(spans) > 1 and text[slice(*spans[0])] == text[slice(*spans[1])]


def _kind(paragraph: str, index: int, count: int, title: str | None) -> BlockKind:
    words = len(paragraph.split())
    if title is not None and paragraph == title:
        return "title" if index == 0 else "duplicate"
    if _PHRASES.fullmatch(paragraph):
        return "boilerplate"
    if index < count - 1 and words <= 60 and _CREDIT.search(paragraph):
        return "caption"
    if 0 < index < count - 1 and words <= 10 and (_DASHED.fullmatch(paragraph) or not _PUNCTUATION.search(paragraph)):
        return "subhead"
    return "prose"


@step("layout")
def layout(codebook: Codebook) -> Make:
    """Write `doc._.blocks`."""
    return lambda doc: blocks(text_of(doc), bool(doc.user_data.get("title")))
