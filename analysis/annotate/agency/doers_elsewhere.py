"""Who does what a noun names, where the words for them stand with another word: "accused X of aggression", "X is responsible for the
attack", "a promise from X of retaliation", "both sides agreed to end the fighting"."""

from analysis.annotate.agency.acts import Act
from analysis.annotate.parties import Sides
from analysis.english.entries import BlameFrame
from analysis.english.lexicon import lexicon, words_with
from analysis.english.word_classes import word_class
from analysis.rules import Rule, decide
from analysis.syntax import roles
from analysis.syntax.owners import owner
from analysis.syntax.subjects import APPEALS, OBJECT_CONTROL, OWNING, understood
from analysis.syntax.tree import NOMINAL, Tree

ACCUSE = words_with("blames", BlameFrame("somebody"), "verb") | word_class("verbs_of_punishing")
LAY = words_with("light", "lay", "verb")
RESPONSIBLE = words_with("blames", BlameFrame("subject"), "adjective")
BORNE = words_with("blames", BlameFrame("bearer"), "noun") | {"blame", "guilt"}
RESTS = words_with("light", "rest", "verb")
ENDS = words_with("complement", "ended", "verb")
ENDINGS = word_class("endings")
DEMANDING = frozenset({"should", "must", "shall"})
INTENDING = frozenset(
    {"vow", "pledge", "promise", "swear", "threaten", "plan", "plot", "intend", "prepare", "contemplate"}
)
HINDERING = word_class("verbs_of_hindering")
ADVANCES = word_class("nouns_for_gains")
ANNOUNCING = word_class("verbs_of_announcing")
GAINS = frozenset(n for words in lexicon().harm if words.event_class == "seize" for n in words.nouns)
COMMITMENTS = words_with("control", "owner", "noun") | word_class("commitments")


def elsewhere(tree: Tree, sides: Sides, act: Act) -> int | None:
    """The head of the words for the doer; null where the text has none."""
    node = act.node
    found = decide(ELSEWHERE, tree, sides, node)
    while found is None and tree.dep[node] == "conj" and tree.kid(node, "nmod:poss", "case") is None:
        node = tree.head[node]  # "of occupation and aggression"
        found = decide(ELSEWHERE, tree, sides, node) if tree.pos[node] == "NOUN" else None
    return found if found not in (None, act.node) and tree.pos[found] in NOMINAL else None


def _verb_above(tree: Tree, node: int) -> int:
    """The verb that a phrase belongs to, also where it hangs on its object or on another phrase of it: "sentenced X to prison for"."""
    above = tree.head[node]
    while tree.base[above] in ("obj", "obl", "nmod") or tree.dep[above] == "nsubj:pass":
        above = tree.head[above]
    return above


def _accused(tree: Tree, sides: Sides, node: int) -> int | None:
    """ "accused X of aggression", "jailed X for the bombing"; "blamed the attack on X"."""
    for clause in tree.kids(node, "acl"):  # "the attack, which Y blamed on X"
        if tree.lemma[clause] == "blame" and roles.of_verb(tree, clause).patient == node:
            return next((c for c in tree.kids(clause, "obl") if tree.preposition(c) == "on"), None)
    if tree.preposition(node) in ("of", "for", "over"):
        verb = _verb_above(tree, node)
        return roles.of_verb(tree, verb).patient if tree.lemma[verb] in ACCUSE else None
    verb = tree.head[node]
    if tree.base[node] not in ("obj", "nsubj") or tree.lemma[verb] not in {"blame", "pin"}:
        return None
    return next(
        (c for n in (verb, node) for c in tree.kids(n, "obl", "nmod") if c > node and tree.preposition(c) == "on"), None
    )


def _responsible(tree: Tree, sides: Sides, node: int) -> int | None:
    """ "X is responsible for the attack", "X was behind the attack"."""
    if tree.preposition(node) == "behind" and tree.kid(node, "cop") is not None:
        return tree.kid(node, "nsubj")
    adjective = tree.head[node]
    if tree.lemma[adjective] not in RESPONSIBLE or tree.preposition(node) not in ("for", "of"):
        return None
    own = tree.kid(adjective, "nsubj")
    if own is not None:
        return own
    verb = tree.head[adjective]
    if tree.base[adjective] == "xcomp":  # "holds X responsible"
        around = roles.of_verb(tree, verb)
        return around.patient if around.passive else tree.kid(verb, "obj")
    return verb if tree.base[adjective] in ("amod", "acl") else None  # "those responsible for"


def _bearer(tree: Tree, sides: Sides, node: int) -> int | None:
    """ "X claimed responsibility for the attack", "the responsibility for the attack lies with X"."""
    borne = tree.head[node]
    if tree.lemma[borne] not in BORNE:
        borne = next((c for c in tree.kids(borne, "obj", "nsubj") if tree.lemma[c] in BORNE), node)
    if borne == node or tree.preposition(node) not in ("for", "of"):
        return None
    named, verb = tree.kid(borne, "nmod:poss"), tree.head[borne]
    if named is not None and tree.pos[named] != "PRON":
        return named
    if tree.lemma[verb] in RESTS or tree.lemma[verb] in LAY:
        return next((c for c in tree.kids(verb, "obl") if tree.preposition(c) in ("with", "on")), None)
    return roles.of_verb(tree, verb).agent if tree.base[borne] == "obj" else None


