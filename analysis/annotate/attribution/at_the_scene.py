"""Whose a witness is whom nothing but the scene gives to a side: who tells what happened in a place lives there.

The scene is the nearest place before, a few sentences back at most. Only places whose people the codebook gives to one side say
anything: where the nearest sentence with a place names a contested one, a third country's or places of two sides, nothing follows.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from analysis.annotate.attribution.known_speakers import Known, Speaker
from analysis.annotate.attribution.source_spans import span
from analysis.english.word_classes import word_class
from analysis.schema import Attribution, Mention

_WITNESS = "civilian or witness"
_SENTENCES_BACK, _PARAGRAPHS_BACK = 4, 2
_ANYBODY = word_class("words_for_anybody")
_INSIDE = frozenset({"in", "inside", "across", "throughout", "within"})  # not "on", as in "attacks on X"
_NOWHERE = "nowhere"  # a place that is neither side's


def witness(known: Known, row: Attribution, node: int) -> Speaker | None:
    """ "The strike hit homes in X. One man said", "Ann Doe, 54, said": somebody without an office or an owner, of the side whose people live
    at the scene."""
    tree = known.tree
    if known.kind(node) != _WITNESS or tree.lemma[node].lower() in _ANYBODY or tree.named(*span(tree, node)):
        return None
    side = _scene(known, row)
    return Speaker(side, None, _WITNESS, "coreference") if side not in (None, _NOWHERE) else None


def _scene(known: Known, row: Attribution) -> str | None:
    """The side of the nearest sentence that names a place or has a witness; `_NOWHERE` where that is of no one side."""
    for first, last in _sentences(known, row):
        said = range(row.start, row.end)  # where somebody else is of whom a witness tells
        mentions = known.tree.named(known.tree.start[first], known.tree.end[last])
        sides = {_ground(known, m) for m in mentions if m.start not in said} - {None}
        sides = sides or _witnesses(known, first, last)
        if sides:
            return sides.pop() if len(sides) == 1 else _NOWHERE
    return None


def _sentences(known: Known, row: Attribution) -> Iterator[tuple[int, int]]:
    """First and last word of the sentence of a source and of those before it."""
    tree, place = known.tree, row.source_start or 0
    here = known.named.paragraph(place)
    index = bisect_right(tree.bounds, bisect_left(tree.start, place)) - 1
    back = index - _SENTENCES_BACK - max(0, index - _index(known, min(place, row.start)))
    for at in range(index, max(back, 0) - 1, -1):
        first = tree.bounds[at]
        there = known.named.paragraph(tree.start[first])
        if here is None or there is None or here - there > _PARAGRAPHS_BACK:
            return
        yield first, tree.bounds[at + 1] - 1


def _index(known: Known, place: int) -> int:
    """The number of the sentence that a character stands in."""
    return bisect_right(known.tree.bounds, bisect_right(known.tree.start, place) - 1) - 1


def _ground(known: Known, mention: Mention) -> str | None:
    """Whose people live in a place; null for what is none, such as a state that acts."""
    tree, node = known.tree, bisect_left(known.tree.start, mention.start)
    if mention.kind in ("place", "contested"):
        return mention.side or _NOWHERE
    while tree.base[node] in ("compound", "flat", "nmod:poss") and tree.head[node] != node:
        node = tree.head[node]
    return (mention.side or _NOWHERE) if mention.kind == "name" and tree.preposition(node) in _INSIDE else None


def _witnesses(known: Known, first: int, last: int) -> set[str | None]:
    """The sides of the witnesses who speak in a sentence."""
    start, end = known.tree.start[first], known.tree.end[last]
    found = known.before.between(start, end)
    return {r.source_side for r in found if r.source_kind == _WITNESS and r.source_side != "unresolved"}
