"""What a verb attributes by naming it: its object, what it calls somebody, the phrase behind "called on", a quotation among its words."""

from bisect import bisect_right

from analysis.annotate.attribution import cues, source_kinds
from analysis.annotate.attribution.content_ends import OUTLET_GOES_ON, OUTLET_TURNS, to_comma, to_the_end
from analysis.annotate.attribution.context import Context
from analysis.annotate.attribution.punctuation import STOPS
from analysis.annotate.attribution.quotation_marks import Quote
from analysis.annotate.attribution.verb_cues import Span, VerbCue, only_people
from analysis.english.lexicon import words_with
from analysis.english.word_classes import word_class
from analysis.syntax.tree import CONTENTS, Tree

LONGEST_OBJECT = 20  # words between a verb and the quotation that judges its object
_RELAYING = words_with("relays", True, "verb")
_BESIDE = frozenset({"for", "of", "about", "against", "over", "towards"})
_PAIRING = frozenset({"to", "with", "at", "on"})
BLAMED_FOR = word_class("prepositions_of_reproach")
_BEFORE_CALLED = 6  # words from "what" to the verb
_EMPTY = word_class("empty_objects")
_HOLDS_QUOTE = ("obj", "obl", "xcomp", "ccomp", "advcl", "parataxis", "dep", "iobj")


def phrasal(context: Context, verb: VerbCue) -> Span | None:
    """What follows a phrasal cue: "called on X to ...", "called for X", "talked about X"; no clause that tells when or why."""
    tree = context.tree
    kids = [c for c in tree.kids(verb.node, "obl", "xcomp", "advcl", "obj", "ccomp") if c > verb.node]
    kids = [c for c in kids if max(tree.subtree(c)) > verb.nodes[-1]]
    if tree.pos[verb.nodes[-1]] == "ADJ":  # "made clear that ...", but not "made clear last week"
        kids = [c for c in kids if any(tree.base[k] == "ccomp" for k in (c, *tree.children[c]))]
    told = [c for c in kids[1:] if not _circumstance(context, c)]
    return context.span_of([kids[0], *told], skip=verb.nodes) if kids else None


def _circumstance(context: Context, clause: int) -> bool:
    """Whether a clause tells when, why or with what: "because ...", "..., believing that ..."; an infinitive and "as ..." do not."""
    tree, mark = context.tree, context.mark_of(clause)
    if tree.base[clause] != "advcl" or tree.form(clause) == "Inf" or mark == "as":
        return False
    first = min(n for n in tree.subtree(clause) if tree.pos[n] != "PUNCT")
    return mark != "" or tree.lower[first - 1] in (",", "-", "–", "—")


def judgement(context: Context, node: int) -> Quote | None:
    """The quotation that says what somebody is called ('called X Friday a "..."', 'described X as, "..."'), whatever the parse
    makes of it."""
    tree, last = context.tree, min(node + LONGEST_OBJECT, context.sentences[node][1])
    following = bisect_right(context.quote_starts, tree.start[node])
    if following == len(context.quotes) or context.quotes[following].start > tree.start[last]:
        return None
    for n in range(node + 1, last):
        if context.opens_quote(n):
            named = any(tree.pos[i] in ("NOUN", "PROPN", "PRON") for i in range(node + 1, n))
            return context.quote_around(tree.start[n] + 1) if named else None
        stops = tree.lower[n] in STOPS or tree.lower[n] == "," and tree.lower[n - 1] != "as"
        if stops or tree.pos[n] in ("VERB", "AUX", "CCONJ"):
            return None
    return None


def what_is_called(context: Context, verb: VerbCue) -> Span | None:
    """ "what X calls a Y", "what it described as a Y": the phrase behind, not what is told of it."""
    tree, node = context.tree, verb.node
    first, last = node + 1, context.sentences[node][1]
    if not cues.in_frame(tree, node, "as") or "what" not in tree.lower[max(node - _BEFORE_CALLED, 0) : node]:
        return None
    what = max(n for n in range(max(node - _BEFORE_CALLED, 0), node) if tree.lower[n] == "what")
    if any(tree.pos[n] in ("VERB", "PUNCT") for n in range(what + 1, node)):
        return None
    first += tree.lower[first] == "as"
    for n in range(first, last + 1):
        quoted = context.inside_quote(n) or context.opens_quote(n)
        if not quoted and (tree.lower[n] in STOPS or tree.lower[n] == "," or _is_verb(tree, n)):
            last = n - 1
            break
    return context.trim(first, last) if first <= last else None


def _is_verb(tree: Tree, node: int) -> bool:
    """Whether a word is a verb of a clause, and not one before a noun ("cold-blooded")."""
    return tree.pos[node] in ("VERB", "AUX") and tree.dep[node] not in ("amod", "compound")


def judged(context: Context, verb: VerbCue) -> Span | None:
    """From behind the verb over the quotation to the end of the judgement, which a comma ends."""
    tree, node = context.tree, verb.node
    if verb.source is None or not cues.in_frame(tree, node, "as"):
        return None
    quote = judgement(context, node)
    if quote is None:
        return None
    start = tree.start[node + 1]
    if tree.text[: quote.end].rstrip("\"”'’»").endswith(","):
        return start, quote.end
    whole = to_the_end(context, node, node + 1, (start, quote.end))
    return to_comma(context, context.token_at(quote.end - 1), whole, OUTLET_GOES_ON)


