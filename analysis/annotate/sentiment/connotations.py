"""What a word says for or against: its valence, and three connotations learnt for the model of `analysis.annotate.sentiment.tone`.

The *valence* is VADER's, or that of the word it is derived from; where VADER's lexicon has neither, what a ridge regression from
WordNet's glosses and relations to VADER's valences makes of it (after Esuli and Sebastiani, LREC 2006). The *connotations* say how
much a word near a mention speaks for each of the three tones; they are learnt on NewsMTSC, words of like meaning alike (see
`analysis.training.tone`).
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from analysis.annotate.sentiment.topic_words import vader_lexicon

SHORTEST_STEM = 4
WEAKEST = 0.5  # a smaller valence out of WordNet says nothing
# English derivation and inflection: suffix, what the stem ends in without it.
SUFFIXES = (
    ("fully", "ful"), ("ful", ""), ("ly", ""), ("ness", ""), ("ment", ""), ("ing", ""), ("ing", "e"), ("ed", ""), ("ed", "e"),
    ("er", ""), ("er", "e"), ("ists", "ist"), ("ist", ""), ("able", ""), ("able", "e"), ("ation", "e"), ("ion", "e"), ("ion", ""),
    ("ous", ""), ("ive", "e"), ("ive", ""), ("s", ""), ("ity", ""), ("al", ""),
)  # fmt: skip
# The kinds in which WordNet is asked for a word of this part of speech.
KINDS = {"NOUN": "nvar", "VERB": "vnar", "ADJ": "avnr", "ADV": "ranv"}
NAME, NUMBER, MARK = "NAME", "NUMBER", "PUNCT"
MARKS = frozenset('.,;:!?"')


class Known(NamedTuple):
    """A word as the model sees it."""

    text: str
    row: int
    valence: float


class Connotations:
    """Connotations and valences of entries: WordNet's ("praise/v") and words that it lacks ("against").

    `row` has the number of each entry; the last row of `vectors` (three columns) is that of an unknown word. `of` gives a word by
    itself, lemma and part of speech, as `_of` makes it once.
    """

    def __init__(self, entries: Sequence[str], vectors: np.ndarray, valences: np.ndarray):
        self.row = {entry: i for i, entry in enumerate(entries)}
        self.vectors = np.vstack([vectors, np.zeros((1, vectors.shape[1]))])
        self.inferred = [*valences.tolist(), 0.0]
        self.name = Known(NAME, self.row.get(NAME, len(self.row)), 0.0)
        self.of = lru_cache(maxsize=None)(self._of)

    def _of(self, word: str, lemma: str, pos: str) -> tuple[Known, Known]:
        """A word (lower case) as it is, and with a capital: it may be a name's or a headline's, and only its valence gets through."""
        text = NUMBER if pos == "NUM" else (word if word in MARKS else MARK) if pos == "PUNCT" else lemma.lower()
        row = self.row.get(self._entry(word, text, pos), len(self.row))
        plain = Known(text, row, self._valence(word, lemma.lower(), pos, row))
        return plain, plain if word == "i" else Known(NAME, self.name.row, plain.valence)

    def _entry(self, word: str, text: str, pos: str) -> str:
        """The WordNet entry of a word, the word as the model sees it where there is none."""
        for form in (text, word):
            for kind in KINDS.get(pos, ""):
                if f"{form}/{kind}" in self.row:
                    return f"{form}/{kind}"
        return text

    def _valence(self, word: str, lemma: str, pos: str, row: int) -> float:
        """VADER's valence of a word or of its lemma; where it has none, the table's; of a word in neither, that of its stem."""
        lexicon = vader_lexicon()
        found = lexicon.get(word) or lexicon.get(lemma)
        if found or pos not in KINDS:
            return found or 0.0
        return self.inferred[row] if row < len(self.row) else derived_valence(word)


def derived_valence(word: str) -> float:
    """Of the first word in the lexicon that a regular suffix makes into this one ("disgraceful" from "disgrace"); 0 if none."""
    lexicon = vader_lexicon()
    for suffix, stem_end in SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= SHORTEST_STEM:
            found = lexicon.get(word[: -len(suffix)] + stem_end)
            if found:
                return found
    return 0.0
