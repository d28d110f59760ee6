"""What the model of `analysis.annotate.sentiment.tone` sees of a mention.

Two descriptions of the same sentence come out. *Words* are sparse: the words around the mention, in its clause, above and below it
in the tree (as in Jiang et al., ACL 2011), in blocks of one kind. *Numbers* are few: the connotations of words (see `connotations`)
summed by the place in which they stand to the mention (`PLACES`), valences, and the setting.

Mentions are described together: what is counted over the words of their sentences is computed for all of them at once.
"""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from analysis.annotate.sentiment.tone_context import Context, closed, nodes_of

TARGET = "TARGET"
BEFORE, AFTER, NEAR = 6, 8, 3
FADE = 6  # words within which the weight of a neighbour falls to 1/e
EVEN = 4.0  # a sum of connotations x counts as x / sqrt(x² + EVEN)
GENERATIONS = 4  # heads above the mention that are looked at
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


class ToneFeatures(NamedTuple):
    """Of some mentions: the sparse features of each by kind; words in their places, each with the number of its cell (mention ×
    `PLACES`, flat), its row in the table of connotations and its weight there; the other numbers, a row a mention."""

    words: list[dict[str, dict[str, float]]]
    cells: np.ndarray
    rows: np.ndarray
    weights: np.ndarray
    rest: np.ndarray

    def numbers(self, vectors: np.ndarray) -> np.ndarray:
        """Connotations by place, squashed, and the rest; a row a mention."""
        size = len(self.words) * len(PLACES)
        found = vectors[self.rows].T * self.weights
        sums = np.stack([np.bincount(self.cells, column, size) for column in found], axis=1)
        sums /= np.sqrt(sums * sums + EVEN)
        return np.hstack([sums.reshape(len(self.words), -1), self.rest])


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
        negators = closed("sentiment", "negators")
        self.negated = any(tree.lower[child] in negators for child in tree.children[self.predicate])
        self.below = self._children(self.root)

    def _above(self) -> list[tuple[str, int]]:
        """(relation, head) upwards from the mention."""
        tree, found, node = self.tree, [], self.root
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

    def words(self) -> dict[str, dict[str, float]]:
        """The sparse features by kind."""
        return self._line() | self._tree()

    def _line(self) -> dict[str, dict[str, float]]:
        """Words of the sentence, of the window around the mention, and runs of two and three words that touch it."""
        words = self.context.words
        place = self.context.at[self.low]
        line = [*words[:place], TARGET, *words[self.context.at[self.high] + 1 :]]
        left: dict[str, float] = {}
        right: dict[str, float] = {}
        for side, first, last in ((left, max(place - BEFORE, 0), place), (right, place + 1, place + AFTER + 1)):
            for number, word in enumerate(line[first:last], first - place):
                side[word] = side.get(word, 0.0) + (1.0 if -NEAR <= number <= NEAR else 0.7)
        runs = {}
        for offset in (-2, -1, 0, 1):
            if place + offset >= 0:
                run = line[place + offset : place + offset + 3]
                runs[f"{offset} 2 {' '.join(run[:2])}"] = 1.0
                runs[f"{offset} 3 {' '.join(run)}"] = 0.7
        return {"sentence": dict.fromkeys(line, 1.0), "left": left, "right": right, "runs": runs}

    def _tree(self) -> dict[str, dict[str, float]]:
        not_ = "!" if self.negated else ""
        head, role = self._word(self.predicate) + not_, self.role
        at = None if self.predicate in self.inside else self.context.at.get(self.predicate)
        value = 0.0 if at is None else self.context.valences[at]
        paths, path = {}, ""
        for relation, node in self.above:
            path += relation + "<"
            paths[path + self._word(node)] = 1.0
        return {
            "role": {self.tree.dep[self.root]: 1.0},
            "predicate": {head: 1.0},
            "role predicate": {f"{role} {head}": 1.0},
            "role bin": {f"{role} {_bin(value)}{not_}": 1.0},
            "path": paths,
        }

    def places(self) -> tuple[list[int], list[int], list[float]]:
        """Places that only some words have, by number, with the word's number in the sentence and its weight; under negation predicate
        and arguments count the other way."""
        at, sign = self.context.at, -1.0 if self.negated else 1.0
        branches = self.context.branches(self.predicate)
        above = [(number, at[node]) for number, (_, node) in enumerate(self.above[:3], ABOVE) if node in at]
        under = [at[n] for child in self.below for n in self._children(child)]
        clause = [at[n] for _, branch in branches for n in branch]
        places = [number for number, _ in above] + [BELOW] * (len(self.below) + len(under)) + [CLAUSE] * len(clause)
        words = [word for _, word in above] + [at[n] for n in self.below] + under + clause
        weights = [1.0] * (len(above) + len(self.below)) + [0.7] * len(under) + [1.0] * len(clause)
        if self.predicate in at:
            places += [PREDICATE, CLAUSE]
            words += [at[self.predicate]] * 2
            weights += [sign, 1.0]
        for child, branch in branches:
            place = ARGUMENT_OF.get(self.tree.base[child])
            if place is not None:
                places += [place] * len(branch)
                words += [at[n] for n in branch]
                weights += [sign if n == child else sign / 2 for n in branch]
        return places, words, weights

    def setting(self) -> list[float]:
        """`SETTING`, and for each of `ROLES` whether it is the mention's."""
        context, root = self.context, self.root
        length = len(context.nodes) - len(self.inside) + 1
        speaks = self.role == "nsubj" and self.tree.lemma[self.predicate].lower() in closed("roles", "speech")
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


