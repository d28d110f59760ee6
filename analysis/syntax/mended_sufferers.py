"""Mending of phrases for those who are hurt: counted, called by their people, taken or shot. `mending` lists the rules."""

from analysis.english.lexicon import lexicon
from analysis.english.word_classes import word_class
from analysis.syntax.passives import is_passive, is_past
from analysis.syntax.tree import Tree

CAPTIVES = word_class("captives")
QUANTITIES = word_class("quantity_words") | {""}
_ALWAYS = [words for words in lexicon().harm if words.patient == "object" and not words.ousts and not words.takes]
HARM = frozenset(verb for words in _ALWAYS for verb in words.verbs)
HARM_PHRASES = frozenset(verb for words in lexicon().harm for verb in words.verbs if " " in verb)
_NOUNS = frozenset({"NOUN", "PROPN"})


def counted_subject(tree: Tree, node: int) -> None:
    """ "two were killed and five injured": a number before a verb is its subject."""
    verb = tree.head[node]
    if tree.pos[verb] == "VERB" and node < verb and tree.kid(verb, "nsubj") is None and tree.pos[node] == "NUM":
        tree.hang(node, verb, "nsubj:pass" if tree.form(verb) == "Part" else "nsubj")


def counted_adverb(tree: Tree, node: int) -> None:
    """ "several more were wounded": no adverb suffers anything."""
    if tree.pos[node] == "ADV" and tree.lower[node] == "more":
        tree.retag(node, "ADJ")


def counted_participle(tree: Tree, node: int) -> None:
    """ "1,400 were killed and 240 taken hostage": a number right before a participle is its subject, wherever the two are hung."""
    number, state = node - 1, node + 1
    if number < 0 or tree.pos[number] != "NUM" or tree.head[node] == number:
        return
    if tree.head[number] == node and (tree.base[number] != "obl" or tree.kid(number, "case") is not None):
        return
    if not is_past(tree, node) or tree.kid(node, "nsubj", "nsubj:pass", "aux", "aux:pass") is not None:
        return
    if state < tree.size and tree.lower[state] in CAPTIVES and tree.head[node] == state and tree.dep[number] == "conj":
        tree.hang(node, tree.head[number], "conj")
        tree.hang(state, node, "xcomp")
    elif tree.dep[number] not in ("fixed", "dep", "flat", "obl") or tree.pos[node] != "VERB":
        return
    elif state < tree.size and tree.lower[state] in CAPTIVES and tree.head[state] == node:
        tree.hang(state, node, "xcomp")
    tree.hang(number, node, "nsubj:pass")


def taken_hostage(tree: Tree, node: int) -> None:
    """ "saw 240 people taken hostage": what they become is no object of their own."""
    verb = tree.head[node]
    if node == verb + 1 and tree.lower[node] in CAPTIVES and tree.form(verb) == "Part" and not tree.children[node]:
        tree.hang(node, verb, "xcomp")


def passive_of_people(tree: Tree, node: int) -> None:
    """ "20 were killed and ten people taken hostage": joined to a passive stands another, whose subject the people are."""
    noun = tree.head[node]
    verb = tree.head[noun]
    joined = tree.dep[noun] == "conj" and tree.pos[verb] == "VERB" and tree.pos[noun] in (*_NOUNS, "NUM")
    if (
        not joined
        or not is_passive(tree, verb)
        or not is_past(tree, node)
        or tree.kid(node, "aux", "nsubj") is not None
    ):
        return
    tree.hang(node, verb, "conj")
    for child in tree.kids(noun, "cc"):
        tree.hang(child, node, "cc")
    tree.hang(noun, node, "nsubj:pass")
    for state in tree.kids(node, "obj"):
        if tree.lower[state] in CAPTIVES:
            tree.hang(state, node, "xcomp")


