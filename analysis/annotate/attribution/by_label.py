"""Lines that a speaker's name begins: "Name: ...", without quotation marks, as in headlines and interviews."""

from bisect import bisect_right
from collections.abc import Iterator
from operator import itemgetter

from analysis.annotate.attribution import source_spans
from analysis.annotate.attribution.candidates import Candidate
from analysis.annotate.attribution.context import Context
from analysis.annotate.attribution.cues import SAID
from analysis.annotate.attribution.source_kinds import MEDIA_KIND, kind_of
from analysis.english.word_classes import source_kinds, word_class

_LONGEST_LABEL = 5  # words
_DASHES = frozenset("-\u2013\u2014")
_TURNS = word_class("labels_of_turns")
_REPORTING = word_class("documents_of_findings")
Label = tuple[int, int, int]  # the colon, the first character behind it, the last character of its words


def add(context: Context, found: list[Candidate]) -> list[Candidate]:
    """The candidates and, behind them, those of labelled lines. A name must speak elsewhere in the text: "CITY: ..." is where a report was
    filed. A word for a source is enough in a headline ("Ministry: ..."), "Question" and "Answer" anywhere."""
    found = found + list(_behind_dash(context, found))
    labels = [label for start, end in context.paragraphs if (label := _label(context, start, end)) is not None]
    turns = _turns(context)
    if not labels and not turns:
        return found
    tree, speakers = context.tree, _speakers(context, found)
    named = [label for label in labels if tree.lower[label[0] - 1] in speakers or _is_headline(context, label)]
    taken = {colon for colon, _, _ in turns}
    return found + [
        Candidate(SAID, [colon], source_spans.head_of_name(tree, colon - 1), begins, end, colon)
        for colon, begins, end in (*turns, *(label for label in named if label[0] not in taken))
        if any(c.isalpha() for c in tree.text[begins:end])
    ]


def _behind_dash(context: Context, found: list[Candidate]) -> Iterator[Candidate]:
    """ "Hospital hit by rockets – officials": whoever stands last in a headline, behind a dash, and is a source by name or by word; but no
    outlet, whose name stands there too."""
    tree = context.tree
    for block in (b for b in context.doc._.blocks if b.kind == "title"):
        first, last = context.token_at(block.start), context.token_at(block.end - 1)
        dash = next((n for n in range(last - 1, first + 1, -1) if tree.lower[n] in _DASHES), None)
        if dash is None or last - dash > _LONGEST_LABEL or tree.end[dash - 1] == tree.start[dash]:
            continue
        kind = kind_of(tree, last, next(iter(tree.named(tree.start[last], tree.end[last])), None))
        said = any(c.start < tree.end[dash] and c.source is not None and c.source > dash for c in found)
        plain = all(tree.pos[n] in ("NOUN", "PROPN", "ADJ", "DET", "PART") for n in range(dash + 1, last + 1))
        if plain and not said and kind not in (None, "document", MEDIA_KIND):
            source = source_spans.head_of_name(tree, last)
            yield Candidate(SAID, [dash], source, tree.start[first], tree.end[dash - 1], dash)


def _label(context: Context, start: int, end: int) -> Label | None:
    """The colon behind a name that a paragraph or sentence begins with, and the characters of the rest of it."""
    tree, first = context.tree, context.token_at(start)
    colons = (n for n in range(first + 1, min(first + _LONGEST_LABEL + 1, tree.size)) if tree.lower[n] == ":")
    colon = next(colons, None)
    if colon is None or tree.end[colon] >= end or tree.text[tree.start[colon] - 1].isspace():
        return None
    content = tree.text[tree.end[colon] : end]
    begins = tree.end[colon] + len(content) - len(content.lstrip())
    capitalised = all(tree.text[tree.start[n]].isupper() for n in range(first, colon))
    return (colon, begins, _end_of_words(context, end)) if capitalised and begins not in context.opening else None


def _is_headline(context: Context, label: Label) -> bool:
    """Whether a label is the first line's, and a person or a word for somebody who says something or for a poll or report."""
    tree, word = context.tree, label[0] - 1
    kind = source_kinds().get(tree.lemma[word].lower())
    if tree.start[word] >= context.paragraphs[0][1]:
        return False
    person = any(mention.kind == "person" for mention in tree.named(tree.start[word], tree.end[word]))
    return person or kind not in (None, "document") or tree.lemma[word].lower() in _REPORTING


def _turns(context: Context) -> list[Label]:
    """The turns of an interview whose questions or answers are marked so, each up to the next, the last up to the end of the text."""
    begun = list(_of_sentences(context))
    if not any(context.tree.lower[colon - 1] in _TURNS for colon, _, _ in begun):
        return []
    turns: list[Label] = []
    over = max((block.end for block in context.doc._.blocks if block.kind != "boilerplate"), default=0)
    ends = [context.tree.start[context.sentences[colon][0]] for colon, _, _ in begun[1:]]
    for (colon, begins, _), end in zip(begun, [*ends, max(over, begun[-1][1])], strict=True):
        turns.append((colon, begins, _end_of_words(context, end)))
    return turns


def _of_sentences(context: Context) -> Iterator[Label]:
    tree = context.tree
    for first in tree.bounds[:-1]:
        if first < tree.size and tree.lower[first].strip():
            label = _label(context, tree.start[first], _paragraph_end(context, tree.start[first]))
            if label is not None:
                yield label


def _paragraph_end(context: Context, place: int) -> int:
    index = bisect_right(context.paragraphs, place, key=itemgetter(1))
    return context.paragraphs[index][1] if index < len(context.paragraphs) else len(context.tree.text)


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
