"""Trains the model of `analysis.annotate.sentiment.tone` on NewsMTSC's train file and WordNet.

    python -m analysis.training.tone --train newsmtsc-train.jsonl --wordnet /usr/share/wordnet [--out DIR]

1. *Valences* of words that VADER lacks: ridge regression from WordNet's description of a word to VADER's valences.
2. *Connotations*: a multinomial logistic regression from the words near a mention to its tone, over each word itself and its vector
   out of WordNet, so that a rare word takes after its like. What it learns of a word, and of its vector, are its connotations.
3. *Trees* (HistGradientBoostingClassifier) over connotations summed by place. A mention that the trees learn from gets
   connotations learnt without its sentence, as in stacked generalisation (Wolpert, Neural Networks 5(2), 1992).
4. *Linear model*: a multinomial logistic regression over sparse features.
5. *Calibration* of the mean of both by vector scaling (Guo et al., ICML 2017, section 4.2) on sentences that neither saw.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import numpy as np
from scipy import optimize
from scipy.sparse import csr_matrix, diags, hstack
from scipy.special import log_softmax
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.model_selection import GroupKFold
from sklearn.preprocessing import normalize

from analysis import parser
from analysis.annotate.sentiment import boosting as boosted_trees
from analysis.annotate.sentiment import tone
from analysis.annotate.sentiment.boosting import MOST_LEAVES
from analysis.annotate.sentiment.connotations import WEAKEST, Connotations, derived_valence
from analysis.annotate.sentiment.tone import calibrated, combined
from analysis.annotate.sentiment.tone_arrays import EVEN, ToneFeatures, described
from analysis.annotate.sentiment.tone_context import Context
from analysis.annotate.sentiment.tone_features import BLOCKS, KINDS, PLACES, UNKNOWN, MentionInContext, Vocabulary
from analysis.annotate.sentiment.topic_words import vader_lexicon
from analysis.syntax.tree import Tree
from analysis.training.meanings import meanings

POLARITIES = (2, 4, 6)
LEAST = 2  # a rarer feature is dropped
LINEAR_C, CONNOTATION_C, RIDGE = 4.0, 0.4, 1.0
VALENCE_SCALE = 0.2
VECTOR_SCALE, LEXICON_SCALE = 0.5, 0.3  # of WordNet's vector and of the valence beside a word itself
COMMON = 1e-3  # words with a greater share of the text count less
NEARNESS = {"before": 1.0, "after": 1.0, "clause": 0.5, "predicate": 1.0}
BOOSTING = {
    "max_iter": 70, "learning_rate": 0.1, "max_leaf_nodes": MOST_LEAVES, "l2_regularization": 5.0, "max_features": 0.3,
    "early_stopping": False, "random_state": 0,
}  # fmt: skip
FOLDS = 5


def read(path: Path) -> tuple[list[str], list[tuple[int, int, int]], np.ndarray]:
    """Texts, (number of the text, start, end) of every target, and its class 0–2."""
    texts: list[str] = []
    spans, polarities = [], []
    for line in path.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        for target in item["targets"]:
            spans.append((len(texts), target["from"], target["to"]))
            polarities.append(POLARITIES.index(int(target["polarity"])))
        texts.append(item["sentence_normalized"])
    return texts, spans, np.array(polarities)


class Table:
    """Entries of the table of connotations: WordNet's, then other words of the training texts; with their WordNet vectors (zeros for
    the others) and valences."""

    def __init__(self, wordnet: Path, trees: list[Tree]):
        entries, rows, vectors = meanings(wordnet)
        rated = [i for i, entry in enumerate(entries) if entry[:-2] in vader_lexicon()]
        ratings = np.array([vader_lexicon()[entries[i][:-2]] for i in rated])
        inferred = Ridge(alpha=RIDGE).fit(rows[rated], ratings).predict(rows)
        described = inferred.copy()
        described[rated] = ratings
        lacking = self._lacking(Connotations(entries, np.zeros((len(entries), 3)), inferred), trees)
        self.entries = [*entries, *lacking]
        derived = np.array([derived_valence(entry[:-2]) for entry in entries])
        self.valences = np.where(derived, derived, np.where(np.abs(inferred) > WEAKEST, inferred, 0.0)).astype(
            "float16"
        )
        self.valences = np.concatenate([self.valences, np.zeros(len(lacking), "float16")])
        known = np.column_stack([vectors * VECTOR_SCALE, described * LEXICON_SCALE])
        self.vectors = np.vstack([known, np.zeros((len(lacking) + 1, known.shape[1]))])

    @staticmethod
    def _lacking(wordnet: Connotations, trees: list[Tree]) -> list[str]:
        counts = Counter(
            word
            for context in (Context(tree, 0, tree.size, wordnet) for tree in trees)
            for word, row, _ in context.known
            if row == len(wordnet.row)
        )
        return sorted(word for word, count in counts.items() if count >= LEAST)

    def connotations(self, vectors: np.ndarray) -> Connotations:
        return Connotations(self.entries, vectors, self.valences.astype("float64"))


class _Growing(dict[str, int]):
    """A vocabulary's features of one kind, which takes up what it is asked for."""

    def __init__(self, numbers: Iterator[int]):
        super().__init__()
        self._numbers = numbers

    def get(self, feature: str, default: object = None) -> int:
        return self.setdefault(feature, next(self._numbers)) if feature not in self else self[feature]


