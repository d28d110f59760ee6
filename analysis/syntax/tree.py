"""A parsed document as plain lists, so that rules which look at many tokens stay cheap.

A node is a token's index. Relations are those of Universal Dependencies (de Marneffe et al., Computational Linguistics 47(2),
2021), features those of UD morphology.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Iterator, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import Any, TypeVar

import numpy as np
from spacy.attrs import DEP, HEAD, IDX, LEMMA, LENGTH, LOWER, MORPH, ORTH, POS, SENT_START, SPACY
from spacy.strings import StringStore
from spacy.tokens import Doc

from analysis.english.lexicon import words_with
from analysis.english.word_classes import word_class

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "X", "DET", "ADJ"})
TIMES = word_class("days_and_months") | word_class("units_of_time")
DATES = word_class("days_and_months")
CONTENTS = words_with("frames", "clause", "noun")
_PARSE = [LEMMA, LOWER, POS, DEP, MORPH, IDX, LENGTH, HEAD, ORTH, SPACY, SENT_START]
_TEXTS = [0, 1, 2, 3, 4, 8]  # the columns of strings among these
_TIME_RELATIONS = frozenset({"obl:tmod", "nmod:tmod", "obl:unmarked", "nmod:unmarked"})
T = TypeVar("T")


def _form(morph: str) -> str:
    if "VerbForm=Part" in morph:
        return "Ger" if "Tense=Pres" in morph else "Part"
    return next((form for form in ("Fin", "Inf", "Ger") if f"VerbForm={form}" in morph), "")


class _Texts(dict[int, str]):
    """Words by their numbers in a vocabulary, each looked up once."""

    def __init__(self, strings: StringStore):
        super().__init__()
        self._strings = strings

    def __missing__(self, number: int) -> str:
        text = self[number] = self._strings[number]
        return text


@lru_cache(maxsize=1)
def _texts(strings: StringStore) -> _Texts:
    """Those of the last vocabulary, which holds its words as long."""
    return _Texts(strings)


class Tree:
    """Parallel lists over the tokens of a parse, and the children of each. `analysis.syntax` makes it: `doc._.tree`.

    `mentions`: the document's, in order of place, as they were when its tree was last asked for. `changes`: how often a
    word was given another relation.
    """

    __slots__ = (
        "__weakref__",
        "_answers",
        "_first",
        "_forms",
        "_morphs",
        "_prepositions",
        "base",
        "bounds",
        "changes",
        "children",
        "dep",
        "end",
        "head",
        "lemma",
        "lower",
        "mentions",
        "pos",
        "size",
        "start",
        "text",
    )

    def __init__(self, doc: Doc, mentions: Sequence):
        """The tree as it was parsed; the document itself is not kept."""
        self.mentions = mentions
        self.size = len(doc)
        columns = doc.to_array(_PARSE).reshape(self.size, len(_PARSE)).T
        ends = columns[5] + columns[6]
        heads = columns[7] + np.arange(self.size, dtype=columns.dtype)  # to the left a negative distance, unsigned
        text_of = _texts(doc.vocab.strings).__getitem__
        self.lemma, self.lower, self.pos, self.dep, self._morphs, words = (
            list(map(text_of, column)) for column in columns[_TEXTS].tolist()
        )
        # The same as doc.text, which makes an object of every word.
        spaced = columns[9].tolist()
        self.text = "".join([f"{word} " if space else word for word, space in zip(words, spaced, strict=True)])
        self.start, self.end, self.head = columns[5].tolist(), ends.tolist(), heads.tolist()
        bases = {dep: dep.partition(":")[0] for dep in set(self.dep)}
        self.base = list(map(bases.__getitem__, self.dep))
        forms = {morph: _form(morph) for morph in set(self._morphs)}
        self._forms = list(map(forms.__getitem__, self._morphs))
        self.children: list[list[int] | tuple[()]] = [()] * self.size  # most words have none
        for i, head in enumerate(self.head):
            if head != i:
                if below := self.children[head]:
                    below.append(i)
                else:
                    self.children[head] = [i]
        # Where the sentences begin, and the number of words.
        self.bounds = [i for i, start in enumerate(columns[10].tolist()) if start == 1] + [self.size]
        self.changes = 0
        self._first: dict[int, int] = {}
        self._answers: dict[tuple, Any] | None = None
        self._prepositions: dict[int, str] | None = None

    def settle(self, mentions: Sequence) -> None:
        """Nothing will change any more but the mentions: from now on `once` keeps what it is told."""
        if self._answers is None or mentions is not self.mentions:
            self.mentions, self._answers, self._prepositions, self._first = mentions, {}, {}, {}

    def once(self, ask: Callable[..., T], *about: Hashable) -> T:
        """What a function says of the tree and something in it; kept, since many rules ask the same of a tree that is mended."""
        if self._answers is None:
            return ask(self, *about)
        key = (ask, *about)
        if key not in self._answers:
            self._answers[key] = ask(self, *about)
        return self._answers[key]

    def hang(self, node: int, head: int, dep: str) -> None:
        """Give a word another head and relation; a word that is its own head is a root. A word does not hang on what hangs on it: what would
        make a circle changes nothing."""
        if head != node and node in (head, *self.above(head)):
            return
        if self.head[node] != node:
            self.children[self.head[node]] = [c for c in self.children[self.head[node]] if c != node]
        if head != node:
            self.children[head] = sorted([*self.children[head], node])
        self.head[node] = head
        self.relabel(node, dep)

    def relabel(self, node: int, dep: str, base: str | None = None) -> None:
        """Give a word another relation to its head; `base` where it is not that of the relation."""
        self.changes += self.dep[node] != dep
        self.dep[node], self.base[node] = dep, dep.partition(":")[0] if base is None else base

    def retag(self, node: int, pos: str, form: str = "", lemma: str | None = None) -> None:
        """Give a word another part of speech, verb form and lemma; its own form where none is given."""
        self.pos[node], self._forms[node] = pos, form
        self.lemma[node] = (
            self.lower[node] if lemma is None and pos != "NOUN" else self.lemma[node] if lemma is None else lemma
        )

    def named(self, start: int, end: int) -> Sequence:
        """The mentions that overlap a stretch of characters; mentions are in order of place and do not overlap each other."""
        mentions = self.mentions
        first = bisect_right(mentions, start, key=attrgetter("end"))
        return mentions[first : bisect_left(mentions, end, key=attrgetter("start"))]

    def morph(self, node: int) -> str:
        """The features of a token as UD writes them ("Number=Plur|...")."""
        return self._morphs[node]

    def kids(self, node: int, *relations: str) -> list[int]:
        """Children by relation, in order of place; a relation without a subtype also stands for its subtypes."""
        below = self.children[node]
        if not below:  # as most words
            return []
        dep, base = self.dep, self.base
        return [child for child in below if base[child] in relations or dep[child] in relations]

    def kid(self, node: int, *relations: str) -> int | None:
        """The first such child."""
        dep, base = self.dep, self.base
        for child in self.children[node]:
            if base[child] in relations or dep[child] in relations:
                return child
        return None

    def above(self, node: int) -> Iterator[int]:
        """The ancestors, nearest first."""
        while self.head[node] != node:
            node = self.head[node]
            yield node

    def subtree(self, node: int) -> Iterator[int]:
        """The node and all below it, in no particular order."""
        stack = [node]
        while stack:
            current = stack.pop()
            yield current
            stack.extend(self.children[current])

    def root(self, node: int) -> int:
        """The root of the sentence."""
        while self.head[node] != node:
            node = self.head[node]
        return node

    def first(self, node: int) -> int:
        """The first token of the sentence."""
        root = self.root(node)
        if root not in self._first:
            self._first[root] = min(self.subtree(root))
        return self._first[root]

    def form(self, node: int) -> str:
        """The verb form: Fin, Inf, Ger, Part (past participle) or ""; a present participle counts as Ger."""
        return self._forms[node]

    def preposition(self, node: int) -> str:
        """The preposition of a phrase, fixed expressions joined ("because of"); "" where there is none."""
        known = self._prepositions
        if known is None:
            return self._preposition(node)
        if node not in known:
            known[node] = self._preposition(node)
        return known[node]

    def _preposition(self, node: int) -> str:
        case = self.kid(node, "case")
        if case is None:
            return ""
        return " ".join([self.lower[case], *(self.lower[i] for i in self.kids(case, "fixed"))])

    def is_time(self, node: int) -> bool:
        """A date, a day or a span of time."""
        if self.dep[node] in _TIME_RELATIONS or self.lemma[node].lower() in TIMES:
            return True  # and "7 October"
        return self.pos[node] == "NUM" and any(self.lemma[c].lower() in DATES for c in self.children[node])

    def conjuncts(self, node: int) -> list[int]:
        """The node and the members coordinated with it below it, without those that are excluded: "X, not Y", "not X but Y"."""
        found = self._joined(node)
        meant = [n for n in found if not any(self.lower[c] == "not" and c < n for c in self.children[n])]
        return meant or found

    def _joined(self, node: int) -> list[int]:
        found = [node]
        for member in self.kids(node, "conj"):
            found += self._joined(member)
        return found


def first_word(tree: Tree, node: int) -> int:
    """The first word at or below a node that is no mark of punctuation."""
    return min((n for n in tree.subtree(node) if tree.pos[n] != "PUNCT"), default=node)
