"""Mending of noun phrases: names and nouns taken apart, taken for verbs, or hung on the wrong word. `mending` lists the rules."""

from analysis.english.lexicon import lexicon
from analysis.english.word_classes import word_class
from analysis.syntax.tree import CONTENTS, DATES, Tree, first_word

WEAPON_KINDS = word_class("kinds_of_weapon")
ARTICLES = frozenset({"a", "an", "the"})
WITH_TO = word_class("nouns_with_to")
ACTS = frozenset(noun for words in lexicon().harm for noun in words.nouns)
_NOUNS = frozenset({"NOUN", "PROPN"})


def verb_with_object(tree: Tree, node: int) -> None:
    """A modifier before its noun that has a subject is a verb with its object: "X, an adviser, accused foreign forces"."""
    noun = tree.head[node]
    if tree.pos[node] == "VERB" and node < noun and tree.kid(node, "nsubj") is not None:
        above = tree.head[noun]
        tree.hang(node, node if above == noun else above, tree.dep[noun])
        tree.hang(noun, node, "obj")


def taken_up(tree: Tree, node: int) -> None:
    """A noun with an article of its own before a name takes up what was said and is no part of the name: "..., a claim X denied"."""
    name = tree.head[node]
    verb = tree.head[name]
    if (
        tree.lemma[node].lower() in CONTENTS
        and tree.pos[name] == "PROPN"
        and node < name < verb
        and tree.base[name] == "nsubj"
        and tree.head[verb] < node - 1
        and tree.lower[node - 1] in ("a", "an", "the")
    ):
        tree.hang(node, tree.head[verb], "appos")
        tree.hang(node - 1, node, "det")
        tree.hang(verb, node, "acl:relcl")


def verb_with_article(tree: Tree, node: int) -> None:
    """A verb has no article: "days after the rocket attack"."""
    verb = tree.head[node]
    if tree.lower[node] not in ARTICLES or tree.pos[verb] != "VERB" or node > verb or tree.lower[verb].endswith("ing"):
        return
    if tree.kid(verb, "nsubj", "obj", "aux") is None and tree.lower[verb] == tree.lemma[verb]:
        tree.retag(verb, "NOUN")
        for phrase in tree.kids(verb, "obl"):
            tree.hang(phrase, verb, "nmod")


def infinitive_taken_for_noun(tree: Tree, node: int) -> None:
    """ "were the first side to attack", with the attack for a noun: no bare noun is a clause."""
    to = tree.kid(node, "mark", "case")
    verbal = (
        tree.pos[node] == "VERB" and tree.base[node] == "obl"
    )  # "is poised to march in", with a phrase for the infinitive
    noun = tree.pos[node] == "NOUN" and tree.base[node] != "obl"
    if not (noun or verbal) or to is None or to != node - 1 or tree.lower[to] != "to":
        return
    if tree.lower[node] == tree.lemma[node] and tree.kid(node, "cop", "det", "amod", "nummod", "nmod:poss") is None:
        tree.retag(node, "VERB", "Inf", tree.lower[node])
        tree.retag(to, "PART")
        tree.hang(to, node, "mark")
        if verbal:
            tree.hang(node, tree.head[node], "xcomp")


def act_behind_noun(tree: Tree, node: int) -> None:
    """ "during the surprise Foo raid", with the raid for an apposition to the surprise: no comma stands between."""
    noun = tree.head[node]
    if tree.lower[node] not in ACTS or tree.pos[noun] != "NOUN" or first_word(tree, node) != noun + 1:
        return
    above = tree.head[noun]
    tree.hang(node, node if above == noun else above, tree.dep[noun])
    for child in tree.kids(noun, "case", "det", "amod", "nummod", "nmod:poss"):
        tree.hang(child, node, tree.dep[child])
    tree.hang(noun, node, "compound")


