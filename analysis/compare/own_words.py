"""The words that outlets write in their own voice, counted by article. Looks at text, as `reuse` does.

Words are numbered; of a corpus no more is held at once than the numbers of one episode's words.
"""

import re
from array import array
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.compare.units import PROSE, Tables

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
RUN = re.compile(rf"{WORD.pattern}(?: {WORD.pattern})*")  # words with nothing but one space between them


class Counted(NamedTuple):
    """`counts`: (articles, forms), how often each has a form, a word or two words in a row; `size`: the words of each article; `words`:
    by code. Forms are words, then the `pairs` (first code times the number of words, plus the second)."""

    counts: sparse.csr_array
    size: np.ndarray
    words: np.ndarray
    pairs: np.ndarray

    def text(self, form: int) -> str:
        """A form as it is written, in small letters."""
        if form < len(self.words):
            return str(self.words[form])
        first, second = divmod(int(self.pairs[form - len(self.words)]), len(self.words))
        return f"{self.words[first]} {self.words[second]}"


def stretches(tables: Tables) -> list[np.ndarray]:
    """For each article the stretches, (start, end), of running text in the outlet's own voice: where one of its voice and a sentence
    are one."""
    voices, sentences = tables["voices"], tables["sentences"]
    number = pd.Series(np.arange(len(tables["articles"])), index=tables["articles"]["article_id"].to_numpy())
    parts = (voices[voices["voice"] == "outlet"], sentences[sentences["kind"].isin(PROSE)])
    article, place, opens, closes = [], [], [], []
    for which, part in enumerate(parts):
        for column, step in (("start", 1), ("end", -1)):
            article.append(part["article_id"].map(number).to_numpy())
            place.append(part[column].to_numpy(np.int64))
            opens.append(np.full(len(part), step if which == 0 else 0, np.int8))
            closes.append(np.full(len(part), step if which == 1 else 0, np.int8))
    known = ~np.isnan(np.concatenate(article).astype(float))
    where = np.concatenate(article)[known].astype(np.int64)
    at = np.concatenate(place)[known]
    order = np.lexsort((at, where))
    where, at = where[order], at[order]
    within = [np.cumsum(np.concatenate(steps)[known][order].astype(np.int64)) > 0 for steps in (opens, closes)]
    # Between two places in a row lies a stretch of both, if both are open there.
    both = within[0][:-1] & within[1][:-1] & (at[1:] > at[:-1]) & (where[1:] == where[:-1])
    found = np.column_stack([at[:-1], at[1:]])[both]
    return np.split(found, np.searchsorted(where[:-1][both], np.arange(1, len(number))))


def counted(texts: Sequence[str], parts: Sequence[np.ndarray], least: int) -> Counted:
    """The forms of some articles that stand there `least` times or more. `parts`: the stretches of each that are read."""
    numbers: dict[str, int] = {}
    codes, joined, size = array("i"), array("b"), []
    for text, stretched in zip(texts, parts, strict=True):
        before = len(codes)
        for start, end in stretched.tolist():
            for run in RUN.findall(text, start, end):
                words = run.lower().split(" ")
                codes.extend([numbers.setdefault(word, len(numbers)) for word in words])
                joined.append(0)
                joined.extend([1] * (len(words) - 1))
        size.append(len(codes) - before)
    token = np.frombuffer(codes, np.int32) if codes else np.zeros(0, np.int32)
    article = np.repeat(np.arange(len(texts), dtype=np.int32), size)
    double, pair_article, pairs = _pairs(
        token, np.frombuffer(joined, bool) if joined else np.zeros(0, bool), article, len(numbers), least
    )
    often = np.bincount(token, minlength=len(numbers)) >= least
    kept = often[token]
    rows = np.concatenate([article[kept], pair_article])
    columns = np.concatenate([token[kept], double + np.int32(len(numbers))])
    shape = (len(texts), len(numbers) + len(pairs))
    counts = sparse.csr_array((np.ones(len(rows), np.int32), (rows, columns)), shape=shape)
    counts.sum_duplicates()
    return Counted(counts, np.array(size, float), np.array(list(numbers), dtype=object), pairs)


def _pairs(
    token: np.ndarray, joined: np.ndarray, article: np.ndarray, words: int, least: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(the pair, the article) of every two words in a row that stand so `least` times, and the pairs by code."""
    second = np.flatnonzero(joined)
    code = token[second - 1].astype(np.int64) * words + token[second]
    found = np.sort(code)
    # Equal codes stand together: one that is `least` places on the same is one of that many.
    often = np.unique(found[: len(found) - least + 1][found[: len(found) - least + 1] == found[least - 1 :]])
    if not len(often):
        return np.zeros(0, np.int32), np.zeros(0, np.int32), often
    at = np.searchsorted(often, code).clip(max=len(often) - 1).astype(np.int32)
    kept = often[at] == code
    return at[kept], article[second[kept]], often


def first(text: str, parts: np.ndarray, form: str) -> tuple[int, int]:
    """Where a form stands first in an article that has it."""
    wanted = form.split(" ")
    for start, end in parts.tolist():
        for run in RUN.finditer(text, start, end):
            words = run.group().split(" ")
            small = [word.lower() for word in words]
            for i in range(len(words) - len(wanted) + 1):
                if small[i : i + len(wanted)] == wanted:
                    begins = run.start() + sum(len(word) + 1 for word in words[:i])
                    return begins, begins + len(" ".join(words[i : i + len(wanted)]))
    raise ValueError(f"{form!r} does not stand there")
