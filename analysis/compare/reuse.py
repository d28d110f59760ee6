"""Copies: articles made of the same dispatch, and whose copy they are. It looks at text, as `own_words` does.

Two articles are copies where much of the shorter one stands in the other word for word: its containment (Broder 1997, On the resemblance
and containment of documents), not their resemblance, for a dispatch is cut and added to. Shingles of four words are counted exactly,
by a product of sparse matrices; shingles that very many articles have are formulas and count for nothing. Quotations are left out where
enough text remains: who reports the same speech need not have copied a report of it.

Articles tell of the same event where they share rare words and come within days of each other.
"""

import re
from array import array
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.codebook import Codebook
from analysis.compare.units import PROSE, Tables
from analysis.english.word_classes import word_class

WORDS = 4
CONTAINED = 0.33  # a rewritten dispatch keeps 0.4 of its shingles or more; articles on one event share 0.1 or less
LEAST_SHARED = 12
ENOUGH = 60  # words without quotations that are enough to judge by
FORMULA = 200  # a shingle of more articles is a formula
PRIME = np.uint64(1_000_003)
WORD = re.compile(r"\w+(?:['’]\w+)?")
HEAD, TAIL = 250, 120  # characters of an article in which its credit stands
DAYS = 2  # articles on one event come so close to each other
ALIKE, ALIKE_UNDATED = (
    0.1,
    0.2,
)  # the cosine of two articles on one event, where their dates agree and where one has none
BLOCK = 500
PAIRS = ["first", "second", "shared", "containment", "resemblance"]


class Words(NamedTuple):
    """The words of articles one after the other, each by its number, and how many each article has."""

    codes: np.ndarray
    size: np.ndarray

    @property
    def articles(self) -> np.ndarray:
        """The article of each word."""
        return np.repeat(np.arange(len(self.size), dtype=np.int32), self.size)


def pairs(tables: Tables, words: Words | None = None) -> pd.DataFrame:
    """The pairs of articles that are copies: first, second (ids), shared (shingles), containment (of the smaller in the larger),
    resemblance (Jaccard). Most alike first. `words`: those of each article, where they have been read."""
    articles = tables["articles"]["article_id"].tolist()
    matrix, sizes = _shingles(words or _words(tables))
    if not matrix.nnz:
        return pd.DataFrame(columns=PAIRS)
    common = sparse.triu(matrix @ matrix.T, k=1).tocoo()
    smaller = np.minimum(sizes[common.row], sizes[common.col])
    found = pd.DataFrame({"first": common.row, "second": common.col, "shared": common.data.astype("int64")})
    found["containment"] = common.data / smaller
    found["resemblance"] = common.data / (sizes[common.row] + sizes[common.col] - common.data)
    found = found[(found["containment"] >= CONTAINED) & (found["shared"] >= LEAST_SHARED)]
    found = found.sort_values(["containment", "first", "second"], ascending=[False, True, True], ignore_index=True)
    return found.assign(first=[articles[i] for i in found["first"]], second=[articles[i] for i in found["second"]])


def shared(tables: Tables) -> pd.DataFrame:
    """How much of each copy is a copy: article_id, cluster_id, nearest (the article of its cluster that has most of it), share (of its
    word sequences, those that stand there too; null where no other article of the cluster is in the corpus). `tables`: marked."""
    articles = tables["articles"].reset_index(drop=True)
    copies = articles[articles["cluster_id"].notna()]
    ids, clusters = articles["article_id"].tolist(), articles["cluster_id"].tolist()
    matrix, sizes = _shingles(
        _words(tables) if len(copies) else Words(np.zeros(0, np.int32), np.zeros(len(articles), int))
    )
    rows = []
    for number in copies.index:
        others = [i for i in copies.index if i != number and clusters[i] == clusters[number]]
        own = matrix[[number]]
        common = (matrix[others] @ own.T).toarray().ravel() if others else np.zeros(0)
        best = int(common.argmax()) if others else None
        share = None if best is None or not sizes[number] else float(common[best] / sizes[number])
        rows.append([ids[number], clusters[number], None if best is None else ids[others[best]], share])
    return pd.DataFrame(rows, columns=["article_id", "cluster_id", "nearest", "share"])