def people(tree: Tree, node: int) -> None:
    """ "a Foo killed in a strike", "1,400 Foos killed", "killed 1,400 Foos": a people's name for persons, taken for an adjective."""
    verb = tree.head[node]
    if tree.pos[node] != "ADJ" or not tree.text[tree.start[node]].isupper() or tree.pos[verb] != "VERB":
        return
    number = next((n for n in tree.kids(verb, "nsubj") if n == node - 1 and tree.pos[n] == "NUM"), None)
    before = [c for c in tree.children[verb] if c < node and tree.base[c] in ("det", "nummod", "case", "amod")]
    if number is not None:
        tree.hang(node, verb, tree.dep[number])
        tree.hang(number, node, "nummod")
    elif tree.base[node] == "amod" and node == verb - 1 and tree.kid(node, "det") is not None and is_past(tree, verb):
        above = tree.head[verb]  # "the house of a Foo accused of murder"
        tree.hang(
            node, above if above != verb else node, "nmod" if tree.kid(node, "case") is not None else tree.dep[verb]
        )
        tree.hang(verb, node, "acl")
    elif tree.base[node] == "xcomp" and node > verb and tree.kid(node, "nummod") is not None:
        tree.hang(node, verb, "obj")
    elif tree.base[node] == "amod" and node == verb - 1 and before and is_past(tree, verb):
        above, relation = tree.head[verb], tree.dep[verb]
        tree.hang(node, node if above == verb else above, relation)
        tree.hang(verb, node, "acl")
        for child in before:
            tree.hang(child, node, tree.dep[child])
    else:
        return
    tree.retag(node, "NOUN")


def verb_among_numbers(tree: Tree, node: int) -> None:
    """ "killed 12 and wounded more than 40", with the wounding hung on the 12."""
    number = tree.head[node]
    noun = tree.head[number]
    verb = tree.head[noun]
    if (
        tree.pos[node] == "VERB"
        and tree.pos[number] == "NUM"
        and tree.base[number] == "nummod"
        and tree.base[noun] == "obj"
        and number < node < noun
    ):
        tree.hang(number, verb, "obj")
        tree.hang(node, verb, "conj")
        tree.hang(noun, node, "obj")


def counted_object(tree: Tree, node: int) -> None:
    """ "killed around 1,200 people", "killed 1,400 in the town": a number right behind a verb that harms somebody is whom it harms."""
    verb = tree.head[node]
    if tree.lemma[verb] not in HARM or node < verb or min(tree.subtree(node)) != verb + 1:
        return
    if tree.pos[node] != "NUM" and tree.kid(node, "nummod") is None or tree.is_time(node):
        return
    if tree.kid(verb, "obj", "aux:pass", "nsubj:pass") is None and tree.preposition(node) in QUANTITIES:
        tree.hang(node, verb, "obj")
        for word in tree.kids(node, "case"):
            tree.hang(word, node, "advmod")


def captive(tree: Tree, node: int) -> None:
    """ "took eleven soldiers hostage": the soldiers are taken, and no kind of hostage."""
    state = tree.head[node]
    verb = tree.head[state]
    counted = (
        tree.pos[node] == "NUM" and tree.kid(state, "compound", "nmod", "amod") is None
    )  # "taking more than 200 hostage"
    someone = (tree.pos[node] in _NOUNS or counted) and node < state
    if tree.lower[state] in CAPTIVES and tree.base[state] == "obj" and someone:
        for child in [c for c in tree.children[state] if c < node]:
            tree.hang(child, node, tree.dep[child])
        tree.hang(node, verb, "obj")
        tree.hang(state, verb, "xcomp")


def shot_dead(tree: Tree, node: int) -> None:
    """ "a shepherd shot dead by guards", with the shot taken for a noun."""
    shot = tree.head[node]
    known = lexicon().forms.get(tree.lower[shot], "")
    if node != shot + 1 or tree.pos[shot] != "NOUN" or f"{known} {tree.lower[node]}" not in HARM_PHRASES:
        return
    victim = next((c for c in tree.kids(shot, "compound", "amod", "nmod") if c == shot - 1), None)
    if victim is None:
        return
    above, relation = tree.head[shot], tree.dep[shot]
    for child in [c for c in tree.children[shot] if c < victim]:
        tree.hang(child, victim, tree.dep[child])
    tree.hang(victim, victim if above == shot else above, relation)
    tree.hang(shot, victim, "acl")
    tree.retag(shot, "VERB", "Part", known)
    for child in tree.children[node]:
        tree.hang(child, shot, tree.dep[child])
    tree.hang(node, shot, "xcomp")