def named(context: Context, verb: VerbCue) -> Span | None:
    """The object of a cue: "denied the claim", "accused A of B", "called A a B", "the poll shows A"; the first rule that finds one."""
    tree, node, source = context.tree, verb.node, verb.source
    if source is None or only_people(context, verb):
        return None
    if tree.dep[node] == "acl:relcl" and source != tree.head[node] and tree.lemma[tree.head[node]] in CONTENTS:
        noun = tree.head[node]  # "a claim X denied", but not "the way X responded"
        said = cues.of_noun(tree, noun) is not None or verb.cue.cue_class == "denial"
        return context.trim(min([noun, *tree.kids(noun, "det", "amod")]), noun) if said else None
    obj = next((c for c in tree.kids(node, "obj", "iobj", "nsubj") if c > node), None)
    if (
        obj is not None
        and tree.form(node) == "Ger"
        and tree.lemma[node] in _RELAYING
        and source_kinds.is_person(tree, obj)
    ):
        return None  # "citing officials": by way of whom the rest has come
    if cues.in_frame(tree, node, "as") and (held := _held(context, node, obj)):
        first = held[0] if obj is None else obj
        return to_the_end(context, node, first, context.span_of([first, *held]))
    if obj is None or tree.lower[obj] in _EMPTY:
        return None
    if verb.cue.cue_class == "accusation":
        after = [c for c in tree.kids(node, "obj", "obl", "xcomp", "advcl") if c > obj]
        reproach = (c for c in after if (tree.preposition(c) or context.mark_of(c)) in BLAMED_FOR)
        blamed = [*reproach, *(c for c in after if cues.is_responsible(tree, c))]
        return to_the_end(context, node, obj, context.span_of([obj, *blamed]))
    if source_kinds.is_document(tree, source) and cues.in_frame(tree, node, "document"):
        return to_comma(context, obj, to_the_end(context, node, obj, context.span_of([obj])), OUTLET_TURNS)
    paired = _paired(context, node, obj)
    if paired is not None:
        return context.span_of([obj, paired])
    return (
        to_comma(context, obj, context.span_of([obj, *_beside(context, node, obj)]))
        if cues.in_frame(tree, node, "object")
        else None
    )


def _paired(context: Context, node: int, obj: int) -> int | None:
    """What an object is likened to or put at."""
    tree = context.tree
    phrases = (
        c
        for c in tree.kids(node, "obl", "advcl")
        if c > obj and tree.preposition(c) in _PAIRING and not tree.is_time(c)
    )
    return next(phrases, None) if cues.in_frame(tree, node, "pair") else None


def _beside(context: Context, node: int, obj: int) -> list[int]:
    """What is named with an object but hung on the verb: "hailed X for leaving", "guarantees its support for X", "its support to X"."""
    tree, last = context.tree, max(context.tree.subtree(obj))
    prepositions = _BESIDE | {"to"} if cues.of_noun(tree, obj) is not None else _BESIDE
    found = []
    for phrase in (c for c in tree.kids(node, "obl", "advcl") if c > last):
        first = min(tree.subtree(phrase))
        if (
            first != last + 1
            or tree.lower[first] not in prepositions
            or tree.is_time(phrase)
            or tree.form(phrase) in ("Fin", "Inf")
        ):
            break
        found.append(phrase)
        last = max(tree.subtree(phrase))
    return found


def _held(context: Context, node: int, obj: int | None) -> list[int]:
    """What a verb says that its object is: "called A a B", "described A as B"."""
    tree = context.tree
    after = [c for c in tree.kids(node, "obj", "obl", "xcomp", "advcl") if c > node]
    held = [c for c in after if tree.base[c] == "xcomp" or tree.preposition(c) == "as" or _as_clause(context, c)]
    held = held or [c for c in tree.kids(node, "obj", "ccomp") if obj is not None and c > obj]
    return [c for c in held if tree.kid(c, "nsubj") is None]


def _as_clause(context: Context, clause: int) -> bool:
    """ "described it as having failed", but not "..., as the toll rose"."""
    mark, tree = context.tree.kid(clause, "mark"), context.tree
    own = tree.kid(clause, "nsubj") is not None
    return mark is not None and tree.lower[mark] == "as" and tree.lower[mark - 1] != "," and not own


def quoted(context: Context, verb: VerbCue) -> Span | None:
    """A quotation among the words that hang on the cue: 'called it an "egregious violation"', 'would support "with ..."'."""
    tree, node = context.tree, verb.node
    below = [n for n in tree.subtree(node) if n != node]
    if not below:
        return None
    for quote in context.quotes_between(tree.start[min(below)], tree.end[max(below)]):
        inside = {n for n in below if quote.start <= tree.start[n] < quote.end}
        if not inside:
            continue
        tops = [
            c
            for c in tree.children[node]
            if not tree.dep[c].startswith(("nsubj", "advmod")) and not inside.isdisjoint(tree.subtree(c))
        ]
        if tops and tree.dep[tops[0]].startswith(_HOLDS_QUOTE):
            about = [c for c in tree.kids(node, "obj", "iobj") if node < c < tops[0]]
            return context.span_of([*about, *tops] if cues.in_frame(tree, node, "as") else tops)
    return None
