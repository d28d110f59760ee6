"""Whose the doer and the sufferer of an act are: what their words say, held against the clause they stand in and the one who speaks.

`Sides` reads a phrase by itself. Here the discourse adds whom it can only mean: the speaker's enemy, the one who goes on speaking, the
troops or the country that were named before. The clause takes away what cannot be: a pronoun that is no reflexive is not its own clause's subject ("they
drove them out": principle B of Chomsky, Lectures on Government and Binding, 1981).
"""

from analysis.annotate.agency import definites, pronoun_sides
from analysis.annotate.agency.constructions import doer_kind
from analysis.annotate.agency.discourse import Discourse
from analysis.annotate.agency.harm import Sense
from analysis.annotate.agency.noun_roles import says_whose
from analysis.annotate.party import UNRESOLVED, Party, combine, common, of_mention
from analysis.english.word_classes import word_class
from analysis.rules import Rule, decide
from analysis.syntax import pronouns, roles
from analysis.syntax.relatives import stands_for
from analysis.syntax.roles import Roles
from analysis.syntax.tree import Tree

COMRADES = word_class("comrades")
KEEPERS = word_class("keepers_of_order")
ENEMIES = word_class("enemies")
MEANS = word_class("instruments") | word_class("strikes_from_afar")
TOWNS = word_class("taken_towns")
RECIPROCAL = frozenset({"other", "another"})
# Pronouns of one thing or one person, which many cannot own or be.
_SINGULAR = word_class("singular_neuter") | word_class("third_person_singular")
_THEY = word_class("third_person_plural")


def doer(document: Discourse, nouns: dict[str, list[Sense]], node: int) -> Party:
    """The side of an agent; of a means or an act, the side whose it is said to be. Where something is does nothing."""
    party = _no_place(_doer(document, nouns, node))
    party = party if party.known else _office_in(document, node)
    return party if party.known else _acting_place(document, node)


def sufferer(document: Discourse, found: Roles, by: Party) -> Party:
    """The side of a patient by its own words, or by those for its owner. `by`: the side of the doer."""
    node = found.patient
    if node is None:
        return UNRESOLVED
    if found.agent is not None and document.tree.lower[node].endswith(pronoun_sides.REFLEXIVE):
        if found.passive:  # "the troops found themselves surrounded by X"
            return pronoun_sides.subject_above(document, node, found.predicate)
        return Party(by.side, by.actor, "coreference") if by.known else UNRESOLVED  # "they shot themselves"
    before = pronoun_sides.object_before(document.tree, node)
    if before is not None:
        party = whose(document, before)
        return Party(party.side, party.actor, "coreference") if party.known else UNRESOLVED
    party = whose(document, node)
    if by.known and (_is_own(document.tree, node) or not party.known and is_comrade(document.tree, node)):
        return Party(by.side, by.actor, "coreference")
    if found.owner is not None and party.basis == "coreference" and (own := whose(document, found.owner)).known:
        return own  # "X lost a part of its land"
    same = party.basis == "coreference" and party.side == by.side
    if same and (_by_means(document.tree, found.agent) or _is_bare_noun(document.tree, node)):
        return UNRESOLVED  # "a Fooish rocket hit their house", "Fooish troops killed the soldiers"
    if same and pronoun_sides.is_of_subject(document, node):
        return UNRESOLVED  # "Fooish fighters staged an ambush of their patrol"
    if party.basis == "coreference" and party.side in (by.side, "both") and _is_not_the_doer(document.tree, found):
        party = combine([document.sides.resolve(other) for other in document.tree.kids(node, "conj")])
    if not party.known and found.owner is not None:
        party = whose(document, found.owner)
        party = party if party.known else _acting_place(document, found.owner)
    return party if party.known else _on_ground(document, node)


def _is_bare_noun(tree: Tree, node: int) -> bool:
    return tree.pos[node] == "NOUN" and tree.kid(node, "nmod:poss") is None


def _by_means(tree: Tree, agent: int | None) -> bool:
    return agent is not None and tree.lemma[agent].lower() in MEANS


