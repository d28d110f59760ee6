"""Who is who in an article: somebody introduced once with office or country ("Fooish deputy minister Ann Doe") keeps the side when only
the name comes back.

A name is a run of words with a capital; it is introduced where its own words, its title, its apposition or what it is an apposition to
say whose it is. Names that end alike but for whom sides differ say nothing.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NamedTuple

from analysis.annotate.party import UNRESOLVED, Party, common
from analysis.syntax.titles import HONORIFICS, TITLE, is_title
from analysis.syntax.tree import Tree

_PART_OF_NAME = frozenset({"flat", "compound", "appos", "nmod", TITLE})
_HYPHENS, _PARTICLE = frozenset("-\u2010\u2011"), frozenset({"flat", "compound"})
_WITHIN_NAME = 3  # words from one with a capital to the next
_FURTHEST = 4  # words up the tree from a name to what it is an apposition to


class Introduced(NamedTuple):
    """Whose somebody is, and the head of the phrase that says so."""

    party: Party
    node: int


class Introductions:
    """The people of one document by their last names. `described(node)`: whose a phrase is by its own words."""

    def __init__(self, tree: Tree, named: Callable[[int], bool], described: Callable[[int], Party]):
        """`named(node)`: whether the codebook or the gazetteer knows the word as something else than a person."""
        self._tree, self._named, self._described = tree, named, described
        self._by_word: dict[str, list[int]] | None = None
        self._found: dict[str, list[Introduced]] = {}

    def of(self, node: int) -> Introduced:
        """Who a name is that is introduced elsewhere in the document; unresolved where it is not, or not for certain."""
        name = self.name(node)
        if not name:
            return Introduced(UNRESOLVED, node)
        words = self._words(name)
        alone = not self._is_long(name)
        found = [one for one in self._all(name[-1]) if alone or words <= self._words(self.name(one.node))]
        party = common([one.party for one in found]) if found else UNRESOLVED
        return Introduced(
            replace(party, basis="coreference") if party.known else UNRESOLVED, found[0].node if found else node
        )

    def elsewhere(self, node: int) -> Iterator[int]:
        """The heads of all phrases of the document that name the same person, the first first."""
        name = self.name(node)
        words = self._words(name)
        for place in self._places(self._word(name[-1])) if name else ():
            other = self.name(place)
            if other and other[-1] == place and (words <= self._words(other) or self._words(other) <= words):
                yield next((n for n in other if self._tree.head[n] not in other), place)

    def is_short_form(self, node: int) -> bool:
        """Whether a word stands alone as a name and is the last one of a longer name of the document."""
        name = self.name(node)
        if not name or self._is_long(name):
            return False
        places = self._places(self._word(name[-1]))
        return any(self._is_long(longer := self.name(place)) and longer[-1] == place for place in places)

    def is_full(self, node: int) -> bool:
        """Whether a word stands in a name of several words; with a hyphen they are one ("al-Doe")."""
        return self._is_long(self.name(node))

    def _is_long(self, name: range) -> bool:
        text = self._tree.text[self._tree.start[name[0]] : self._tree.end[name[-1]]] if name else ""
        return len(text.split()) > 1

    def name(self, node: int) -> range:
        """The words of the name that a word stands in; empty for what is no name."""
        if not self._is_name(node):
            behind = self._beside(node, 1) if self._is_small(node) else None  # "al" in "al-Doe"
            return self.name(behind) if behind is not None else range(0)
        first, last = node, node
        while (before := self._beside(first, -1)) is not None:
            first = before
        while (behind := self._beside(last, 1)) is not None:
            last = behind
        return range(first, last + 1)

    def _beside(self, node: int, step: int) -> int | None:
        """The next word of a name, also behind a hyphen or a small word in it ("Ann al-Doe", "Ann von Doe")."""
        tree, place = self._tree, node + step
        while 0 <= place < tree.size and abs(place - node) <= _WITHIN_NAME:
            if self._is_name(place):
                return place
            hyphen = tree.lower[place] in _HYPHENS and tree.start[place] == tree.end[place - 1] > 0
            if not hyphen and not (self._is_small(place) and tree.dep[place] in _PARTICLE):
                return None
            place += step
        return None

    def _is_small(self, node: int) -> bool:
        return self._tree.pos[node] == "PROPN" and self._word(node).isalpha() and self._word(node).islower()

    def _word(self, node: int) -> str:
        return self._tree.text[self._tree.start[node] : self._tree.end[node]]

    def _words(self, name: range) -> set[str]:
        return {self._tree.lower[n] for n in name}

    def _is_name(self, node: int) -> bool:
        tree = self._tree
        capital = tree.text[tree.start[node]].isupper() and tree.pos[node] != "PRON"
        other = tree.pos[node] == "PUNCT" or is_title(tree, node) or tree.lower[node].rstrip(".") in HONORIFICS
        return capital and not other and not self._named(node)

    def _all(self, last: int) -> list[Introduced]:
        """The introductions of the people with a last name."""
        word = self._word(last)
        if word not in self._found:
            self._found[word] = []  # for who asks again while it is looked for
            self._found[word] = [one for node in self._places(word) if (one := self._introduced(node)) is not None]
        return self._found[word]

    def _places(self, word: str) -> list[int]:
        if self._by_word is None:
            self._by_word = defaultdict(list)
            for node, pos in enumerate(self._tree.pos):
                if pos == "PROPN":
                    self._by_word[self._word(node)].append(node)
        return self._by_word.get(word, [])

    def _introduced(self, node: int) -> Introduced | None:
        """What is said of the person where a last name stands, if it is the last word of a longer name or stands behind a title."""
        tree, name = self._tree, self.name(node)
        if not name or name[-1] != node:
            return None
        if not self._is_long(name) and not (name[0] and is_title(tree, name[0] - 1)):
            return None
        heads = [n for n in name if tree.head[n] not in name] or [name[0]]
        place = heads[0]
        for _ in range(_FURTHEST):
            party = self._described(place)
            if party.known:
                return Introduced(party, node)
            if tree.base[place] not in _PART_OF_NAME and tree.dep[place] != TITLE or tree.head[place] == place:
                break
            place = tree.head[place]
        return None
