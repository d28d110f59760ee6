"""What is denied or doubted: by the grammar around an act, and by standing in what a source denies, however deep."""

from bisect import bisect_left
from collections.abc import Iterable
from itertools import pairwise

from analysis.annotate.attribution import cues
from analysis.english.lexicon import lexicon, words_with
from analysis.english.word_classes import word_class
from analysis.schema import Attribution
from analysis.syntax.tree import Tree

# Of a claim or an act; of a claim only ("dismissed the attack" denies no attack).
DENY = words_with("complement", "denied")
DENY_CLAIM = words_with("complement", "denied claim")
DOUBT = words_with("complement", "doubted")
# What denies a claim when it is negated: "it is not true that".
TRUE = words_with("complement", "true claim")
NEGATORS = word_class("negators")
_WORDS = DENY | DENY_CLAIM | DOUBT | TRUE
_HEADS = frozenset(word.partition(" ")[0] for word in _WORDS)
# Relations by which a claim hangs on what is said of it, and an act on the claim.
_CONTENT = frozenset({"ccomp", "xcomp", "acl", "obj", "nmod"})


def denied(tree: Tree, node: int) -> str | None:
    """What a denial around makes of an act, however deep the act stands in it: "denied claims that its forces had shelled X"."""
    for step, (inner, governor) in enumerate(pairwise([node, *tree.above(node)])):
        base = tree.base[inner]
        if base == "conj":
            continue
        subject = base in ("nsubj", "csubj")
        if base not in _CONTENT and not subject or tree.dep[inner] == "acl:relcl":
            return None
        if subject and not (tree.dep[inner].endswith(":pass") or tree.kid(governor, "cop") is not None):
            return None
        found = denies(tree, governor)
        if found is not None and not (step == 0 and base in ("obj", "nmod") and judges(tree, governor)):
            return found
        if base in ("obj", "nmod", "nsubj") and not _is_claim(tree, inner):
            return None
    return None


def denies(tree: Tree, node: int) -> str | None:
    """What a word says of an act in its complement: `denied`; who does not deny leaves it open (`hedged`), and where there is no doubt
    it is so (null). A claim may be called false before it is told ("false claims that")."""
    word = _entry(tree, node)
    if word is None:
        false = any(_entry(tree, c) in DENY_CLAIM for c in tree.kids(node, "amod"))
        return "denied" if false and _is_claim(tree, node) else None
    if word in TRUE:
        return "denied" if any(tree.lower[c] in NEGATORS for c in tree.kids(node, "advmod")) else None
    if any(tree.lower[c] in NEGATORS for c in tree.kids(node, "advmod", "det", "aux", "case")):
        return None if word in DOUBT else "hedged"
    return "denied"


def judges(tree: Tree, node: int) -> bool:
    """Whether a word denies a claim but no act that is its object ("dismissed the attack as ...")."""
    return _entry(tree, node) in DENY_CLAIM


def spans(tree: Tree, attributions: Iterable[Attribution]) -> list[tuple[int, int]]:
    """Characters of what sources deny or doubt."""
    return [
        (row.start, row.end)
        for row in attributions
        if row.cue_start is not None and denies(tree, bisect_left(tree.start, row.cue_start)) == "denied"
    ]


def _is_claim(tree: Tree, node: int) -> bool:
    """Whether a noun says something ("claims", "reports", but not "involvement")."""
    cue = lexicon().noun(tree.lemma[node]).cue
    return cue is not None and cue.kind == "speech"


def _entry(tree: Tree, node: int) -> str | None:
    """The denying or doubting word or phrase that a node is."""
    word = cues.lemma(tree, node)
    if word not in _HEADS:
        return None
    behind = (
        [tree.lower[node + 1]] if node + 1 < tree.size else []
    )  # "brushed off claims", whatever the parse hangs it on
    particles = [*behind, *(tree.lower[c] for c in tree.kids(node, "compound:prt"))]
    phrases = lexicon().phrases.get(word, {})
    phrase = next((f"{word} {particle}" for particle in particles if particle in phrases), word)
    return phrase if phrase in _WORDS else None
