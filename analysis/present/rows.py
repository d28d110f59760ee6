"""What a row of a figure or a table is: an outlet within an episode or, where no outlet has two articles of one, an article.

It is chosen once for a study, and everything is estimated over these rows by `analysis.compare.estimates`: an article as a row is an outlet
with one article, whose values have no interval, and whose notes say why.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

import pandas as pd
from markupsafe import Markup

from analysis.compare import reuse
from analysis.compare.counting import count
from analysis.compare.estimates import NO_COPIES, compared, estimates
from analysis.compare.registry import KEYS, MEASURES
from analysis.compare.units import NO_OUTLET, labels, originals, placed
from analysis.present import words
from analysis.present.counts import Value
from analysis.present.counts import count as marked_count
from analysis.study import Study

OUTLET, ARTICLE = "outlet", "article"


@dataclass(frozen=True, eq=False)
class Rows:
    """The rows of a study. `study`: with copies marked. `unit`: `OUTLET` or `ARTICLE`, which is also the head of their column."""

    study: Study
    unit: str

    @cached_property
    def articles(self) -> pd.DataFrame:
        """article_id, outlet (the row's name), episode, month, cluster, story; as `units.placed`."""
        articles = placed(self.study.articles)
        if self.unit == ARTICLE:
            articles["outlet"] = articles["article_id"].map(labels(self.study.articles))
        return articles

    @cached_property
    def order(self) -> pd.DataFrame:
        """episode_name, row, episode, outlet, n_articles: the rows in the order they are shown, by episode as the codebook has them. Articles
        stand as the corpus has them, outlets by name, the unknown one last."""
        found = self.articles.groupby(["episode", "outlet"], sort=False).size().rename("n_articles").reset_index()
        place = {episode.id: number for number, episode in enumerate(self.study.codebook.episodes)}
        found["at"] = found["episode"].map(place).fillna(len(place))
        if self.unit == OUTLET:
            found["last"] = found["outlet"] == NO_OUTLET
            found = found.sort_values(["at", "last", "outlet"], kind="stable")
        else:
            found = found.sort_values("at", kind="stable")
        found["episode_name"] = [words.episode(self.study.codebook, key) for key in found["episode"]]
        found["row"] = [words.outlet(name) for name in found["outlet"]]
        return found[["episode_name", "row", "episode", "outlet", "n_articles"]].reset_index(drop=True)

    @cached_property
    def names(self) -> pd.Series:
        """The name of the row of each article, by article_id; that of an outlet is the same in every episode."""
        return pd.Series(
            [words.outlet(name) for name in self.articles["outlet"]], index=self.articles["article_id"], dtype="str"
        )

    @cached_property
    def of(self) -> pd.Series:
        """The number of the row, its place in `order`, by article_id."""
        number = self.order.reset_index(names="number")[["number", "episode", "outlet"]]
        found = self.articles.merge(number, on=["episode", "outlet"], how="left")
        return pd.Series(found["number"].to_numpy(), index=found["article_id"].to_numpy())

    @cached_property
    def episodes(self) -> list[str]:
        """The names of the episodes that have rows, in their order."""
        return list(dict.fromkeys(self.order["episode_name"]))

    @cached_property
    def places(self) -> list[tuple[str, str]]:
        """(heading, label) of each row for a figure; the heading is empty where there is one episode."""
        several = len(self.episodes) > 1
        order = self.order
        return [(e if several else "", r) for e, r in zip(order["episode_name"], order["row"], strict=True)]

    def keys(self, row: Mapping[str, Any], episode: bool = True) -> dict[str, Value]:
        """The keys that select a row's passages for `counts.count`. `row`: one of `order`, or anything that has its outlet and episode."""
        if self.unit == ARTICLE:
            return {"article": self._ids[row["outlet"]]}
        return {"outlet": row["outlet"]} | ({"episode": row["episode"]} if episode else {})

    def counted(self, estimate: Mapping[str, Any], whole: bool = False) -> Markup:
        """The `k` of a row of `estimates` (or its `n`, with `whole`; of a mean the number of scores), as a mark that leads to its passages; a
        plain number where it counts words."""
        mean = pd.isna(estimate["k"])
        number = int(estimate["n"] if whole or mean else estimate["k"])
        if MEASURES[estimate["measure"]].table in ("voices", "articles"):
            return Markup(f"{number:,}")
        keys: dict[str, Value] = {key: estimate[key] for key in KEYS if pd.notna(estimate[key])}
        copies = estimate["copies"] if estimate["copies"] != "all" else None
        hit = "all" if whole and not mean else None
        return marked_count(number, estimate["measure"], **self.keys(estimate), **keys, copies=copies, hit=hit)

    @cached_property
    def _ids(self) -> dict[str, str]:
        return dict(zip(self.articles["outlet"], self.articles["article_id"], strict=True))

    @cached_property
    def copies(self) -> bool:
        """Whether any article is known to be a copy."""
        return len(originals(self.study.articles)) < len(self.study.articles)

    def estimates(self, *measures: str, copies: bool = True, **keys: str | Iterable[str]) -> pd.DataFrame:
        """The rows of `estimates` of some measures, with `number`, `row` and `episode_name` of each, in the order of `order`.

        `copies=False` leaves out copies. `keys`: a column of `estimates` and the value, or values, it has to have.
        """
        table = self._estimated(measures, copies)
        for column, wanted in keys.items():
            values = [wanted] if isinstance(wanted, str) else list(wanted)
            table = table[table[column].isin(values)]
        return table.reset_index(drop=True)

    @lru_cache(maxsize=64)  # noqa: B019 (rows live as long as their study)
    def _estimated(self, measures: tuple[str, ...], copies: bool) -> pd.DataFrame:
        articles = self.articles
        if not copies:
            articles = articles[articles["article_id"].isin(originals(self.study.articles)["article_id"])]
        counts = count(self.study.tables, self.study.codebook, articles, measures)
        table = estimates([compared(counts, "episode", "all" if copies else "without")])
        table["note"] = table["note"].where(table["note"] != NO_COPIES, "")
        number = self.order.reset_index(names="number")[["number", "row", "episode_name", "episode", "outlet"]]
        return number.merge(table, on=["episode", "outlet"]).sort_values("number", kind="stable", ignore_index=True)


@lru_cache(maxsize=8)
def rows(study: Study) -> Rows:
    """The rows of a study, its copies marked: outlets where any known outlet has two articles of one episode, articles otherwise."""
    marked = replace(study, tables=reuse.mark(study.tables, study.codebook))
    places = placed(marked.articles)
    known = places[places["outlet"] != NO_OUTLET]
    most = known.groupby(["episode", "outlet"]).size().max() if len(known) else 0
    return Rows(marked, OUTLET if most > 1 else ARTICLE)