def mark(tables: Tables, codebook: Codebook) -> Tables:
    """The tables with `cluster_id` (the first article of the cluster by date) and `wire` filled in `articles`, where the corpus leaves them
    open, and `story` (see `stories`). An agency's name in the dateline or as the credit of one article is evidence for all its copies."""
    articles = tables["articles"].copy()
    order = articles.sort_values(["date", "article_id"], na_position="last").index
    words = _words(tables)
    number = _components(pairs(tables, words), articles["article_id"])
    first = articles.loc[order].groupby(number.loc[order].to_numpy())["article_id"].first()
    several = number.map(number.value_counts()) > 1
    cluster = number.map(first).where(several, None)
    articles["cluster_id"] = articles["cluster_id"].fillna(cluster.astype(articles["cluster_id"].dtype))
    wire = articles["wire"].fillna(credits(tables, codebook).astype(articles["wire"].dtype))
    of_cluster = wire.groupby(articles["cluster_id"]).first()
    articles["wire"] = wire.fillna(articles["cluster_id"].map(of_cluster).astype(articles["wire"].dtype))
    return {**tables, "articles": articles.assign(story=stories(tables, words).to_numpy())}


def stories(tables: Tables, words: Words | None = None) -> pd.Series:
    """For each article the id of the first article about the same event; its own where it is the first.

    In order of date each article joins the most similar first article (cosine of weighted words; Salton and Buckley 1988, Information
    Processing and Management 24:513–523), or is a first one: nothing is chained from day to day.
    """
    articles = tables["articles"].reset_index(drop=True)
    order = articles.sort_values(["date", "article_id"], na_position="last").index.to_numpy()
    matrix = _weighted(words or _words(tables))[order]
    days = articles["date"].to_numpy("datetime64[D]")[order].astype(float)
    days[articles["date"].isna().to_numpy()[order]] = np.nan
    first = np.arange(len(order))
    dated = int(np.isfinite(days).sum())
    for start in range(0, len(order), BLOCK):
        # Where all have dates, only the days before can hold the same event.
        low = int(np.searchsorted(days[:dated], days[start] - DAYS)) if start + BLOCK <= dated else 0
        block = (matrix[start : start + BLOCK] @ matrix[low : start + BLOCK].T).tocoo()
        row, near = block.row + start, block.col + low
        apart = np.abs(days[row] - days[near])
        alike = np.where(np.isnan(apart), block.data >= ALIKE_UNDATED, (block.data >= ALIKE) & (apart <= DAYS))
        kept = alike & (near < row)
        row, near = row[kept], near[kept]
        best = np.lexsort((near, -block.data[kept].round(9), row))
        row, near = row[best], near[best]
        bounds = np.flatnonzero(np.diff(np.r_[-1, row, len(order)])).tolist()
        for begin, end in pairwise(bounds):
            leaders = near[begin:end][first[near[begin:end]] == near[begin:end]]
            first[row[begin]] = leaders[0] if len(leaders) else row[begin]
    result = np.empty(len(order), object)
    result[order] = articles["article_id"].to_numpy()[order][first]
    return pd.Series(result, index=tables["articles"].index, dtype="str")


def _weighted(words: Words) -> sparse.csr_matrix:
    """(articles, words): logarithm of frequency times inverse document frequency, each article of length 1."""
    shape = (len(words.size), int(words.codes.max(initial=-1)) + 1)
    counts = sparse.csr_matrix((np.ones(len(words.codes), np.int32), (words.articles, words.codes)), shape=shape)
    counts = counts.astype(float)
    counts.data = 1 + np.log(counts.data)
    spread = np.bincount(counts.indices, minlength=shape[1])
    weighted = (counts @ sparse.diags_array(np.log((1 + shape[0]) / (1 + spread)))).tocsr()
    length = np.sqrt(np.asarray(weighted.multiply(weighted).sum(axis=1)).ravel())
    return (sparse.diags_array(1 / np.maximum(length, 1e-9)) @ weighted).tocsr()


