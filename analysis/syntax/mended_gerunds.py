"""What somebody is accused of: an -ing form behind "of" and its object, which a parse takes for a noun and its modifier."""

from analysis.english.entries import BlameFrame
from analysis.english.lexicon import lexicon, words_with
from analysis.english.word_classes import word_class
from analysis.syntax.passives import is_past
from analysis.syntax.tree import Tree

# What land suffers and forces don't.
GROWING = word_class("verbs_of_growing")
INVADING = word_class("movements_of_forces")
ARMED = word_class("armed")
DEEDS = frozenset(noun for words in lexicon().harm for noun in words.nouns)
ATTACKS = word_class("series_of_attacks")
PARTICLES = word_class("verb_particles")
NEIGHBOURING = word_class("adjectives_of_nearness")
CARRIERS = words_with("light", "cause", "verb") | word_class("carriers_of_acts")
ACCUSE = words_with("blames", BlameFrame("somebody"), "verb") | words_with("complement", "hedged infinitive", "verb")


def before_its_object(tree: Tree, node: int) -> None:
    """ "accused of burning barns", where "burning" passes for an adjective of the barns."""
    noun, of = tree.head[node], node - 1
    verb = tree.head[noun]
    if tree.base[verb] in ("obl", "obj", "nsubj"):  # it may hang on the accuser or the accused
        verb = tree.head[verb]
    if tree.lower[node].endswith("ing") and tree.head[of] == noun and _of(tree, of) and _accuses(tree, verb):
        tree.hang(noun, node, "obj")
        _as_clause(tree, node, verb, of)


def object_left_behind(tree: Tree, node: int) -> None:
    """ "accused of burning barns", where the barns pass for the accused."""
    verb = tree.head[node]
    if not _accuses(tree, verb):
        return
    act = min(tree.subtree(node)) - 1
    of = next((c for c in tree.kids(act, "case", "mark") if c == act - 1 and _of(tree, c)), None)
    if act > verb and of is not None and tree.head[act] == verb and tree.lower[act].endswith("ing"):
        tree.hang(node, act, "obj")
        _as_clause(tree, act, verb, of)


def particle(tree: Tree, node: int) -> None:
    """ "the shooting down of two planes", where "down" passes for a preposition of the planes."""
    noun, phrase = node - 1, tree.head[node]
    if noun < 0 or tree.lower[node] not in PARTICLES or not tree.lower[noun].endswith("ing") or noun == phrase:
        return
    if tree.lower[node + 1 : node + 2] == ["of"] and tree.head[node + 1] == phrase and noun not in tree.subtree(phrase):
        tree.hang(node, noun, "compound:prt")
        tree.hang(phrase, noun, "nmod")


def adjective_taken_for_verb(tree: Tree, node: int) -> None:
    """ "inflicted appalling losses", where the losses pass for the object of "appalling": an -ing form right before a bare plural noun,
    between it and a verb that has no other object and carries what its noun says."""
    verb, noun = tree.head[node], tree.kid(node, "obj")
    if noun is None or min(tree.subtree(noun)) != node + 1 or not tree.lower[node].endswith("ing"):
        return
    if (
        tree.lemma[verb] not in CARRIERS
        and tree.lemma[node] not in GROWING
        or tree.kid(noun, "det", "nmod:poss") is not None
    ):
        return
    if node == verb + 1 and tree.kid(verb, "obj") is None and tree.kid(node, "mark", "aux", "nsubj") is None:
        tree.hang(noun, verb, "obj")
        tree.hang(node, noun, "amod")
        tree.retag(node, "ADJ")


def act_as_circumstance(tree: Tree, node: int) -> None:
    """ "wounded in shelling at the crossing", where the shelling passes for what the wounded did."""
    mark = tree.kid(node, "mark")
    if tree.lower[node] not in DEEDS or not tree.lower[node].endswith("ing") or mark != node - 1:
        return
    if tree.lower[mark] in ("in", "during") and tree.kid(node, "obj", "nsubj", "aux") is None:
        _as_noun(tree, node, mark, "obl")


def participle_taken_for_noun(tree: Tree, node: int) -> None:
    """ "members of Fooish units fighting in the port", with the fighting for a noun: no bare noun is a clause."""
    if tree.pos[node] != "NOUN" or tree.lower[node] not in DEEDS or not tree.lower[node].endswith("ing"):
        return
    if node > tree.head[node] and tree.kid(node, "case", "det", "amod", "nmod:poss", "compound", "cop") is None:
        tree.retag(node, "VERB", "Ger", lexicon().forms.get(tree.lower[node], tree.lower[node]))
        for phrase in tree.kids(node, "nmod"):
            tree.hang(phrase, node, "obl")


def stretch_of_fighting(tree: Tree, node: int) -> None:
    """ "after six weeks of fighting with X", where the fighting passes for what the weeks did."""
    mark, weeks = tree.kid(node, "mark"), tree.head[node]
    if mark is None or mark != node - 1 or tree.lower[mark] != "of":
        return
    if tree.lower[node] in DEEDS and tree.is_time(weeks) and tree.kid(node, "obj", "nsubj", "aux") is None:
        _as_noun(tree, node, mark, "nmod")


def _as_noun(tree: Tree, node: int, preposition: int, relation: str) -> None:
    """Make a clause of a gerund behind a preposition the phrase of a noun."""
    tree.hang(node, tree.head[node], relation)
    tree.hang(preposition, node, "case")
    tree.retag(preposition, "ADP")
    tree.retag(node, "NOUN", lemma=tree.lower[node])
    for phrase in tree.kids(node, "obl"):
        tree.hang(phrase, node, "nmod")


