"""Whose a witness is whom nothing but the scene gives to a side: who tells what happened in a place lives there.

The scene is the nearest place before, a few sentences back at most, or whoever has been told of as the people there. Only places whose
people the codebook gives to one side say anything: where the nearest sentence with a place names a contested one, a third country's or
places of two sides, nothing follows.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from analysis.annotate.attribution.known_speakers import Known, Speaker
from analysis.annotate.attribution.source_spans import span
from analysis.english.word_classes import source_kinds, word_class
from analysis.schema import Attribution, Mention

_WITNESS = "civilian or witness"
_SENTENCES_BACK, _FEW_BACK = 4, 2
_ANYBODY, _UNSAID = word_class("words_for_anybody"), word_class("unnamed_others")
_LOCAL = word_class("local_offices")
_INSIDE = frozenset({"in", "inside", "across", "throughout", "within"})  # not "on", as in "attacks on X"
_NOWHERE = "nowhere"  # a place that is neither side's
_DETERMINERS = frozenset({"the", "a", "an", "local", "regional"})


def witness(known: Known, row: Attribution, node: int) -> Speaker | None:
    """ "The strike hit homes in X. One man said", "Ann Doe, 54, said": somebody without an office or an owner, of the side whose people live
    at the scene."""
    if (
        known.kind(node) != _WITNESS
        or known.tree.lemma[node].lower() in _ANYBODY
        or known.tree.named(*span(known.tree, node))
    ):
        return None
    for first, last in _sentences(known, row, _SENTENCES_BACK):
        sides = _people(known, row, first, last) or _grounds(known, row, first, last)
        if sides:
            return _speaker(sides, _WITNESS)
    return None


def some_of_them(known: Known, row: Attribution, node: int) -> Speaker | None:
    """ "Fooish civilians fled. Many fear the worst": some of the people told of right before."""
    tree = known.tree
    if (
        tree.lemma[node].lower() not in _UNSAID
        or tree.kid(node, "nmod", "acl") is not None
        or tree.pos[node] == "PROPN"
    ):
        return None
    for first, last in _sentences(known, row, _FEW_BACK):
        sides = _people(known, row, first, last)
        if sides:
            return _speaker(sides, None)
    return None


def local_office(known: Known, row: Attribution, node: int) -> Speaker | None:
    """ "The strike hit homes in X. The mayor said", "local officials said": of the side whose people live at the scene."""
    tree = known.tree
    beside = {tree.lower[n] for n in known.phrase(node) if n != node}
    if tree.lemma[node].lower() not in _LOCAL or not beside <= _DETERMINERS or known.named_in(row):
        return None
    for first, last in _sentences(known, row, _FEW_BACK):
        sides = _grounds(known, row, first, last)
        if sides:
            return _speaker(sides, known.kind(node))
    return None


def _speaker(sides: set[str], kind: str | None) -> Speaker | None:
    side = sides.pop() if len(sides) == 1 else _NOWHERE
    return Speaker(side, None, kind, "coreference") if side not in (_NOWHERE, "both") else None


def _sentences(known: Known, row: Attribution, back: int) -> Iterator[tuple[int, int]]:
    """First and last word of the sentence of a source and of some before it."""
    tree, place = known.tree, row.source_start or 0
    index = bisect_right(tree.bounds, bisect_left(tree.start, place)) - 1
    left = back + max(0, index - _index(known, min(place, row.start)))  # what is said counts for nothing
    for at in range(index, -1, -1):
        first = tree.bounds[at]
        if at < index and known.is_aside(tree.start[first]):
            continue
        yield first, tree.bounds[at + 1] - 1
        left -= 1
        if left < 0:
            return


def _index(known: Known, place: int) -> int:
    """The number of the sentence that a character stands in."""
    return bisect_right(known.tree.bounds, bisect_right(known.tree.start, place) - 1) - 1


def _grounds(known: Known, row: Attribution, first: int, last: int) -> set[str]:
    """The sides whose people live in the places that a sentence names; not in those that somebody talks of who is asked where he is."""
    tree, said = known.tree, range(row.start, row.end)
    mentions = tree.named(tree.start[first], tree.end[last])
    found = {_ground(known, m) for m in mentions if m.start not in said}
    return {side for side in found if side is not None}


def _ground(known: Known, mention: Mention) -> str | None:
    """Whose people live in a place; null for what is none, such as a state that acts."""
    tree, node = known.tree, bisect_left(known.tree.start, mention.start)
    if mention.kind in ("place", "contested"):
        return mention.side or _NOWHERE
    while tree.base[node] in ("compound", "flat", "nmod:poss") and tree.head[node] != node:
        node = tree.head[node]
    return (mention.side or _NOWHERE) if mention.kind == "name" and tree.preposition(node) in _INSIDE else None


def _people(known: Known, row: Attribution, first: int, last: int) -> set[str]:
    """The sides of the witnesses who speak in a sentence, and of the civilians that it tells of."""
    tree = known.tree
    spoken = known.before.between(tree.start[first], tree.end[last])
    sides = {r.source_side for r in spoken if r.source_kind == _WITNESS}
    own, said = range(row.source_start or 0, row.source_end or 0), range(row.start, row.end)
    told = (n for n in range(first, last + 1) if _are_civilians(known, n))
    sides |= {known.sides.resolve(n).side for n in told if tree.start[n] not in own and tree.start[n] not in said}
    return sides - {"unresolved"}


def _are_civilians(known: Known, node: int) -> bool:
    """Whether a word is for several people without an office: "Fooish civilians"."""
    tree = known.tree
    lemma = tree.lemma[node].lower()
    several = tree.pos[node] == "NOUN" and ("Number=Plur" in tree.morph(node) or lemma == "people")
    return several and source_kinds().get(lemma) == _WITNESS and known.mention(node) is None
