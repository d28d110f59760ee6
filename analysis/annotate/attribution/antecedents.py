"""Who a pronoun or a title goes back to, where nobody has spoken yet whom it could mean: somebody named before.

A pronoun takes up the subject of the sentence before (centering: Grosz, Joshi and Weinstein, Computational Linguistics 21(2), 1995), if
that fits it and nobody else of the kind stands there. A title takes up the last holder of the office that was named.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator

from analysis.annotate.attribution.source_kinds import is_person
from analysis.annotate.parties import Sides
from analysis.annotate.party import UNRESOLVED, Party, common
from analysis.english.word_classes import short_titles, source_kinds, word_class
from analysis.syntax import pronouns
from analysis.syntax.titles import TITLE, TITLES, is_title
from analysis.syntax.tree import Tree

_DEFINITE = word_class("definite_determiners")
_PERSONS = word_class("persons")
_GROUPS = word_class("bodies") | {"family"}
_DESCRIBES = frozenset({"NOUN", "PROPN", "ADJ"})
_SENTENCES_BACK, _PARAGRAPHS_BACK = 3, 3
_FORMER = frozenset({"former", "ex"})


def _singular(lemma: str) -> str:
    """A title as it is listed: a plural that passes for a name ("Co-Chairs") has its s still."""
    word = _plain(lemma.lower())
    return word.removesuffix("s") if word.removesuffix("s") in TITLES else word


def _plain(word: str) -> str:
    return word.replace("‑", "-")  # a hyphen that does not break


class Antecedents:
    """The people and bodies of one document, by place. `paragraph`: the number of the paragraph that a character stands in."""

    def __init__(self, tree: Tree, sides: Sides, paragraph: Callable[[int], int | None]):
        self._tree, self._sides, self.paragraph = tree, sides, paragraph
        self._by_lemma: dict[str, list[int]] | None = None

    # Pronouns

    def of_pronoun(self, node: int, place: int) -> tuple[Party, int | None]:
        """Whose the antecedent of a pronoun is, and its head; unresolved where it is not certain. `place`: where what it is the source of
        begins, if that is before the pronoun: whom somebody talks of is not who talks."""
        return self._of(pronouns.known(self._tree.lower[node]), node, place)

    def of_age(self, node: int) -> tuple[Party, int | None]:
        """Whom "the 38-year-old" takes up, as "he" or "she" would."""
        return self._of(pronouns.known("she"), node, self._tree.start[node])

    def _of(self, pronoun: pronouns.Pronoun | None, node: int, place: int) -> tuple[Party, int | None]:
        if pronoun is None or pronoun.relative or pronoun.person == 1:
            return UNRESOLVED, None
        in_front = self._person_in_front(node) if pronoun.refers == "person" else None
        if in_front is not None:
            return self._sides.resolve(in_front), in_front
        main = self._main_subject(node)
        before = list(self._subjects_before(node, place))
        if main is None and not before and pronoun.refers == "person":
            return self._only_person_before(node, place)
        for subject in (*([main] if main is not None else ()), *before):
            if self._tree.lower[subject] == self._tree.lower[node]:
                continue  # the same one still
            if not self._fits(subject, pronoun):
                return self._only_person(subject) if pronoun.refers == "person" else (UNRESOLVED, None)
            found = self._sides.resolve(subject)
            alone = pronoun.refers != "person" or not self._another_person(subject, found)
            return (found, subject) if alone else (UNRESOLVED, None)
        return UNRESOLVED, None

    def _main_subject(self, node: int) -> int | None:
        """The subject of the main clause around a pronoun: "X called for evidence that they said ..."."""
        tree, root = self._tree, self._tree.root(node)
        main = tree.kid(root, "nsubj")
        return (
            main if main is not None and main < node and tree.head[node] != root and tree.pos[main] != "PRON" else None
        )

    def _person_in_front(self, node: int) -> int | None:
        """The only person who is named in the phrases before a pronoun that is the subject of its sentence: "in a statement by X, he
        said"."""
        tree = self._tree
        if tree.base[node] != "nsubj" or tree.head[node] != tree.root(node):
            return None
        people = [n for n in range(tree.first(node), node) if self.is_named_person(n)]
        return people[0] if len(people) == 1 else None

    def is_named_person(self, node: int) -> bool:
        """Whether a word is the head of somebody's name."""
        tree = self._tree
        inside = tree.head[node] in self._sides.introductions.name(node) or tree.base[node] in ("flat", "compound")
        return tree.pos[node] == "PROPN" and not inside and self.is_somebody(node)

    def _subjects_before(self, node: int, place: int) -> Iterator[int]:
        """The subjects of the sentences before a word and what it says, the nearest first."""
        for root in self._roots_before(node, place):
            subject = self._tree.kid(root, "nsubj")
            if subject is None:
                return
            yield subject

    def _roots_before(self, node: int, place: int) -> Iterator[int]:
        """The main verbs of those sentences, as far as the paragraph of a word and the one before go."""
        tree, here = self._tree, self.paragraph(self._tree.start[node])
        said = bisect_left(tree.start, place)
        first = tree.first(min(node, said))
        for _ in range(_SENTENCES_BACK):
            if first == 0:
                return
            root = tree.root(first - 1)
            first = tree.first(first - 1)
            there = self.paragraph(tree.start[root])
            if here is None or there is None or here - there > 1:
                return
            yield root

    def _only_person_before(self, node: int, place: int) -> tuple[Party, int | None]:
        """The one person by name in the sentence before, where that has no subject ("Doing so would be a risk for X. He knows ...")."""
        root = next(self._roots_before(node, place), None)
        return self._only_person(root) if root is not None else (UNRESOLVED, None)

    def _fits(self, subject: int, pronoun: pronouns.Pronoun) -> bool:
        """Whether a subject can be what a pronoun stands for, by number and by being a person."""
        tree = self._tree
        if tree.pos[subject] == "PRON":
            return False
        plural = self.is_several(subject)
        if pronoun.refers == "either":
            return plural
        return not plural and self.is_somebody(subject) == (pronoun.refers == "person")

    def is_several(self, node: int) -> bool:
        """Whether a phrase is more than one, or a group."""
        tree = self._tree
        joined = tree.kid(node, "conj")
        if joined is not None and tree.kid(node, "appos") is not None and is_title(tree, joined):
            joined = None  # "X, director of Y and former colonel" is one
        several = "Number=Plur" in tree.morph(node) or joined is not None
        return several or tree.pos[node] == "NOUN" and tree.lemma[node] in _GROUPS

    def is_somebody(self, node: int) -> bool:
        """Whether a phrase is one person: by name, by title, or by a noun for people."""
        tree, mention = self._tree, self._sides.at.get(node)
        if mention is not None:
            return mention.kind == "person" or is_title(tree, node)
        if is_title(tree, node) or tree.kid(node, TITLE) is not None or tree.lemma[node] in _PERSONS:
            return True
        known = self._sides.introductions
        named = known.is_full(node) or known.is_short_form(node)
        named = named and tree.lemma[node].lower() not in source_kinds()  # "the Ministry"
        return tree.pos[node] == "PROPN" and named and is_person(tree, node)

    def _only_person(self, subject: int) -> tuple[Party, int | None]:
        """The one person by name in the sentence of a subject that is none."""
        tree = self._tree
        first = tree.first(subject)
        end = tree.bounds[bisect_left(tree.bounds, first + 1)]
        people = [n for n in range(first, end) if self.is_named_person(n)]
        names = {tree.lower[name[-1]] for n in people if (name := self._sides.introductions.name(n))}
        alone = len(names) == 1 and tree.pos[subject] != "PRON" and not self.is_somebody(subject)
        return (self._sides.resolve(people[0]), people[0]) if alone else (UNRESOLVED, None)

    def _another_person(self, subject: int, party: Party) -> bool:
        """Whether a person of another side stands in the sentence of a subject."""
        tree, first = self._tree, self._tree.first(subject)
        own = set(self._sides.introductions.name(subject)) | set(tree.subtree(subject))
        end = tree.bounds[bisect_left(tree.bounds, first + 1)]
        for node in range(first, end):
            mention = self._sides.at.get(node)
            person = mention is not None and mention.kind == "person" or tree.kid(node, TITLE) is not None
            if node not in own and person and self._sides.resolve(node).side != party.side:
                return True
        return False

    # Titles

    def of_title(self, node: int, phrase: range) -> tuple[Party, int | None]:
        """Whose the last holder of an office is that a definite phrase names ("the deputy minister"), and the head of where it was
        named; unresolved where holders of two sides were."""
        tree, lemma = self._tree, _singular(self._tree.lemma[node])
        lemma = short_titles().get(tree.lower[node], lemma).split()[-1]
        if lemma not in TITLES and lemma not in source_kinds() or not any(tree.lower[n] in _DEFINITE for n in phrase):
            return UNRESOLVED, None
        named = (tree.lower[n] for n in phrase if tree.pos[n] in _DESCRIBES)
        words = {word for name in named for word in short_titles().get(name, _plain(name)).split()}
        found = [(party, holder) for party, holder in self._holders(node, lemma, words) if party.known]
        party = common([party for party, _ in found]) if found else UNRESOLVED
        if party.known:
            return party, found[-1][1]
        return self._described_anew(node, words) if not found else (UNRESOLVED, None)

    def _holders(self, node: int, lemma: str, words: set[str]) -> Iterator[tuple[Party, int]]:
        """Who was called so before within reach, by the text or by the codebook's roles."""
        tree, here = self._tree, self.paragraph(self._tree.start[node]) or 0
        for before in self.of_lemma(lemma):
            if before >= node:
                break
            there = self.paragraph(tree.start[before])
            if there is None or here - there > _PARAGRAPHS_BACK:
                continue
            if words <= {_plain(tree.lower[n]) for n in tree.subtree(before)}:
                yield self._sides.resolve(self._named_holder(before)), before
        for mention in tree.mentions:
            if mention.start >= tree.start[node]:
                return
            if mention.role and words <= set(mention.role.lower().split()):
                holder = bisect_left(tree.start, mention.start)
                yield self._sides.resolve(holder), holder

    def _named_holder(self, title: int) -> int:
        """The name that a title stands before, else the title."""
        tree = self._tree
        while tree.dep[title] == TITLE:
            title = tree.head[title]
        return title

    def of_lemma(self, lemma: str) -> list[int]:
        """The nouns and names with a lemma, in order of place."""
        if self._by_lemma is None:
            self._by_lemma = defaultdict(list)
            for node, word in enumerate(self._tree.lemma):
                if self._tree.pos[node] in ("NOUN", "PROPN"):
                    self._by_lemma[_singular(word)].append(node)
        return self._by_lemma.get(lemma, [])

    def _described_anew(self, node: int, words: set[str]) -> tuple[Party, int | None]:
        """ "The former general": a new description of whom the sentence before is about."""
        subject = next(self._subjects_before(node, self._tree.start[node]), None)
        if subject is None or not (words & _FORMER) or not self.is_somebody(subject):
            return UNRESOLVED, None
        found = self._sides.resolve(subject)
        return (found, subject) if found.known and not self._another_person(subject, found) else (UNRESOLVED, None)
