"""Pronouns: of which person and number they are, what they may refer to by that, and to which noun by their place in the sentence.

Which of the nouns that are left it is, and whose side that puts it on, is for `analysis.annotate` to say.
"""

from typing import Literal, NamedTuple

from analysis.english.word_classes import word_class
from analysis.syntax.subjects import SPEECH, subject
from analysis.syntax.tree import Tree

SINGULAR = word_class("singular_neuter")
PLURAL = word_class("third_person_plural")
PERSONAL = word_class("third_person_singular")
SPEAKER = word_class("first_person")
RELATIVE_PERSON = frozenset({"who", "whom"})
RELATIVE_THING = frozenset({"which", "that"})


class Pronoun(NamedTuple):
    """`person`: 1 for whoever speaks, else 3; `refers`: to one person, to a thing or a body, or to either."""

    person: Literal[1, 3]
    number: Literal["singular", "plural"] | None
    refers: Literal["person", "thing", "either"]
    relative: bool = False


_PLURAL_SPEAKER = word_class("plural_speaker")
_KNOWN = {
    **{word: Pronoun(1, "plural" if word in _PLURAL_SPEAKER else "singular", "either") for word in SPEAKER},
    **dict.fromkeys(PERSONAL, Pronoun(3, "singular", "person")),
    **dict.fromkeys(SINGULAR, Pronoun(3, "singular", "thing")),
    **dict.fromkeys(PLURAL, Pronoun(3, "plural", "either")),
    **dict.fromkeys(RELATIVE_PERSON, Pronoun(3, None, "person", relative=True)),
    **dict.fromkeys(RELATIVE_THING, Pronoun(3, None, "thing", relative=True)),
}


def known(word: str) -> Pronoun | None:
    """What is known of a word in lower case; null for what is no personal, possessive, reflexive or relative pronoun."""
    return _KNOWN.get(word)


def speaker_of(tree: Tree, pronoun: int) -> int | None:
    """The subject of the clause around, where a pronoun is the subject of a clause inside it, or its owner: "X said it had ...", "X said
    that its troops had ..."."""
    inner = tree.head[pronoun] if tree.dep[pronoun] == "nmod:poss" else pronoun
    clause = tree.head[inner]
    if tree.base[inner] != "nsubj":
        return None
    while tree.dep[clause] == "conj":
        clause = tree.head[clause]
    said = tree.head[clause] if tree.dep[clause] in ("ccomp", "advcl") else None
    if said in (None, clause):
        before = [n for n in range(tree.first(pronoun), pronoun) if tree.pos[n] == "VERB"]
        said = before[-1] if before and tree.lemma[before[-1]] in SPEECH else None
    if said is None:
        return None
    found = subject(tree, said)
    return found if found is not None and found < pronoun and tree.pos[found] != "PRON" else None


def first_of_person(tree: Tree, pronoun: int) -> int:
    """The subject "he" or "she" before in the sentence that a personal pronoun takes up, else the pronoun: in "He met X, his office
    said" the office is not X's."""
    if tree.lower[pronoun] not in PERSONAL:
        return pronoun
    earlier = range(tree.first(pronoun), pronoun)
    return next((n for n in earlier if tree.lower[n] in ("he", "she") and tree.base[n] == "nsubj"), pronoun)
