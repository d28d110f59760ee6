"""What a verb attributes by the punctuation around it, whatever the parse: "..., X said", "...," said X, 'X said: "..."'."""

from analysis.annotate.attribution import sources
from analysis.annotate.attribution.context import Context
from analysis.annotate.attribution.quotation_marks import Quote
from analysis.annotate.attribution.verb_cues import CLAUSE_MARKS, Span, VerbCue, that_opening
from analysis.syntax.tree import CONTENTS, Tree

CLOSERS = frozenset({"”", '"', "''", "’", "»", "'"})
_SET_OFF = CLOSERS | {",", "?", "!", "—", "–", "--", "-"}
STOPS = frozenset({".", ";", ":", "(", "!", "?", "—", "–", "--"})
_NO_QUOTE_ASKED = CLAUSE_MARKS | CLOSERS | {":", "“", "‘", "to"}


def announced(context: Context, verb: VerbCue) -> Span | None:
    """The quotation right behind a cue and a comma or colon ('X said: "..."'); one that begins in the middle of a sentence goes on
    from what stands before the cue where that is set off ('A, X said, "because B"')."""
    tree, node = context.tree, verb.node
    if node + 2 >= tree.size or tree.lower[node + 1] not in (",", ":") or not context.opens_quote(node + 2):
        return None
    quote = context.quote_around(tree.start[node + 2] + 1)
    if quote is None:
        return None
    first = next(c for c in tree.text[quote.start :] if c.isalnum())
    before = context.quote_closed_before(node)
    goes_on = before is not None and before.end > tree.start[context.sentences[node][0]]
    return (quote.start, quote.end) if not first.islower() and not goes_on else None


def set_off(context: Context, verb: VerbCue) -> Span | None:
    """What stands before a cue and its source that punctuation sets off, together with what goes on after them."""
    tree, node, source = context.tree, verb.node, verb.source
    if source is None or tree.form(node) not in ("Fin", "Part", "") or _subordinate(context, node, source):
        return None
    first, last = context.sentences[node]
    low, high, inverted = context.cue_with_source(node, source)
    if low == first and high >= node and (quote := _asked(context, low, high)) is not None:
        return quote.start, quote.end
    if low > first and tree.lower[low - 1] == "as":
        low -= 1
        if low == first and high + 1 < last and tree.lower[high + 1] == ",":
            return context.trim(high + 2, last)
    if low - 1 - first < 2 or tree.lower[low - 1] not in _SET_OFF or high < node:
        return None
    if tree.lower[low - 1] in CLOSERS:
        return _up_to_closing(context, node, first, low - 1)
    return _around(context, verb, low, high, inverted)


def _around(context: Context, verb: VerbCue, low: int, high: int, inverted: bool) -> Span | None:
    """Of a cue with its source from `low` to `high` behind a comma or a dash: the sentence before it, or before and after."""
    tree, node = context.tree, verb.node
    first, last = context.sentences[node]
    mark = low - 1
    after = tree.lower[high + 1] if high < last else "."
    led_by = tree.pos[first] in ("ADP", "SCONJ", "ADV") or tree.form(first) in ("Ger", "Part")
    first = _behind_report(context, first, mark)
    if after == "," and not inverted and not _participle(tree, high + 2, last):
        if led_by and context.opens_quote(high + 2):
            return None
        told = context.finite(first, mark) or context.finite(high + 1, last)
        return context.trim(first, last) if told else None
    if not context.finite(first, mark) and (after != "." or inverted):
        return None
    if after in STOPS or after == "," or inverted:
        return context.trim(first, mark)
    beside = tree.pos[high + 1] in ("ADP", "SCONJ", "ADV", "NOUN", "PROPN") and after not in CLAUSE_MARKS
    told_behind = tree.kid(node, "ccomp") is not None or that_opening(context, node) is not None
    return context.trim(first, mark) if beside and not led_by and not told_behind else None


def _behind_report(context: Context, first: int, mark: int) -> int:
    """The first word of what a cue reports where somebody else's report stands before it: 'A, X alleged; B, Y replied'."""
    tree = context.tree
    for n in range(mark - 1, first, -1):
        if tree.lower[n] == ";" and not context.inside_quote(n):
            reported = any(sources.reports(tree, m) for m in range(first, n))
            return n + 1 if reported else first
    return first


def _participle(tree: Tree, node: int, last: int) -> bool:
    """ "X said, adding", "X said, without giving": what the speaker does beside speaking."""
    if tree.form(min(node, last)) == "Ger":
        return True
    return tree.pos[min(node, last)] in ("SCONJ", "ADP") and tree.form(min(node + 1, last)) == "Ger"


def _up_to_closing(context: Context, node: int, first: int, mark: int) -> Span | None:
    """What ends in a closing mark before a cue: the sentence from its beginning; behind a colon the quotation alone; nothing where
    the marks hold a title in a phrase that leads up to the cue ('On "The Hour", X said that ...')."""
    tree = context.tree
    quote = context.quote_around(tree.start[mark])
    begins = context.token_at(quote.start) if quote is not None else first
    if quote is not None and begins > first and tree.lower[begins - 1] == ":":
        return quote.start, quote.end
    if begins > first and context.finite(node + 1, context.sentences[node][1]) and not context.finite(first, mark):
        return None
    return context.trim(first, mark)


def _asked(context: Context, low: int, high: int) -> Quote | None:
    """The quotation that a sentence of its own attributes ('"Who knows?" X asked, smiling.')."""
    tree = context.tree
    quote = context.quote_around(tree.start[low - 1] - 1) if low and tree.lower[low - 1] in CLOSERS else None
    if quote is None or tree.text[quote.end - 2] not in ",?!" or "\n" in tree.text[quote.end : tree.start[low]]:
        return None
    after = tree.lower[high + 1] if high + 1 < tree.size else "."
    return quote if after not in _NO_QUOTE_ASKED else None


def _subordinate(context: Context, node: int, source: int) -> bool:
    """Whether a cue is the verb of a relative or adverbial clause ("who said", "when X said"); "as X said" is an aside."""
    tree = context.tree
    if tree.dep[node] == "acl:relcl":
        return tree.head[node] == source or tree.lemma[tree.head[node]] in CONTENTS
    mark = tree.kid(node, "mark")
    return mark is not None and tree.lower[mark] != "as" and not context.inside_quote(mark)


def beside_parataxis(context: Context, verb: VerbCue) -> Span | None:
    """The sentence that a cue is loosely joined to, or that is joined to it behind a colon: "..., said X", "X said: ..."."""
    tree, node = context.tree, verb.node
    head = tree.head[node]
    if tree.dep[node] == "parataxis" or (tree.dep[node] == "conj" and tree.dep[head] == "parataxis"):
        own = set(tree.subtree(node))
        rest = [n for n in tree.subtree(head) if n not in own and tree.lower[n].strip()]
        return context.trim(min(rest), max(rest)) if rest else None
    clause = tree.kid(node, "parataxis")
    if clause is not None and (clause < node or _behind_mark(context, node, clause)):
        return context.span_of([clause])
    return None


def _behind_mark(context: Context, node: int, clause: int) -> bool:
    first = min(context.tree.subtree(clause))
    return any(context.tree.lower[i] in (":", '"', "“", ",", "'", "‘") for i in range(node, first + 1))
