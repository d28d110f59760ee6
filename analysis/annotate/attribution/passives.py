"""What a passive attributes: its subject and what is held of it ("X is expected to leave", "X was accused of Y", "a plan opposed by Y")."""

from analysis.annotate.attribution import cues, source_kinds
from analysis.annotate.attribution.context import Context
from analysis.annotate.attribution.cues import Cue
from analysis.annotate.attribution.objects import BLAMED_FOR
from analysis.annotate.attribution.verb_cues import Span
from analysis.syntax.passives import by_phrase
from analysis.syntax.phrases import noun_phrase


def content(context: Context, node: int, cue: Cue) -> Span | None:
    """The content of a passive cue or of a participle behind its noun; null where the cue is neither."""
    tree = context.tree
    about = tree.kid(node, "nsubj")
    if tree.kid(node, "aux:pass") is None:
        return _reduced(context, node)
    if about is None or tree.lower[about] in ("it", "there"):
        return None
    if cue.cue_class == "accusation":
        after = [c for c in tree.children[node] if c > node]
        accusers = [g for c in after if tree.preposition(c) == "by" for g in tree.children[c] if g > c]
        blamed = [c for c in (*after, *accusers) if (tree.preposition(c) or context.mark_of(c)) in BLAMED_FOR]
        return context.span_of([about, *blamed])
    if cues.in_frame(tree, node, "raised"):
        held = _held(context, node)
        if cue.stance == "factive":
            return _name_given(context, node, held)
        if held:
            return context.span_of([about, *held])
    named = by_phrase(tree, node) is not None and cues.in_frame(tree, node, "object")
    return context.span_of([about]) if named else None


def _reduced(context: Context, node: int) -> Span | None:
    """Of a participle behind its noun: "a plan opposed by Y", "X, known as Z"."""
    tree = context.tree
    behind = tree.dep[node] == "acl" and tree.head[node] < node and tree.form(node) == "Part"
    if not behind or tree.kid(node, "obj") is not None:
        return None
    if cues.in_frame(tree, node, "raised"):
        return _name_given(context, node, _held(context, node))
    agent = by_phrase(tree, node)
    if agent is None or not cues.in_frame(tree, node, "object") or not source_kinds.is_person(tree, agent):
        return None
    phrase = noun_phrase(tree, _noun_before(context, node))
    return phrase.start, phrase.end


def _held(context: Context, node: int) -> list[int]:
    """What a passive says is held of its subject: "to leave", "as a traitor"."""
    tree = context.tree
    after = [c for c in tree.children[node] if c > node]
    held = [c for c in after if tree.base[c] == "xcomp" or tree.preposition(c) == "as"]
    return held + [c for c in after if tree.base[c] in ("ccomp", "advcl") and tree.form(c) == "Inf"]


def _name_given(context: Context, node: int, held: list[int]) -> Span | None:
    """ "Known by Y as Z": the name alone is somebody's, and nobody's where it is only known so."""
    if by_phrase(context.tree, node) is None and cues.lemma(context.tree, node) == "know":
        return None
    return context.span_of(held, skip=[n for h in held for n in context.tree.kids(h, "case")]) if held else None


def _noun_before(context: Context, node: int) -> int:
    """The noun that a participle behind it belongs to: the one right before it, where the parse hangs it on another ("a town, in a
    move opposed by X")."""
    tree, before = context.tree, node - 1
    while before > 0 and tree.pos[before] == "ADV":
        before -= 1
    return before if tree.pos[before] in ("NOUN", "PROPN") and tree.head[before] == node else tree.head[node]
