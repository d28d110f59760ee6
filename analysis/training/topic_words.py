"""Which words of VADER's lexicon keep company with harmful acts, whatever is said of them: analysis/english/topic_words.csv.

    python -m analysis.training.topic_words --texts newsmtsc-train.jsonl ewt-train.conllu gum-open-train.conllu

The method is described in `analysis.annotate.sentiment.topic_words`, rule 2.
"""

import argparse
import csv
import json
import math
import re
from collections import Counter
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

import numpy as np
from scipy import stats

from analysis.annotate.sentiment.topic_words import LISTED, forms, vader_lexicon
from analysis.english.lexicon import lexicon

# Acts of war; threats, arrests and quarrels occur in any political text and would draw its words in.
ACTS_OF_WAR = ("kill", "wound", "attack", "shell", "clash", "seize", "occupy", "displace", "destroy", "blockade")
PRIOR = 500.0
LEAST = 10
RATE = 0.01
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")


def keep_company(texts: Iterable[str]) -> list[dict[str, object]]:
    """word, z, with_act, without_act of the words that rule 2 finds, highest z first."""
    acts = forms(entry for entry in lexicon().harm if entry.event_class in ACTS_OF_WAR)
    beside: Counter[str] = Counter()
    apart: Counter[str] = Counter()
    for text in texts:
        found_words = set(_WORD.findall(text.lower()))
        here = found_words & acts
        for word in found_words & vader_lexicon().keys():
            other = any(act[:4] != word[:4] for act in here)
            (beside if other else apart)[word] += 1
    everywhere = beside + apart
    total, n_beside, n_apart = everywhere.total(), beside.total(), apart.total()
    scores = {}
    for word, count in sorted(everywhere.items()):
        prior = PRIOR * count / total
        a, b = beside[word] + prior, apart[word] + prior
        odds = math.log(a / (n_beside + PRIOR - a)) - math.log(b / (n_apart + PRIOR - b))
        scores[word] = odds / math.sqrt(1 / a + 1 / b)
    words = [word for word in scores if beside[word] >= LEAST]
    rates = stats.false_discovery_control(stats.norm.sf([scores[word] for word in words]))
    found = [word for word, rate in zip(words, np.asarray(rates), strict=True) if rate <= RATE]
    found.sort(key=lambda word: (-scores[word], word))
    return [{"word": w, "z": round(scores[w], 2), "with_act": beside[w], "without_act": apart[w]} for w in found]


def read_texts(path: Path) -> list[str]:
    """The sentences of a CoNLL-U file, or of a JSON-lines file with `sentence_normalized`."""
    lines = path.read_text(encoding="utf-8").splitlines()
    if path.suffix == ".conllu":
        return [line.removeprefix("# text = ") for line in lines if line.startswith("# text = ")]
    return [json.loads(line)["sentence_normalized"] for line in lines]


def main() -> None:
    """Write the list."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--texts", type=Path, nargs="+", required=True)
    rows = keep_company(text for path in parser.parse_args().texts for text in read_texts(path))
    with Path(str(files("analysis.english").joinpath(LISTED))).open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, fieldnames=["word", "z", "with_act", "without_act"], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main()
