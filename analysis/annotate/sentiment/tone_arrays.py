"""Many mentions as the model of `analysis.annotate.sentiment.tone` sees them: what is counted over the words of their sentences is
computed for all of them at once.
"""

from collections.abc import Iterable, Sequence
from itertools import chain, repeat
from typing import NamedTuple, TypeVar

import numpy as np

from analysis.annotate.sentiment.tone_features import (
    AFTER,
    BEFORE,
    CLAUSE,
    GRAMMAR,
    KINDS,
    NEAR,
    PLACES,
    PREDICATE,
    RUNS,
    SET,
    TARGET,
    UNKNOWN,
    VALENCES,
    MentionInContext,
    Vocabulary,
)  # fmt: skip

T = TypeVar("T")
FADE = 6  # words within which the weight of a neighbour falls to 1/e
EVEN = 4.0  # a sum of connotations x counts as x / sqrt(x² + EVEN)
FEATURES = 1 << 32  # more than there are


class Sparse(NamedTuple):
    """Sparse features: the number of the block (mention × `KINDS`, flat), the number of the feature, its value."""

    blocks: np.ndarray
    features: np.ndarray
    values: np.ndarray


class ToneFeatures(NamedTuple):
    """Of `size` mentions: their sparse features; words in their places, each with the number of its cell (mention × `PLACES`, flat),
    its row in the table of connotations and its weight there; the other numbers, a row a mention."""

    size: int
    sparse: Sparse
    cells: np.ndarray
    rows: np.ndarray
    weights: np.ndarray
    rest: np.ndarray

    def numbers(self, vectors: np.ndarray) -> np.ndarray:
        """Connotations by place, squashed, and the rest; a row a mention."""
        found = vectors[self.rows].T * self.weights
        sums = np.stack([np.bincount(self.cells, column, self.size * len(PLACES)) for column in found], axis=1)
        sums = sums / np.sqrt(sums * sums + EVEN)
        return np.hstack([sums.reshape(self.size, -1), self.rest])


def described(mentions: Sequence[MentionInContext], vocabulary: Vocabulary) -> ToneFeatures:
    """Both descriptions of some mentions, of which there is at least one."""
    size, line = len(mentions), _Line(mentions)
    found = [mention.places() for mention in mentions]
    of = np.repeat(np.arange(size), [len(places) for places, _, _ in found])
    places, words, weights = (
        np.fromiter(chain.from_iterable(column), kind)
        for column, kind in zip(zip(*found, strict=True), (np.intp, np.intp, np.float64), strict=True)
    )
    pairs = words + line.first[of]
    valences = line.valences(np.array([mention.negated for mention in mentions]), of, places, pairs)
    cells, own, line_weights = line.places()
    return ToneFeatures(
        size,
        _sparse(mentions, vocabulary, line, valences),
        np.concatenate([cells, of * len(PLACES) + places]),
        line.rows[np.concatenate([own, pairs])],
        np.concatenate([line_weights, weights * line.free[pairs]]),
        np.hstack([valences, np.array([mention.setting() for mention in mentions])]),
    )


