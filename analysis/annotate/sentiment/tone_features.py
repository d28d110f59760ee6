"""What the model of `analysis.annotate.sentiment.tone` sees of a mention.

Two descriptions of the same sentence come out. *Words* are sparse: the words around the mention, in its clause, above and below it
in the tree (as in Jiang et al., ACL 2011), in blocks of one kind. *Numbers* are few: the connotations of words (see `connotations`)
summed by the place in which they stand to the mention (`PLACES`), valences, and the setting.

This module says what one mention brings; `tone_arrays` puts many together.
"""

from bisect import bisect_left
from collections.abc import Iterable
from functools import cache

from analysis.annotate.sentiment.tone_context import Context, nodes_of
from analysis.english.lexicon import words_with
from analysis.english.word_classes import word_class

TARGET = "TARGET"
NEGATIVE = word_class("negators") | word_class("negative_words")
SPEECH = words_with("speech", True, "verb")
BEFORE, AFTER, NEAR = 6, 8, 3
GENERATIONS = 4  # heads above the mention that are looked at
UNKNOWN = -1
RUNS = (1.0, 0.7) * 4  # values of a run of two and of three words at each of four places
GRAMMAR = 4 + GENERATIONS  # features of value 1
SET = (*RUNS, *(1.0,) * GRAMMAR)
# Blocks of sparse features, each of length 1 in a mention, with their weights; and the kinds of features in each.
BLOCKS = {"sentence": 0.5, "window": 0.5, "runs": 0.4, "tree": 0.5}
KINDS = {
    "sentence": ("sentence",),
    "window": ("left", "right"),
    "runs": ("runs",),
    "tree": ("role", "predicate", "role predicate", "role bin", "path"),
    "valences": ("valences",),
}
# Where a word may stand to the mention: around it, above it, below it, and as an argument of its predicate.
PLACES = (
    "before", "after", "near", "all", "above0", "above1", "above2", "predicate", "clause", "below", "nsubj", "obj", "obl", "comp",
    "advcl", "advmod", "conj", "parataxis",
)  # fmt: skip
_PLACE = {name: number for number, name in enumerate(PLACES)}
ABOVE, PREDICATE, CLAUSE, BELOW = (_PLACE[name] for name in ("above0", "predicate", "clause", "below"))
_ARGUMENTS = {name: name for name in PLACES[10:]} | {"iobj": "obj", "ccomp": "comp", "xcomp": "comp"}
ARGUMENT_OF = {relation: _PLACE[place] for relation, place in _ARGUMENTS.items()}
VALENCES = ("all", "all+", "all-", "clause", "clause+", "clause-", "near", "predicate", "after", "before")
SETTING = ("place", "length", "names", "negated", "speaks", "quoted", "quotes", "contrast before", "contrast after")
ROLES = (
    "nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "nmod", "nmod:poss", "compound", "appos", "conj", "root", "xcomp",
    "parataxis", "flat", "acl:relcl", "advcl", "ccomp", "dep", "case", "amod",
)  # fmt: skip
_ROLE = {name: number for number, name in enumerate(ROLES)}


class Vocabulary:
    """Numbers of sparse features by kind. `names`: kind and feature, parted by a tab; a feature that is none of them is `UNKNOWN`."""

    def __init__(self, names: Iterable[str] = ()):
        self.of: dict[str, dict[str, int]] = {kind: {} for kinds in KINDS.values() for kind in kinds}
        for number, name in enumerate(names):
            kind, _, feature = name.partition("\t")
            self.of[kind][feature] = number
        self.valences = cache(self._valences)

    def _valences(self, role: str) -> list[int]:
        """The numbers of `VALENCES`, and of two of them by a role."""
        known = self.of["valences"]
        return [known.get(name, UNKNOWN) for name in (*VALENCES, f"clause|{role}", f"predicate|{role}")]


