"""Where a sentence must begin, before the parser says where others do: at each block, at what is glued to a full stop, in a list
without an end."""

import re
from bisect import bisect_right
from typing import Any

from spacy.attrs import IDX, LENGTH, SENT_START
from spacy.language import Language
from spacy.tokens import Doc

from analysis.annotate.document.text import text as text_of

_GLUED = re.compile(r"(?<=[a-z\d)][.!?])[\"“”«»]?(?=[A-Z][a-z]* )")
LONGEST_SENTENCE = 300  # tokens


def glued(text: str) -> list[int]:
    """Where a sentence begins right behind the full stop of another, as scraped text has it ("... it said.Nobody came")."""
    found, seen, inside = [], 0, False
    for match in _GLUED.finditer(text):
        mark, place = match[0], match.start()
        line = text.rfind("\n", seen, place) + 1
        inside = (inside and not line) ^ bool(text.count('"', line or seen, place) % 2)
        seen = place
        # A mark that opens the second sentence begins it.
        found.append(place if mark in ("“", "«") or mark == '"' and not inside else match.end())
    return found


@Language.component("framing_sentence_starts", requires=["doc._.blocks"], assigns=["token.is_sent_start"])
def sentence_starts(doc: Doc) -> Doc:
    """Make every block, and what is glued to a full stop, begin a sentence. Stands before the parser; the sentences of a document that
    is parsed already stand."""
    if doc.has_annotation("DEP"):
        return doc
    text = text_of(doc)
    begins, lengths = (doc.to_array(column).tolist() for column in (IDX, LENGTH))
    # In an array: each token told to begin a sentence would look through the whole document for a tree.
    starts: Any = doc.to_array(SENT_START)
    for place in (*(block.start for block in doc._.blocks), *glued(text)):
        token = bisect_right(begins, place) - 1
        if place < begins[token] + lengths[token]:
            starts[token] = 1
    _cut_endless(text, begins, starts)
    doc.from_array([SENT_START], starts)
    return doc


def _cut_endless(text: str, begins: list[int], starts: Any) -> None:
    """Let a sentence begin after `LONGEST_SENTENCE` tokens without any end: a list or a table's rows, which rules for sentences would
    compare with each other."""
    begun = 0
    for i, (place, start) in enumerate(zip(begins, starts.tolist(), strict=True)):
        if start == 1 or i - begun >= LONGEST_SENTENCE:
            begun, starts[i] = i, 1
        elif text[place] in ".!?":
            begun = i + 1