def _sparse(
    mentions: Sequence[MentionInContext], vocabulary: Vocabulary, line: "_Line", valences: np.ndarray
) -> Sparse:
    """All sparse features: those of the words in the line, and those that each mention names itself."""
    size = len(mentions)
    own = np.array([mention.features(vocabulary) for mention in mentions])
    values = np.empty(own.shape)
    values[:, : len(SET)] = SET
    values[:, len(SET) :] = np.hstack([valences, valences[:, [VALENCES.index("clause"), VALENCES.index("predicate")]]])
    blocks = np.arange(size)[:, np.newaxis] * len(KINDS) + np.repeat(
        (2, 3, 4), (len(RUNS), GRAMMAR, own.shape[1] - len(SET))
    )
    sentence = line.sentence(vocabulary.of["sentence"])
    window = line.window(vocabulary.of["left"], vocabulary.of["right"])
    target = np.full(size, vocabulary.of["sentence"].get(TARGET, UNKNOWN))
    parts = [
        (sentence[0] * len(KINDS), sentence[1], np.ones(len(sentence[0]))),
        (np.arange(size) * len(KINDS), target, np.ones(size)),
        (window[0] * len(KINDS) + 1, *window[1:]),
        (blocks.ravel(), own.ravel(), values.ravel()),
    ]
    return Sparse(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def _joined(lists: Iterable[list[T]]) -> list[T]:
    return list(chain.from_iterable(lists))


class _Line:
    """The words of the sentences of some mentions: a pair for each mention and word of its sentence, one mention after the other."""

    def __init__(self, mentions: Sequence[MentionInContext]):
        contexts = list(dict.fromkeys(mention.context for mention in mentions))
        number = {context: i for i, context in enumerate(contexts)}
        of = np.array([number[mention.context] for mention in mentions])
        sizes = np.array([len(context.nodes) for context in contexts])
        begins = np.cumsum(sizes) - sizes
        self.size = len(mentions)
        self.mention = np.repeat(np.arange(self.size), sizes[of])
        self.first = np.cumsum(sizes[of]) - sizes[of]  # pair of each mention
        place = np.arange(len(self.mention)) - self.first[self.mention]
        self._word = begins[of][self.mention] + place
        low, high, root = np.array([mention.span for mention in mentions]).T
        self._distance = place - root[self.mention]
        self._before, self._behind = place - low[self.mention], place - high[self.mention]
        self.free = 1.0 - ((self._before >= 0) & (self._behind <= 0))  # outside the mention
        # A word stands many times: what is known of it is asked once.
        known = _joined(context.known for context in contexts)
        _, firsts, which = np.unique(np.fromiter(map(id, known), np.intp), return_index=True, return_inverse=True)
        distinct = [known[i] for i in firsts.tolist()]
        self._which = which[self._word]
        self.rows = np.array([each.row for each in distinct])[self._which]
        self._valence = np.array([each.valence for each in distinct])[self._which] * self.free
        self._texts = [each.text for each in distinct]
        nodes = np.array(_joined(context.nodes for context in contexts))
        self._tokens = nodes[self._word] - np.array([mention.root for mention in mentions])[self.mention]

    def sentence(self, known: dict[str, int]) -> tuple[np.ndarray, np.ndarray]:
        """(mention, feature) of the words of the sentence, each once."""
        features = self._features(known)
        held = (self.free > 0) & (features != UNKNOWN)
        pairs = np.unique(self.mention[held] * FEATURES + features[held])
        return pairs // FEATURES, pairs % FEATURES

    def window(self, left: dict[str, int], right: dict[str, int]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """(mention, feature, value) of the words around the mention; the values of a word are summed."""
        before = (self._before < 0) & (self._before >= -BEFORE)
        behind = (self._behind > 0) & (self._behind <= AFTER)
        features = np.where(before, self._features(left), self._features(right))
        held = (before | behind) & (features != UNKNOWN)
        near = np.where(before, -self._before, self._behind) <= NEAR
        pairs, which = np.unique(self.mention[held] * FEATURES + features[held], return_inverse=True)
        values = np.bincount(which, np.where(near, 1.0, 0.7)[held], len(pairs))
        return pairs // FEATURES, pairs % FEATURES, values

    def _features(self, known: dict[str, int]) -> np.ndarray:
        found = map(known.get, self._texts, repeat(UNKNOWN))
        return np.fromiter(found, np.intp, len(self._texts))[self._which]

    def places(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """The first four of `PLACES`, which every word may have: cells, words, weights."""
        behind, fading = self._distance >= 0, 2 * np.exp(-np.abs(self._distance) / FADE)
        near = np.abs(self._distance) <= NEAR + 1
        weights = np.stack([fading * ~behind, fading * behind, near, np.ones(len(near))]) * self.free
        cells = np.arange(len(weights))[:, np.newaxis] + self.mention * len(PLACES)
        held = weights.nonzero()
        return cells[held], held[1], weights[held]

    def valences(self, negated: np.ndarray, of: np.ndarray, places: np.ndarray, words: np.ndarray) -> np.ndarray:
        """`VALENCES` of each mention, sums squashed as VADER does, x / sqrt(x² + 15). `words` of mention `of` stand in `places`."""

        def summed(mention: np.ndarray, values: np.ndarray) -> np.ndarray:
            return np.bincount(mention, values, len(negated))

        valenced = self._valence.nonzero()[0]
        mention, value, tokens = self.mention[valenced], self._valence[valenced], self._tokens[valenced]
        up, down = (summed(mention, bound(value, 0)) for bound in (np.maximum, np.minimum))
        near = summed(mention, value * np.exp(-np.abs(tokens) / FADE))
        after, before = (summed(mention, value * side) for side in (tokens > 0, tokens <= 0))
        of_clause, in_clause = of[places == CLAUSE], self._valence[words[places == CLAUSE]]
        clause_up, clause_down = (summed(of_clause, bound(in_clause, 0)) for bound in (np.maximum, np.minimum))
        own = summed(of[places == PREDICATE], self._valence[words[places == PREDICATE]]) * np.where(negated, -0.7, 1.0)
        sums = np.stack(
            [up + down, up, down, clause_up + clause_down, clause_up, clause_down, 2 * near, own, after, before], axis=1
        )
        return sums / np.sqrt(sums * sums + 15)
