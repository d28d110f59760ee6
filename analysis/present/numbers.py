"""Numbers as a reader meets them: shares in per cent, differences in points, scores with their sign, never without what they rest on."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from markupsafe import Markup

MINUS = "−"
_EXACT = re.compile(r'<data class="exact" value="[^"]*">(.*?)</data>', re.DOTALL)


def percent(value: float) -> str:
    """ "45 %", which no line parts; whole numbers, but what is not 0 is not called so, nor 100."""
    return f"{_hundredth(value)}\u00a0%"


def share(row: Mapping[str, Any]) -> str:
    """A share with its interval, "45 % (30–60)"; value, low and high between 0 and 1. A dash where there is no value."""
    if pd.isna(row["value"]):
        return "–"
    if pd.isna(row["low"]):
        return percent(row["value"])
    return f"{percent(row['value'])} ({_hundredth(row['low'])}–{_hundredth(row['high'])})"


def score(value: float, digits: int = 2, plus: bool = False) -> str:
    """A mean score: "−0.12"; never a minus before nothing. `plus`: with a sign where it is positive."""
    rounded = round(float(value), digits)
    sign = MINUS if rounded < 0 else "+" if plus and rounded > 0 else ""
    return f"{sign}{abs(rounded):.{digits}f}"


def estimate(row: Mapping[str, Any], mean: bool) -> str:
    """A row of `estimates`: a share, or a mean score, with its interval where it has one."""
    if not mean or pd.isna(row["value"]):
        return share(row)
    interval = "" if pd.isna(row["low"]) else f" ({score(row['low'])} to {score(row['high'])})"
    return score(row["value"]) + interval


def exact(text: str, value: float | None, low: float | None, high: float | None) -> Markup:
    """A number as it is read, with its value and the ends of its interval behind it, for the tables to take away; nothing where one is null."""
    behind = " ".join("" if pd.isna(v) else f"{v:.6g}" for v in (value, low, high))
    return Markup('<data class="exact" value="{}">{}</data>').format(behind, text)


def without_exact(html: str) -> str:
    """HTML without the values behind its numbers."""
    return _EXACT.sub(r"\1", html)


def difference(row: Mapping[str, Any], mean: bool) -> str:
    """A row of `contrasts`: "+15 points (4 to 26)", "−0.20 (−0.31 to −0.09)"; "cannot tell" without an interval or where it holds 0."""
    if pd.isna(row["low"]) or row["low"] <= 0 <= row["high"]:
        return "cannot tell"
    if mean:
        return f"{score(row['difference'], plus=True)} ({score(row['low'])} to {score(row['high'])})"
    low, high = (score(100 * max(-1, min(1, row[c])), 0) for c in ("low", "high"))
    return f"{score(100 * row['difference'], 0, plus=True)} points ({low} to {high})"


def rests_on(row: Mapping[str, Any], mean: bool) -> str:
    """ "12 of 40, in 9 articles"; of a mean "40 passages in 9 articles"."""
    articles = count(int(row["n_articles"]), "article")
    if mean:
        return f"{count(int(row['n']), 'passage')} in {articles}"
    return f"{int(row['k'])} of {int(row['n'])}, in {articles}"


def count(n: int, noun: str, plural: str | None = None) -> str:
    """ "1 article", "2 articles"."""
    return f"{n:,} {noun if n == 1 else plural or noun + 's'}"


def times(n: int) -> str:
    """ "once", "twice", "3 times"."""
    return {1: "once", 2: "twice"}.get(n, f"{n:,} times")


def listing(items: Sequence[str]) -> str:
    """ "a, b and c"; "nothing" where there is none."""
    return f"{', '.join(items[:-1])} and {items[-1]}" if len(items) > 1 else items[0] if items else "nothing"


def _hundredth(value: float) -> str:
    rounded = int(np.floor(100 * value + 0.5))
    if rounded == 0 and value > 0:
        return "under 1"
    if rounded == 100 and value < 1:
        return "over 99"
    return str(rounded)
