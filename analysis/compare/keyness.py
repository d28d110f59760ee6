"""Distinctive words and phrases of an outlet in its own voice, against the other outlets of an episode.

Ranked by log-odds with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008, Political Analysis 16:372–403, equations 15, 16 and 22):
the prior is what all outlets write. Tested with the article as the unit, as shares are: a word that one article repeats is that article's.
Like `reuse`, this looks at text; names of the codebook's actors are marked, for they tell what an outlet writes about and not how.
"""

import re
from array import array

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.codebook import Codebook
from analysis.compare import families, uncertainty
from analysis.compare.uncertainty import MIN_ARTICLES, Estimates, Sums
from analysis.compare.units import NO_OUTLET, PROSE, Tables, placed
from analysis.english.word_classes import word_class

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
PRIOR = 1000.0  # words that the prior counts for, all together
LEAST = 5  # units that have to have a word
SHOWN = 50  # words of an outlet
_DETERMINERS = word_class("definite_determiners") | word_class("indefinite_articles")
COLUMNS = [
    "episode", "outlet", "word", "name", "k", "n", "rest_k", "rest_n", "n_clusters", "log_odds", "z", "difference", "p", "q",
    "article_id", "start", "end",
]  # fmt: skip


def keyness(tables: Tables, codebook: Codebook) -> pd.DataFrame:
    """`COLUMNS`: of each outlet and episode the `SHOWN` words and phrases of two words that are most its own, by `z`.

    k of n words of the outlet are this one, rest_k of rest_n of the other outlets'; `name`: whether it is of a name in the codebook;
    `difference` in shares with its p, over units; article_id, start, end: where it stands first. Outlets from `MIN_ARTICLES` units on.
    """
    articles = placed(tables["articles"])
    words, vocabulary = own_words(tables)
    parts = []
    for episode, group in articles.groupby("episode"):
        found = _episode(words[words["article"].isin(group.index)], group, vocabulary)
        parts += [part.assign(episode=episode) for part in found]
    if not parts:
        return pd.DataFrame(columns=COLUMNS)
    result = pd.concat(parts, ignore_index=True)
    result["q"] = families.false_discovery(result["p"].to_numpy(float), np.zeros(len(result), int))
    result["text"] = vocabulary[result["word"].to_numpy(int)]
    result = result.sort_values(["episode", "outlet", "z", "text"], ascending=[True, True, False, True])
    result = result[result["z"] > 0].groupby(["episode", "outlet"], sort=False).head(SHOWN)
    first = words[words["word"].isin(result["word"])].drop_duplicates(["article", "word"])
    first = first.join(articles[["article_id", "outlet", "episode"]], on="article")
    first = first.drop_duplicates(["episode", "outlet", "word"])
    result = result.merge(first, on=["episode", "outlet", "word"], how="left")
    names = _names(codebook)
    name = [_is_name(text, names) for text in result["text"]]
    return result.assign(name=name, word=result["text"])[COLUMNS]


def own_words(tables: Tables) -> tuple[pd.DataFrame, np.ndarray]:
    """(rows, vocabulary): article (its place in `articles`), word (its place in the vocabulary), start, end of every word and every two
    words in a row in running text in the outlet's own voice. Of two words only those that stand together `LEAST` times."""
    voices, sentences = tables["voices"], tables["sentences"]
    spoken = _stretches(voices[voices["voice"] == "outlet"])
    running = _stretches(sentences[sentences["kind"].isin(PROSE)])
    numbers: dict[str, int] = {}
    found: dict[str, array] = {name: array("q") for name in ("article", "word", "start", "end", "joined")}
    for number, (article, text) in enumerate(
        zip(tables["articles"]["article_id"], tables["articles"]["text"], strict=True)
    ):
        for start, end in _both(spoken.get(article), running.get(article)):
            for match in WORD.finditer(text, int(start), int(end)):
                found["article"].append(number)
                found["word"].append(numbers.setdefault(match.group().lower(), len(numbers)))
                found["start"].append(match.start())
                found["end"].append(match.end())
                found["joined"].append(int(match.start() > start and text[match.start() - 1] == " "))
    single = pd.DataFrame({name: np.array(values, np.int64) for name, values in found.items()})
    words = np.array(list(numbers), dtype=object)
    double, pairs = _doubled(single, words)
    return pd.concat([single.drop(columns="joined"), double], ignore_index=True), np.concatenate([words, pairs])


def _doubled(single: pd.DataFrame, words: np.ndarray) -> tuple[pd.DataFrame, np.ndarray]:
    """(rows, vocabulary) of two words in a row, numbered behind the single ones."""
    before, after = single.iloc[:-1].reset_index(drop=True), single.iloc[1:].reset_index(drop=True)
    next_to = after["joined"].eq(1) & (after["start"] - before["end"] == 1) & (after["article"] == before["article"])
    code = (before["word"] * max(len(words), 1) + after["word"])[next_to]
    number, pairs = pd.factorize(code)
    often = np.bincount(number, minlength=len(pairs)) >= LEAST
    place = np.cumsum(often) - 1 + len(words)
    kept = next_to[next_to].index[often[number]]
    rows = before.loc[kept, ["article", "start"]].assign(word=place[number[often[number]]], end=after.loc[kept, "end"])
    chosen = np.asarray(pairs)[often]
    named = [f"{words[pair // len(words)]} {words[pair % len(words)]}" for pair in chosen]
    return rows[["article", "word", "start", "end"]], np.array(named, dtype=object)


