"""Where a content ends: at the end of the sentence, where the outlet goes on, before the next report, around its own cue."""

from analysis.annotate.attribution import cues, unsaid
from analysis.annotate.attribution.context import Context
from analysis.annotate.attribution.verb_cues import Span
from analysis.english.word_classes import word_class

OUTLET_GOES_ON = word_class("outlet_goes_on") | {",", ";"}
OUTLET_TURNS = word_class("outlet_turns") | {";"}
_REPROACHED = word_class("prepositions_of_reproach") - {"to", "as"}
_EDGES = " ,;:"


def to_the_end(context: Context, node: int, clause: int, span: Span | None) -> Span | None:
    """A reported clause after its cue goes on to the end of the sentence, unless the cue's own clause goes on after it."""
    tree = context.tree
    if span is None or clause < node:
        return span
    last = context.sentences[node][1] if tree.head[node] <= node else max(tree.subtree(node))
    for n in range(clause + 1, last + 1):
        if tree.lower[n] == "according":
            last = n - 1
        elif tree.base[n] in ("conj", "parataxis", "advcl") and _own_clause(context, n, node, clause):
            last = min(last, min(m for m in tree.subtree(n) if m > clause) - 1)
        if n >= last:
            break
    end = max(span[1], context.trim(clause, last)[1]) if tree.end[last] >= span[1] else span[1]
    return span[0], max(end, _and_that(context, node, end))


def _and_that(context: Context, node: int, end: int) -> int:
    """Where a content ends that goes on with "and that ..." right behind it, wherever the parse has hung that."""
    tree, n = context.tree, context.token_at(end - 1) + 1
    last = context.sentences[node][1]
    while n < last and tree.lower[n] == ",":
        n += 1
    opens = (
        n + 1 < last and tree.lower[n] in ("and", "but") and tree.lower[n + 1] == "that" and tree.pos[n + 1] == "SCONJ"
    )
    told = tree.head[n + 1] if opens else n
    if not opens or told <= n + 1 or context.inside_quote(n):
        return end
    return context.trim(n, max(tree.subtree(told)))[1]


def _own_clause(context: Context, n: int, node: int, clause: int) -> bool:
    """Whether a later clause is a report of its own ("..., and he urged ...", "..., adding that ...") and no part of what was said."""
    tree = context.tree
    named = tree.pos[clause] in ("NOUN", "PROPN", "PRON")
    if named and tree.base[n] == "advcl" and tree.head[n] == node and tree.kid(n, "nsubj") is not None:
        return True
    if tree.base[n] == "advcl" and context.mark_of(n) in _REPROACHED:
        return False  # "called X a traitor for agreeing to ..."
    cue = cues.of_verb(tree, n)
    if cue is None or context.inside_quote(n):
        return False
    if tree.kid(n, "nsubj") is not None:
        return tree.head[n] in (node, clause) or tree.base[n] == "advcl" and context.mark_of(n) in ("as", "while")
    return tree.head[n] == node or tree.head[n] == clause and tree.base[n] != "advcl" and cue[0].kind == "speech"


def to_comma(context: Context, obj: int, span: Span | None, marks: frozenset[str] = OUTLET_GOES_ON) -> Span | None:
    """What is named and not told ("declared a curfew, as the toll rose") ends where the outlet goes on: at a comma or a new clause."""
    tree = context.tree
    if span is None or context.quote_around(span[0]) is not None:
        return span
    for n in range(obj + 1, tree.size):
        if tree.start[n] >= span[1]:
            return span
        if tree.lower[n] in marks and not context.inside_quote(n):
            return span[0], tree.end[n - 1]
    return span


def before_next_cue(context: Context, node: int, span: Span) -> Span:
    """Without what is a report of its own: "..., noting that ...", "... and called on X to ...", "..., according to X"."""
    tree = context.tree
    for n in range(max(node, context.token_at(span[0]) + 1) + 1, tree.size):
        if tree.start[n] >= span[1]:
            break
        if context.inside_quote(n):
            continue
        if unsaid.opens_what_is_left_out(context, n):
            return context.trim_end(span[0], n - 1)
        own = _trailing(context, n)
        if own is not None:
            return context.trim_end(span[0], own - 1)
        if _next_report(context, n, node):
            joined = tree.lower[n - 1] in ("and", "but", ",") and tree.base[n] == "conj"
            return context.trim_end(span[0], n - 2 if joined else n - 1)
    return span


