"""The words of a noun phrase, and the characters from the first to the last of them.

A phrase is its head and what modifies it. By default it ends where something is only added to it; `described` asks for the additions
that say who is meant: "the ministry" or "the ministry, Fooland's largest", "residents" or "residents living in Greendale".
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple, Protocol, TypeVar

from analysis.english.word_classes import word_class
from analysis.rules import Rule, always, decide
from analysis.syntax.tree import DATES, NOMINAL, Tree

# Words of other clauses, and those that tie the phrase to the words around it.
_OUTSIDE = frozenset(
    {"acl:relcl", "parataxis", "punct", "case", "cc", "mark", "cop", "advcl", "nsubj", "aux", "xcomp", "expl"}
)
_PLAIN = frozenset({"det", "amod", "compound", "flat", "nummod"})
_ADDED = frozenset({"acl", "appos", "dep"})
_BEFORE = frozenset({",", '"', "“", "-", "–", "—"})
_BEHIND = frozenset({",", "-", "–", "—", "'s", "’s", "'", "’"})
_CLOSING = frozenset({"”", "''"})
WHEN = word_class("temporal_prepositions")
_LONGEST_WORD = 40
_REST_OF_WORD, _WORD_SO_FAR = re.compile(r"(?<=\w)(?:-\w+)+"), re.compile(r"(?:\w+-)+$")


class Phrase(NamedTuple):
    """A noun phrase: its head node and its characters."""

    head: int
    start: int
    end: int
    text: str


class Stretch(Protocol):
    """Anything from one character to another."""

    start: int
    end: int


Named = TypeVar("Named", bound=Stretch)


def noun_phrase(tree: Tree, head: int, described: bool = False, names: Sequence[Stretch] = ()) -> Phrase:
    """The noun phrase of a head. `described`: with its appositions and the clauses that say which one is meant; `names`: names of the
    text in order of place, of which a phrase holds all or nothing."""
    first, last = _trimmed(tree, head, nodes(tree, head, described))
    start, end = tree.start[first], tree.end[last]
    for name in overlapping(names, start, end):
        start, end = min(start, name.start), max(end, name.end)
    start, end = whole_words(tree.text, start, end)
    return Phrase(head, start, end, " ".join(tree.text[start:end].split()))


def nodes(tree: Tree, head: int, described: bool = False) -> list[int]:
    """The words of a noun phrase, its head first, the others in no particular order."""
    found = [head]
    for child in tree.children[head]:
        if decide(PARTS, tree, head, child, described):
            found += [n for n in tree.subtree(child) if tree.lower[n].strip()]
    return found


def overlapping(names: Sequence[Named], start: int, end: int) -> Sequence[Named]:
    """Of stretches in order of place that do not overlap each other those that share a character with the one from start to end."""
    first = bisect_right(names, start, key=attrgetter("end"))
    return names[first : bisect_left(names, end, key=attrgetter("start"))]


def whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """A span drawn out to the ends of words with a hyphen that it cuts ("Green-|Vale")."""
    if text[end : end + 1] == "-" and (behind := _REST_OF_WORD.match(text, end)) is not None:
        end = behind.end()
    if text[start - 1 : start] == "-" and (before := _WORD_SO_FAR.search(text, max(0, start - _LONGEST_WORD), start)):
        start = before.start()
    return start, end


def _aside(tree: Tree, clause: int) -> bool:
    """Whether a clause stands behind its noun and does not say which one is meant: "X, accused of ...", "by X of shelling Y"."""
    first = min((n for n in tree.subtree(clause) if tree.pos[n] != "PUNCT"), default=clause)
    mark = tree.kid(clause, "mark")
    return tree.form(clause) == "Fin" or tree.lower[first - 1] == "," or mark is not None and tree.lower[mark] == "of"


def _is_clause(tree: Tree, node: int) -> bool:
    return tree.pos[node] not in NOMINAL or tree.kid(node, "cop", "nsubj") is not None


def _is_when(tree: Tree, node: int) -> bool:
    """A date, or a time behind a word that says when: "20 people on New Year's Eve", but not "a war of six weeks"."""
    return tree.lemma[node].lower() in DATES or tree.preposition(node) in WHEN and tree.is_time(node)


# Whether a word below the head of a phrase belongs to it, with all below itself: (tree, head, child, described).
PARTS: tuple[Rule[bool], ...] = (
    # Most words below a head, of which none of the next rules says anything.
    Rule("plain modifier", lambda tree, head, child, described: tree.dep[child] in _PLAIN, True),
    Rule("outside", lambda tree, head, child, described: tree.dep[child] in _OUTSIDE, False),
    Rule(
        "another clause, coordinated",
        lambda tree, head, child, described: tree.dep[child] == "conj" and _is_clause(tree, child),
        False,
    ),
    Rule(
        "date",
        lambda tree, head, child, described: tree.base[child] == "nmod" and _is_when(tree, child),
        False,
    ),
    Rule(
        "what is excluded",
        lambda tree, head, child, described: (
            tree.dep[child] == "conj" and any(tree.lower[c] == "not" for c in tree.kids(child, "advmod"))
        ),
        False,
    ),
    # "several of them", "more than a dozen", but nothing that tells when or where.
    Rule(
        "circumstance",
        lambda tree, head, child, described: tree.base[child] == "obl",
        lambda tree, head, child, described: tree.preposition(child) in ("of", "than"),
    ),
    # "more than 400", but not "when Fooland", "however, Fooland".
    Rule(
        "adverb",
        lambda tree, head, child, described: tree.base[child] == "advmod",
        lambda tree, head, child, described: tree.pos[head] in ("NUM", "ADJ"),
    ),
    Rule(
        "aside",
        lambda tree, head, child, described: tree.dep[child] == "acl" and _aside(tree, child),
        False,
    ),
    Rule(
        "addition",
        lambda tree, head, child, described: tree.dep[child] in _ADDED,
        lambda tree, head, child, described: described,
    ),
    Rule("modifier", always, True),
)


def _trimmed(tree: Tree, head: int, found: list[int]) -> tuple[int, int]:
    """The first and last word, without marks and prepositions at the edges: a colon ends a phrase ('Name: "..."'), a closing
    quotation mark before the head begins it anew."""
    colon = next((n for n in found if n > head and tree.lower[n] == ":"), tree.size)
    first, last = min(found), max(n for n in found if n < colon)
    while last > head and tree.lower[last] in _BEHIND:
        last -= 1
    while first < head and (tree.lower[first] in _BEFORE or _ties(tree, first)):
        first += 1
    return next((n + 1 for n in range(head - 1, first, -1) if tree.lower[n] in _CLOSING), first), last


def _ties(tree: Tree, node: int) -> bool:
    """Whether a word ties a phrase to what stands before it: "in the town", "both", but not "at least 20", "about 20"."""
    preposition = tree.dep[node] == "case" and tree.pos[tree.head[node]] in ("NOUN", "PROPN", "PRON")
    return preposition or tree.dep[node] in ("fixed", "cc:preconj")