def each_other(tree: Tree, node: int) -> None:
    """ "attacks on each other minutes later", with the other for an adjective of the minutes."""
    each, minutes = node - 1, tree.head[node]
    if each < 0 or tree.lower[node] != "other" or tree.lower[each] != "each" or not minutes > node:
        return
    if tree.is_time(minutes):
        tree.hang(node, each, "fixed")
        before = each - 1
        if tree.head[each] == minutes and tree.pos[before] == "ADP":
            noun = before - 1
            tree.hang(each, noun, "nmod" if tree.pos[noun] == "NOUN" else "obl")
            tree.hang(before, each, "case")


def no_auxiliary(tree: Tree, node: int) -> None:
    """ "Clashes flared": a full verb in an auxiliary's place is the subject. "X's shelling of Y": nor is what makes an owner."""
    verb = tree.head[node]
    owner = tree.kid(verb, "nsubj")
    owned = tree.lower[node] in ("'s", "’s") and any(
        tree.preposition(c) == "of" for c in tree.kids(verb, "obl", "nmod")
    )
    if owned and tree.lower[verb].endswith("ing") and owner == node - 1:
        tree.hang(owner, verb, "nmod:poss")
        tree.hang(node, owner, "case")
        return
    if tree.pos[node] == "VERB" and tree.lower[node].endswith("s") and node < verb and tree.kid(verb, "nsubj") is None:
        tree.retag(node, "NOUN")
        tree.hang(node, verb, "nsubj")


def case_of_name(tree: Tree, node: int) -> None:
    """ "in Foo City": the preposition is that of the whole name."""
    word = tree.head[node]
    if tree.dep[word] == "compound" and node < word < tree.head[word] and tree.kid(tree.head[word], "case") is None:
        tree.hang(node, tree.head[word], "case")


def object_before_verb(tree: Tree, node: int) -> None:
    """ "riders sent to guard the mill ended up", "a claim that they had robbed the mill went to court": of two subjects the second is
    the object of the verb right before it."""
    verb = tree.head[node]
    subjects = [subject for subject in tree.kids(verb, "nsubj") if subject < node]
    if not subjects:
        return
    before = first_word(tree, node) - 1
    first = next((subject for subject in subjects if subject < before), None)
    if before < 0 or tree.pos[before] != "VERB" or before == verb or first is None or before in tree.subtree(node):
        return
    clause = tree.kid(before, "nsubj") is not None and tree.head[before] == first
    if tree.form(before) not in ("Inf", "Ger") and not clause:
        return
    that = tree.kid(before, "obj")
    if that is not None and tree.lower[that] == "that" and that < before and tree.lemma[first].lower() in CONTENTS:
        tree.relabel(that, "mark")
    if tree.kid(before, "obj") is None:
        tree.hang(node, before, "obj")


def object_with_to(tree: Tree, node: int) -> None:
    """ "urged a halt to the war": some nouns have what they concern behind "to"."""
    verb = tree.head[node]
    thing = tree.kid(verb, "obj")
    if thing is None or tree.preposition(node) != "to" or tree.kid(node, "case") != thing + 1:
        return
    if tree.lemma[thing].lower() in WITH_TO:
        tree.hang(node, thing, "nmod")


def split_name(tree: Tree, node: int) -> None:
    """The end of a name that is taken for a second subject: "a rocket of Green | Vale had"."""
    verb, before = tree.head[node], node - 1
    if tree.pos[node] == "PROPN" and before >= 0 and tree.pos[before] == "PROPN" and not tree.children[node]:
        subjects = [s for s in tree.kids(verb, "nsubj") if s < before]
        if subjects and before in tree.subtree(subjects[-1]):
            tree.hang(node, before, "flat")


def cut_name(tree: Tree, node: int) -> None:
    """ "at | Green | Vale", each word a phrase of its own: the words of a name are one, and so is their preposition."""
    before = node - 1
    if before < 0 or tree.pos[node] != "PROPN" or tree.pos[before] != "PROPN" or tree.head[before] != tree.head[node]:
        return
    if tree.dep[node] != "appos" and tree.base[before] != tree.base[node] or tree.is_time(node) or tree.is_time(before):
        return
    inner = [c for c in tree.children[node] if c < node]
    if any(c >= before for c in inner):
        return
    for child in [*tree.children[node]]:
        tree.hang(child, before, tree.dep[child])
    tree.hang(node, before, "flat")