def _is_own(tree: Tree, node: int) -> bool:
    """ "their own people", "one of his own men", "a column of its own": those of whoever does it."""
    for noun in (node, *(c for c in tree.kids(node, "nmod") if tree.preposition(c) == "of")):
        owner = tree.kid(noun, "nmod:poss")
        own = tree.lower[noun] == "own" or any(tree.lower[c] == "own" for c in tree.kids(noun, "amod"))
        if owner is not None and own and pronoun_sides.is_plain(tree, owner):
            return True
    return False


def is_comrade(tree: Tree, node: int) -> bool:
    """ "a comrade", "a fellow soldier", "friendly fire", "one of his own men": of the same side as whom it meets."""
    beside = {tree.lower[c] for c in tree.kids(node, "amod", "compound")}
    friendly = tree.lemma[node] == "fire" and "friendly" in beside
    comrade = tree.lemma[node].lower() in COMRADES and tree.kid(node, "nmod:poss") is None  # nobody else's
    return comrade or "fellow" in beside or friendly or _is_own(tree, node)


def against_speaker(document: Discourse, agent: int, patient: int, upon: Party) -> Party:
    """ "They are bombing our cities", from one who speaks for a side: the other side."""
    tree = document.tree
    plain = tree.pos[agent] == "PRON" and tree.lower[agent] in _THEY
    near = (tree.lower[n] for n in (patient, *tree.kids(patient, "nmod:poss")))
    ours = any((p := pronouns.known(word)) is not None and p.person == 1 for word in near)
    side = pronoun_sides.speaker(document, patient)
    other = document.codebook.opponent(side) if plain and ours and upon.side == side else None
    return Party(other, None, "opponent") if other else UNRESOLVED


def _on_ground(document: Discourse, node: int) -> Party:
    """ "the city", "90 % of the city"."""
    whole = [c for c in document.tree.kids(node, "nmod") if document.tree.preposition(c) in ("of", "in")]
    return next((p for n in (node, *whole) if (p := ground_before(document, n)).known), UNRESOLVED)


def each_other(tree: Tree, node: int | None) -> bool:
    """Whether a word is "each other" or "one another", whichever of the two the parse takes for the head."""
    if node is None:
        return False
    return not RECIPROCAL.isdisjoint({tree.lower[node], *tree.lower[node + 1 : node + 2]}) and tree.pos[node] != "NOUN"


def whose(document: Discourse, node: int) -> Party:
    """The side of a noun phrase by its own words, else by those around it and the one who speaks."""
    found = document.sides.resolve(node)
    return found if found.known else decide(BY_DISCOURSE, document, node, otherwise=UNRESOLVED)


def _doer(document: Discourse, nouns: dict[str, list[Sense]], node: int) -> Party:
    sides, tree = document.sides, document.tree
    pronoun = tree.kid(node, "nmod:poss")
    if pronoun is not None and tree.lower[pronoun] == "whose":  # "X, whose forces shelled Y"
        noun = stands_for(tree, tree.head[node], pronoun)
        return whose(document, noun) if noun != pronoun else UNRESOLVED
    if doer_kind(document, nouns, node) is None:
        return whose(document, node)
    enemy = decide(BY_DISCOURSE[:1], document, node, otherwise=UNRESOLVED)
    if enemy.known:  # "enemy fire"
        return enemy
    inner = roles.of_noun(tree, node, lambda word: says_whose(tree, sides, word), False, ("on", "against"))
    if inner.agent is None and tree.preposition(node) == "with":  # "X's attack with rockets that killed two"
        above = tree.head[node]
        verbal = tree.pos[above] == "VERB"
        inner = (
            roles.of_verb(tree, above) if verbal else roles.of_noun(tree, above, sides.party, False, ("on", "against"))
        )
    return whose(document, inner.agent) if inner.agent not in (None, node) else UNRESOLVED


def _no_place(party: Party) -> Party:
    return UNRESOLVED if party.basis == "place" else party


def _office_in(document: Discourse, node: int) -> Party:
    """ "Police in Foo City", by the name of a capital that stands for its state: those of the state."""
    tree = document.tree
    if tree.lemma[node].lower() not in KEEPERS:
        return UNRESOLVED
    seats = [m for c in tree.kids(node, "nmod") if tree.preposition(c) == "in" and (m := document.sides.at.get(c))]
    return next((Party(m.side, m.actor, "said") for m in seats if m.kind == "name" and m.side), UNRESOLVED)


