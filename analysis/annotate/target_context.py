"""The words of a sentence as the model of `analysis.annotate.targets` sees them: no names.

A mention will be one mark, other names are another, so that exchanging names changes no score.
"""

from functools import lru_cache

from analysis.annotate.connotations import NAME, Connotations
from analysis.annotate.lexicon import words
from analysis.annotate.tree import Tree

QUOTES = frozenset('"“”')


class Context:
    """The words of one sentence, or of a short text, as the model sees them; shared by its mentions.

    Words are numbered within the sentence (`at`); spaces are left out, and what lies outside `first` to `last` is not looked at. No
    word of a name gets through: the codebook's, capitals inside a sentence, and whatever is tagged as a name.
    """

    def __init__(self, tree: Tree, first: int, last: int, connotations: Connotations):
        self.tree = tree
        self.nodes = [n for n in range(first, last) if tree.pos[n] != "SPACE"]
        self.at = {node: i for i, node in enumerate(self.nodes)}
        self.word: dict[int, str] = {}
        self.valence: dict[int, float] = {}
        self.rows: list[int] = []
        self.names: list[int] = []  # where a name begins
        text, starts, lower = tree.text, tree.start, tree.lower
        low, high = starts[first], tree.end[last - 1]
        spans = [(m.start, m.end) for m in tree.doc._.mentions if low <= m.start < high]
        named = {n for n in self.nodes for start, end in spans if starts[n] < end and start < tree.end[n]}
        previous = ""
        for n in self.nodes:
            if tree.pos[n] == "PROPN" or n in named:
                known = connotations.name
            else:
                capital = text[starts[n]].isupper() and n != self.nodes[0] and lower[n] != "i"
                known = connotations.of(lower[n], tree.lemma[n], tree.pos[n])[capital]
            self.word[n], row, valence = known
            self.rows.append(row)
            if valence:
                self.valence[n] = valence
            if known.text == NAME != previous:
                self.names.append(n)
            previous = known.text
        contrasts = closed("sentiment", "contrasts")
        self.quotes = [n for n in self.nodes if lower[n] in QUOTES]
        self.contrasts = [n for n in self.nodes if lower[n] in contrasts]


@lru_cache(maxsize=8)
def closed(module: str, name: str) -> frozenset[str]:
    """A closed class of words, made once."""
    return words(module, name)
