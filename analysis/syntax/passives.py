"""The passive voice: which words are passives, and the phrase with "by" that says who did it."""

from analysis.english.lexicon import words_with
from analysis.english.word_classes import word_class
from analysis.rules import Rule, always, decide
from analysis.syntax.tree import NOMINAL, Tree

STATES = word_class("stative_participles")
RELATIVES = word_class("relative_pronouns")
LANDMARKS = word_class("landmarks")
ACCOUNTS = word_class("estimates_and_admissions") | word_class("counts_and_accounts")
DEGREES = word_class("degree_adverbs")
TWO_OBJECTS = words_with("two_objects", True, "verb")
# Where a past participle without an auxiliary is a passive.
_PARTICIPIAL = frozenset(
    ["acl", "acl:relcl", "advcl", "amod", "ccomp", "dep", "obj", "parataxis", "root", "ROOT", "xcomp"]
)
_MARKED = frozenset({"aux:pass", "nsubj:pass", "csubj:pass"})
_ACTIVE = frozenset({"aux", "nsubj", "obj"})


def by_phrase(tree: Tree, node: int) -> int | None:
    """The agent of a passive: the head of its phrase with "by"."""
    # "was set alight by X", with the phrase hung on what became of the victim.
    states = [c for c in tree.kids(node, "xcomp") if tree.kid(c, "mark", "aux") is None]
    agents = [c for place in (node, *states) for c in tree.kids(place, "obl:agent") if _behind_by(tree, c)]
    agents += [c for c in tree.kids(node, "obl", "nmod") if tree.preposition(c) == "by" and tree.pos[c] in NOMINAL]
    # Behind the verb, but for "by whom", and nobody's word: "by its own count, 20 were killed", "20 were killed, by its own account".
    behind = (c for c in agents if (c > node or tree.lower[c] in RELATIVES) and tree.lemma[c] not in ACCOUNTS)
    return next((c for c in behind if not tree.is_time(c) and tree.lemma[c] not in LANDMARKS), None)


def _behind_by(tree: Tree, node: int) -> bool:
    """Whether a phrase begins with "by", wherever the word hangs; what a parse takes for an agent may have another preposition or none."""
    return (
        "by" in {tree.lower[c] for c in tree.kids(node, "case", "mark")} or tree.lower[min(tree.subtree(node))] == "by"
    )


def is_passive(tree: Tree, node: int) -> bool:
    """Whether a word is a passive in the wide sense: be- and get-passives, reduced relatives and bare past participles."""
    return decide(PASSIVE, tree, node, {tree.dep[child] for child in tree.children[node]}, otherwise=False)


def is_clausal(tree: Tree, node: int) -> bool:
    """Whether a word heads a passive clause: a be- or get-passive with its auxiliary, or a reduced relative with a by-phrase. A state
    ("is complicated", "is filled with") is none unless somebody is said to have brought it about (verbal against adjectival
    passives: Huddleston and Pullum, Cambridge Grammar of the English Language, 2002, 16.10.1)."""
    return decide(CLAUSAL, tree, node, by_phrase(tree, node), otherwise=False)


def is_past(tree: Tree, node: int) -> bool:
    """Whether a verb is a past participle or looks like one."""
    return tree.form(node) == "Part" or "Tense=Past" in tree.morph(node)


def _marked(tree: Tree, node: int, relations: set[str]) -> bool:
    """With an auxiliary of the passive; or with a passive's subject, unless "had called" or "blamed X" show an active verb, whatever
    its subject is taken for."""
    if "aux:pass" in relations:
        return True
    active = not relations.isdisjoint({"aux", "obj"})
    return not active and (tree.form(node) != "Fin" or "obl:agent" in relations)


PASSIVE: tuple[Rule[bool], ...] = (
    Rule("be- or get-passive", lambda tree, node, relations: not relations.isdisjoint(_MARKED), _marked),
    Rule(
        "by-phrase",
        lambda tree, node, relations: "obl:agent" in relations and relations.isdisjoint({"aux", "obj"}),
        True,
    ),
    # Before the participles: with a subject or an object of its own a form in -ed is a past tense.
    Rule("arguments of an active verb", lambda tree, node, relations: not relations.isdisjoint(_ACTIVE), False),
    # "was arrested and charged": the second may look like a finite past tense.
    Rule(
        "joined to a passive",
        lambda tree, node, relations: tree.dep[node] == "conj",
        lambda tree, node, relations: is_past(tree, node) and is_passive(tree, tree.head[node]),
    ),
    Rule(
        "reduced relative",
        lambda tree, node, relations: (
            tree.dep[node] == "acl" and is_past(tree, node) and tree.kid(node, "mark") is None
        ),
        True,
    ),
    Rule(
        "participle taken for an adjective",
        lambda tree, node, relations: tree.pos[node] == "ADJ",
        lambda tree, node, relations: tree.dep[node] == "amod" and tree.lower[node].endswith(("ed", "en")),
    ),
    # "saw the bridge bombed": no open complement is finite, so that a form in -ed there is a participle.
    Rule(
        "participle of what is seen",
        lambda tree, node, relations: tree.dep[node] == "xcomp" and is_past(tree, node),
        True,
    ),
    Rule(
        "bare participle",
        lambda tree, node, relations: tree.form(node) == "Part",
        lambda tree, node, relations: tree.dep[node] in _PARTICIPIAL,
    ),
)


def _verbal_adjective(tree: Tree, node: int, agent: int | None) -> bool:
    """What passes for an adjective and is a passive: with a by-phrase ("was delighted by the news") or in the progressive ("is being
    offended"); an adjective takes neither."""
    be = tree.kid(node, "cop")
    if be is None or tree.pos[node] != "ADJ" or not tree.lower[node].endswith(("ed", "en")):
        return False
    return agent is not None or tree.lower[be] == "being"


def _unmarked(tree: Tree, node: int, agent: int | None) -> bool:
    """Without an auxiliary, a by-phrase or "get"."""
    if tree.kid(node, "aux:pass") is not None or agent is not None and is_passive(tree, node):
        return False
    above = tree.head[node]
    get = tree.dep[node] == "xcomp" and tree.lemma[above] == "get" and tree.kid(above, "obj") is None
    return not get


def _state(tree: Tree, node: int, agent: int | None) -> bool:
    graded = any(tree.lower[c] in DEGREES for c in tree.kids(node, "advmod"))  # "is very involved"
    return graded or not STATES.isdisjoint({tree.lemma[node], tree.lower[node]})


def _participle(tree: Tree, node: int, agent: int | None) -> bool:
    return is_past(tree, node) or tree.lower[node].endswith(("ed", "en"))


CLAUSAL: tuple[Rule[bool], ...] = (
    Rule(
        "clause without an auxiliary",
        lambda tree, node, agent: tree.dep[node] in ("acl", "advcl") and tree.kid(node, "aux") is None,
        lambda tree, node, agent: agent is not None and is_passive(tree, node),
    ),
    Rule("verb taken for an adjective", _verbal_adjective, True),
    Rule("neither auxiliary nor by-phrase", _unmarked, False),
    Rule("somebody did it", lambda tree, node, agent: agent is not None, _participle),
    Rule(
        "verb with an object",
        lambda tree, node, agent: tree.kid(node, "obj") is not None and tree.lemma[node] not in TWO_OBJECTS,
        False,
    ),
    Rule("state", _state, False),
    Rule("auxiliary", always, _participle),
)
