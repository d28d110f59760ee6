"""Whether the framing index tells articles that readers called one side's from those that they called the other's.

    python -m benchmarks.index --gold DIR

Annotates the articles of DIR/slant/karabakh-2020-dev.jsonl and prints the area under the curve of the index, of its own-voice version and of
each part, over the articles labelled for a side. The interval is a bootstrap over articles. The index has no weights; which
rows its parts count was chosen among `VARIANTS`: `halves` chooses on one random half and scores on the other, 200 times.
"""

import argparse
import json
from itertools import product
from pathlib import Path

import numpy as np
from sklearn.metrics import roc_auc_score

from analysis.annotate import run
from analysis.codebook import Codebook, load
from analysis.compare import index
from analysis.compare.units import Tables
from analysis.corpus import read

CODEBOOK = Path(__file__).parents[1] / "corpus" / "codebooks" / "nagorno-karabakh.yml"
SEED = 20200927
CLASSES = {"harm": index.HARM, "losses": ("kill", "wound", "displace", "destroy")}
BASES = {"said": ("said", "coreference"), "any": None}
VARIANTS = list(product(CLASSES, BASES))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True)
    path = parser.parse_args().gold / "slant" / "karabakh-2020-dev.jsonl"
    book = load(CODEBOOK)
    labels: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        labels.setdefault(json.loads(line)["article_id"], json.loads(line)["slant"])
    tables = run.annotate(read(path), book)
    found = index.framing_index(tables, book)
    label = found["article_id"].map(labels)
    sided = label.isin(book.side_ids).to_numpy()
    truth = (label == book.side_ids[0]).to_numpy()[sided]
    print(f"{sided.sum()} articles, {truth.sum()} for {book.side_ids[0]}")
    for column in ("index", "own_index", *index.PARTS):
        low, high = bootstrap(truth, found[column].fillna(0).to_numpy()[sided])
        print(f"{column:10} AUC {auc(truth, found[column].fillna(0).to_numpy()[sided]):.3f} ({low:.2f}–{high:.2f})")
    print(f"halves     AUC {halves(truth, variants(tables, book)[:, sided]):.3f}")


def auc(truth: np.ndarray, score: np.ndarray) -> float:
    """The chance that an article of the first side scores above one of the second."""
    return float(roc_auc_score(truth, score))


def bootstrap(truth: np.ndarray, score: np.ndarray, resamples: int = 2000) -> tuple[float, float]:
    """95 % percentile interval over articles."""
    rng = np.random.default_rng(SEED)
    drawn = [rng.integers(0, len(truth), len(truth)) for _ in range(resamples)]
    values = [auc(truth[d], score[d]) for d in drawn if 0 < truth[d].sum() < len(d)]
    return float(np.quantile(values, 0.025)), float(np.quantile(values, 0.975))


def variants(tables: Tables, book: Codebook) -> np.ndarray:
    """(variants, articles): the index as it would be."""
    scores = [
        index.framing_index(tables, book, CLASSES[classes], BASES[bases])["index"].fillna(0)
        for classes, bases in VARIANTS
    ]
    return np.array(scores)


def halves(truth: np.ndarray, scores: np.ndarray, times: int = 200) -> float:
    """Mean AUC on the other half of the variant that is best on one."""
    rng = np.random.default_rng(SEED)
    found = []
    while len(found) < times:
        half = rng.permutation(len(truth)) < len(truth) / 2
        if all(0 < truth[h].sum() < h.sum() for h in (half, ~half)):
            best = max(range(len(scores)), key=lambda v: auc(truth[half], scores[v, half]))
            found.append(auc(truth[~half], scores[best, ~half]))
    return float(np.mean(found))


if __name__ == "__main__":
    main()