def described(mentions: Sequence[MentionInContext]) -> ToneFeatures:
    """Both descriptions of some mentions, of which there is at least one."""
    line = _Line(mentions)
    found = [mention.places() for mention in mentions]
    counts = [len(places) for places, _, _ in found]
    of = np.repeat(np.arange(len(mentions)), counts)
    places, words, weights = (
        np.array([value for each in column for value in each]) for column in zip(*found, strict=True)
    )
    words = words.astype(np.intp) + line.first[of]
    weights = weights * line.free[words]
    valences = line.valences([mention.negated for mention in mentions], of, places.astype(np.intp), words)
    features = []
    for mention, values in zip(mentions, valences.tolist(), strict=True):
        known = dict(zip(VALENCES, values, strict=True))
        known |= {f"{name}|{mention.role}": known[name] for name in ("clause", "predicate")}
        features.append(mention.words() | {"valences": known})
    cells, own, line_weights = line.places()
    return ToneFeatures(
        features,
        np.concatenate([cells, of * len(PLACES) + places.astype(np.intp)]),
        line.rows[np.concatenate([own, words])],
        np.concatenate([line_weights, weights]),
        np.hstack([valences, np.array([mention.setting() for mention in mentions])]),
    )


class _Line:
    """The words of the sentences of some mentions, one sentence after the other, repeated for each of its mentions."""

    def __init__(self, mentions: Sequence[MentionInContext]):
        contexts = [mention.context for mention in mentions]
        sizes = np.array([len(context.nodes) for context in contexts])
        low, high, root = (
            np.array(
                [mention.context.at[node] for mention in mentions for node in (mention.low, mention.high, mention.root)]
            )
            .reshape(-1, 3)
            .T
        )
        self.mention = np.repeat(np.arange(len(mentions)), sizes)
        self.first = np.cumsum(sizes) - sizes
        place = np.arange(len(self.mention)) - self.first[self.mention]
        self.distance = place - root[self.mention]
        self.free = 1.0 - ((low[self.mention] <= place) & (place <= high[self.mention]))  # outside the mention
        self.rows = np.concatenate([context.rows for context in contexts])
        self.valence = np.concatenate([context.valences for context in contexts]) * self.free
        roots = np.array([mention.root for mention in mentions])
        self.tokens = np.concatenate([context.numbers for context in contexts]) - roots[self.mention]

    def places(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """The first four of `PLACES`, which every word may have: cells, words, weights."""
        behind, fading = self.distance >= 0, 2 * np.exp(-np.abs(self.distance) / FADE)
        near = np.abs(self.distance) <= NEAR + 1
        weights = np.stack([fading * ~behind, fading * behind, near, np.ones(len(near))]) * self.free
        cells = np.arange(len(weights))[:, np.newaxis] + self.mention * len(PLACES)
        held = weights.nonzero()
        return cells[held], held[1], weights[held]

    def valences(self, negated: list[bool], of: np.ndarray, places: np.ndarray, words: np.ndarray) -> np.ndarray:
        """`VALENCES` of each mention, sums squashed as VADER does, x / sqrt(x² + 15). `words` of mention `of` stand in `places`."""

        def summed(mention: np.ndarray, values: np.ndarray) -> np.ndarray:
            return np.bincount(mention, values, len(negated))

        valenced = self.valence.nonzero()[0]
        mention, value, tokens = self.mention[valenced], self.valence[valenced], self.tokens[valenced]
        up, down = (summed(mention, bound(value, 0)) for bound in (np.maximum, np.minimum))
        near = summed(mention, value * np.exp(-np.abs(tokens) / FADE))
        after, before = (summed(mention, value * side) for side in (tokens > 0, tokens <= 0))
        of_clause, in_clause = of[places == CLAUSE], self.valence[words[places == CLAUSE]]
        clause_up, clause_down = (summed(of_clause, bound(in_clause, 0)) for bound in (np.maximum, np.minimum))
        own = summed(of[places == PREDICATE], self.valence[words[places == PREDICATE]]) * np.where(negated, -0.7, 1.0)
        sums = np.stack(
            [up + down, up, down, clause_up + clause_down, clause_up, clause_down, 2 * near, own, after, before], axis=1
        )
        return sums / np.sqrt(sums * sums + 15)


def _bin(value: float) -> str:
    return "0" if not value else ("+" if value > 0 else "-") * (2 if abs(value) > 1.8 else 1)
