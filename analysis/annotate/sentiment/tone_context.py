"""The words of a sentence as the model of `analysis.annotate.sentiment.tone` sees them: no names.

A mention will be one mark, other names are another, so that exchanging names changes no score.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Sequence
from operator import attrgetter
from typing import Any, TypeVar

from analysis.annotate.sentiment.connotations import NAME, Connotations, Known
from analysis.english.word_classes import word_class
from analysis.schema import Mention
from analysis.syntax.tree import Tree

T = TypeVar("T")
_START = attrgetter("start")
QUOTES = frozenset('"“”')
CONTRASTS = word_class("contrastives")


class Context:
    """The words of one sentence, or of a short text, as the model sees them; shared by its mentions.

    Words are numbered within the sentence (`at`); spaces are left out, and what lies outside `first` to `last` is not looked at. No
    word of a name gets through: the codebook's, capitals inside a sentence, and whatever is tagged as a name. `words` and `known` (what is
    known of each) are parallel to `nodes`.
    """

    def __init__(self, tree: Tree, first: int, last: int, connotations: Connotations, mentions: Sequence[Mention] = ()):
        self.tree = tree
        begins = next((n for n in range(first, last) if tree.pos[n] != "SPACE"), first)
        named, text, name, of = self._named(first, last, mentions), tree.text, connotations.name, connotations.of
        columns = zip(
            tree.pos[first:last], tree.lower[first:last], tree.lemma[first:last], tree.start[first:last], strict=True
        )
        self.nodes: list[int] = []
        self.known: list[Known] = []
        for n, (pos, lower, lemma, start) in enumerate(columns, first):
            if pos != "SPACE":
                self.nodes.append(n)
                if pos == "PROPN" or n in named:
                    self.known.append(name)
                else:
                    self.known.append(of(lower, lemma, pos)[n != begins and text[start].isupper()])
        self.at = dict(zip(self.nodes, range(len(self.nodes)), strict=True))
        self.words = [known.text for known in self.known]
        before = ("", *self.words)
        self.names = [n for n, last, own in zip(self.nodes, before, self.words, strict=False) if own == NAME != last]
        self.quotes = _those(tree, first, last, QUOTES)
        self.contrasts = _those(tree, first, last, CONTRASTS)
        self._made: dict[tuple, Any] = {}

    def _named(self, first: int, last: int, mentions: Sequence[Mention]) -> set[int]:
        """The words inside a name of the codebook that begins in the sentence."""
        tree = self.tree
        low, high = (bisect_left(mentions, place, key=_START) for place in (tree.start[first], tree.end[last - 1]))
        return {n for m in mentions[low:high] for n in nodes_of(tree, m.start, m.end)}

    def once(self, make: Callable[..., T], *about: Hashable) -> T:
        """What a function makes of the context and something in it; kept, since mentions of a sentence share a predicate."""
        key = (make, *about)
        if key not in self._made:
            self._made[key] = make(self, *about)
        return self._made[key]


def _those(tree: Tree, first: int, last: int, words: frozenset[str]) -> list[int]:
    """The words of a stretch that are some of a few; mostly there are none."""
    if words.isdisjoint(tree.lower[first:last]):
        return []
    return [n for n in range(first, last) if tree.lower[n] in words]


def nodes_of(tree: Tree, start: int, end: int) -> range:
    """The tokens that share a character with a stretch."""
    return range(bisect_right(tree.end, start), bisect_left(tree.start, end))