# What the discourse adds


def _is_enemy(document: Discourse, node: int) -> bool:
    """ "the enemy", "enemy forces", "the enemy's guns", without a word that says whose."""
    tree = document.tree
    words = [node, *tree.kids(node, "compound", "amod", "nmod:poss")]
    return any(tree.lemma[n].lower() in ENEMIES and tree.kid(n, "nmod:poss") is None for n in words)


def _opponent(document: Discourse, node: int) -> Party:
    side = pronoun_sides.speaker(document, node)
    other = document.codebook.opponent(side) if side else None
    return Party(other, None, "coreference") if other else UNRESOLVED


BY_DISCOURSE: tuple[Rule[Party], ...] = (
    Rule("the enemy", _is_enemy, _opponent),
    Rule("who goes on speaking", pronoun_sides.is_speaker, pronoun_sides.of_speaker),
    Rule("each other", lambda document, node: each_other(document.tree, node), Party("both", None, "coreference")),
    Rule(
        "the sailors it had captured",
        pronoun_sides.is_taken_up,
        lambda document, node: pronoun_sides.subject_above(document, node, document.tree.head[node]),
    ),
    Rule("X's policy and its attacks", pronoun_sides.is_joined, pronoun_sides.of_first_owner),
    Rule("its own", pronoun_sides.is_own, pronoun_sides.of_subject),
    Rule("the separatists", definites.is_rebel, definites.of_rebels),
    Rule("the country", definites.is_country, definites.country_before),
    Rule("the troops", definites.is_definite, definites.named_before),
    Rule("the attack on its embassy", pronoun_sides.is_of_subject, pronoun_sides.of_subject_or_antecedent),
    Rule("a pronoun", pronoun_sides.is_third_person, pronoun_sides.of_antecedent),
)


def _ruling(document: Discourse) -> Party:
    return Party(document.rulers.side, document.rulers.actor, "coreference")


def _acting_place(document: Discourse, node: int) -> Party:
    """A contested place that acts is those who rule it: "Greenvale shelled X"."""
    mention = document.sides.at.get(node)
    acts = document.tree.dep[node] == "nsubj" and mention is not None and mention.kind == "contested"
    return _ruling(document) if acts and document.rulers.known else UNRESOLVED


# Where something is


def ground_before(document: Discourse, node: int) -> Party:
    """The side of "the city", "the village": of the places named in its sentence before it and in the sentence before that, if it is one;
    ground that gives nobody a side leaves it open."""
    tree, sides = document.tree, document.sides
    if tree.lemma[node] not in TOWNS or not any(
        tree.lower[c] in ("the", "this", "that") for c in tree.kids(node, "det")
    ):
        return UNRESOLVED
    if any(n in sides.at for n in tree.subtree(node)):
        return UNRESOLVED
    first = tree.first(node)
    for start, end in ((first, node), (tree.first(first - 1) if first else 0, first)):
        named = [
            m for n in range(start, end) if (m := sides.at.get(n)) is not None and m.kind in ("place", "contested")
        ]
        if named:
            party = common([of_mention(m) for m in named])
            contested = any(m.kind == "contested" for m in named)
            return UNRESOLVED if contested or not party.known else Party(party.side, party.actor, "place")
    return UNRESOLVED


# What the clause takes away


def _is_not_the_doer(tree: Tree, found: Roles) -> bool:
    """Whether the words for the patient cannot mean the agent of the same act."""
    if found.agent is None or found.patient is None or found.agent == found.patient:
        return False
    whole = [c for c in tree.kids(found.patient, "nmod", "obl") if tree.preposition(c) == "of"]  # "all of them"
    if any(pronoun_sides.is_plain(tree, n) for n in (found.patient, *whole)):
        return True
    owner = tree.kid(found.patient, "nmod:poss")
    owner = owner if owner is not None else next((tree.kid(c, "nmod:poss") for c in whole), None)
    many = "Number=Plur" in tree.morph(found.agent) or tree.kid(found.agent, "conj") is not None
    return owner is not None and many and tree.lower[owner] in _SINGULAR  # "troops burned its houses"
