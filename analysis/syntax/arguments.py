"""The subject that a clause itself has, as opposed to one that is understood from the clauses around it."""

from analysis.english.lexicon import words_with
from analysis.english.word_classes import word_class
from analysis.syntax.tree import NOMINAL, Tree

CONJUNCTIONS = word_class("temporal_conjunctions")
INTENTIONS = words_with("control", "owner", "noun")
AIMS = words_with("control", "aim", "noun")
_NO_SUBJECTS = INTENTIONS | AIMS | word_class("what_one_may_do")


def own_subject(tree: Tree, node: int) -> int | None:
    """The head of the subject that hangs on a verb or its auxiliary, else of a phrase that the parse has hung elsewhere. A relative
    pronoun is left as it is."""
    if done(tree, node) is not None:
        return None
    places = [node, *tree.kids(node, "aux", "cop")]
    subjects = [s for place in places for s in tree.kids(place, "nsubj", "csubj") if tree.dep[s] != "nsubj:outer"]
    if not subjects and tree.form(node) == "Inf":  # "X is to leave", but not "the aim is to leave"
        subjects = [s for s in tree.kids(node, "nsubj") if tree.lemma[s] not in _NO_SUBJECTS]
        aims = [s for s in tree.kids(node, "nsubj") if s not in subjects and tree.dep[s] == "nsubj:outer"]
        subjects = subjects or [c for s in aims if (c := _whose_aim(tree, s)) is not None]
    if len(subjects) > 1:  # object relative with its pronoun taken for a subject: the nearer one is the subject
        return max((s for s in subjects if s < node), default=subjects[0])
    if subjects:
        return subjects[0]
    quantity = _quantity(tree, node)
    return quantity if quantity is not None else _behind_conjunction(tree, node)


def done(tree: Tree, node: int) -> int | None:
    """The "do" that a verb spells out: "what they did was (to) burn it", "all they have done is shout"; null where there is none."""
    what = next((c for c in tree.kids(node, "nsubj", "csubj") if c < node and tree.lower[c] in ("what", "all")), None)
    if what is None or tree.kid(node, "cop", "aux") is None:
        return None
    below = [n for clause in tree.kids(what, "acl") for n in (clause, *tree.kids(clause, "xcomp"))]
    return next((n for n in below if tree.lemma[n] == "do"), None)


def _whose_aim(tree: Tree, aim: int) -> int | None:
    """ "X's goal is to leave", "an option for X is to leave": X is to."""
    owner = tree.kid(aim, "nmod:poss")
    return (
        owner if owner is not None else next((c for c in tree.kids(aim, "nmod") if tree.preposition(c) == "for"), None)
    )


def for_phrase(tree: Tree, node: int) -> int | None:
    """The subject of an infinitive behind "for": "time for the troops to leave"."""
    to = next((m for m in tree.kids(node, "mark") if tree.lower[m] == "to"), None)
    if to is None:
        return None
    node = to - 1
    while node >= 0 and max(tree.subtree(node)) == to - 1:
        if tree.preposition(node) == "for" and tree.pos[node] in NOMINAL:
            return node
        node = tree.head[node] if tree.head[node] != node else -1
    return None


def _quantity(tree: Tree, node: int) -> int | None:
    """The number in "More than 30 have been killed", where "more" passes for an adverb."""
    for child in tree.kids(node, "advmod", "obl"):
        if child < node and tree.lower[child] in ("more", "fewer", "less"):
            return next((n for n in tree.subtree(child) if tree.pos[n] in ("NUM", "NOUN") and n < node), None)
    return None


def _behind_conjunction(tree: Tree, node: int) -> int | None:
    """ "after X shelled Y", where "after X" passes for a phrase of the clause before."""
    if tree.form(node) != "Fin" or tree.kid(node, "mark", "aux", "obl:agent", "expl") is not None or node == 0:
        return None
    subject = node - 1
    while tree.pos[subject] == "ADV" and subject > 0:
        subject -= 1
    while (tree.dep[subject] in ("flat", "compound", "nmod", "conj") or tree.is_time(subject)) and (
        tree.head[subject] < node and subject not in tree.above(node) and tree.head[subject] != subject
    ):
        subject = tree.head[subject]
    plain = tree.base[subject] in ("obl", "nmod") and tree.pos[subject] in NOMINAL and not tree.is_time(subject)
    return subject if plain and subject < node and tree.preposition(subject) in CONJUNCTIONS else None