def kind_of_weapon(tree: Tree, node: int) -> None:
    """ "fired stun grenades at X": "stun" is no verb there, whatever hangs on it, but a part of the noun."""
    weapon = node + 1
    if weapon >= tree.size or tree.head[weapon] != node or tree.pos[weapon] != "NOUN" or tree.pos[node] != "VERB":
        return
    if tree.lower[node] != tree.lemma[node] or tree.kid(node, "nsubj", "aux", "mark") is not None or node == 0:
        return
    verb = node - 1
    if tree.pos[verb] != "VERB":
        return
    if verb in tree.children[node]:
        above = tree.head[node]
        tree.hang(verb, verb if above == node else above, tree.dep[node])
    if verb not in tree.above(node):
        tree.hang(node, verb, "xcomp")
    for child in [c for c in tree.children[node] if c != weapon]:
        tree.hang(child, verb, tree.dep[child])
    tree.hang(weapon, verb, "obj")
    tree.retag(node, "NOUN")
    tree.hang(node, weapon, "compound")


def number_of_object(tree: Tree, node: int) -> None:
    """ "detained fourteen Fooish teachers", with the number for an object of its own: a verb has one, and the number counts it."""
    noun = next((c for c in tree.kids(tree.head[node], "obj") if c > node), None)
    if noun is None or tree.pos[node] != "NUM" or first_word(tree, noun) != node + 1 or tree.children[node]:
        return
    if tree.pos[noun] in _NOUNS and tree.kid(noun, "det", "nummod", "nmod:poss") is None:
        tree.hang(node, noun, "nummod")


def joined_modifiers(tree: Tree, node: int) -> None:
    """ "Fooish and ethnic Barish forces", "two Fooish and three Barish soldiers": the second adjective is joined to the first."""
    if tree.lower[node] != "and":
        return
    noun = next((n for n in tree.above(node) if n > node and tree.pos[n] in _NOUNS), node)
    names = [c for c in tree.kids(noun, "amod", "compound") if tree.text[tree.start[c]].isupper()]
    left = next((c for c in reversed(names) if c < node), None)
    right = next((c for c in names if node < c < noun), None)
    if left is None or node >= noun:
        return
    if right is not None:
        tree.hang(right, left, "conj")
    elif tree.text[tree.start[noun]].isupper() and tree.lower[left].endswith("s") and node - left == 1:
        _two_heads(tree, left, noun)


def _two_heads(tree: Tree, left: int, noun: int) -> None:
    """ "four Foos and nine Bars", read as one noun."""
    before = [c for c in tree.children[noun] if c < left]
    above, relation = tree.head[noun], tree.dep[noun]
    tree.hang(left, left if above == noun else above, relation)
    tree.hang(noun, left, "conj")
    for child in before:
        tree.hang(child, left, tree.dep[child])


def between(tree: Tree, node: int) -> None:
    """ "fighting between Foo, Bar": a headline's comma for "and"; whoever stands between somebody and nobody is one of two."""
    if tree.dep[node] == "conj" and any(tree.lower[c] == "and" for c in tree.kids(node, "cc")):
        _other_of_two(tree, node)
        return
    if tree.pos[node] != "PROPN" or tree.lower[node - 1] != ",":
        return
    first = next((n for n in range(node - 1, -1, -1) if tree.pos[n] in _NOUNS), None)
    if first is None or tree.preposition(first) != "between":
        return
    if tree.kid(first, "conj") is None and first not in tree.subtree(node):
        tree.hang(node, first, "conj")


