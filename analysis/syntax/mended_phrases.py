"""Mending of noun phrases: names and nouns taken apart, taken for verbs, or hung on the wrong word. `mending` lists the rules."""

from analysis.english.lexicon import lexicon
from analysis.english.word_classes import word_class
from analysis.syntax.passives import by_phrase, is_passive, is_past
from analysis.syntax.tree import CONTENTS, DATES, Tree, first_word

CAPTIVES = word_class("captives")
QUANTITIES = word_class("quantity_words") | {""}
_ALWAYS = [words for words in lexicon().harm if words.patient == "object" and not words.ousts and not words.takes]
HARM = frozenset(verb for words in _ALWAYS for verb in words.verbs)
HARM_PHRASES = frozenset(verb for words in lexicon().harm for verb in words.verbs if " " in verb)
DEEDS = frozenset(word for pattern in lexicon().harm for noun in pattern.nouns for word in noun.split())
ARTICLES = frozenset({"a", "an", "the"})
_DEVERBAL = ("tion", "sion", "ment", "ing", "al", "ance", "ence", "ure")
_LONGEST_CHAIN = 5  # words up the tree
_NOUNS = frozenset({"NOUN", "PROPN"})
_MODIFIERS = ("amod", "compound", "nmod:poss")


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


def counted_subject(tree: Tree, node: int) -> None:
    """ "two were killed and five injured": a number before a verb is its subject."""
    verb = tree.head[node]
    if tree.pos[verb] == "VERB" and node < verb and tree.kid(verb, "nsubj") is None and tree.pos[node] == "NUM":
        tree.hang(node, verb, "nsubj:pass" if tree.form(verb) == "Part" else "nsubj")


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


def case_of_name(tree: Tree, node: int) -> None:
    """ "in Foo City": the preposition is that of the whole name."""
    word = tree.head[node]
    if tree.dep[word] == "compound" and node < word < tree.head[word] and tree.kid(tree.head[word], "case") is None:
        tree.hang(node, tree.head[word], "case")


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
        tree.dep[that] = tree.base[that] = "mark"
    if tree.kid(before, "obj") is None:
        tree.hang(node, before, "obj")


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


def split_name(tree: Tree, node: int) -> None:
    """The end of a name that is taken for a second subject: "a rocket of Green | Vale had"."""
    verb, before = tree.head[node], node - 1
    if tree.pos[node] == "PROPN" and before >= 0 and tree.pos[before] == "PROPN" and not tree.children[node]:
        subjects = [s for s in tree.kids(verb, "nsubj") if s < before]
        if subjects and before in tree.subtree(subjects[-1]):
            tree.hang(node, before, "flat")


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


def low_by_phrase(tree: Tree, node: int) -> None:
    """ "abducted from the town by gunmen": a phrase with "by" behind a noun that nobody makes or does belongs to the passive."""
    noun = tree.head[node]
    if tree.preposition(node) != "by" or tree.pos[noun] not in _NOUNS or _is_deed(tree, noun):
        return
    verb = tree.head[noun]
    while tree.base[verb] == "nmod" and tree.head[verb] != verb and not _is_deed(tree, verb):
        verb = tree.head[verb]
    marked = tree.base[verb] in ("acl", "advcl") or tree.kid(verb, "aux:pass") is not None
    passive = marked and tree.pos[verb] == "VERB" and is_passive(tree, verb)
    if passive and tree.base[noun] in ("obl", "nmod") and by_phrase(tree, verb) is None:
        tree.hang(node, verb, "obl:agent")


def doer_of_noun(tree: Tree, node: int) -> None:
    """ "mark the shelling of X by Y": a phrase with "by" that hangs on an active verb, or on X, belongs to the noun for the act."""
    above, by = tree.head[node], tree.kid(node, "case")
    if by is None or tree.lower[by] != "by" or tree.is_time(node) or by == 0:
        return
    verbal = tree.pos[above] == "VERB"
    if verbal and (is_passive(tree, above) or above > by):
        return
    chain = [by - 1] if verbal else [above]
    while tree.head[chain[-1]] not in (above if verbal else -1, chain[-1]) and len(chain) < _LONGEST_CHAIN:
        chain.append(tree.head[chain[-1]])
    act = next((n for n in chain if n < by and tree.pos[n] == "NOUN" and _is_done(tree, n)), None)
    if act not in (None, above):
        tree.hang(node, act, "nmod")


def _is_done(tree: Tree, noun: int) -> bool:
    """A noun for a harmful act, or one made of a verb that has its object with "of"."""
    made = tree.lemma[noun].lower().endswith(_DEVERBAL) and any(
        tree.preposition(c) == "of" for c in tree.kids(noun, "nmod")
    )
    return made or tree.lemma[noun].lower() in DEEDS


def _is_deed(tree: Tree, noun: int) -> bool:
    """Whether a noun may have somebody behind "by" who did or said it."""
    lemma = tree.lemma[noun].lower()
    return lemma in DEEDS or lemma in CONTENTS or lemma in lexicon().nouns or lemma.endswith(_DEVERBAL)


def between(tree: Tree, node: int) -> None:
    """ "fighting between Foo, Bar": a headline's comma for "and"; whoever stands between somebody and nobody is one of two."""
    first = next((n for n in range(node - 1, -1, -1) if tree.pos[n] in _NOUNS), None)
    if first is None or tree.preposition(first) != "between" or tree.lower[node - 1] != ",":
        return
    if tree.pos[node] == "PROPN" and tree.kid(first, "conj") is None and first not in tree.subtree(node):
        tree.hang(node, first, "conj")


def behind_fronted(tree: Tree, node: int) -> None:
    """ "In the war of the 1990s Fooland took the town", with Fooland hung on the war: a name right before a verb that has no subject."""
    verb = node + 1
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


def listed_subject(tree: Tree, node: int) -> None:
    """ "Foo, Bar agree to meet": a headline's comma for "and" before a plural verb."""
    verb, before = tree.head[node], node - 2
    if tree.pos[node] != "PROPN" or before < 0 or tree.lower[node - 1] != "," or tree.pos[before] != "PROPN":
        return
    plural = tree.form(verb) == "Fin" and tree.lower[verb] == tree.lemma[verb] and verb == node + 1
    loose = tree.base[before] in ("root", "ROOT", "parataxis", "nsubj", "dep")
    if plural and loose and tree.kid(node, "conj") is None and before not in tree.above(verb):
        tree.hang(before, node, "conj")
