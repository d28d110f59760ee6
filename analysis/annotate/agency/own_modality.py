"""What the words of a clause itself say of its act: negated, hedged, asked, a condition, still to come.

What the clauses around it say is for `analysis.annotate.agency.modality`.
"""

from analysis.english.word_classes import word_class
from analysis.rules import Rule
from analysis.syntax.relatives import RELATIVE
from analysis.syntax.tree import Tree

NEGATORS = word_class("negators")
HEDGES = word_class("hedges")
UNREAL_AUXILIARIES = word_class("unreal_auxiliaries")
HEDGE_AUXILIARIES = word_class("hedging_auxiliaries")
CONDITIONS = word_class("conditionals")
NOBODY = word_class("negative_pronouns")
# "not only" takes nothing back.
FOCUS = word_class("focus_adverbs")
# "at no point", "in no case", but not "with no warning".
SCOPES = word_class("negative_scopes")
INTERROGATIVES = word_class("interrogatives") | word_class("relative_subjects") | word_class("relative_adverbs")
INVERTED = word_class("inverted_conditionals")


def own_words(tree: Tree, node: int) -> set[str]:
    """The words of a clause that may say whether it is so."""
    return {
        tree.lower[child] for child in tree.children[node] if tree.base[child] in ("advmod", "aux", "mark", "det", "cc")
    }


def negator(tree: Tree, node: int) -> bool:
    """Whether a word negates: "not", but not the "not" of "not only"."""
    return tree.lower[node] in NEGATORS and (node + 1 == tree.size or tree.lower[node + 1] not in FOCUS)


def nobody(tree: Tree, node: int) -> bool:
    """ "no-one", "no civilians", "none of them", "not one of them"."""
    if tree.lower[node] in NOBODY or any(tree.lower[c] == "no" for c in tree.kids(node, "det")):
        return True
    before = [n for c in tree.kids(node, "advmod", "det", "nummod", "cc") if c < node for n in (c, *tree.children[c])]
    return any(tree.lower[n] == "not" and negator(tree, n) for n in before)


def inverted(tree: Tree, node: int) -> int | None:
    """The auxiliary before the subject ("Did X fire?", "Had X fired"); null where there is none."""
    subject = tree.kid(node, "nsubj", "csubj")
    auxiliary = tree.kid(node, "aux", "aux:pass", "cop")
    return auxiliary if subject is not None and auxiliary is not None and auxiliary < subject < node else None


def _negated(tree: Tree, node: int, own: set[str]) -> bool:
    """By a word of its own; two negatives make none ("no day on which they did not fire")."""
    negators = [c for c in tree.kids(node, "advmod", "aux", "mark", "det", "cc") if negator(tree, c)]
    phrases = [c for n in (node, *tree.kids(node, "aux")) for c in tree.kids(n, "obl")]
    fronted = any(tree.lemma[c] in SCOPES and nobody(tree, c) for c in phrases)
    if not negators and not fronted:
        return False
    return not (tree.dep[node] == "acl:relcl" and nobody(tree, tree.head[node]))


def _nobody(tree: Tree, node: int, own: set[str]) -> bool:
    return any(nobody(tree, c) for c in tree.kids(node, "nsubj", "obj") if tree.lower[c] not in RELATIVE)


def _cleft(tree: Tree, node: int, own: set[str]) -> bool:
    """ "It was not X that fired": somebody did, and not X."""
    focus = tree.head[node]
    if tree.dep[node] != "acl:relcl" or tree.kid(focus, "cop") is None:
        return False
    it = next((c for c in tree.kids(focus, "expl", "nsubj") if tree.lower[c] == "it"), None)
    return it is not None and any(negator(tree, c) for c in tree.kids(focus, "advmod"))


def _asked(tree: Tree, node: int, own: set[str]) -> bool:
    """A question that "yes" or "no" answers; who asks why takes the act for granted."""
    auxiliary = inverted(tree, node)
    if auxiliary is None or tree.head[node] != node and tree.base[node] not in ("conj", "ccomp", "parataxis"):
        return False
    if any(tree.lower[c] in INTERROGATIVES for c in tree.children[node] if c < auxiliary):
        return False
    mark = max(tree.subtree(tree.root(node)))
    return "?" in tree.lower[mark] or mark > 0 and "?" in tree.lower[mark - 1]


def _supposed(tree: Tree, node: int, own: set[str]) -> bool:
    """ "Had X fired, ...", "Should X fire, ..."."""
    auxiliary = inverted(tree, node)
    return auxiliary is not None and tree.lower[auxiliary] in INVERTED and auxiliary == min(_clause(tree, node))


def _clause(tree: Tree, node: int) -> list[int]:
    return [n for n in tree.subtree(node) if tree.pos[n] != "PUNCT" and tree.lower[n] not in ("and", "but", "that")]


def _to_come(tree: Tree, node: int, own: set[str]) -> bool:
    """ "is to fire", "the aim is to fire"; in a headline without "is"."""
    to = next((c for c in tree.kids(node, "mark") if tree.lower[c] == "to"), None)
    if to is None or tree.lemma[node] == "blame":  # who "is to blame" is blamed
        return False
    main = tree.head[node] == node and tree.kid(node, "nsubj", "nsubj:pass") is not None
    return main or any(c < to and tree.lemma[c] == "be" for c in tree.kids(node, "aux", "cop"))


def _have_fired(tree: Tree, node: int, own: set[str]) -> bool:
    return "have" in own and bool(own & HEDGE_AUXILIARIES or "must" in own)


OWN_WORDS: tuple[Rule[str], ...] = (
    Rule("negated", _negated, "negated"),
    Rule("nobody", _nobody, "negated"),
    Rule("not the one who did it", _cleft, "negated"),
    Rule("hedged", lambda tree, node, own: own & HEDGES, "hedged"),
    Rule("conditional", lambda tree, node, own: own & CONDITIONS, "irrealis"),
    Rule("inverted conditional", _supposed, "irrealis"),
    Rule("question", _asked, "irrealis"),
    # "may have fired" is about the past, "may fire" about what has not happened.
    Rule("perhaps done", _have_fired, "hedged"),
    Rule("perhaps to be done", lambda tree, node, own: own & HEDGE_AUXILIARIES, "irrealis"),
    Rule(
        "future or obligation",
        lambda tree, node, own: own & UNREAL_AUXILIARIES - ({"'d"} if tree.form(node) == "Part" else set()),
        "irrealis",
    ),
    Rule("to come", _to_come, "irrealis"),
    # A past form and an imperative may look alike ("hit", "set"); what is joined to another verb is as that is.
    Rule("imperative", lambda tree, node, own: "Mood=Imp" in tree.morph(node) and tree.dep[node] != "conj", "irrealis"),
)