def _trailing(context: Context, n: int) -> int | None:
    """The first word of a report that ends a sentence behind what it reports ("..., the ministry said on Tuesday"), from its verb."""
    tree = context.tree
    verb, own = cues.of_verb(tree, n), tree.kid(n, "nsubj")
    if verb is None or verb[0].kind != "speech" or own is None or own > n or tree.form(n) != "Fin":
        return None
    first = min(m for m in tree.subtree(own))
    set_off = tree.lower[first - 1] == "," and all(
        m in tree.subtree(own) for m in range(first, n) if tree.pos[m] not in ("AUX", "ADV")
    )
    behind = [c for c in tree.children[n] if c > n and tree.pos[c] != "PUNCT" and tree.base[c] not in ("obl", "advmod")]
    return first if set_off and not behind and max(tree.subtree(n)) >= context.sentences[n][1] - 1 else None


def _next_report(context: Context, n: int, node: int) -> bool:
    tree = context.tree
    after_mark = tree.lower[n - 1] in (",", "”", '"')
    if tree.lower[n] == "according":
        return after_mark
    if tree.lower[n] in ("as", "while", "but"):
        return _opens_report(context, n) or _opens_anothers(context, n, node)
    verb = cues.of_verb(tree, n)
    if verb is None or verb[0].kind != "speech" or tree.kid(n, "ccomp", "obj", "xcomp", "obl") is None:
        return False
    if tree.form(n) == "Ger":
        return after_mark or tree.lower[n] == "adding" and tree.pos[n - 1] not in ("ADP", "SCONJ")
    clause = tree.head[n]
    alone = tree.base[n] == "conj" and tree.kid(n, "nsubj") is None and tree.form(n) in ("Fin", "Part")
    return alone and clause > node and tree.head[clause] == node and context.sentences[n] == context.sentences[node]


def _opens_report(context: Context, mark: int) -> bool:
    """Whether "as" or "while" begins somebody else's report ("..., as X warned that ...")."""
    tree = context.tree
    for n in range(mark + 1, min(mark + 6, tree.size)):
        if tree.pos[n] == "VERB":
            verb = cues.of_verb(tree, n)
            return verb is not None and verb[0].kind == "speech" and tree.form(n) != "Ger" and n > mark + 1
        if tree.pos[n] not in ("PROPN", "NOUN", "DET", "ADJ", "PRON"):
            return False
    return False


def _opens_anothers(context: Context, mark: int, node: int) -> bool:
    """Whether "while" or "but" begins a report by somebody who is named ("..., while the ministry of X said that ...")."""
    tree, verb = context.tree, context.tree.head[mark]
    if tree.lower[mark] == "as" or verb < mark or verb == node or tree.form(verb) != "Fin":
        return False
    cue, own = cues.of_verb(tree, verb), tree.kid(verb, "nsubj")
    said = cue is not None and cue[0].kind == "speech" and tree.kid(verb, "ccomp", "obj", "obl") is not None
    return said and own is not None and mark < own < verb and tree.pos[own] != "PRON"


def without_source(context: Context, node: int, nodes: list[int], source: int | None, span: Span) -> Span:
    """The longer part of a content that has swallowed its own source and cue; the whole where these stand between commas ("A, X said, B")."""
    tree, (start, end) = context.tree, span
    within = source is not None and start <= tree.start[source] < end and not context.inside_quote(source)
    if source is None or not within or _aside(context, node, source):
        return span
    inner = [*tree.subtree(source), *nodes]
    low, high = tree.start[min(inner)], tree.end[max(inner)]
    before, after = (start, max(start, low)), (min(end, high), end)
    first, last = before if before[1] - before[0] >= after[1] - after[0] else after
    text = tree.text[first:last]
    return first + len(text) - len(text.lstrip(_EDGES)), last - (len(text) - len(text.rstrip(_EDGES)))


def _aside(context: Context, node: int, source: int) -> bool:
    """Whether cue and source stand between commas: the content goes on around them."""
    lower, (first, last) = context.tree.lower, context.sentences[node]
    low, high, _ = context.cue_with_source(node, source)
    return first < low and high < last and lower[low - 1] == lower[high + 1] == ","
