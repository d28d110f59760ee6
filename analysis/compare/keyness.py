"""Distinctive words and phrases of an outlet in its own voice, against the other outlets of an episode.

Ranked by log-odds with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008, Political Analysis 16:372–403, equations 15, 16 and 22):
the prior is what all outlets write. Tested by the units that have a word: one that an article repeats is that article's. Names of the
codebook's actors are marked, for they tell what an outlet writes about and not how; a name for which the codebook has rivals is a choice
of words.
"""

import re
from collections.abc import Iterator

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.codebook import Codebook
from analysis.compare import own_words
from analysis.compare.enrichment import STEPS, Tested, discrete_false_discovery, enriched
from analysis.compare.own_words import WORD
from analysis.compare.uncertainty import MIN_ARTICLES
from analysis.compare.units import NO_OUTLET, Tables, placed
from analysis.english.word_classes import word_class
from analysis.result_tables import RESULT_TABLES

PRIOR = 1000.0  # words that the prior counts for, all together
LEAST = 5  # units that have to have a word
SHOWN = 50  # words of an outlet
_DETERMINERS = word_class("definite_determiners") | word_class("indefinite_articles")
COLUMNS = RESULT_TABLES["keyness"].names


def keyness(tables: Tables, codebook: Codebook) -> pd.DataFrame:
    """`COLUMNS`: of each outlet and episode the `SHOWN` words and phrases of two words that are most its own, by `z`.

    k of n words of the outlet are this one, rest_k of rest_n of the other outlets'; `difference` in these shares. p: of as many of its
    units having the word (`enrichment`); q: false discovery rate over every word, outlet and episode. `name`: whether it is of a name in
    the codebook; article_id, start, end: where it stands first. Outlets from `MIN_ARTICLES` units on.
    """
    articles = placed(tables["articles"])
    articles = articles[articles["outlet"] != NO_OUTLET]
    texts, parts = tables["articles"]["text"], own_words.stretches(tables)
    names, found, tested_p, chance = _names(codebook), [], [], np.zeros(STEPS)
    for episode, group in articles.groupby("episode"):
        read = texts.iloc[group.index].tolist(), [parts[i] for i in group.index]
        for shown, tested in _episode(group.reset_index(drop=True), *read):
            found.append(shown.assign(episode=episode))
            tested_p.append(tested.p)
            chance += tested.chance
    if not found:
        return pd.DataFrame(columns=COLUMNS)
    result = pd.concat(found, ignore_index=True)
    q = discrete_false_discovery(tested_p, chance)
    result["q"] = np.concatenate([values[shown] for values, shown in zip(q, (f["test"] for f in found), strict=True)])
    return result.assign(name=[_is_name(text, names) for text in result["word"]])[COLUMNS]


def _names(codebook: Codebook) -> set[str]:
    """The words with a capital in the names of the codebook's actors and places, but for those that are a variant of a concept."""
    texts = [text for actor in codebook.actors for _, text, _, _ in actor.patterns()] + codebook.contested_places
    chosen = {pattern.lower() for c in codebook.concepts for v in c.variants for pattern in v.patterns}
    return {word.lower() for text in texts for word in WORD.findall(text) if word[0].isupper()} - chosen


def _is_name(text: str, names: set[str]) -> bool:
    """Whether a word or phrase is a name, or one with an article or a possessive ending."""
    parts = [re.sub("['’]s$", "", part) for part in text.split()]
    return any(part in names for part in parts) and all(part in names | _DETERMINERS for part in parts)


def _episode(
    articles: pd.DataFrame, texts: list[str], parts: list[np.ndarray]
) -> Iterator[tuple[pd.DataFrame, Tested]]:
    """For each outlet with units enough a frame of the words that are shown, without `q` and `name`, and all that were tested."""
    counted = own_words.counted(texts, parts, LEAST)
    unit, units = pd.factorize(articles["outlet"] + "\n" + articles["cluster"])
    outlet, outlets = pd.factorize(articles.groupby(unit)["outlet"].first(), sort=True)
    share = sparse.csr_array((1 / np.bincount(unit)[unit], (unit, np.arange(len(unit)))))  # of its unit, by article
    size = share @ counted.size
    of_outlet = sparse.csr_array((np.ones(len(units)), (outlet, np.arange(len(units)))))
    there = (share @ counted.counts).astype(bool).astype(np.int32)
    kept = np.flatnonzero(there.sum(axis=0) >= LEAST)
    enough = np.flatnonzero(of_outlet @ (size > 0) >= MIN_ARTICLES)
    if len(enough) < 2 or not len(kept):
        return
    text = [counted.text(form) for form in kept.tolist()]
    there, counts = there[:, kept], counted.counts[:, kept]
    k, n = (of_outlet @ share @ counts).toarray(), of_outlet @ size
    having, forms = (of_outlet @ there).toarray().astype(int), there.sum(axis=1).astype(float)
    for o in enough:
        tested = enriched(having[o], having.sum(axis=0), forms, outlet == o)
        words = _words(k[o], n[o], k.sum(axis=0) - k[o], n.sum() - n[o])
        words = words.assign(form=kept, word=text, n_clusters=having[o], p=tested.p, test=np.arange(len(kept)))
        words = words[words["z"] > 0].sort_values(["z", "word"], ascending=[False, True]).head(SHOWN)
        own = np.flatnonzero(articles["outlet"] == outlets[o])
        of_words = (counted.counts[own][:, words["form"].to_numpy()] > 0).toarray()
        first = own[of_words.argmax(axis=0)] if len(words) else np.zeros(0, int)
        places = [own_words.first(texts[i], parts[i], word) for i, word in zip(first, words["word"], strict=True)]
        words[["start", "end"]] = np.array(places, int).reshape(-1, 2)
        yield words.assign(outlet=outlets[o], article_id=articles["article_id"].to_numpy()[first]), tested


def _words(k: np.ndarray, n: float, rest_k: np.ndarray, rest_n: float) -> pd.DataFrame:
    prior = PRIOR * (k + rest_k) / (n + rest_n)
    odds = [np.log((x + prior) / np.maximum(m + PRIOR - x - prior, 0.5)) for x, m in ((k, n), (rest_k, rest_n))]
    log_odds = odds[0] - odds[1]
    z = log_odds / np.sqrt(1 / (k + prior) + 1 / (rest_k + prior))
    columns = {"k": k, "n": n, "rest_k": rest_k, "rest_n": rest_n, "log_odds": log_odds, "z": z}
    return pd.DataFrame(columns).assign(difference=k / n - rest_k / rest_n)
