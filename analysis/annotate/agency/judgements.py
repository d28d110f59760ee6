"""Judgements that lay a fault on somebody: "Y said X's raid was barbaric", "called X's remarks a disgrace", "X is a coward, he said".

The words are those of social sanction in the appraisal of language, by which a speaker condemns what somebody is or does (Martin and White,
The Language of Evaluation, 2005, chapter 2). They accuse only as what a source says: an outlet's "brutal attack" is a description.
"""

from analysis.annotate.agency.accusation import Accusation
from analysis.annotate.agency.accused import AccusedFinder
from analysis.english.entries import BlameFrame
from analysis.english.lexicon import lexicon, words_with
from analysis.syntax import pronouns, roles
from analysis.syntax.relatives import RELATIVE, stands_for
from analysis.syntax.tree import Tree

_JUDGED = BlameFrame("judged")
FAULTS = words_with("blames", _JUDGED)
# Phrases that blame by themselves ("terrorist state").
WRONGDOERS = words_with("blames", BlameFrame("subject"), "noun")
CALL = words_with("frames", "as", "verb")
# Classes of act that nobody owns up to: who calls something so accuses.
WRONG = frozenset({"violate", "provoke", "other"})


def judgement(find: AccusedFinder, node: int) -> list[Accusation]:
    """The judgement that a word passes; none where it is passed on nobody and nothing of anybody's."""
    tree = find.tree
    predicate = _predicate(tree, node)
    if predicate is None or predicate != node and f"{tree.lower[node]} {tree.lemma[predicate]}" in WRONGDOERS:
        return []
    thing = _subject(tree, predicate)
    if thing is not None:
        return _upon(find, node, thing)
    verb = _calling(tree, predicate)
    if verb is None:
        return []
    acts = roles.of_verb(tree, verb)
    thing = _called(tree, verb, predicate)
    return _upon(find, node, thing, acts.agent, verb) if thing is not None and not acts.passive else []


def is_wrong(find: AccusedFinder, node: int) -> bool:
    """Whether a noun names a crime, a violation or a provocation."""
    tree, lemma = find.tree, find.tree.lemma[node]
    near = {tree.lemma[c].lower() for c in tree.kids(node, "compound", "amod", "nmod")}
    return any(s.event_class in WRONG and near.issuperset(s.rest) for s in find.harm.nouns.get(lemma, ()))


def _predicate(tree: Tree, node: int) -> int | None:
    """The word by which something is judged: the word itself or the noun that it describes ("a shameful act"); null where one joined
    before it judges already ("vile and shameful")."""
    while tree.dep[node] == "conj":
        if tree.lemma[tree.head[node]].lower() in FAULTS:
            return None
        node = tree.head[node]
    described = tree.dep[node] == "amod" and tree.head[node] > node
    return tree.head[node] if described else node


def _subject(tree: Tree, node: int) -> int | None:
    """Of what a word is the predicate: "X is N"; "the raid, which Y said was N"."""
    if tree.kid(node, "cop") is None or tree.kid(node, "case") is not None:
        return None
    subject = tree.kid(node, "nsubj")
    if subject is not None:
        return stands_for(tree, node, subject) if tree.lower[subject] in RELATIVE else subject
    said = tree.head[node]
    return tree.head[said] if tree.dep[node] == "ccomp" and tree.dep[said] == "acl:relcl" else None


def _calling(tree: Tree, node: int) -> int | None:
    """The verb by which something is called so: "called X N", "described X as A"; none that accuses by itself ("condemned X as A")."""
    above = tree.head[node]
    if tree.dep[node] == "obj" and tree.pos[above] in ("NOUN", "PROPN"):  # a noun has no object: it is the verb's
        above = next((n for n in tree.above(above) if tree.pos[n] == "VERB"), above)
    judged = tree.preposition(node) == "as" and tree.base[node] in ("obl", "nmod", "advcl", "xcomp")
    quoted = (
        tree.lemma[node].lower() in FAULTS and above < node and tree.dep[node] in ("appos", "amod", "acl")
    )  # 'called X "A"'
    if (judged or quoted) and tree.dep[above] == "obj":
        above = tree.head[above]  # hung on what is judged
    beside = judged or quoted or tree.dep[node] in ("xcomp", "obj")
    names = tree.lemma[above] in CALL and not lexicon().verb(tree.lemma[above]).blames
    return above if beside and names and tree.pos[above] == "VERB" else None


def _called(tree: Tree, verb: int, node: int) -> int | None:
    """What is called so, also before it: "the raid, which Y described as barbaric"."""
    thing = next((c for c in tree.kids(verb, "obj", "iobj") if c != node), None)
    if thing is None and tree.dep[verb] == "acl:relcl":
        return tree.head[verb]
    if thing is None:  # "called X's statement unfair", where the statement passes for a part of the judgement
        thing = tree.kid(node, "nsubj", "compound") if tree.pos[node] == "ADJ" else None
    return stands_for(tree, verb, thing) if thing is not None and tree.lower[thing] in RELATIVE else thing


def _upon(
    find: AccusedFinder, node: int, thing: int, by: int | None = None, verb: int | None = None
) -> list[Accusation]:
    """A judgement on a party, on whose the thing is, or on an act whose doer is told elsewhere."""
    tree = find.tree
    if thing == node or by == thing:
        return []
    if tree.pos[thing] == "PRON":
        pronoun = pronouns.known(tree.lower[thing])
        somebody = pronoun is not None and pronoun.person == 3 and pronoun.refers != "thing" and not pronoun.relative
        return [Accusation(node, thing, thing, by, judges=True, verb=verb)] if somebody else []
    if tree.pos[thing] not in ("NOUN", "PROPN"):
        return []
    accused = thing if find.names(thing) else find.doer(thing)
    return [Accusation(node, thing, accused, by, judges=True, verb=verb)]
