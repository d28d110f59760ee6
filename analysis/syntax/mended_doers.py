"""Mending of phrases with "by": which passive or which noun for an act they belong to. `mending` lists the rules."""

from analysis.english.lexicon import lexicon, words_with
from analysis.syntax.passives import by_phrase, is_passive
from analysis.syntax.tree import CONTENTS, Tree

HAPPEN = words_with("light", "happen", "verb")
DEEDS = frozenset(word for pattern in lexicon().harm for noun in pattern.nouns for word in noun.split())
_DEVERBAL = ("tion", "sion", "ment", "ing", "al", "ance", "ence", "ure")
_LONGEST_CHAIN = 5  # words up the tree
_NOUNS = frozenset({"NOUN", "PROPN"})


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


def of_joined_passives(tree: Tree, node: int) -> None:
    """ "was fed and sold by X": who stands behind the last of joined passives did that one."""
    later = [
        c for c in tree.kids(tree.head[node], "conj") if c < node and is_passive(tree, c) and by_phrase(tree, c) is None
    ]
    if later:
        tree.hang(node, later[-1], "obl:agent")


def doer_of_noun(tree: Tree, node: int) -> None:
    """ "mark the shelling of X by Y": a phrase with "by" that hangs on an active verb, or on X, belongs to the noun for the act."""
    above, by = tree.head[node], tree.kid(node, "case")
    if by is None or tree.lower[by] != "by" or tree.is_time(node) or by == 0:
        return
    verbal = tree.pos[above] == "VERB"
    # "began after an attack by X": nothing is begun by anybody there.
    begins = (
        tree.lemma[above] in HAPPEN and tree.kid(above, "nsubj") is not None and tree.kid(above, "aux:pass") is None
    )
    if verbal and (is_passive(tree, above) and not begins or above > by):
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
