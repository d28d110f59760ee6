"""Contents without what the outlet explains at their end: by the coding rules no part of what was said."""

from collections.abc import Callable
from dataclasses import replace

from analysis.annotate.attribution.candidates import Candidate
from analysis.annotate.attribution.context import Context
from analysis.english.word_classes import word_class

_DASHES = frozenset({"–", "—", "--", "-"})
_OPENERS = word_class("relative_subjects") | {"whose", "where", "when"}
_UNREAL = word_class("unreal_auxiliaries") | word_class("hedging_auxiliaries")
_ARTICLES = word_class("indefinite_articles") | {"the"}
_LEAST = 4  # tokens before a dash; less is a dateline


def cut(context: Context, found: list[Candidate]) -> list[Candidate]:
    """The candidates, each without a closing gloss. What holds quoted words is told as it was said."""
    return [_without_gloss(context, candidate) for candidate in found]


def _without_gloss(context: Context, candidate: Candidate) -> Candidate:
    tree = context.tree
    if candidate.cue is None or context.quote_around(candidate.start + 1) is not None:
        return candidate
    first, last = context.token_at(candidate.start), context.token_at(candidate.end - 1)
    marks = [n for n in range(first + 1, last) if tree.lower[n] in _DASHES and tree.end[n - 1] < tree.start[n]]
    dash = marks[0] if len(marks) == 1 and marks[0] - first >= _LEAST else None  # two of them hold an aside
    for n in range(first + 1, last):
        explains = n == dash and tree.lower[n + 1] != "and" or tree.lower[n] == "," and _explains(context, n + 1, last)
        if explains and not context.quotes_between(tree.start[n], candidate.end):
            return replace(candidate, end=tree.end[n - 1])
    return candidate


def _explains(context: Context, node: int, last: int) -> bool:
    """Whether what a token begins behind a comma explains the word before it, up to the last token."""
    return any(rule(context, node, last) for rule in _RULES)


def _apposition(context: Context, node: int, last: int) -> bool:
    """ "... had taken X, a town in the valley"."""
    tree, beside = context.tree, context.tree.head[node]
    if tree.lower[node] not in _ARTICLES or tree.dep[beside] != "appos":
        return False
    return tree.pos[tree.head[beside]] == "PROPN" and tree.head[beside] < node and max(tree.subtree(beside)) >= last


def _participle(context: Context, node: int, last: int) -> bool:
    """ "... had taken X, known to its people as Y"."""
    tree = context.tree
    reduced = tree.dep[node] == "acl" and tree.form(node) == "Part" and tree.head[node] < node
    return reduced and max(tree.subtree(node)) >= last


def _relative(context: Context, node: int, last: int) -> bool:
    """ "... had left X, which it took in the last war"; not what is still to come."""
    tree = context.tree
    if tree.lower[node] not in _OPENERS - {"that"}:
        return False
    clause = next((a for a in (node, *tree.above(node)) if tree.dep[a] == "acl:relcl"), None)
    if clause is None or tree.head[clause] > node or max(tree.subtree(clause)) < last:
        return False
    auxiliaries = {tree.lower[n] for n in tree.kids(clause, "aux", "cop")}
    return auxiliaries.isdisjoint(_UNREAL)


_RULES: tuple[Callable[[Context, int, int], bool], ...] = (_apposition, _participle, _relative)
