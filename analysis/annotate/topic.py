"""Words that only name the conflict: their VADER valence measures what an article is about, not how it speaks of it.

Found by two rules, neither of them by eye:

1. every form of a word that the table `events` counts as a harmful act (the package's harm words and the codebook's predicates):
   what they report is measured there, so that sentiment need not measure it again;
2. words of the VADER lexicon that keep company with those acts whatever is said of them: in open texts, their log-odds of standing
   in a sentence with a harmful act (of another stem) exceed those of the other words, with an informative Dirichlet prior
   (Monroe, Colaresi and Quinn 2008, Political Analysis 16:372–403, section 3.5.1), at a false discovery rate of 1 % (Benjamini and
   Hochberg 1995); with them their plurals and British spellings. lexicon/topic_words.csv lists them with their z-scores:

    python -m analysis.annotate.topic --texts newsmtsc-train.jsonl ewt-train.conllu gum-open-train.conllu
"""

import argparse
import csv
import json
import math
import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import numpy as np
from scipy import stats
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from analysis.annotate import lexicon
from analysis.codebook import Codebook, Predicates
from analysis.patterns import inflections

# Acts of war; threats, arrests and quarrels occur in any political text and would draw its words in.
ACTS_OF_WAR = ("kill", "wound", "attack", "shell", "clash", "seize", "occupy", "displace", "destroy", "blockade")
PRIOR = 500.0
LEAST = 10
RATE = 0.01
LISTED = "topic_words.csv"
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")


@lru_cache(maxsize=1)
def vader_lexicon() -> dict[str, float]:
    """VADER's valence of each word, -4 to 4."""
    return SentimentIntensityAnalyzer().lexicon


def topic_words(codebook: Codebook | None = None) -> frozenset[str]:
    """The words of VADER's lexicon that only name the conflict, lower case."""
    entries: list[Predicates] = [*lexicon.general(), *(codebook.predicates if codebook else [])]
    listed = files("analysis.annotate.lexicon").joinpath(LISTED).read_text(encoding="utf-8")
    kept_company = {row["word"] for row in csv.DictReader(listed.splitlines())}
    british = {re.sub("ense$", "ence", word) for word in kept_company}
    related = {form for word in kept_company | british for form in (*inflections(word), word.removesuffix("s"))}
    return frozenset((forms(entries) | related) & vader_lexicon().keys())


def forms(entries: Iterable[Predicates]) -> set[str]:
    """Every inflected form of the single words of some predicates."""
    verbs, nouns = set(), set()
    for entry in entries:
        verbs |= {phrase for phrase in entry.verbs if " " not in phrase}
        nouns |= {phrase for phrase in entry.nouns if " " not in phrase}
    table = lexicon.verb_forms()
    irregular = {form for form, lemma in table.items() if lemma in verbs}
    regular = {form for word in verbs for form in inflections(word)}
    plurals = {form for word in nouns for form in inflections(word) if form.endswith("s")}
    return irregular | regular | nouns | plurals


def keep_company(texts: Iterable[str]) -> list[dict[str, object]]:
    """word, z, with_act, without_act of the words that rule 2 finds, highest z first."""
    acts = forms(entry for entry in lexicon.general() if entry.event_class in ACTS_OF_WAR)
    beside: Counter[str] = Counter()
    apart: Counter[str] = Counter()
    for text in texts:
        words = set(_WORD.findall(text.lower()))
        here = words & acts
        for word in words & vader_lexicon().keys():
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
    """Write lexicon/topic_words.csv."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--texts", type=Path, nargs="+", required=True)
    rows = keep_company(text for path in parser.parse_args().texts for text in read_texts(path))
    with (Path(__file__).parent / "lexicon" / LISTED).open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, fieldnames=["word", "z", "with_act", "without_act"], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main()
