"""Sentences with their place in the article and their kind; the units that every other row refers to."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from itertools import accumulate
from operator import attrgetter

from spacy.tokens import Doc

from analysis.annotate.steps import Make, step
from analysis.codebook import Codebook
from analysis.schema import Block, Sentence

_START = attrgetter("start")
_TOLD = ("prose", "title")
_COUNTED = ("prose", "title", "subhead", "caption")


def sentence_at(doc: Doc, char: int) -> int:
    """The sentence_id of the sentence that holds a character (white space belongs to the sentence before it)."""
    return max(bisect_right(doc._.sentence_rows, char, key=_START) - 1, 0)


def block_at(doc: Doc, char: int) -> Block | None:
    """The block that holds a character; null between blocks."""
    blocks = doc._.blocks
    index = bisect_right(blocks, char, key=_START) - 1
    return blocks[index] if index >= 0 and char < blocks[index].end else None


def paragraph_at(doc: Doc, char: int) -> int | None:
    """The number of the paragraph that a character stands in; null between blocks."""
    block = block_at(doc, char)
    return block.paragraph if block else None


def passages(doc: Doc) -> Callable[[int], int | None]:
    """What says in the how manieth paragraph of title or prose a character stands, or the last one before it; null between blocks. A promotion
    or a subhead between two paragraphs does not set them apart."""
    told = list(accumulate(block.kind in _TOLD for block in doc._.blocks))
    starts = [block.start for block in doc._.blocks]

    def passage_at(char: int) -> int | None:
        return told[bisect_right(starts, char) - 1] if block_at(doc, char) is not None else None

    return passage_at


def word_starts(doc: Doc) -> list[int]:
    """Where each counted word begins: tokens with a letter or digit, in prose, titles, subheads and captions."""
    tree = doc._.tree
    text, starts, ends = tree.text, tree.start, tree.end
    return [
        starts[node]
        for row in doc._.sentence_rows
        if row.kind in _COUNTED
        for node in range(bisect_right(ends, row.start), bisect_left(starts, row.end))
        if text[starts[node]].isalnum() or any(map(str.isalnum, text[starts[node] : ends[node]]))
    ]


def rows(doc: Doc) -> list[Sentence]:
    """The rows of the parser's sentences, trimmed of white space. Position: 0 is the first prose or title sentence, 1 the last;
    sentences of other kinds take the position of their place among them."""
    found: list[Sentence] = []
    for sent in doc.sents:
        words = [token for token in sent if not token.is_space]
        if words:
            start, end = words[0].idx, words[-1].idx + len(words[-1])
            block = block_at(doc, start)
            found.append(Sentence(len(found), start, end, 0.0, block.kind if block else "prose"))
    last = max(len(found) - 1, 1)
    for row in found:
        row.position = round(row.sentence_id / last, 4)
    return found


@step("sentences")
def sentences(codebook: Codebook) -> Make:
    """Write `doc._.sentence_rows`."""
    return rows
