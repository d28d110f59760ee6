"""Numbers that count passages: how one is marked where it is written, so that the site can lead from it to exactly those passages.

A mark is `<data class="count" value="QUESTION">12</data>`; the question is `key=value` pairs with `;` between them, each value percent-encoded,
the values of a list with `,` between them. What it may ask is told in `analysis.compare.passages`.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote, unquote

import pandas as pd
from markupsafe import Markup

from analysis.compare.passages import COMMON
from analysis.compare.registry import KEYS, MEASURES

MARK = re.compile(r'<data class="count" value="([^"]*)">(.*?)</data>', re.DOTALL)
IN_WORDS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
WORDS = {word: n for n, word in enumerate(IN_WORDS)} | {"none": 0, "once": 1, "twice": 2, "–": 0}
Value = str | int | Sequence[str] | None


def count(text: object, measure: str, **keys: Value) -> Markup:
    """A number that counts passages, as it is written on a page: `count(12, "terms.usage", outlet="Herald", voice="outlet", side="north")`.

    `text`: the number alone, or words with it ("twice", "12 times"); the first number in them is the count. `measure`: one of the registry, or
    the name of a table. Keys as in a row of `estimates` – outlet, episode, month, copies, voice, item, side, source_side –, `article`, and
    `hit="all"` for the denominator (`hit="unresolved"`: what of it is left open); for a table any of its columns, and `kind` of the
    sentence. A key that is None is left out; "" asks for null; a list for any of its values.

    `Markup`: give it to `display.table` as a cell, or put it into a sentence made with `Markup("…{}…").format(…)`. In a notebook it is the
    text; in the site a link to the passages. Raises ValueError for a measure's key that there is not. That the passages are as many as the number
    says is held when the site is made.
    """
    unknown = set(keys) - COMMON - set(KEYS) if measure in MEASURES else set()
    if unknown:
        raise ValueError(f"{measure}: no key is called {', '.join(sorted(unknown))}")
    return Markup('<data class="count" value="{}">{}</data>').format(_written({"measure": measure, **keys}), str(text))


def counted(estimate: Mapping[str, Any], whole: bool = False) -> Markup:
    """The `k` of a row of `estimates` (or its `n`, with `whole`; of a mean the number of scores) as a mark; a plain number where the row
    counts words, which are no passages."""
    mean = pd.isna(estimate["k"])
    number = int(estimate["n"] if whole or mean else estimate["k"])
    if MEASURES[estimate["measure"]].table in ("voices", "articles"):
        return Markup(number)
    names = (*KEYS, "outlet", "episode", "month", "copies")
    keys = {
        key: estimate[key] for key in names if pd.notna(estimate[key]) and (key, estimate[key]) != ("copies", "all")
    }
    return count(number, estimate["measure"], **keys, hit="all" if whole and not mean else None)


def read(question: str) -> dict[str, Any]:
    """The mapping that a mark's question is."""
    pairs = (pair.partition("=") for pair in question.split(";"))
    return {key: [unquote(v) for v in value.split(",")] if "," in value else unquote(value) for key, _, value in pairs}


def number(text: str) -> int | None:
    """The number that a mark's text says, in digits (with spaces, thin spaces or commas between thousands) or in words."""
    digits = re.search(r"\d{1,3}(?:[,\u202f\u2009\u00a0]\d{3})+|\d+", text)
    if digits:
        return int(re.sub(r"\D", "", digits[0]))
    return next((WORDS[w] for w in re.findall(r"\w+|–", text.lower()) if w in WORDS), None)


def _written(question: Mapping[str, Value]) -> str:
    given = ((key, value) for key, value in question.items() if value is not None)
    return ";".join(f"{key}={_value(value)}" for key, value in given)


def _value(value: Value) -> str:
    if isinstance(value, str | int):
        return quote(str(value), safe="")
    return ",".join(quote(v, safe="") for v in value or ())
