"""Tone towards one mention: the mean of two models of the grammar and the words around it.

A multinomial logistic regression over sparse features, and gradient boosted trees over the connotations of words, summed by the
place in which they stand to the mention (`tone_features` has both descriptions). Trained by `analysis.training.tone` on NewsMTSC (Hamborg
and Donnay, EACL 2021). Neither sees a name: exchanging names changes no score.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import chain, islice
from typing import NamedTuple

import numpy as np
import pandas as pd
from spacy.language import Language
from spacy.tokens import Doc

from analysis import parser
from analysis.annotate.sentiment.boosting import Trees
from analysis.annotate.sentiment.connotations import Connotations
from analysis.annotate.sentiment.tone_arrays import ToneFeatures, described
from analysis.annotate.sentiment.tone_context import Context
from analysis.annotate.sentiment.tone_features import KINDS, MentionInContext, Vocabulary
from analysis.schema import Mention
from analysis.syntax.tree import Tree

_UNSCALED = list(KINDS).index("valences")
CLASSES = ("negative", "neutral", "positive")


class Linear:
    """Logistic regression over sparse features. Each block of features has length 1 in a mention, weighted by inverse document
    frequency; the valences keep their size."""

    def __init__(self, names: Sequence[str], idf: np.ndarray, weights: np.ndarray, bias: np.ndarray):
        self.vocabulary = Vocabulary(names)
        # The last row is that of an unknown feature.
        self.idf, self.weights, self.bias = np.append(idf, 0.0), np.vstack([weights, np.zeros(weights.shape[1])]), bias

    def scores(self, mentions: ToneFeatures) -> np.ndarray:
        """A score for each class, a row a mention."""
        blocks, features, values = mentions.sparse
        weighted = values * self.idf[features]
        lengths = np.sqrt(np.bincount(blocks, weighted * weighted, mentions.size * len(KINDS)))
        lengths[_UNSCALED :: len(KINDS)] = 1.0
        lengths[lengths == 0] = 1.0
        found = self.weights[features].T * (weighted / lengths[blocks])
        of = blocks // len(KINDS)
        return np.stack([np.bincount(of, column, mentions.size) for column in found], axis=1) + self.bias


class TargetModel:
    """Both models, the table of connotations, and the calibration (one factor, a constant for each class)."""

    def __init__(
        self, linear: Linear, trees: Trees, prior: np.ndarray, connotations: Connotations, scaling: np.ndarray
    ):
        self.linear, self.trees, self.prior = linear, trees, prior
        self.connotations, self.scaling = connotations, scaling

    def probabilities(self, mentions: Sequence[MentionInContext]) -> np.ndarray:
        """Calibrated probabilities of `CLASSES`, a row a mention."""
        if not mentions:
            return np.zeros((0, len(CLASSES)))
        features = described(mentions, self.linear.vocabulary)
        boosted = self.trees.scores(features.numbers(self.connotations.vectors), len(CLASSES)) + self.prior
        return softmax(calibrated(combined(self.linear.scores(features), boosted), self.scaling))

    @classmethod
    def load(cls, data: Mapping[str, np.ndarray]) -> "TargetModel":
        """From the arrays of weights.npz."""
        names, entries = (data[key].tobytes().decode("utf-8").split("\n") for key in ("names", "entries"))
        linear = Linear(names, data["idf"].astype("float64"), data["weights"].astype("float64"), data["bias"])
        trees = Trees(*(data[key] for key in ("features", "thresholds", "masks", "leaves")))
        table = Connotations(entries, data["vectors"].astype("float64"), data["valences"].astype("float64"))
        return cls(linear, trees, data["prior"], table, data["scaling"])


def softmax(logits: np.ndarray) -> np.ndarray:
    """Of scores as small as a few bounded features make them: they need no shifting."""
    odds = np.exp(logits)
    return odds / odds.sum(axis=1, keepdims=True)


def combined(linear: np.ndarray, boosted: np.ndarray) -> np.ndarray:
    """Log of the mean of the two models' probabilities."""
    return np.log(softmax(np.concatenate([linear, boosted])).reshape(2, *linear.shape).sum(axis=0) / 2)


def calibrated(logits: np.ndarray, scaling: np.ndarray) -> np.ndarray:
    """Logits after vector scaling: one factor, one constant for each class."""
    return scaling[0] * logits + scaling[1:]


@lru_cache(maxsize=1)
def model() -> TargetModel:
    """The shipped model."""
    with files(__package__).joinpath("tone_model", "weights.npz").open("rb") as file, np.load(file) as data:
        return TargetModel.load(data)


class Asked(NamedTuple):
    """The mentions (start, end) of a document whose tone is asked for. `named`: all that it names of the codebook."""

    tree: Tree
    spans: Sequence[tuple[int, int]]
    named: Sequence[Mention] = ()


def scores(documents: Iterable[Asked]) -> Iterator[list[float]]:
    """Of each document target_score of each mention, from its sentence; rounded to four places."""
    described = [_in_sentences(*asked) for asked in documents]
    p = model().probabilities(list(chain.from_iterable(described)))
    found = iter((p[:, 2] - p[:, 0]).tolist())
    return ([round(score, 4) for score in islice(found, len(mentions))] for mentions in described)


def _in_sentences(tree: Tree, spans: Sequence[tuple[int, int]], named: Sequence[Mention]) -> list[MentionInContext]:
    bounds, seen, mentions = tree.bounds, {}, []
    for start, end in spans:
        number = bisect_right(bounds, bisect_right(tree.end, start))
        if number not in seen:
            seen[number] = Context(tree, bounds[number - 1], bounds[number], model().connotations, named)
        mentions.append(MentionInContext(seen[number], start, end))
    return mentions


def towards(texts: Iterable[str], spans: Iterable[tuple[int, int]]) -> pd.DataFrame:
    """See `analysis.annotate.sentiment.scores.towards`."""
    pairs = list(zip(texts, spans, strict=True))
    for number, (text, (start, end)) in enumerate(pairs):
        if not 0 <= start < end <= len(text) or not text[start:end].strip():
            raise ValueError(f"text {number}: ({start}, {end}) is no part of a text of {len(text)} characters")
    docs = _pipeline().pipe([text for text, _ in pairs])
    table = pd.DataFrame(probabilities(docs, [span for _, span in pairs]), columns=list(CLASSES))
    table["target_score"] = table["positive"] - table["negative"]
    return table


def probabilities(docs: Iterable[Doc], spans: Iterable[tuple[int, int]]) -> np.ndarray:
    """Probabilities of `CLASSES` for one mention (start, end) of each parsed document, looked at as a whole."""
    return model().probabilities(
        [
            MentionInContext(Context(doc._.tree, 0, len(doc), model().connotations), start, end)
            for doc, (start, end) in zip(docs, spans, strict=True)
        ]
    )


@lru_cache(maxsize=1)
def _pipeline() -> Language:
    return parser.load()
