"""Relative clauses: what their pronoun stands for, and whether the noun before them is their object."""

from analysis.english.word_classes import word_class
from analysis.syntax.arguments import own_subject
from analysis.syntax.tree import NOMINAL, Tree

RELATIVE = word_class("relative_pronouns")
_STANDING = RELATIVE | {"whose"}
PLACE_RELATIVE = word_class("relative_adverbs")
PERSONS = word_class("persons") | word_class("bodies")
CAPTIVES = word_class("captives")
BODIES = word_class("bodies")
SOMEBODY = word_class("third_person_singular")
_AGENTIVE = ("er", "or", "ist", "ian", "ant", "ent", "man", "woman", "deputy")  # endings of words for persons


def stands_for(tree: Tree, clause: int, node: int) -> int:
    """The noun that a relative pronoun of a clause stands for; any other word stands for itself."""
    if tree.lower[node] not in _STANDING or tree.pos[node] not in ("PRON", "DET", "SCONJ"):
        return node
    noun = next((tree.head[n] for n in [clause, *tree.above(clause)] if tree.dep[n] == "acl:relcl"), None)
    if noun is None and tree.base[clause] == "ccomp" and tree.pos[noun_before(tree, node)] == "PRON":
        return node  # "told us who shelled it"
    noun = noun_before(tree, node) if noun is None else noun
    if tree.lower[node] in ("who", "whose"):
        return _somebody(tree, noun, node)
    return (
        noun_before(tree, node) if tree.lower[node] == "which" and _one_person(tree, noun) else _not_a_time(tree, noun)
    )


def predicated(tree: Tree, node: int) -> int:
    """What "what" is said to be: "what they hit was the bridge"; any other word stands for itself."""
    noun = tree.head[node]
    if tree.lower[node] != "what" or tree.base[node] not in ("nsubj", "csubj") or tree.kid(noun, "cop") is None:
        return node
    return tree.conjuncts(noun)[0]


def called(tree: Tree, node: int) -> int:
    """What a free relative names ("what it called an attack", "what she described as an attack"): the attack; any other word stands for
    itself."""
    if tree.lower[node] != "what":
        return node
    for clause in (*tree.kids(node, "acl", "advcl"), tree.head[node]):
        for named in tree.kids(clause, "obl", "xcomp", "obj", "advcl"):
            plain = tree.dep[named] in ("xcomp", "obj") and tree.pos[named] in ("NOUN", "PROPN")
            if named > node and (plain or tree.preposition(named) == "as"):
                return named
    return node


def is_object_gap(tree: Tree, clause: int) -> bool:
    """Whether a relative clause has a subject other than its pronoun, so that the noun can only be its object."""
    if any(tree.lower[child] in PLACE_RELATIVE for child in tree.kids(clause, "advmod", "mark")):
        return False
    subject = own_subject(tree, clause)
    return subject is not None and tree.lower[subject] not in RELATIVE


def is_personal(tree: Tree, node: int) -> bool:
    """Whether a word is a name, a pronoun or by its form a person or a body of persons."""
    return tree.pos[node] in ("PROPN", "PRON") or tree.lemma[node] in PERSONS or tree.lemma[node].endswith(_AGENTIVE)


def is_person(tree: Tree, node: int) -> bool:
    """Whether a word is one person: a name of somebody, "he" or "she", or a singular noun for a person and no body of persons."""
    if tree.pos[node] in ("PRON", "DET"):
        return tree.lower[node] in SOMEBODY
    singular = "Number=Sing" in tree.morph(node)
    person = is_personal(tree, node) or tree.lemma[node] in CAPTIVES
    return singular and person and tree.lemma[node] not in BODIES


def _one_person(tree: Tree, noun: int) -> bool:
    """ "a journalist in the city, which was shelled": no journalist is a "which"."""
    return tree.pos[noun] == "NOUN" and tree.lemma[noun] not in BODIES and is_person(tree, noun)


def _somebody(tree: Tree, noun: int, who: int) -> int:
    """The noun that "who" stands for: of the one it hangs on, the one before it and those above, the first that is a person, a body
    or a name; "a guard at the north gate who died" is the guard."""
    candidates = [noun, noun_before(tree, who)]
    candidates += [n for n in tree.above(noun) if tree.pos[n] in NOMINAL]
    counted = tree.pos[noun] == "NUM"  # "the three who were killed"
    return noun if counted else next((n for n in candidates if is_personal(tree, n)), noun)


def _not_a_time(tree: Tree, noun: int) -> int:
    """ "an attack on Monday that killed two": the attack, not the Monday, wherever the clause hangs."""
    while tree.is_time(noun) and tree.head[noun] != noun:
        head = tree.head[noun]
        before = [c for c in tree.kids(head, "obj", "nsubj", "obl") if c < noun and not _is_where(tree, c)]
        beside = max(before if tree.pos[head] == "VERB" else [head], default=noun)
        if beside == noun:
            return noun
        noun = beside
    return noun


def _is_where(tree: Tree, node: int) -> bool:
    return tree.base[node] == "obl" and (tree.pos[node] == "PROPN" or tree.is_time(node))


def noun_before(tree: Tree, node: int) -> int:
    """The noun right before a relative pronoun that the parser has hung elsewhere; the pronoun itself where there is none."""
    before = node - 1
    while before > 0 and tree.pos[before] in ("PUNCT", "ADP"):
        before -= 1
    if before < 0 or tree.pos[before] not in ("NOUN", "PROPN", "PRON") or tree.root(before) != tree.root(node):
        return node
    while tree.dep[before] in ("flat", "compound", "fixed") and tree.head[before] < node:
        before = tree.head[before]
    return before