def _committed(tree: Tree, sides: Sides, node: int) -> int | None:
    """ "a promise from X of retaliation", "X made a threat of invasion"."""
    whole = tree.head[node]
    if tree.preposition(whole) in OWNING and tree.base[whole] == "nmod":  # "a promise from X of retaliation"
        whole = tree.head[whole]
    if tree.base[node] == "obl":  # hung on the verb: "got a promise from X of retaliation"
        whole = next(iter(tree.kids(whole, "obj")), whole)
    if tree.preposition(node) != "of" or tree.lemma[whole] not in COMMITMENTS:
        return None
    found = owner(tree, whole, OWNING)
    verb = tree.head[whole]
    if found is None and tree.base[whole] == "obj" and tree.pos[verb] == "VERB":
        found = roles.of_verb(tree, verb).agent
    return found if found is not None and sides.resolve(found).known else None


def _intended(tree: Tree, sides: Sides, node: int) -> int | None:
    """ "X vowed revenge", "threatened war and occupation": who binds himself to an act is to do it."""
    verb = tree.head[node]
    own = tree.base[node] == "obj" and tree.pos[verb] == "VERB" and tree.lemma[verb] in INTENDING
    by = roles.of_verb(tree, verb) if own else None
    return by.agent if by is not None and not by.passive else None


def _ends(tree: Tree, sides: Sides, node: int) -> int | None:
    """Who is to end it: of both sides each does it, and one side that is told to. A third party may end the acts of others."""
    ended = tree.head[node]
    if (
        tree.lemma[ended] in ENDINGS
        and tree.pos[ended] in ("NOUN", "VERB")
        and tree.preposition(node) in ("of", "to", "in")
    ):
        while tree.dep[ended] == "conj" and tree.pos[tree.head[ended]] == "NOUN":
            ended = tree.head[ended]
        verb = tree.head[ended]
        told = [c for c in tree.kids(verb, "obl", "obj") if c < ended and tree.preposition(c) in ("", "on", "upon")]
        told += [tree.head[verb]] if tree.base[verb] == "acl" else []  # "call all parties involved to an end of"
        candidates = [*told, *([by] if (by := roles.of_verb(tree, verb).agent) is not None else [])]
        return next((c for c in candidates if sides.resolve(c).side == "both"), None)
    if tree.lemma[ended] not in ENDS or tree.base[node] != "obj":
        return None
    by = roles.of_verb(tree, ended).agent
    if by is None:
        return None
    demand = tree.head[ended]
    told_to = tree.lemma[demand] in OBJECT_CONTROL | APPEALS and tree.head[by] == demand and tree.base[by] != "nsubj"
    told_to = told_to or any(tree.lower[c] in DEMANDING for c in tree.kids(ended, "aux"))  # "X should end the blockade"
    return by if told_to or sides.resolve(by).side == "both" else None


def _kept_from(tree: Tree, sides: Sides, node: int) -> int | None:
    """ "stop X from further attacks": X would do it."""
    verb = tree.head[node]
    if tree.preposition(node) != "from" or tree.lemma[verb] not in HINDERING:
        return None
    return roles.of_verb(tree, verb).patient


def _secured_for(tree: Tree, sides: Sides, node: int) -> int | None:
    """ "a deal that secured advances for X"."""
    behind = tree.kids(node, "nmod", "obl") if tree.lemma[node] in ADVANCES else []
    return next((c for c in behind if tree.preposition(c) == "for" and sides.resolve(c).known), None)


def _fronted(tree: Tree, sides: Sides, node: int) -> int | None:
    """ "In a surprise attack, X seized two villages"."""
    verb = tree.head[node]
    new = any(tree.lower[c] in ("a", "an", "another") for c in tree.kids(node, "det"))
    if not new or tree.preposition(node) != "in" or tree.base[node] != "obl" or node > verb or tree.pos[verb] != "VERB":
        return None
    by = roles.of_verb(tree, verb)
    return by.agent if not by.passive and by.agent is not None and sides.resolve(by.agent).known else None


def _announced(tree: Tree, sides: Sides, node: int) -> int | None:
    """ "X announces the capture of Y"."""
    verb = tree.head[node]
    if tree.base[node] != "obj" or tree.lemma[verb] not in ANNOUNCING or tree.lemma[node] not in GAINS:
        return None
    by = roles.of_verb(tree, verb)
    return by.agent if not by.passive and by.agent is not None and sides.resolve(by.agent).known else None


def _understood(tree: Tree, sides: Sides, node: int) -> int | None:
    """ "was captured fighting alongside Y": an -ing form that passes for a noun in a clause's place."""
    clause = (
        tree.lower[node].endswith("ing")
        and tree.base[node] in ("xcomp", "advcl")
        and tree.kid(node, "case", "mark", "det") is None
    )
    return understood(tree, node) if clause else None


ELSEWHERE: tuple[Rule[int | None], ...] = tuple(
    Rule(name, lambda tree, sides, node, find=find: find(tree, sides, node) is not None, find)
    for name, find in (
        ("accused X of aggression", _accused),
        ("responsible for the attack", _responsible),
        ("claimed responsibility for the attack", _bearer),
        ("a promise from X of retaliation", _committed),
        ("vowed revenge", _intended),
        ("agreed to end the fighting", _ends),
        ("captured fighting", _understood),
        ("stop X from further attacks", _kept_from),
        ("advances for X", _secured_for),
        ("in a surprise attack", _fronted),
        ("announced the capture", _announced),
    )
)
