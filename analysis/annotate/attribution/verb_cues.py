"""A verb that attributes, as the rules for its content are handed it, and the words that open a reported clause behind it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from analysis.annotate.attribution import cues, source_kinds
from analysis.annotate.attribution.context import Context
from analysis.english.entries import Cue
from analysis.english.word_classes import word_class

CLAUSE_MARKS = word_class("complementisers")
_ASKED = word_class("interrogatives")
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class VerbCue:
    """The verb, what it is a cue of, all its tokens ("called on") and the head of its source."""

    node: int
    cue: Cue
    nodes: list[int]
    source: int | None

    @property
    def phrasal(self) -> bool:
        """Whether a particle or a preposition is part of the cue."""
        return len(self.nodes) > 1


class ContentRule(NamedTuple):
    """A rule that may find the content of a verb, the kinds of cue and the shape of cue (null: any) that it is tried for."""

    find: Callable[[Context, VerbCue], Span | None]
    kinds: frozenset[str]
    phrasal: bool | None = None


def that_opening(context: Context, node: int) -> int | None:
    """The "that" or the question word which opens the clause of a cue, behind an addressee, a place or a time ("told X on Monday
    that ...", "asked X whether ...")."""
    tree, asks = context.tree, cues.in_frame(context.tree, node, "question")
    for n in range(node + 1, min(node + 16, context.sentences[node][1])):
        if tree.lower[n] == "that" and tree.pos[n] == "SCONJ":
            noun = cues.of_noun(tree, n - 1) is not None and tree.preposition(n - 1) not in ("in", "during", "at")
            # "rejected the claim that ...", "rejected claims by X that ...", but "said in her remarks that ..."
            return None if noun or claim_by(context, node, n) is not None or _of_noun_named(context, node, n) else n
        if asks and tree.lower[n] in _ASKED and tree.head[n] > n > node + 1:
            return n
        if tree.pos[n] in ("VERB", "AUX", "SCONJ") or tree.lower[n] in (";", ":"):
            return None
    return None


def claim_by(context: Context, node: int, that: int) -> int | None:
    """The object of a cue that a clause belongs to, a noun with whose it is behind it: "claims by X that ..."."""
    tree = context.tree
    noun = next((c for c in tree.kids(node, "obj") if c > node and cues.of_noun(tree, c) is not None), None)
    by = tree.kid(noun, "nmod") if noun is not None else None
    theirs = by is not None and tree.preposition(by) in ("by", "from") and max(tree.subtree(by)) == that - 1
    return noun if theirs else None


def _of_noun_named(context: Context, node: int, that: int) -> bool:
    """Whether "that" behind a comma belongs to a noun within the object of a cue: "demanded an apology over remarks by X, the minister, that"."""
    tree = context.tree
    obj = next((c for c in tree.kids(node, "obj") if node < c < that), None)
    if obj is None or tree.lower[that - 1] != "," or not cues.in_frame(tree, node, "object"):
        return False
    return any(n < that and cues.of_noun(tree, n) is not None for n in tree.subtree(obj))


def below_mark(context: Context, mark: int) -> list[int]:
    """The clause that a mark opens."""
    tree = context.tree
    head = tree.head[mark]
    return [n for n in tree.subtree(head) if tree.lower[n].strip()] if head > mark else [mark]


def addressee(context: Context, node: int) -> int | None:
    """The object behind a verb: who is told, or what is named."""
    return next((c for c in context.tree.kids(node, "obj", "iobj") if c > node), None)


def only_people(context: Context, verb: VerbCue) -> bool:
    """Whether only a person can do what a cue says, and its source is none."""
    return cues.in_frame(context.tree, verb.node, "person") and not source_kinds.is_person(context.tree, verb.source)
