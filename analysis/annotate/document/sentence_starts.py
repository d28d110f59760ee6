"""Where a sentence must begin, before the parser says where others do: at each block, where white space before a
sentence was lost, at a quotation behind a full stop, in a list without an end."""

import re
from bisect import bisect_right
from typing import Any

from spacy.attrs import IDX, LENGTH, SENT_START
from spacy.language import Language
from spacy.tokens import Doc

from analysis.annotate.document.text import text as text_of
from analysis.paragraphs import run_together

# No shorter word before the stop: it may be short for something ('Lt. "Red" Berg').
_QUOTED = re.compile(r"(?<=[a-z]{3}[.!?]) +(?=(?:[\"“«]|'')[A-Z])")
LONGEST_SENTENCE = 300  # tokens


def quoted(text: str) -> list[int]:
    """Where a quotation begins a sentence behind the full stop of another ("... had left. "We stay," X said")."""
    return [match.end() for match in _QUOTED.finditer(text)]


@Language.component("framing_sentence_starts", requires=["doc._.blocks"], assigns=["token.is_sent_start"])
def sentence_starts(doc: Doc) -> Doc:
    """Make every block, what is run together with the sentence before it and a quotation behind a full stop begin a sentence. Stands before
    the parser; the sentences of a document that is parsed already stand."""
    if doc.has_annotation("DEP"):
        return doc
    text = text_of(doc)
    begins, lengths = (doc.to_array(column).tolist() for column in (IDX, LENGTH))
    # In an array: each token told to begin a sentence would look through the whole document for a tree.
    starts: Any = doc.to_array(SENT_START)
    for place in (*(block.start for block in doc._.blocks), *run_together(text), *quoted(text)):
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
