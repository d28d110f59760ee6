"""A parsed document as plain lists, so that rules which look at many tokens stay cheap.

A node is a token's index. Relations are those of Universal Dependencies (de Marneffe et al., Computational Linguistics 47(2),
2021), features those of UD morphology.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

import numpy as np
from spacy.attrs import DEP, HEAD, IDX, LEMMA, LENGTH, LOWER, MORPH, ORTH, POS, SENT_START, SPACY
from spacy.tokens import Doc

from analysis.english.lexicon import verb_forms, words

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "X", "DET", "ADJ"})
# What is left out of the text of a noun phrase: other phrases that hang on its head.
_BESIDE = frozenset(
    {"acl", "acl:relcl", "appos", "parataxis", "punct", "case", "cc", "mark", "cop", "advcl", "nsubj", "dep"}
)

TIMES = words("tree", "dates") | words("tree", "spans")
DATES = words("tree", "dates")
CONTENTS = words("tree", "contents")
RELATIVE_SUBJECTS = frozenset({"who", "which", "that", "whom"})
LONGEST_WORD = 40
_BEHIND, _BEFORE = re.compile(r"(?<=\w)(?:-\w+)+"), re.compile(r"(?:\w+-)+$")
# Of a hash, the same in every vocabulary: its string, and the verb form that features of this hash tell.
_TEXTS: dict[int, str] = {}
_FORMS: dict[int, str] = {}
_TIME_RELATIONS = frozenset({"obl:tmod", "nmod:tmod", "obl:unmarked", "nmod:unmarked"})


def _form(morph: str) -> str:
    if "VerbForm=Part" in morph:
        return "Ger" if "Tense=Pres" in morph else "Part"
    return next((form for form in ("Fin", "Inf", "Ger") if f"VerbForm={form}" in morph), "")


class Phrase(NamedTuple):
    """A noun phrase: its head node and its characters."""

    head: int
    start: int
    end: int
    text: str


class Tree:
    """Parallel lists over the tokens of a Doc, and the children of each."""

    __slots__ = (
        "_first",
        "_mentions",
        "_morph",
        "_strings",
        "base",
        "bounds",
        "children",
        "dep",
        "doc",
        "end",
        "head",
        "lemma",
        "lower",
        "pos",
        "size",
        "spans",
        "start",
        "text",
    )
    _last: "tuple[Doc, Tree] | None" = None

    def __init__(self, doc: Doc):
        self.doc = doc
        self.size = len(doc)
        self._strings = doc.vocab.strings
        columns = (
            doc.to_array([LEMMA, LOWER, POS, DEP, MORPH, IDX, LENGTH, HEAD, ORTH, SPACY, SENT_START])
            .reshape(self.size, 11)
            .T
        )
        columns[6] += columns[5]  # where a word ends
        columns[7] += np.arange(self.size, dtype=columns.dtype)  # a head to the left is a negative distance, unsigned
        words, spaced = self._texts(columns[8].tolist()), columns[9].tolist()
        # The same as doc.text, which makes an object of every word.
        self.text = "".join([f"{word} " if space else word for word, space in zip(words, spaced, strict=True)])
        self._morph, self.start, self.end, self.head = (column.tolist() for column in columns[4:8])
        self.lemma, self.lower, self.pos, self.dep = (self._texts(column.tolist()) for column in columns[:4])
        bases = {dep: dep.partition(":")[0] for dep in set(self.dep)}
        self.base = [bases[dep] for dep in self.dep]
        known = verb_forms()
        for i, pos in enumerate(self.pos):
            if pos == "VERB" and self.lower[i] in known:
                self.lemma[i] = known[self.lower[i]]
        self.children: list[Sequence[int]] = [()] * self.size  # most words have none
        for i, head in enumerate(self.head):
            if head != i:
                self.children[head] = [*self.children[head], i]
        # Where the sentences begin, and the number of words.
        self.bounds = [i for i, start in enumerate(columns[10].tolist()) if start == 1] + [self.size]
        self._first: dict[int, int] = {}
        self.spans: dict[int, tuple[int, int]] = {}  # of the sources asked for, kept by `sources.span`
        self._mentions = None
        self._mend_modifiers()
        self._mend_relatives()

    def _mend_modifiers(self) -> None:
        """A modifier before its noun that has a subject is a verb with its object ("X, an adviser, accused foreign forces"); a noun with
        an article of its own before a name takes up what was said ("..., a claim X denied") and is no part of the name."""
        for node in self._with("amod", "compound"):
            noun, dep = self.head[node], self.dep[node]
            if dep == "amod" and self.pos[node] == "VERB" and node < noun and self.kid(node, "nsubj") is not None:
                above = self.head[noun]
                self._hang(node, node if above == noun else above, self.dep[noun])
                self._hang(noun, node, "obj")
            elif dep == "compound" and self._taken_up(node):
                verb = self.head[noun]
                self._hang(node, self.head[verb], "appos")
                self._hang(node - 1, node, "det")
                self._hang(verb, node, "acl:relcl")

    def _with(self, *relations: str) -> list[int]:
        return [node for node, dep in enumerate(self.dep) if dep in relations]

    def _taken_up(self, node: int) -> bool:
        name = self.head[node]
        verb = self.head[name]
        return (
            self.lemma[node].lower() in CONTENTS
            and self.pos[name] == "PROPN"
            and node < name < verb
            and self.base[name] == "nsubj"
            and self.head[verb] < node - 1
            and self.lower[node - 1] in ("a", "an", "the")
        )

    def _hang(self, node: int, head: int, dep: str) -> None:
        if self.head[node] != node:
            self.children[self.head[node]] = [c for c in self.children[self.head[node]] if c != node]
        if head != node:
            self.children[head] = sorted([*self.children[head], node])
        self.head[node], self.dep[node], self.base[node] = head, dep, dep.partition(":")[0]

    def _mend_relatives(self) -> None:
        """A clause with a relative pronoun among its arguments, or with "that" behind a noun that holds nothing, is a relative clause,
        whatever kind of clause it was taken for; one with a mere mark behind a noun that holds something ("warning that") is none."""
        for node in self._with("acl", "acl:relcl", "advcl:relcl"):
            dep = self.dep[node]
            if (
                dep == "acl"
                and (self._holds_relative(node) or self._only_relative(node))
                or dep == "advcl:relcl"
                and self.pos[self.head[node]] in NOMINAL
            ):
                self.dep[node] = "acl:relcl"
            elif dep == "acl:relcl" and self._says_what(node):
                self.dep[node] = "acl"
            if self.dep[node] == "acl:relcl":
                self._hang_relative(node)

    def _hang_relative(self, node: int) -> None:
        """A clause whose pronoun stands right behind a noun of another clause ("X seized Y in a war that claimed lives", hung on X)
        belongs to that noun."""
        pronoun = next((c for c in self.children[node] if c < node and self.lower[c] in RELATIVE_SUBJECTS), None)
        noun = pronoun - 1 if pronoun is not None else -1
        if noun <= self.head[node] or self.pos[noun] not in ("NOUN", "PROPN") or self.is_time(noun):
            return
        while self.dep[noun] in ("flat", "compound", "fixed") and self.head[noun] < pronoun:
            noun = self.head[noun]
        path = list(self.above(noun))
        if self.head[node] in path and node not in path:
            between = path[: path.index(self.head[node])]
            if any(self.pos[n] == "VERB" for n in between):
                self._hang(node, noun, "acl:relcl")

    def _says_what(self, node: int) -> bool:
        mark = self.kid(node, "mark")
        holds = self.lemma[self.head[node]].lower() in CONTENTS
        return holds and mark is not None and self.lower[mark] == "that" and self.kid(node, "nsubj") is not None

    def _only_relative(self, node: int) -> bool:
        mark = self.kid(node, "mark")
        noun = self.lemma[self.head[node]].lower()
        return (
            mark is not None
            and self.lower[mark] == "that"
            and self.form(node) not in ("Inf", "Ger")
            and noun not in CONTENTS
        )

    def _holds_relative(self, node: int) -> bool:
        return any(
            child < node and self.lower[child] in RELATIVE_SUBJECTS and self.base[child] in ("nsubj", "obj", "obl")
            for child in self.children[node]
        )

    @classmethod
    def of(cls, doc: Doc) -> "Tree":
        """The tree of a parsed document. The last one made is kept, since several components ask for the same."""
        if cls._last is None or cls._last[0] is not doc:
            cls._last = (doc, cls(doc))
        return cls._last[1]

    def _texts(self, column: list[int]) -> list[str]:
        try:
            return list(map(_TEXTS.__getitem__, column))
        except KeyError:
            _TEXTS.update((key, self._strings[key]) for key in set(column))
            return [_TEXTS[key] for key in column]

    @property
    def mentions(self) -> list:
        """The document's mentions; asked for so often that they are kept."""
        if self._mentions is None:
            self._mentions = self.doc._.mentions
        return self._mentions

    def named(self, start: int, end: int) -> list:
        """The mentions that overlap a stretch of characters; mentions are in order of place and do not overlap each other."""
        first = bisect_right(self.mentions, start, key=attrgetter("end"))
        return self.mentions[first : bisect_left(self.mentions, end, key=attrgetter("start"))]

    def morph(self, node: int) -> str:
        """The features of a token as UD writes them ("Number=Plur|...")."""
        return self._strings[self._morph[node]]

    def kids(self, node: int, *relations: str) -> list[int]:
        """Children by relation, in order of place; a relation without a subtype also stands for its subtypes."""
        dep, base = self.dep, self.base
        return [child for child in self.children[node] if base[child] in relations or dep[child] in relations]

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
        key = self._morph[node]
        found = _FORMS.get(key)
        if found is None:
            found = _FORMS[key] = _form(self._strings[key])
        return found

    def preposition(self, node: int) -> str:
        """The preposition of a phrase, fixed expressions joined ("because of"); "" where there is none."""
        case = self.kid(node, "case")
        if case is None:
            return ""
        return " ".join([self.lower[case], *(self.lower[i] for i in self.kids(case, "fixed"))])

    def is_time(self, node: int) -> bool:
        """A date, a day or a span of time."""
        return self.dep[node] in _TIME_RELATIONS or self.lemma[node].lower() in TIMES

    def whole(self, start: int, end: int) -> tuple[int, int]:
        """A span drawn out to the ends of words with a hyphen that it cuts ("Green-|Vale")."""
        text = self.text
        if text[end : end + 1] == "-" and (behind := _BEHIND.match(text, end)) is not None:
            end = behind.end()
        if text[start - 1 : start] == "-" and (before := _BEFORE.search(text, max(0, start - LONGEST_WORD), start)):
            start = before.start()
        return start, end

    def conjuncts(self, node: int) -> list[int]:
        """The node and the members coordinated with it below it."""
        found = [node]
        for member in self.kids(node, "conj"):
            found += self.conjuncts(member)
        return found

    def phrase(self, head: int) -> Phrase:
        """The noun phrase of a head: its subtree without what only stands beside it (clauses, appositions, preposition)."""
        nodes = [head]
        for child in self.children[head]:
            if self.dep[child] == "conj" and self.pos[child] not in NOMINAL:
                continue
            if self.base[child] == "nmod" and self.lemma[child].lower() in DATES:
                continue
            if self.dep[child] not in _BESIDE:
                nodes += self.subtree(child)
        first, last = min(nodes), max(nodes)
        while first < head and self.dep[first] in ("cc:preconj", "punct"):
            first += 1
        while last > head and self.dep[last] == "punct":
            last -= 1
        start, end = self.start[first], self.end[last]
        return Phrase(head, start, end, " ".join(self.text[start:end].split()))
