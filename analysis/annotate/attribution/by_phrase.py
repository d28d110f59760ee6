"""Candidates of "according to X": the content is the sentence, or the parenthesis, that the phrase stands in."""

from analysis.annotate.attribution import source_spans
from analysis.annotate.attribution.candidates import Candidate
from analysis.annotate.attribution.context import Context
from analysis.annotate.attribution.cues import SAID
from analysis.annotate.attribution.verb_cues import Span

_JOINS = frozenset({"and", "but", "while", ";", ","})


def find(context: Context) -> list[Candidate]:
    """The candidates of all such phrases of a document in order of place."""
    found = (_according(context, node) for node, word in enumerate(context.tree.lower) if word == "according")
    return [candidate for candidate in found if candidate is not None]


def _according(context: Context, node: int) -> Candidate | None:
    tree = context.tree
    source = tree.head[node] if tree.dep[node] == "case" else tree.kid(node, "obl", "nmod")
    if source is None:
        return None
    source = source_spans.head_of_name(tree, source)
    own = [n for n in tree.subtree(source if tree.dep[node] == "case" else node) if tree.pos[n] != "SPACE"]
    low, high = min(own), max(own)
    while low < node and tree.lower[low] in _JOINS:
        low += 1
    first, last = context.sentences[node]
    if low == first and high >= last - 1:  # the parse has hung the sentence on the source
        high = next((n - 1 for n in range(source + 1, high) if tree.lower[n] == ","), high)
    content = _around(context, low, high)
    to = next((c for c in (*tree.kids(node, "fixed"), node + 1) if c < tree.size and tree.lower[c] == "to"), node)
    return Candidate(SAID, sorted({node, to}), source, *content, node) if content is not None else None


def _around(context: Context, low: int, high: int) -> Span | None:
    """The sentence or parenthesis around a phrase from token to token; without the phrase where it stands at an end."""
    tree = context.tree
    first, last = context.sentences[low]
    bracket = next((n for n in range(low - 1, first - 1, -1) if tree.lower[n] in "()"), None)
    if bracket is not None and tree.lower[bracket] == "(":
        first = bracket + 1
        last = next((n - 1 for n in range(low, last + 1) if tree.lower[n] == ")"), last)
    first, last = _between_others(context, low, high, first, last)
    before = [n for n in range(first, low) if tree.pos[n] != "PUNCT"]
    after = [n for n in range(high + 1, last + 1) if tree.pos[n] != "PUNCT"]
    if len(before) < 2 or tree.lower[low - 1] == "that":
        return context.trim(after[0], last) if after else None
    if not after or tree.form(after[0]) == "Ger" or tree.lower[high + 1] != ",":
        return context.trim(first, low - 1)
    return context.trim(first, last)


def _between_others(context: Context, low: int, high: int, first: int, last: int) -> tuple[int, int]:
    """The part of a sentence that is a phrase's own where another such phrase has the rest: "according to X A, and according to Y B"."""
    tree = context.tree
    behind = next((n for n in range(high + 1, last + 1) if tree.lower[n] == "according"), None)
    if behind is not None and tree.lower[behind - 1] in _JOINS:
        last = behind - 1
        while last > high and tree.lower[last] in _JOINS:
            last -= 1
    before = any(tree.lower[n] == "according" for n in range(first, low))
    return (low if before and tree.lower[low - 1] in _JOINS else first), last
