"""What the pages of a report are made from: a study with its estimates, made once."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Any

import pandas as pd
from markupsafe import Markup, escape

from analysis.compare.contrasts import REST
from analysis.compare.passages import Passages
from analysis.compare.placebo import LISTED
from analysis.compare.registry import KEYS
from analysis.compare.units import NO_OUTLET, counted_events, in_prose, labels
from analysis.present import words
from analysis.present.charts import day
from analysis.present.excerpts import Excerpts, allowed
from analysis.present.pages import file_names
from analysis.present.rows import OUTLET, Rows
from analysis.present.sentences import Sentences, anchor
from analysis.study import Study

SAME = ("measure", *KEYS, "episode", "copies")
FEW = 12  # outlets of which every pair has a page
MOST_PAIRS = 6  # pages of pairs for one of more outlets


@dataclass(frozen=True, eq=False)
class Results:
    """`rows`: what a line of a figure is. `found`: the tables that `framing compare` writes, and `truth` where it is known."""

    rows: Rows
    found: Mapping[str, pd.DataFrame]

    @property
    def study(self) -> Study:
        """The study, copies marked."""
        return self.rows.study

    @property
    def outlets_are_rows(self) -> bool:
        """Whether any outlet has two articles; otherwise articles are compared."""
        return self.rows.unit == OUTLET

    @cached_property
    def passages(self) -> Passages:
        """The passages behind the numbers."""
        return Passages(self.study.tables, self.study.codebook)

    @cached_property
    def outlets(self) -> list[str]:
        """The known outlets, by name."""
        return sorted(set(self.rows.articles["outlet"]) - {NO_OUTLET}) if self.outlets_are_rows else []

    @cached_property
    def episodes(self) -> list[str]:
        """Ids of the episodes, in the codebook's order."""
        return list(dict.fromkeys(self.rows.order["episode"]))

    @cached_property
    def largest(self) -> str:
        """The episode with the most articles; the empty string where there are none."""
        sizes = self.rows.order.groupby("episode", sort=False)["n_articles"].sum()
        return str(sizes.idxmax()) if len(sizes) else ""

    @cached_property
    def _article_files(self) -> dict[str, str]:
        if allowed() is not Excerpts.FULL:
            return {}
        files = file_names(self.study.articles["article_id"].tolist(), "article")
        return {article_id: f"articles/{name}.html" for article_id, name in files.items()}

    def article(self, article_id: str, place: tuple[int, int] | None = None) -> str | None:
        """The page of an article from the site's root, with the place of a passage in it; null where articles may not be shown."""
        path = self._article_files.get(article_id)
        return path if path is None or place is None else f"{path}#{anchor(*place)}"

    def link(self, article_id: str, text: str, place: tuple[int, int] | None = None) -> Markup:
        """`text` with a link to an article, or by itself where there is nothing to lead to."""
        href = self.article(article_id, place)
        return escape(text) if href is None else Markup('<a href="{}">{}</a>').format(href, text)

    @cached_property
    def names(self) -> dict[str, str]:
        """How each article is called: its outlet and its day, or its label where articles are compared or the day is not known."""
        articles = self.study.articles
        called = labels(articles)
        days = articles["date"] if self.outlets_are_rows else [None] * len(articles)
        return {
            article_id: called[article_id] if pd.isna(date) else f"{words.outlet(outlet)}, {day(date)}"
            for article_id, outlet, date in zip(articles["article_id"], articles["outlet"], days, strict=True)
        }

    @cached_property
    def outlet_files(self) -> dict[str, str]:
        """The page of each outlet, from the site's root."""
        return {outlet: f"outlets/{name}.html" for outlet, name in file_names(self.outlets, "outlet").items()}

    @cached_property
    def pairs(self) -> list[tuple[str, str]]:
        """The pairs of outlets that have a page, by name: all of few outlets; of more than `FEW` those with something listed, for each
        outlet the `MOST_PAIRS` strongest."""
        every = list(combinations(self.outlets, 2))
        if len(self.outlets) <= FEW:
            return every
        table = self.found["contrasts"]
        table = table[(table["q"] <= LISTED) & (table["first"] != REST)].sort_values("q", kind="stable")
        chosen: set[tuple[str, str]] = set()
        number = Counter[str]()
        for pair in dict.fromkeys(tuple(sorted(p)) for p in zip(table["first"], table["second"], strict=True)):
            if max(number[o] for o in pair) < MOST_PAIRS:
                chosen.add((pair[0], pair[1]))
                number.update(pair)
        return [pair for pair in every if pair in chosen]

    @cached_property
    def pair_files(self) -> dict[tuple[str, str], str]:
        """The page of each pair, from the site's root."""
        stem = {
            outlet: path.removeprefix("outlets/").removesuffix(".html") for outlet, path in self.outlet_files.items()
        }
        return {(a, b): f"pairs/{stem[a]}--{stem[b]}.html" for a, b in self.pairs}

    @cached_property
    def acts(self) -> pd.DataFrame:
        """The counted acts in outlets' own voice."""
        acts = counted_events(in_prose(self.study.events, self.study.sentences))
        return acts[acts["voice"] == "outlet"]

    @cached_property
    def sentences(self) -> Sentences:
        """The sentences around passages."""
        return Sentences(self.study.tables)

    @cached_property
    def truths(self) -> "Lookup | None":
        """What is true of each estimate, of a corpus whose truth is known; else null."""
        return Lookup(self.found["truth"], ("outlet",)) if "truth" in self.found else None

    @cached_property
    def _estimates(self) -> "Lookup":
        table = self.found["estimates"]
        return Lookup(table[table["month"].isna()], ("outlet",))

    @cached_property
    def _contrasts(self) -> "Lookup":
        return Lookup(self.found["contrasts"], ("first", "second"))

    def estimate(self, row: Mapping[str, Any], outlet: str) -> dict[str, Any] | None:
        """The estimate of an outlet that belongs to a row with `SAME`; null where there is none."""
        return self._estimates.find(row, outlet)

    def contrast(self, row: Mapping[str, Any], first: str, second: str) -> dict[str, Any] | None:
        """The difference of two outlets that belongs to a row with `SAME`, the second less the first; null where there is none."""
        other_way = self._contrasts.find(row, second, first)
        return self._contrasts.find(row, first, second) or (other_way and turned(other_way))


def turned(contrast: Mapping[str, Any]) -> dict[str, Any]:
    """A difference seen from the other side: the first less the second."""
    ends = {"low": -contrast["high"], "high": -contrast["low"]}
    signs = {key: -contrast[key] for key in ("difference", "matched_difference")}
    return {**contrast, "first": contrast["second"], "second": contrast["first"], **ends, **signs}


class Lookup:
    """Rows of a long table by `SAME` and some more columns."""

    def __init__(self, table: pd.DataFrame, columns: tuple[str, ...]) -> None:
        keys = table[[*SAME, *columns]].astype("object")
        values = keys.where(keys.notna(), "").itertuples(index=False, name=None)
        self._at = {key: number for number, key in enumerate(values)}
        self._columns = list(table.columns)
        self._rows = table.astype("object").to_numpy()

    def find(self, row: Mapping[str, Any], *values: str) -> dict[str, Any] | None:
        """The row that agrees with `row` in `SAME` and has these values; null where there is none."""
        at = self._at.get((*("" if pd.isna(row[c]) else row[c] for c in SAME), *values))
        return None if at is None else dict(zip(self._columns, self._rows[at], strict=True))
