"""Tags that go together, as treebanks have them.

UPOS, XPOS, features and lemma of a word depend on each other. `Habits` learns from treebanks how, so that a corrected tag brings
the others with it.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from analysis.parser.lemmas import Lemmas
from analysis.training.annotation import trees
from analysis.training.annotation.trees import Row, Tree

# The parts of speech that an XPOS may have; a name keeps the inner part of speech of its words ("Foreign"/ADJ/NNP).
PAIRS = {
    "NN": "NOUN PRON SYM X", "NNS": "NOUN", "NNP": "PROPN ADJ VERB ADV NUM", "NNPS": "PROPN", "JJ": "ADJ", "JJR": "ADJ", "JJS": "ADJ",
    "RB": "ADV PART", "RBR": "ADV", "RBS": "ADV", "RP": "ADP", "IN": "ADP SCONJ", "TO": "PART", "DT": "DET PRON", "PDT": "DET",
    "WDT": "PRON DET", "PRP": "PRON", "PRP$": "PRON", "WP": "PRON", "WP$": "PRON", "WRB": "ADV", "EX": "PRON", "CC": "CCONJ",
    "CD": "NUM", "VB": "VERB AUX", "VBD": "VERB AUX", "VBG": "VERB AUX", "VBN": "VERB AUX", "VBP": "VERB AUX", "VBZ": "VERB AUX",
    "MD": "AUX", "POS": "PART", "UH": "INTJ", "FW": "X NOUN ADV", "LS": "NUM X", "SYM": "SYM", "$": "SYM", "ADD": "PROPN X", "AFX": "X ADJ",
    "GW": "X", "NFP": "PUNCT SYM", "HYPH": "PUNCT SYM", ",": "PUNCT", ".": "PUNCT", ":": "PUNCT", "``": "PUNCT", "''": "PUNCT",
    "-LRB-": "PUNCT", "-RRB-": "PUNCT",
}  # fmt: skip
UPOS = frozenset(pos for pair in PAIRS.values() for pos in pair.split())
OMITTED = ("Typo", "Abbr", "Style", "ExtPos")  # features of this use of a word rather than of the word
USUAL = {
    "NOUN": "NN", "PROPN": "NNP", "ADJ": "JJ", "ADV": "RB", "NUM": "CD", "DET": "DT", "ADP": "IN", "SCONJ": "IN", "CCONJ": "CC",
    "AUX": "VB", "VERB": "VB", "PRON": "PRP", "PART": "RB", "PUNCT": ",", "SYM": "SYM", "INTJ": "UH", "X": "FW",
}  # fmt: skip
ENDINGS = (
    (("NOUN", "PROPN"), re.compile(r"(?i)[^s]s$"), "{}S"),
    (("VERB", "AUX"), re.compile(r"(?i)ing$"), "VBG"),
    (("VERB", "AUX"), re.compile(r"(?i)ed$"), "VBN"),
    (("VERB", "AUX"), re.compile(r"(?i)s$"), "VBZ"),
)
Counts = dict[tuple[str, ...], Counter[str]]


class Habits:
    """What treebanks do most often: the tags of a word, the features of a tag; how often relations join parts of speech."""

    def __init__(self, sentences: Iterable[Tree] = ()):
        counts: Counts = defaultdict(Counter)
        self.joined: Counter[tuple[str, str, str]] = Counter()
        words = []
        for tree in sentences:
            for row in tree.rows:
                head = tree.rows[row.head - 1].upos if row.head else ""
                self.joined[head, row.rel, row.upos] += 1
                words.append((row.form, row.upos, row.lemma))
                _count(counts, row)
        self.lemmas = Lemmas.learn(words)
        self.usual = {key: min(found, key=lambda x: (-found[x], x)) for key, found in counts.items()}

    @classmethod
    def of(cls, folder: Path) -> "Habits":
        """Of all training files of a folder."""
        return cls(tree for path in sorted(folder.glob("*train*.conllu")) for tree in trees.read(path))

    def retag(self, row: Row, tag: str) -> None:
        """Give a word another UPOS or XPOS. The other one, features and lemma follow."""
        form = row.form.lower()
        if tag in UPOS:
            row.upos = tag
            if tag not in PAIRS.get(row.xpos, "").split():
                row.xpos = self.usual.get(("xpos", form, tag)) or _by_ending(form, tag)
        else:
            row.xpos = tag
            if row.upos not in PAIRS[tag].split():
                row.upos = self.usual.get(("upos", form, tag)) or PAIRS[tag].split()[0]
        row.feats = self.features(row)
        row.lemma = self.lemmas(row.form, row.upos, row.xpos)

    def features(self, row: Row) -> str:
        """Those of the word, else those of its tags."""
        word = self.usual.get(("feats", row.form.lower(), row.upos, row.xpos))
        return word or self.usual.get(("feats", row.upos, row.xpos), "_")


def _count(counts: Counts, row: Row) -> None:
    if row.feats.startswith(OMITTED) or any(f"|{name}" in row.feats for name in OMITTED):
        return
    form = row.form.lower()
    counts["xpos", form, row.upos][row.xpos] += 1
    counts["upos", form, row.xpos][row.upos] += 1
    counts["feats", row.upos, row.xpos][row.feats] += 1
    if row.upos != "PROPN":
        counts["feats", form, row.upos, row.xpos][row.feats] += 1


def _by_ending(form: str, upos: str) -> str:
    usual = USUAL[upos]
    return next((tag.format(usual) for parts, end, tag in ENDINGS if upos in parts and end.search(form)), usual)