def neighbouring(tree: Tree, node: int) -> None:
    """ "between Foo and neighboring Bar", where Bar passes for what is neighboured."""
    noun, above = tree.kid(node, "obj"), tree.head[node]
    if tree.lower[node] not in NEIGHBOURING or noun is None or tree.kid(node, "nsubj", "aux") is not None:
        return
    behind = node > 0 and tree.pos[node - 1] in ("CCONJ", "ADP", "DET")  # but "villages neighboring Bar"
    if behind and above != node and node < min(tree.subtree(noun)) <= node + 2:
        tree.hang(noun, above, tree.dep[node])
        for child in tree.kids(node, "cc", "case", "mark", "det", "punct"):
            tree.hang(child, noun, "case" if tree.base[child] == "mark" else tree.dep[child])
        for child in tree.kids(node, "obl", "conj"):
            tree.hang(child, noun, "nmod" if tree.base[child] == "obl" else tree.dep[child])
        tree.hang(node, noun, "amod")
        tree.retag(node, "ADJ")


def modifier_of_forces(tree: Tree, node: int) -> None:
    """ "committed by invading Fooish soldiers", where the soldiers pass for what is invaded: land is, not they."""
    noun = tree.kid(node, "obj")
    if noun is None or tree.lemma[node] not in INVADING or not tree.lower[node].endswith("ing"):
        return
    armed = not ARMED.isdisjoint((tree.lemma[noun].lower(), tree.lower[noun].removesuffix("s")))
    armed = armed or any(m.kind in ("demonym", "group") for m in tree.named(tree.start[noun], tree.end[noun]))
    if armed and tree.kid(noun, "det", "nmod:poss", "case") is None and tree.kid(node, "aux", "nsubj") is None:
        _before_noun(tree, node, noun, "amod")


def modifier_of_attacks(tree: Tree, node: int) -> None:
    """ "jailed for shelling attacks on towns", where the attacks pass for what is shelled."""
    noun = node + 1
    if noun >= tree.size or tree.kid(node, "obj") != noun or not tree.lower[node].endswith("ing"):
        return
    known = tree.lower[node] in DEEDS and tree.lemma[noun] in ATTACKS
    if known and tree.kid(node, "aux", "nsubj") is None and tree.kid(noun, "det", "nmod:poss", "amod") is None:
        _before_noun(tree, node, noun, "compound")


def time_spent(tree: Tree, node: int) -> None:
    """ "spent the night shelling X", where the night passes for a part of "shelling": it is what was spent, and X was shelled."""
    verb, time = tree.head[node], node - 1
    if tree.lemma[verb] != "spend" or not tree.lower[node].endswith("ing") or tree.pos[node] == "VERB":
        return
    if tree.head[time] != node or not tree.is_time(time):
        return
    for child in [c for c in tree.children[node] if c != time]:
        behind = tree.dep[child] == "appos"
        tree.hang(child, node if child > node else time, "obj" if behind else tree.dep[child])
    tree.hang(time, verb, "obj")
    tree.hang(node, verb, "advcl")
    tree.retag(node, "VERB", "Ger", lexicon().forms.get(tree.lower[node], tree.lower[node]))


def described_act(tree: Tree, node: int) -> None:
    """ "condemns continued targeting of X": behind a participle and before "of" an -ing form is a noun, and the participle describes it."""
    described = node - 1
    behind = tree.lower[node + 1] if node + 1 < tree.size else ""
    if (
        described != tree.head[node]
        or behind != "of"
        or not tree.lower[node].endswith("ing")
        or not is_past(tree, described)
    ):
        return
    if tree.base[described] in ("xcomp", "obj", "ccomp") and tree.kid(described, "nsubj", "aux", "mark") is None:
        above = tree.head[described]
        tree.hang(node, above, "obj")
        tree.retag(node, "NOUN", lemma=tree.lower[node])
        for child in tree.children[described]:
            tree.hang(child, node if child > node else above, tree.dep[child])
        for phrase in [c for n in (node, above) for c in tree.kids(n, "obl") if tree.kid(c, "case") == node + 1]:
            tree.hang(phrase, node, "nmod")
        tree.hang(described, node, "amod")


def _before_noun(tree: Tree, node: int, noun: int, relation: str) -> None:
    """Make an -ing form a modifier of its object, which takes its place as a phrase."""
    above = tree.head[node]
    marks = tree.kids(node, "mark", "case")
    place = "nmod" if tree.pos[above] in ("NOUN", "PROPN") else "obl"
    by = place == "obl" and any(tree.lower[m] == "by" for m in marks)
    tree.hang(noun, above, (("obl:agent" if by else place) if marks else "obj"))
    for mark in marks:
        tree.hang(mark, noun, "case")
        tree.retag(mark, "ADP")
    for child in tree.kids(node, "obl", "conj"):
        tree.hang(child, noun, {"obl": "nmod"}.get(tree.base[child], tree.dep[child]))
    tree.hang(node, noun, relation)
    tree.retag(node, "NOUN" if relation == "compound" else "VERB", "Ger", tree.lemma[node])


def _of(tree: Tree, node: int) -> bool:
    return tree.lower[node] == "of" and tree.base[node] in ("case", "mark")


def _accuses(tree: Tree, verb: int) -> bool:
    return tree.lemma[verb] in ACCUSE and tree.pos[verb] == "VERB"


def _as_clause(tree: Tree, node: int, verb: int, of: int) -> None:
    tree.hang(node, verb, "advcl")
    tree.hang(of, node, "mark")
    tree.retag(node, "VERB", "Ger", lexicon().forms.get(tree.lower[node], tree.lemma[node]))
