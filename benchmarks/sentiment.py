"""Sentiment against NewsMTSC, the editorials of the VADER paper, and the hand-coded mentions of the repository.

    python benchmarks/sentiment.py --gold DIR

Prints macro-F1 and expected calibration error (ten equal-width bins of the highest probability) on newsmtsc-devtest_mt, with an
interval over sentences (percentile bootstrap), beside VADER on the whole sentence; macro-F1 on tests/gold/targets.csv; Pearson's r
of `vader` and `vader_adjusted` on vader-nyt-editorials; the commonest confusions with text; and the cost beside the parser's.
"""

import argparse
import csv
import json
import time
from pathlib import Path

import numpy as np
from sklearn.metrics import confusion_matrix, f1_score

from analysis import parser
from analysis.annotate.sentiment import scores, tone
from analysis.annotate.sentiment.tone import CLASSES
from analysis.annotate.sentiment.topic_words import topic_words
from analysis.syntax import tree_of

HAND = Path(__file__).parent.parent / "tests" / "gold" / "targets.csv"
VADER_CUT = 0.05  # the thresholds that VADER's authors give for its compound score
RESAMPLES = 1000


def macro_f1(gold: np.ndarray, found: np.ndarray) -> float:
    return float(f1_score(gold, found, average="macro", labels=[0, 1, 2], zero_division=0))


def interval(gold: np.ndarray, found: np.ndarray, groups: list[str]) -> tuple[float, float]:
    """95 % percentile bootstrap of macro-F1 over sentences."""
    rng = np.random.default_rng(1)
    members: dict[str, list[int]] = {}
    for i, group in enumerate(groups):
        members.setdefault(group, []).append(i)
    lists = list(members.values())
    drawn = []
    for _ in range(RESAMPLES):
        chosen = [i for k in rng.integers(len(lists), size=len(lists)) for i in lists[k]]
        drawn.append(macro_f1(gold[chosen], found[chosen]))
    low, high = np.percentile(drawn, [2.5, 97.5])
    return float(low), float(high)


def calibration_error(gold: np.ndarray, probabilities: np.ndarray, bins: int = 10) -> float:
    """Expected calibration error (Naeini et al., AAAI 2015)."""
    best = probabilities.max(axis=1)
    right = probabilities.argmax(axis=1) == gold
    bin_of = np.minimum((best * bins).astype(int), bins - 1)
    return float(
        sum(abs(best[bin_of == b].mean() - right[bin_of == b].mean()) * (bin_of == b).mean() for b in set(bin_of))
    )


def newsmtsc(path: Path) -> tuple[list[str], list[tuple[int, int]], np.ndarray]:
    rows = [
        (item["sentence_normalized"], (t["from"], t["to"]), (2, 4, 6).index(int(t["polarity"])))
        for item in map(json.loads, path.read_text(encoding="utf-8").splitlines())
        for t in item["targets"]
    ]
    return [r[0] for r in rows], [r[1] for r in rows], np.array([r[2] for r in rows])


def hand_coded() -> tuple[list[str], list[tuple[int, int]], np.ndarray]:
    rows = list(csv.DictReader(HAND.read_text(encoding="utf-8").splitlines()))
    gold = np.array([CLASSES.index(r["polarity"]) for r in rows])
    return [r["text"] for r in rows], [(int(r["start"]), int(r["end"])) for r in rows], gold


def report(name: str, texts: list[str], spans: list[tuple[int, int]], gold: np.ndarray, examples: int) -> None:
    table = scores.towards(texts, spans)
    probabilities = table[list(CLASSES)].to_numpy()
    found = probabilities.argmax(axis=1)
    low, high = interval(gold, found, texts)
    print(f"## {name}: {len(gold)} mentions")
    print(f"macro-F1 {macro_f1(gold, found):.3f} ({low:.3f}–{high:.3f}), accuracy {(found == gold).mean():.3f}")
    print(f"expected calibration error {calibration_error(gold, probabilities):.3f}")
    scorer = scores.Scorer(topic_words())
    compound = np.array([scorer.vader(text) or 0.0 for text in texts])
    by_vader = np.where(compound >= VADER_CUT, 2, np.where(compound <= -VADER_CUT, 0, 1))
    print(f"VADER on the whole sentence: macro-F1 {macro_f1(gold, by_vader):.3f}")
    print(f"rows gold, columns found ({', '.join(CLASSES)}):\n{confusion_matrix(gold, found)}")
    wrong = np.flatnonzero(found != gold)
    for i in sorted(wrong, key=lambda i: -probabilities[i, found[i]])[:examples]:
        start, end = spans[i]
        marked = f"{texts[i][:start]}[{texts[i][start:end]}]{texts[i][end:]}"
        print(f"- {CLASSES[gold[i]]} taken for {CLASSES[found[i]]} ({probabilities[i, found[i]]:.2f}): {marked}")
    print()


def editorials(path: Path) -> None:
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    human = np.array([float(row[1]) for row in rows])
    scorer = scores.Scorer(topic_words())
    print(f"## {path.stem}: {len(rows)} snippets")
    for name, score in (("vader", scorer.vader), ("vader_adjusted", scorer.vader_adjusted)):
        found = np.array([score(row[2]) or 0.0 for row in rows])
        print(f"Pearson r of {name}: {np.corrcoef(human, found)[0, 1]:.3f}")
    print()


def cost(texts: list[str], spans: list[tuple[int, int]]) -> None:
    """Time of scoring (both VADER scores and the tone towards one mention) as a share of the parser's. The lists of a tree
    are made once for all components and counted with attribution."""
    nlp, scorer = parser.load(), scores.Scorer(topic_words())
    docs = [nlp.make_doc(text) for text in texts]
    started = time.process_time()
    docs = list(nlp.pipe(docs))
    parsing = time.process_time() - started
    tone.model()
    for doc in docs:
        tree_of(doc)
    started = time.process_time()
    tone.probabilities(docs, spans)
    towards = time.process_time() - started
    for text in texts:
        scorer.both(text, text)
    scoring = time.process_time() - started
    words = sum(len(doc) for doc in docs)
    print(f"## Cost\nparser {words / parsing:.0f} tokens/s; scoring takes {scoring / parsing:.1%} of the parser's time")
    print(f"of which tone {towards / parsing:.1%}")


def main() -> None:
    """The command."""
    arguments = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    arguments.add_argument("--gold", type=Path, required=True)
    arguments.add_argument("--examples", type=int, default=10)
    chosen = arguments.parse_args()
    folder = chosen.gold / "sentiment"
    texts, spans, gold = newsmtsc(folder / "newsmtsc-devtest_mt.jsonl")
    report("newsmtsc-devtest_mt", texts, spans, gold, chosen.examples)
    report("tests/gold/targets.csv", *hand_coded(), chosen.examples)
    editorials(folder / "vader-nyt-editorials.tsv")
    cost(texts, spans)


if __name__ == "__main__":
    main()
