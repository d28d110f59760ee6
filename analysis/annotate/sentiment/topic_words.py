"""Words that only name the conflict: their VADER valence measures what an article is about, not how it speaks of it.

Found by two rules, neither of them by eye:

1. every form of a word that the table `events` counts as a harmful act (the package's harm words and the codebook's predicates):
   what they report is measured there, so that sentiment need not measure it again;
2. words of the VADER lexicon that keep company with those acts whatever is said of them: in open texts, their log-odds of standing
   in a sentence with a harmful act (of another stem) exceed those of the other words, with an informative Dirichlet prior
   (Monroe, Colaresi and Quinn 2008, Political Analysis 16:372–403, section 3.5.1), at a false discovery rate of 1 % (Benjamini and
   Hochberg 1995); with them their plurals and British spellings. analysis/english/topic_words.csv lists them with their
   z-scores; analysis.training.topic_words makes it.
"""

import csv
import re
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from analysis.codebook import Predicates
from analysis.english.entries import Harm
from analysis.english.inflection import inflections
from analysis.english.lexicon import lexicon

LISTED = "topic_words.csv"


@lru_cache(maxsize=1)
def vader_lexicon() -> dict[str, float]:
    """VADER's valence of each word, -4 to 4."""
    return SentimentIntensityAnalyzer().lexicon


def topic_words(own: Iterable[Predicates | Harm] = ()) -> frozenset[str]:
    """The words of VADER's lexicon that only name the conflict, lower case. `own`: the codebook's predicates."""
    return _known() | (forms(own) & vader_lexicon().keys())


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    """Those of any conflict."""
    # A word that is an act only of certain things ("win", "free", "break") says something else elsewhere.
    acts = [pattern for pattern in lexicon().harm if not pattern.takes and not pattern.ousts]
    listed = files("analysis.english").joinpath(LISTED).read_text(encoding="utf-8")
    kept_company = {row["word"] for row in csv.DictReader(listed.splitlines())}
    british = {re.sub("ense$", "ence", word) for word in kept_company}
    related = {form for word in kept_company | british for form in (*inflections(word), word.removesuffix("s"))}
    return frozenset((forms(acts) | related) & vader_lexicon().keys())


def forms(entries: Iterable[Predicates | Harm]) -> set[str]:
    """Every inflected form of the single words of some predicates."""
    verbs, nouns = set(), set()
    for entry in entries:
        verbs |= {phrase for phrase in entry.verbs if " " not in phrase}
        nouns |= {phrase for phrase in entry.nouns if " " not in phrase}
    table = lexicon().forms
    irregular = {form for form, lemma in table.items() if lemma in verbs}
    regular = {form for word in verbs for form in inflections(word)}
    plurals = {form for word in nouns for form in inflections(word) if form.endswith("s")}
    return irregular | regular | nouns | plurals
