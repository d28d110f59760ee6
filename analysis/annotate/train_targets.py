"""Trains the model of `analysis.annotate.targets` on NewsMTSC's train file.

    python -m analysis.annotate.train_targets --train newsmtsc-train.jsonl [--out analysis/annotate/target_model]

Sparse features scaled by the square root of their inverse document frequency and to unit length. Two linear classifiers with an L2
penalty (scikit-learn), their probabilities averaged: a multinomial logistic regression, and one logistic regression for each class
against the rest over features weighted by their naive Bayes log-count ratios (Wang and Manning, ACL 2012). Probabilities are
calibrated by vector scaling (Guo et al., ICML 2017, section 4.2) on scores of sentences that the scoring model was not trained on.
"""

import argparse
import json
from collections import Counter
from pathlib import Path

import numpy as np
from scipy import optimize
from scipy.sparse import csr_matrix, diags, hstack
from scipy.special import log_softmax
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.preprocessing import normalize

from analysis import parser
from analysis.annotate.targets import Context, Features, calibrated, combined
from analysis.annotate.tree import Tree

POLARITIES = (2, 4, 6)
LEAST = 2  # a rarer feature is dropped
MULTINOMIAL_C, AGAINST_REST_C = 4.0, 2.0
VALENCE_SCALE = 0.2
FOLDS = 5


def read(path: Path) -> tuple[list[str], list[tuple[int, int, int]], list[int]]:
    """Texts, (number of the text, start, end) of every target, and its class 0–2."""
    texts, spans, polarities = [], [], []
    for line in path.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        for target in item["targets"]:
            spans.append((len(texts), target["from"], target["to"]))
            polarities.append(POLARITIES.index(int(target["polarity"])))
        texts.append(item["sentence_normalized"])
    return texts, spans, polarities


def features(texts: list[str], spans: list[tuple[int, int, int]]) -> list[Features]:
    """The features of every target."""
    docs = list(parser.load().pipe(texts))
    result = []
    for number, start, end in spans:
        result.append(Context(Tree.of(docs[number]), 0, len(docs[number])).features(start, end))
    return result


class Trainer:
    """Turns features into matrices."""

    def __init__(self, found: list[Features]):
        counts = Counter(name for row in found for name in row)
        self.words = sorted(n for n, count in counts.items() if count >= LEAST and n[0] != "#")
        self.valences = sorted(n for n, count in counts.items() if count >= LEAST and n[0] == "#")
        frequency = np.array([counts[name] for name in self.words])
        self.idf = np.sqrt(np.log(1 + len(found) / frequency))

    def matrix(self, found: list[Features]) -> csr_matrix:
        columns = []
        for names, scale in ((self.words, self.idf), (self.valences, None)):
            vectorizer = DictVectorizer()
            vectorizer.fit([dict.fromkeys(names, 1.0)])
            part = vectorizer.transform(found)
            columns.append(normalize(part @ diags(scale)) if scale is not None else part * VALENCE_SCALE)
        return csr_matrix(hstack(columns))


def fit(matrix: csr_matrix, polarities: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Weights (features × six) and six biases: of the multinomial classifier, then of each class against the rest."""
    multinomial = LogisticRegression(C=MULTINOMIAL_C, max_iter=500).fit(matrix, polarities)
    weights, biases = [multinomial.coef_.T], [multinomial.intercept_]
    present = (matrix > 0).astype(float)
    for number in range(len(POLARITIES)):
        is_class = polarities == number
        inside = np.asarray(present[is_class].sum(axis=0)).ravel() + 1
        outside = np.asarray(present[~is_class].sum(axis=0)).ravel() + 1
        ratio = np.log((inside / inside.sum()) / (outside / outside.sum()))
        against_rest = LogisticRegression(C=AGAINST_REST_C, max_iter=500).fit(matrix @ diags(ratio), is_class)
        weights.append((against_rest.coef_ * ratio).T)
        biases.append(against_rest.intercept_)
    return np.hstack(weights), np.concatenate(biases)


def vector_scaling(logits: np.ndarray, polarities: np.ndarray) -> np.ndarray:
    """One factor for all classes and one constant for each (the first is 0) that make the held-out classes most likely."""

    def loss(p: np.ndarray) -> float:
        scaled = log_softmax(calibrated(logits, np.array([p[0], 0.0, p[1], p[2]])), axis=1)
        return float(-scaled[np.arange(len(polarities)), polarities].mean())

    found = optimize.minimize(loss, np.array([1.0, 0.0, 0.0]), method="Nelder-Mead").x
    return np.array([found[0], 0.0, found[1], found[2]])


def train(path: Path, out: Path) -> None:
    """Write weights.npz."""
    texts, spans, classes = read(path)
    found, polarities = features(texts, spans), np.array(classes)
    trainer = Trainer(found)
    matrix = trainer.matrix(found)
    held_out = np.zeros((len(found), len(POLARITIES)))
    for rest, fold in GroupKFold(FOLDS).split(matrix, groups=[number for number, _, _ in spans]):
        weights, biases = fit(matrix[rest], polarities[rest])
        held_out[fold] = combined(matrix[fold] @ weights + biases)
    weights, biases = fit(matrix, polarities)
    weights[len(trainer.words) :] *= VALENCE_SCALE
    out.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        out / "weights.npz",
        names=np.frombuffer("\n".join([*trainer.words, *trainer.valences]).encode("utf-8"), dtype="uint8"),
        idf=np.concatenate([trainer.idf, np.ones(len(trainer.valences))]).astype("float32"),
        weights=weights.astype("float32"),
        bias=biases,
        scaling=vector_scaling(held_out, polarities),
    )


def main() -> None:
    """The command."""
    arguments = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    arguments.add_argument("--train", type=Path, required=True)
    arguments.add_argument("--out", type=Path, default=Path(__file__).parent / "target_model")
    chosen = arguments.parse_args()
    train(chosen.train, chosen.out)


if __name__ == "__main__":
    main()
