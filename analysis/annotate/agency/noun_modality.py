"""Whether the text says that an act happened which a noun names."""

from analysis.annotate.agency import denial
from analysis.annotate.agency.own_modality import HEDGES, UNREAL_AUXILIARIES, own_words
from analysis.english.lexicon import words_with
from analysis.english.word_classes import word_class
from analysis.rules import Rule, decide
from analysis.syntax.passives import by_phrase
from analysis.syntax.tree import Tree

UNREAL_ADJECTIVES = word_class("unreal_adjectives")
SEEM = words_with("complement", "hedged infinitive")
FAIL = words_with("complement", "negated")
UNREAL = words_with("complement", "irrealis")
# Nouns for what is said by nobody in particular.
REPORTS = words_with("complement", "hedged clause", "noun")
INDEFINITE = word_class("indefinite_articles")


def of_noun(tree: Tree, node: int) -> str:
    """Modality of an act that a noun names; what a noun names is taken to have happened unless something says otherwise."""
    near = {tree.lower[c] for c in tree.children[node] if tree.base[c] in ("amod", "det", "advmod", "case", "compound")}
    return decide(NOUN, tree, node, near, otherwise="asserted")


def of_speech_noun(tree: Tree, node: int) -> str:
    """Modality of an accusation that a noun names: what denies it denies what it says, and not that it was made."""
    own = of_noun(tree, node)
    return "asserted" if own == "denied" else own


def unsourced(tree: Tree, noun: int) -> bool:
    """Whether a noun is a report that nobody is said to have made ("there were reports that", but not "X's reports")."""
    if tree.lemma[noun].lower() not in REPORTS or tree.kid(noun, "nmod:poss") is not None:
        return False
    makers = {tree.preposition(c) for c in tree.kids(noun, "nmod")} & {"by", "from"}
    named = any(tree.text[tree.start[c]].isupper() for c in tree.kids(noun, "amod", "compound"))
    return not makers and not named


def _hearsay(tree: Tree, node: int, near: set[str]) -> bool:
    """ "reports of shelling", "shelling was reported"."""
    head = tree.head[node]
    if tree.base[node] == "nmod" and tree.preposition(node) in ("of", "about"):
        return unsourced(tree, head)
    passive = tree.dep[node] == "nsubj:pass" and tree.lemma[head] in SEEM and by_phrase(tree, head) is None
    return passive and tree.kid(head, "xcomp") is None


def _seeming(tree: Tree, node: int, near: set[str]) -> bool:
    """ "what looks like shelling", "in what appeared to be shelling"."""
    like = next((c for c in tree.kids(node, "case") if tree.lower[c] == "like"), None)
    if like is not None:
        return like > 0 and tree.lemma[like - 1] in SEEM
    be = tree.kid(node, "cop")
    return be is not None and tree.base[node] == "xcomp" and tree.lemma[tree.head[node]] in SEEM


def _argument(tree: Tree, node: int) -> bool:
    return tree.base[node] in ("obj", "nmod", "obl") and tree.head[node] != node


def _unrealised(tree: Tree, node: int, near: set[str]) -> bool:
    """ "threatened an attack", "warned of an attack"; but whoever "aimed its attack at X" made it."""
    aimed = tree.lemma[tree.head[node]] == "aim" and tree.dep[node] == "obj"
    named = tree.dep[node] == "obj" and any(
        tree.pos[c] in ("NOUN", "ADJ") and tree.kid(c, "mark") is None if tree.dep[c] == "xcomp" else c < node
        for c in tree.kids(tree.head[node], "obj", "xcomp")
        if c != node
    )  # "called it an attack", "called the attack a crime"
    told = tree.lemma[tree.head[node]] == "tell" and tree.preposition(node) == "of"  # and not "told to"
    return (
        _argument(tree, node)
        and not aimed
        and not named
        and not told
        and tree.lemma[tree.head[node]] in UNREAL | FAIL
        and tree.preposition(node) in ("", "of", "for", "from", "against", "at")
    )


def _supposed(tree: Tree, node: int, near: set[str]) -> bool:
    """ "an invasion would": one that only the clause speaks of, and the clause is not real."""
    some = not near.isdisjoint(INDEFINITE) and tree.base[node] == "nsubj"
    return some and own_words(tree, tree.head[node]) & UNREAL_AUXILIARIES != set()


def _denied(tree: Tree, node: int, near: set[str]) -> str | None:
    return denial.denied(tree, node) if _argument(tree, node) else None


NOUN: tuple[Rule[str], ...] = (
    Rule("negated", lambda tree, node, near: near & {"no", "without", "neither"}, "negated"),
    Rule("hedged", lambda tree, node, near: near & HEDGES or "so-called" in near, "hedged"),
    Rule("looks like it", _seeming, "hedged"),
    Rule("reports of it", _hearsay, "hedged"),
    Rule("not real", lambda tree, node, near: near & UNREAL_ADJECTIVES or "any" in near, "irrealis"),
    Rule("an act that would", _supposed, "irrealis"),
    Rule(
        "coordinated",
        lambda tree, node, near: tree.base[node] == "conj",
        lambda tree, node, near: of_noun(tree, tree.head[node]),
    ),
    Rule("denied", _denied, _denied),
    Rule(
        "refrained from",
        lambda tree, node, near: (
            _unrealised(tree, node, near) and tree.lemma[tree.head[node]] in ("refrain", "abstain")
        ),
        "negated",
    ),
    Rule("threatened or averted", _unrealised, "irrealis"),
    Rule("in case of", lambda tree, node, near: tree.preposition(node) == "in case of", "irrealis"),
)