def credits(tables: Tables, codebook: Codebook) -> pd.Series:
    """The agency that each article names in its dateline ("CITY, May 5 (Agency) –") or as its credit at the end; null where none. Agencies
    are the great ones and the media that the codebook names."""
    names = set(word_class("news_agencies"))
    names |= {
        text
        for actor in codebook.actors
        for _, text, kind, _ in actor.patterns()
        if kind == "journalist or wire" and re.fullmatch(r"[\w .-]+", text)
    }
    agency = "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
    head = re.compile(
        rf"(?:^|\n)(?:[^\n.]{{0,80}}\(({agency})(?:/[^)\n]*)?\)\s*[-–—]+\s|({agency})\s*[-–—]+\s)", re.IGNORECASE
    )
    tail = re.compile(rf"(?:©|\bCopyright|\bSource:|\bCredit:|\(|\n)\s*(?:\d{{4}}\s+)?({agency})\)?\W*$", re.IGNORECASE)

    def credit(text: str) -> str | None:
        found = head.search(text[:HEAD]) or tail.search(text[-TAIL:])
        return next(name for name in found.groups() if name) if found else None

    return tables["articles"]["text"].map(credit)


def _components(found: pd.DataFrame, articles: pd.Series) -> pd.Series:
    place = pd.Series(range(len(articles)), index=articles.to_numpy())
    first, second = found["first"].map(place).to_numpy(int), found["second"].map(place).to_numpy(int)
    graph = sparse.coo_matrix((np.ones(len(found)), (first, second)), shape=(len(articles),) * 2)
    return pd.Series(sparse.csgraph.connected_components(graph, directed=False)[1], index=articles.index)


def _words(tables: Tables) -> Words:
    """The words of each article's running text, without quotations where enough remains."""
    sentences = tables["sentences"]
    prose = sentences[sentences["kind"].isin(PROSE)].groupby("article_id")[["start", "end"]]
    stretches = {article: rows.to_numpy(int) for article, rows in prose}
    voices = tables["voices"]
    quoted = voices[voices["voice"] == "direct"].groupby("article_id")[["start", "end"]]
    quotations = {article: rows.to_numpy(int) for article, rows in quoted}
    numbers: dict[str, int] = {}
    codes, size = array("i"), []
    for article, text in zip(tables["articles"]["article_id"], tables["articles"]["text"], strict=True):
        parts = stretches.get(article)
        whole = text if parts is None else _kept(text, parts)
        own = WORD.findall(_without(whole, quotations.get(article, np.empty((0, 2), int))).lower())
        read = own if len(own) >= ENOUGH else WORD.findall(whole.lower())
        codes.extend([numbers.setdefault(word, len(numbers)) for word in read])
        size.append(len(read))
    return Words(np.frombuffer(codes, np.int32) if codes else np.zeros(0, np.int32), np.array(size, int))


def _kept(text: str, parts: np.ndarray) -> str:
    """The text with everything but the parts blanked, so that offsets stay."""
    characters = np.full(len(text), False)
    for start, end in parts:
        characters[start:end] = True
    return (
        "".join(c if keep else " " for c, keep in zip(text, characters, strict=True)) if not characters.all() else text
    )


def _without(text: str, parts: np.ndarray) -> str:
    for start, end in parts:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _shingles(words: Words) -> tuple[sparse.csr_matrix, np.ndarray]:
    """(articles, shingles): 1 where the article has the shingle, of those that stand twice or more; and how many each article has of all.
    Formulas are left out."""
    codes, articles = words.codes.astype(np.uint64) + np.uint64(1), words.articles
    count = max(len(codes) - WORDS + 1, 0)
    mixed = np.zeros(count, np.uint64)
    with np.errstate(over="ignore"):
        for i in range(WORDS):
            mixed = mixed * PRIME + codes[i : i + count] * np.uint64(2_654_435_761)
    inside = articles[:count] == articles[len(articles) - count :]
    mixed, rows = mixed[inside], articles[:count][inside]
    ordered = np.sort(mixed)
    several = np.unique(ordered[1:][ordered[1:] == ordered[:-1]])
    place = np.searchsorted(several, mixed).clip(max=max(len(several) - 1, 0)).astype(np.int32)
    again = several[place] == mixed if len(several) else np.zeros(len(mixed), bool)
    once = np.bincount(rows[~again], minlength=len(words.size))
    shape = (len(words.size), len(several))
    matrix = sparse.csr_matrix((np.ones(int(again.sum()), np.int32), (rows[again], place[again])), shape=shape)
    matrix.data[:] = 1
    spread = np.asarray(matrix.sum(axis=0)).ravel()
    matrix = matrix[:, spread <= max(FORMULA, 2)]
    return matrix, once + np.asarray(matrix.sum(axis=1)).ravel()