class MentionInContext:
    """One mention in its context. `inside`: its words; `root`: the one on which the others hang; `predicate`: the nearest verb,
    adjective or predicative noun above it."""

    def __init__(self, context: Context, start: int, end: int):
        self.context, tree = context, context.tree
        self.tree = tree
        inside = [n for n in nodes_of(tree, start, end) if n in context.at]
        self.low, self.high, self.inside = inside[0], inside[-1], frozenset(inside)
        self.root = next((n for n in inside if tree.head[n] not in self.inside or tree.head[n] == n), inside[0])
        self.role = tree.dep[self.root] if tree.dep[self.root] == "nsubj:pass" else tree.base[self.root]
        self.above = self._above()
        self.predicate = self._predicate()
        self.negated = any(tree.lower[child] in NEGATIVE for child in tree.children[self.predicate])
        self.below = self._children(self.root)

    @property
    def span(self) -> tuple[int, int, int]:
        """The numbers in the sentence of the first and last word, and of the root."""
        at = self.context.at
        return at[self.low], at[self.high], at[self.root]

    def _above(self) -> list[tuple[str, int]]:
        """(relation, head) upwards from the mention."""
        tree, node = self.tree, self.root
        found: list[tuple[str, int]] = []
        while tree.head[node] != node and len(found) < GENERATIONS:
            found.append((tree.dep[node], tree.head[node]))
            node = tree.head[node]
        return found

    def _predicate(self) -> int:
        for relation, head in self.above:
            pos = self.tree.pos[head]
            if pos in ("VERB", "ADJ", "AUX") or (pos == "NOUN" and relation.startswith("nsubj")):
                return head
        return self.above[0][1] if self.above else self.root

    def _children(self, node: int) -> list[int]:
        return [n for n in self.tree.children[node] if n in self.context.at and n not in self.inside]

    def _word(self, node: int) -> str:
        at = self.context.at.get(node)
        return TARGET if node in self.inside else "" if at is None else self.context.words[at]

    def features(self, vocabulary: Vocabulary) -> list[int]:
        """The numbers of runs of two and three words that touch the mention (`RUNS`), of its grammar (`GRAMMAR`) and of its valences
        (`VALENCES`, and two of them by its role)."""
        return self._runs(vocabulary.of["runs"]) + self._grammar(vocabulary.of) + vocabulary.valences(self.role)

    def _runs(self, known: dict[str, int]) -> list[int]:
        words, place = self.context.words, self.context.at[self.low]
        behind = self.context.at[self.high] + 1
        line = [*words[max(place - 2, 0) : place], TARGET, *words[behind : behind + 3]]
        found: list[int] = []
        for offset in (-2, -1, 0, 1):
            if place + offset < 0:
                found += (UNKNOWN, UNKNOWN)
                continue
            first = min(place, 2) + offset
            two = " ".join(line[first : first + 2])
            third = line[first + 2 : first + 3]
            found.append(known.get(f"{offset} 2 {two}", UNKNOWN))
            found.append(known.get(f"{offset} 3 {two} {third[0]}" if third else f"{offset} 3 {two}", UNKNOWN))
        return found

    def _grammar(self, known: dict[str, dict[str, int]]) -> list[int]:
        not_, role = "!" if self.negated else "", self.role
        head = self._word(self.predicate) + not_
        at = None if self.predicate in self.inside else self.context.at.get(self.predicate)
        value = 0.0 if at is None else self.context.known[at].valence
        found = [
            known["role"].get(self.tree.dep[self.root], UNKNOWN),
            known["predicate"].get(head, UNKNOWN),
            known["role predicate"].get(f"{role} {head}", UNKNOWN),
            known["role bin"].get(f"{role} {_bin(value)}{not_}", UNKNOWN),
        ]
        path = ""
        for relation, node in self.above:
            path += relation + "<"
            found.append(known["path"].get(path + self._word(node), UNKNOWN))
        return found + [UNKNOWN] * (GENERATIONS - len(self.above))

    def places(self) -> tuple[list[int], list[int], list[float]]:
        """Places that only some words have, by number, with the word's number in the sentence and its weight."""
        at = self.context.at
        above = [(number, at[node]) for number, (_, node) in enumerate(self.above[:3], ABOVE) if node in at]
        under = [at[n] for child in self.below for n in self._children(child)]
        places, words, weights = self.context.once(_clause, self.predicate, self.negated)
        return (
            [number for number, _ in above] + [BELOW] * (len(self.below) + len(under)) + places,
            [word for _, word in above] + [at[n] for n in self.below] + under + words,
            [1.0] * (len(above) + len(self.below)) + [0.7] * len(under) + weights,
        )

    def setting(self) -> list[float]:
        """`SETTING`, and for each of `ROLES` whether it is the mention's."""
        context, root = self.context, self.root
        length = len(context.nodes) - len(self.inside) + 1
        speaks = self.role == "nsubj" and self.tree.lemma[self.predicate].lower() in SPEECH
        contrasts = context.contrasts
        roles = [0.0] * len(ROLES)
        for name in (self.role, self.tree.dep[root]):
            if name in _ROLE:
                roles[_ROLE[name]] = 1.0
        return [
            context.at[self.low] / length,
            length,
            sum(n not in self.inside for n in context.names) / 3,
            float(self.negated),
            float(speaks),
            float(bisect_left(context.quotes, root) % 2),
            float(bool(context.quotes)),
            float(bool(contrasts) and contrasts[0] < root),
            float(bool(contrasts) and contrasts[-1] > root),
            *roles,
        ]


def _clause(context: Context, predicate: int, negated: bool) -> tuple[list[int], list[int], list[float]]:
    """The places of a predicate, its clause and its arguments; under negation predicate and arguments count the other way."""
    at, children, base, sign = context.at, context.tree.children, context.tree.base, -1.0 if negated else 1.0
    own = [at[predicate]] if predicate in at else []
    clause, places, words, weights = [*own], [PREDICATE] * len(own), [*own], [sign] * len(own)
    for child in children[predicate]:
        below = [child]
        for node in below:  # grows
            below += children[node]
        branch = [word for word in map(at.get, below) if word is not None]
        clause += branch
        argument = ARGUMENT_OF.get(base[child])
        if argument is not None and branch:
            places += [argument] * len(branch)
            words += branch
            half = [sign / 2] * len(branch)
            if child in at:  # its first
                half[0] = sign
            weights += half
    return [CLAUSE] * len(clause) + places, clause + words, [1.0] * len(clause) + weights


def _bin(value: float) -> str:
    return "0" if not value else ("+" if value > 0 else "-") * (2 if abs(value) > 1.8 else 1)
