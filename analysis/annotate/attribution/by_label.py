"""Lines that a speaker's name begins: "Name: ...", without quotation marks, as in headlines and interviews."""

from analysis.annotate.attribution import source_spans
from analysis.annotate.attribution.candidates import Candidate
from analysis.annotate.attribution.context import Context
from analysis.annotate.attribution.cues import SAID

_LONGEST_LABEL = 5  # words


def add(context: Context, found: list[Candidate]) -> list[Candidate]:
    """The candidates and, behind them, those of labelled lines. The name must speak elsewhere in the text: "CITY: ..." is where a
    report was filed."""
    labels = [label for start, end in context.paragraphs if (label := _label(context, start, end)) is not None]
    if not labels:
        return found
    tree, speakers = context.tree, _speakers(context, found)
    return found + [
        Candidate(SAID, [colon], source_spans.head_of_name(tree, colon - 1), begins, end, colon)
        for colon, begins, end in labels
        if tree.lower[colon - 1] in speakers and any(c.isalpha() for c in tree.text[begins:end])
    ]


def _label(context: Context, start: int, end: int) -> tuple[int, int, int] | None:
    """The colon behind a name that a paragraph begins with, and the characters of the rest of it."""
    tree, first = context.tree, context.token_at(start)
    colons = (n for n in range(first + 1, min(first + _LONGEST_LABEL + 1, tree.size)) if tree.lower[n] == ":")
    colon = next(colons, None)
    if colon is None or tree.end[colon] >= end or tree.text[tree.start[colon] - 1].isspace():
        return None
    content = tree.text[tree.end[colon] : end]
    begins = tree.end[colon] + len(content) - len(content.lstrip())
    capitalised = all(tree.text[tree.start[n]].isupper() for n in range(first, colon))
    return (colon, begins, _end_of_words(context, end)) if capitalised and begins not in context.opening else None


def _end_of_words(context: Context, end: int) -> int:
    """Where the last token before a character ends that is no space and no full stop."""
    tree, node = context.tree, context.token_at(end - 1)
    while node > 0 and (tree.start[node] >= end or tree.lower[node].strip() in ("", ".")):
        node -= 1
    return tree.end[node]


def _speakers(context: Context, found: list[Candidate]) -> set[str]:
    """The names, each word by itself, of all who are said to have said something."""
    tree = context.tree
    heads = [c.source for c in found if c.source is not None]
    names = [n for head in heads for n in (head, *tree.kids(head, "flat"))]
    return {tree.lower[n] for n in names if tree.text[tree.start[n]].isupper()}
