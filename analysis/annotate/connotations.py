"""What a word says for or against: its valence, and three connotations learnt for the model of `analysis.annotate.targets`.

The *valence* is VADER's, or that of the word it is derived from; where VADER's lexicon has neither, what a ridge regression from
WordNet's glosses and relations to VADER's valences makes of it (after Esuli and Sebastiani, LREC 2006). The *connotations* say how
much a word near a mention speaks for each of the three tones; they are learnt on NewsMTSC, words of like meaning alike (see
`train_targets`).
"""

from collections.abc import Sequence

import numpy as np

from analysis.annotate.topic import vader_lexicon

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
Word = tuple[str, str, str, str]


class Connotations:
    """Connotations and valences of entries: WordNet's ("praise/v") and words that it lacks ("against"), as the model sees them.

    `row` has the number of each entry; the last row of `vectors` (three columns) is that of an unknown word.
    """

    def __init__(self, entries: Sequence[str], vectors: np.ndarray, valences: np.ndarray):
        self.row = {entry: i for i, entry in enumerate(entries)}
        self.vectors = np.vstack([vectors, np.zeros((1, vectors.shape[1]))])
        self.inferred = [*valences.tolist(), 0.0]
        self._known: dict[Word, tuple[int, float]] = {}

    def of(self, word: Word) -> tuple[int, float]:
        """Row and valence of (masked word, word, lemma, part of speech), the last three lower case."""
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = (self.row.get(self.entry(*word), len(self.row)), self.valence(*word[1:]))
        return known

    def entry(self, masked: str, word: str, lemma: str, pos: str) -> str:
        """The WordNet entry of a word, the masked word where there is none."""
        if masked == lemma:
            for form in (lemma, word):
                for kind in KINDS.get(pos, ""):
                    if f"{form}/{kind}" in self.row:
                        return f"{form}/{kind}"
        return masked

    def valence(self, word: str, lemma: str, pos: str) -> float:
        """VADER's valence of a word; where it has none, of its lemma, of the word it is derived from, or WordNet's."""
        lexicon = vader_lexicon()
        found = lexicon.get(word) or lexicon.get(lemma)
        if found or pos not in KINDS:
            return found or 0.0
        return derived_valence(word) or self.inferred[self.row.get(self.entry(lemma, word, lemma, pos), -1)]


def derived_valence(word: str) -> float:
    """Of the first word in the lexicon that a regular suffix makes into this one ("disgraceful" from "disgrace"); 0 if none."""
    lexicon = vader_lexicon()
    for suffix, stem_end in SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= SHORTEST_STEM:
            found = lexicon.get(word[: -len(suffix)] + stem_end)
            if found:
                return found
    return 0.0
