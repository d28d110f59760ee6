"""The words of a sentence as the model of `analysis.annotate.sentiment.tone` sees them: no names.

A mention will be one mark, other names are another, so that exchanging names changes no score.
"""

from collections.abc import Sequence

from analysis.annotate.sentiment.connotations import NAME, Connotations
from analysis.english.word_classes import word_class
from analysis.schema import Mention
from analysis.syntax.tree import Tree

QUOTES = frozenset('"“”')


class Context:
    """The words of one sentence, or of a short text, as the model sees them; shared by its mentions.

    Words are numbered within the sentence (`at`); spaces are left out, and what lies outside `first` to `last` is not looked at. No
    word of a name gets through: the codebook's, capitals inside a sentence, and whatever is tagged as a name.
    """

    def __init__(self, tree: Tree, first: int, last: int, connotations: Connotations, mentions: Sequence[Mention] = ()):
        self.tree = tree
        text, starts, lower, pos, lemma = tree.text, tree.start, tree.lower, tree.pos, tree.lemma
        self.nodes = [n for n in range(first, last) if pos[n] != "SPACE"]
        self.at = {node: i for i, node in enumerate(self.nodes)}
        named = self._named(first, last, mentions)
        begins = self.nodes[0] if self.nodes else first
        words = [
            connotations.name if pos[n] == "PROPN" or n in named
            else connotations.of(lower[n], lemma[n], pos[n])[n != begins and text[starts[n]].isupper()]
            for n in self.nodes
        ]  # fmt: skip
        self.word = {n: known.text for n, known in zip(self.nodes, words, strict=True)}
        self.rows = [known.row for known in words]
        self.valence = {n: known.valence for n, known in zip(self.nodes, words, strict=True) if known.valence}
        texts = ["", *self.word.values()]
        self.names = [n for n, before, own in zip(self.nodes, texts, texts[1:], strict=False) if own == NAME != before]
        contrasts = word_class("contrastives")
        self.quotes = [n for n in self.nodes if lower[n] in QUOTES]
        self.contrasts = [n for n in self.nodes if lower[n] in contrasts]

    def _named(self, first: int, last: int, mentions: Sequence[Mention]) -> set[int]:
        """The words inside a name of the codebook."""
        tree = self.tree
        low, high = tree.start[first], tree.end[last - 1]
        spans = [(m.start, m.end) for m in mentions if low <= m.start < high]
        return {n for start, end in spans for n in self.nodes if tree.start[n] < end and start < tree.end[n]}