def _stretches(rows: pd.DataFrame) -> dict[str, np.ndarray]:
    return {article: group.to_numpy(int) for article, group in rows.groupby("article_id")[["start", "end"]]}


def _both(one: np.ndarray | None, two: np.ndarray | None) -> list[tuple[int, int]]:
    """The stretches that lie in a stretch of each."""
    if one is None or two is None:
        return []
    return [
        (max(a, c), min(b, d))
        for a, b in one
        for c, d in two[(two[:, 0] < b) & (two[:, 1] > a)]
        if max(a, c) < min(b, d)
    ]


def _names(codebook: Codebook) -> set[str]:
    """The words with a capital in the names of the codebook's actors and places."""
    texts = [text for actor in codebook.actors for _, text, _, _ in actor.patterns()] + codebook.contested_places
    return {word.lower() for text in texts for word in WORD.findall(text) if word[0].isupper()}


def _is_name(text: str, names: set[str]) -> bool:
    """Whether a word or phrase is a name, or one with an article or a possessive ending."""
    parts = [re.sub("['’]s$", "", part) for part in text.split()]
    return any(part in names for part in parts) and all(part in names | _DETERMINERS for part in parts)


def _episode(words: pd.DataFrame, articles: pd.DataFrame, vocabulary: np.ndarray) -> list[pd.DataFrame]:
    """For each known outlet with units enough a frame of its words, without `q`, `name` and places."""
    known = articles[articles["outlet"] != NO_OUTLET]
    unit, units = pd.factorize(known["outlet"] + "\n" + known["cluster"])
    of = pd.Series(unit, index=known.index)
    outlet = known.groupby(unit)["outlet"].first().to_numpy()
    copies = np.bincount(unit)
    rows = words[words["article"].isin(of.index)]
    at = rows["article"].map(of).to_numpy(int)
    shape = (len(units), len(vocabulary))
    counts = sparse.csr_array((1 / copies[at], (at, rows["word"].to_numpy(int))), shape=shape)
    counts.sum_duplicates()
    double = np.array([" " in word for word in vocabulary], bool)
    size = (
        np.asarray(counts[:, np.flatnonzero(~double)].sum(axis=1)).ravel() if len(vocabulary) else np.zeros(len(units))
    )
    kept = np.flatnonzero(np.asarray((counts > 0).sum(axis=0)).ravel() >= LEAST)
    enough = [o for o in np.unique(outlet) if ((outlet == o) & (size > 0)).sum() >= MIN_ARTICLES]
    if len(enough) < 2 or not len(kept):
        return []
    return [_outlet(counts[:, kept], size, outlet == o, kept).assign(outlet=o) for o in enough]


def _outlet(counts: sparse.csr_array, size: np.ndarray, own: np.ndarray, words: np.ndarray) -> pd.DataFrame:
    sums = [_sums(counts[np.flatnonzero(chosen)], size[chosen]) for chosen in (own, ~own)]
    (k, n), (rest_k, rest_n) = ((s.k, s.n) for s in sums)
    prior = PRIOR * (k + rest_k) / (n + rest_n)
    odds = [np.log((x + prior) / np.maximum(m + PRIOR - x - prior, 0.5)) for x, m in ((k, n), (rest_k, rest_n))]
    log_odds = odds[0] - odds[1]
    family = np.arange(len(words))
    both = Sums(*(np.concatenate(v) for v in zip(*sums, strict=True)))
    e = uncertainty.shares(both, np.concatenate([family, family]), interval=False)
    first, second = (Estimates(*(v[part] for v in e)) for part in (slice(len(words)), slice(len(words), None)))
    found = uncertainty.differences(second, first, interval=False)
    columns = {
        "word": words,
        "k": k,
        "n": n,
        "rest_k": rest_k,
        "rest_n": rest_n,
        "n_clusters": np.asarray((counts[np.flatnonzero(own)] > 0).sum(axis=0)).ravel(),
        "log_odds": log_odds,
        "z": log_odds / np.sqrt(1 / (k + prior) + 1 / (rest_k + prior)),
        "difference": found.value,
        "p": found.p,
    }
    return pd.DataFrame(columns)


def _sums(counts: sparse.csr_array, size: np.ndarray) -> Sums:
    k, kk = (np.asarray(m.sum(axis=0)).ravel() for m in (counts, counts.multiply(counts)))
    ones = np.ones(counts.shape[1])
    return Sums(
        (size > 0).sum() * ones, k, size.sum() * ones, kk, (size**2).sum() * ones, np.asarray(size @ counts).ravel()
    )