def _other_of_two(tree: Tree, node: int) -> None:
    """ "fighting between Foo and Barish rebels" with the rebels joined to the fighting: of one that stands between there is another."""
    if tree.pos[node] not in _NOUNS:
        return
    above, first = tree.head[node], first_word(tree, node) - 1
    while tree.preposition(first) != "between" and tree.head[first] > above and tree.head[first] != first:
        first = tree.head[first]
    alone = tree.preposition(first) == "between" and tree.kid(first, "conj") is None
    if first > above and tree.pos[first] in _NOUNS and alone and above in tree.above(first):
        tree.hang(node, first, "conj")


def behind_fronted(tree: Tree, node: int) -> None:
    """ "In the war of the 1990s Fooland took the town", with Fooland hung on the war: a name right before a verb that has no subject; "after
    weeks of fighting Fooland has taken the town", with Fooland as what is fought."""
    verb = node + 1
    if verb < tree.size and tree.dep[verb] == "aux" and tree.dep[node] == "obj":
        verb = tree.head[verb]
        free = tree.kid(verb, "nsubj", "nsubj:pass") is None and tree.kid(node, "case") is None
        if tree.pos[node] == "PROPN" and verb > node and free and tree.lower[tree.head[node]].endswith("ing"):
            tree.hang(node, verb, "nsubj")
        return
    if tree.dep[node] == "obj":
        return
    if tree.pos[node] != "PROPN" or verb >= tree.size or tree.pos[verb] != "VERB" or tree.form(verb) != "Fin":
        return
    if tree.lemma[node].lower() in DATES:
        return
    fronted = next((n for n in tree.above(node) if tree.head[n] == verb), None)
    alone = tree.kid(node, "case") is None and tree.kid(verb, "nsubj", "nsubj:pass", "aux") is None
    if fronted is not None and tree.base[fronted] == "obl" and alone and tree.lower[node - 1] != ",":
        tree.hang(node, verb, "nsubj")


def joined_subject(tree: Tree, node: int) -> None:
    """ "the raids that went on for days and the burnings break the truce": what "and" joins to a subject is no subject of its own."""
    if tree.lower[node - 1] != "and" and all(tree.lower[c] != "and" for c in tree.kids(node, "cc")):
        return
    first = next((c for c in tree.kids(tree.head[node], "nsubj") if c < node), None)
    if first is not None and tree.lower[first] not in ("that", "which", "who"):
        tree.hang(node, first, "conj")


def no_object_of_noun(tree: Tree, node: int) -> None:
    """ "Arch foes X and Y": a noun has no object; a name right behind it says who that is."""
    noun = tree.head[node]
    verbal = tree.kid(noun, "nsubj", "aux") is not None  # "will guns shell X", taken for a noun
    if tree.pos[noun] == "NOUN" and noun == node - 1 and tree.pos[node] == "PROPN" and not verbal:
        tree.hang(node, tree.head[node], "appos")


def name_behind_what_it_is(tree: Tree, node: int) -> None:
    """ "Fooish state news agency Barpress reported": a noun right before a name, both subjects of one verb, says what the name is."""
    before = node - 1
    two = tree.pos[node] == "PROPN" and tree.base[before] == "nsubj" and tree.head[before] == tree.head[node]
    if two and before >= 0 and tree.pos[before] == "NOUN" and "Number=Plur" not in tree.morph(before):
        tree.hang(before, node, "compound")


def listed_subject(tree: Tree, node: int) -> None:
    """ "Foo, Bar agree to meet": a headline's comma for "and" before a plural verb."""
    verb, before = tree.head[node], node - 2
    if tree.pos[node] != "PROPN" or before < 0 or tree.lower[node - 1] != "," or tree.pos[before] != "PROPN":
        return
    plural = tree.form(verb) == "Fin" and tree.lower[verb] == tree.lemma[verb] and verb == node + 1
    loose = tree.base[before] in ("root", "ROOT", "parataxis", "nsubj", "dep")
    if plural and loose and tree.kid(node, "conj") is None and before not in tree.above(verb):
        tree.hang(before, node, "conj")