def growing() -> Vocabulary:
    """A vocabulary without end."""
    vocabulary, numbers = Vocabulary(), count()
    vocabulary.of = {kind: _Growing(numbers) for kind in vocabulary.of}
    return vocabulary


class Data:
    """The training mentions as matrices."""

    def __init__(
        self, mentions: ToneFeatures, vocabulary: Vocabulary, groups: list[int], polarities: np.ndarray, table: Table
    ):
        self.polarities, self.groups, self.table = polarities, np.array(groups), table
        self.rest = mentions.rest
        self._sparse(mentions, vocabulary)
        shape = (mentions.size * len(PLACES), len(table.entries) + 1)
        stacked = csr_matrix((mentions.weights, (mentions.cells, mentions.rows)), shape=shape)
        self.places = {name: stacked[number :: len(PLACES)] for number, name in enumerate(PLACES)}
        counts = np.asarray(self.places["all"].sum(axis=0)).ravel()
        self.rarity = np.minimum(1.0, np.sqrt(COMMON / ((counts + 1) / counts.sum())))
        near = sum(self.places[name] * weight for name, weight in NEARNESS.items())
        near = normalize(near @ diags(self.rarity))
        self.used = np.flatnonzero(near.getnnz(axis=0) >= LEAST)
        self.near = hstack([near[:, self.used], csr_matrix(near @ table.vectors)]).tocsr()

    def _sparse(self, mentions: ToneFeatures, vocabulary: Vocabulary) -> None:
        """The matrix of the linear model, with names and inverse document frequencies of its columns."""
        blocks, features, values = mentions.sparse
        named = features != UNKNOWN
        size = sum(map(len, vocabulary.of.values()))
        found = csr_matrix((values[named], (blocks[named] // len(KINDS), features[named])), shape=(mentions.size, size))
        counts = np.bincount(features[named], minlength=size)
        names, idfs, scales, parts = [], [], [], []
        for block, kinds in KINDS.items():
            numbers = {f"{kind}\t{name}": number for kind in kinds for name, number in vocabulary.of[kind].items()}
            kept = sorted(name for name, number in numbers.items() if counts[number] >= LEAST)
            columns = [numbers[name] for name in kept]
            part, idf, scale = found[:, columns], np.ones(len(kept)), BLOCKS.get(block, VALENCE_SCALE)
            if block in BLOCKS:
                idf = np.sqrt(np.log(1 + mentions.size / counts[columns]))
                part = normalize(part @ diags(idf))
            names += kept
            idfs.append(idf)
            scales.append(np.full(len(kept), scale))
            parts.append(part * scale)
        self.names, self.idf, self.scale = names, np.concatenate(idfs), np.concatenate(scales)
        self.matrix = hstack(parts).tocsr()

    def learn_connotations(self, rows: np.ndarray) -> np.ndarray:
        """Entries × three, from these mentions; as large as the connotations of the words that occur there are on average."""
        fitted = LogisticRegression(C=CONNOTATION_C, max_iter=100, tol=1e-3).fit(self.near[rows], self.polarities[rows])
        weights = (fitted.coef_ - fitted.coef_.mean(axis=0)).T
        learnt = self.table.vectors @ weights[len(self.used) :]
        learnt[self.used] += weights[: len(self.used)]
        return learnt / learnt[self.used].std() * self.rarity[:, np.newaxis]

    def numbers(self, connotations: np.ndarray, rows: np.ndarray) -> np.ndarray:
        """As `ToneFeatures.numbers` makes them."""
        sums = [self.places[name][rows] @ connotations for name in PLACES]
        return np.hstack([*(x / np.sqrt(x * x + EVEN) for x in sums), self.rest[rows]])


class Fitted:
    """Both models fitted to some mentions."""

    def __init__(self, data: Data, rows: np.ndarray):
        polarities, groups = data.polarities[rows], data.groups[rows]
        self.linear = LogisticRegression(C=LINEAR_C, max_iter=150, tol=1e-3).fit(data.matrix[rows], polarities)
        numbers: np.ndarray | None = None
        for rest, fold in GroupKFold(FOLDS).split(rows, groups=groups):
            made = data.numbers(data.learn_connotations(rows[rest]), rows[fold])
            numbers = np.zeros((len(rows), made.shape[1])) if numbers is None else numbers
            numbers[fold] = made
        self.connotations = data.learn_connotations(rows)
        self.boosted = HistGradientBoostingClassifier(**BOOSTING).fit(numbers, polarities)

    def logits(self, data: Data, rows: np.ndarray) -> np.ndarray:
        boosted = self.boosted.decision_function(data.numbers(self.connotations, rows))
        return combined(self.linear.decision_function(data.matrix[rows]), boosted)


def held_out(data: Data, folds: int = FOLDS) -> np.ndarray:
    """Logits of every mention from models that saw no mention of its sentence."""
    logits = np.zeros((len(data.polarities), len(POLARITIES)))
    for rest, fold in GroupKFold(folds).split(logits, groups=data.groups):
        logits[fold] = Fitted(data, rest).logits(data, fold)
    return logits


def vector_scaling(logits: np.ndarray, polarities: np.ndarray) -> np.ndarray:
    """One factor for all classes and one constant for each (the first is 0) that make the held-out classes most likely."""

    def loss(p: np.ndarray) -> float:
        scaled = log_softmax(calibrated(logits, np.array([p[0], 0.0, p[1], p[2]])), axis=1)
        return float(-scaled[np.arange(len(polarities)), polarities].mean())

    found = optimize.minimize(loss, np.array([1.0, 0.0, 0.0]), method="Nelder-Mead").x
    return np.array([found[0], 0.0, found[1], found[2]])


def prepare(path: Path, wordnet: Path) -> Data:
    """Read, parse and describe the training mentions."""
    texts, spans, polarities = read(path)
    trees = [doc._.tree for doc in parser.load().pipe(texts)]
    table = Table(wordnet, trees)
    connotations = table.connotations(np.zeros((len(table.entries), 3)))
    mentions = [
        MentionInContext(Context(trees[number], 0, trees[number].size, connotations), start, end)
        for number, start, end in spans
    ]
    vocabulary = growing()
    features = described(mentions, vocabulary)
    return Data(features, vocabulary, [number for number, _, _ in spans], polarities, table)


def train(path: Path, wordnet: Path, out: Path) -> None:
    """Write weights.npz."""
    data = prepare(path, wordnet)
    scaling = vector_scaling(held_out(data), data.polarities)
    fitted = Fitted(data, np.arange(len(data.polarities)))
    out.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        out / "weights.npz",
        names=np.frombuffer("\n".join(data.names).encode("utf-8"), dtype="uint8"),
        idf=data.idf.astype("float32"),
        weights=(fitted.linear.coef_ * data.scale).T.astype("float32"),
        bias=fitted.linear.intercept_,
        entries=np.frombuffer("\n".join(data.table.entries).encode("utf-8"), dtype="uint8"),
        vectors=fitted.connotations[:-1].astype("float16"),
        valences=data.table.valences,
        prior=fitted.boosted._baseline_prediction.ravel(),
        scaling=scaling,
        **boosted_trees.arrays(fitted.boosted),  # type: ignore[arg-type]  # the stub takes them for `allow_pickle`
    )


def main() -> None:
    """The command."""
    arguments = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    arguments.add_argument("--train", type=Path, required=True)
    arguments.add_argument("--wordnet", type=Path, required=True)
    arguments.add_argument("--out", type=Path, default=Path(tone.__file__).parent / "tone_model")
    chosen = arguments.parse_args()
    train(chosen.train, chosen.wordnet, chosen.out)


if __name__ == "__main__":
    main()
