"""Where sentiment shifts: along the article, over time, between outlets, between voices, and from one side to the other.

Each shift is a difference of article means. It has an interval and a p from `uncertainty.MIN_ARTICLES` articles (in each group) on;
below that the row says what would be needed. q is the false discovery rate over all shifts of one kind.
"""

from collections.abc import Iterator
from itertools import combinations

import numpy as np
import pandas as pd

from analysis.codebook import Codebook
from analysis.compare import families, uncertainty
from analysis.compare.sentiment import scored, towards_sides, with_part
from analysis.compare.uncertainty import Estimate
from analysis.compare.units import Tables, known_outlets

KINDS = ("along", "time", "outlets", "voices", "sides")
COLUMNS = ["kind", "episode", "outlet", "contrast", "n_articles", "difference", "low", "high", "p", "q", "note"]
GRID = np.linspace(0, 1, 21)
BANDWIDTH = 0.12
START, END = 1 / 3, 2 / 3


def shifts(tables: Tables, codebook: Codebook, measure: str = "vader_adjusted") -> pd.DataFrame:
    """Every shift that the corpus could show: `COLUMNS`. A contrast "A → B" is B less A.

    kind: `along` (headline or lead to body; first to last third of the article), `time` (before and after a window of the
    codebook, all outlets of the corpus together), `outlets` (pairs within an episode), `voices` (the outlet's own voice to
    quotation), `sides` (tone towards the one and the other side in the outlet's own voice; always `target_score`).
    """
    rows = [
        *_along(tables, measure),
        *_time(tables, codebook, measure),
        *_outlets(tables, measure),
        *_voices(tables, measure),
        *_sides(tables, codebook),
    ]
    table = pd.DataFrame(rows, columns=[c for c in COLUMNS if c != "q"])
    table["q"] = families.false_discovery(table["p"].to_numpy(float), pd.factorize(table["kind"])[0])
    return table[COLUMNS]


def along(tables: Tables, measure: str = "vader_adjusted") -> pd.DataFrame:
    """The course of sentiment along the articles of each outlet within an episode, from `MIN_ARTICLES` articles on.

    episode, outlet, n_articles, position (0 first sentence, 1 last), value, low, high: a kernel mean of the sentences around each
    position (Nadaraya 1964; Gaussian, bandwidth `BANDWIDTH`) with a pointwise 95 % band over articles.
    """
    rows = _with_outlet(scored(tables), tables).dropna(subset=[measure])
    result = []
    for (episode, outlet), group in rows.groupby(["episode", "outlet"]):
        articles = [g for _, g in group.groupby("article_id")]
        if len(articles) < uncertainty.MIN_ARTICLES:
            continue
        for position in GRID:
            sums = np.array([_kernel_sums(g, measure, position) for g in articles])
            e = uncertainty.means(uncertainty.Sums.of(sums[:, 0], sums[:, 1]))
            band = [float(v) for v in (e.value, e.low, e.high)]
            result.append([episode, outlet, len(articles), round(float(position), 2), *band])
    return pd.DataFrame(result, columns=["episode", "outlet", "n_articles", "position", "value", "low", "high"])


def _kernel_sums(rows: pd.DataFrame, measure: str, position: float) -> tuple[float, float]:
    weights = np.exp(-0.5 * ((rows["position"].to_numpy(float) - position) / BANDWIDTH) ** 2)
    return float((weights * rows[measure].to_numpy(float)).sum()), float(weights.sum())


def _with_outlet(rows: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    return rows.merge(known_outlets(tables["articles"]), on="article_id")


def _groups(rows: pd.DataFrame, tables: Tables) -> Iterator[tuple[str, str, pd.DataFrame]]:
    for (episode, outlet), group in _with_outlet(rows, tables).groupby(["episode", "outlet"]):
        yield episode, outlet, group


def _row(kind: str, episode: str | None, outlet: str | None, contrast: str, n: int, found: Estimate) -> list:
    return [kind, episode, outlet, contrast, n, found.value, found.low, found.high, found.p, found.note]


def _paired(rows: pd.DataFrame, column: str, first: str, second: str, measure: str) -> np.ndarray:
    """second less first within each article that has both."""
    wide = rows.groupby(["article_id", column])[measure].mean().unstack(column).reindex(columns=[first, second])
    return (wide[second] - wide[first]).dropna().to_numpy(float)


def _along(tables: Tables, measure: str) -> Iterator[list]:
    rows = with_part(scored(tables)).dropna(subset=[measure])
    third = pd.cut(rows["position"], [-1, START, END, 2], labels=["first third", "middle third", "last third"])
    rows = rows.assign(third=third.astype("str"))
    for episode, outlet, group in _groups(rows, tables):
        for column, first, second in (
            ("part", "headline", "body"),
            ("part", "lead", "body"),
            ("third", "first third", "last third"),
        ):
            differences = _paired(group, column, first, second, measure)
            yield _row("along", episode, outlet, f"{first} → {second}", len(differences), uncertainty.mean(differences))


def _time(tables: Tables, codebook: Codebook, measure: str) -> Iterator[list]:
    means = scored(tables).groupby("article_id")[measure].mean().dropna().rename("value").reset_index()
    means = means.merge(tables["articles"][["article_id", "date"]], on="article_id").dropna(subset=["date"])
    for window in codebook.windows:
        days = (means["date"] - pd.Timestamp(window.date)).dt.days
        before = means.loc[(days < 0) & (days >= -window.days), "value"].to_numpy(float)
        after = means.loc[(days >= 0) & (days < window.days), "value"].to_numpy(float)
        contrast = f"{window.days} days before → after {window.date.isoformat()} ({window.name})"
        yield _row("time", None, None, contrast, len(before) + len(after), uncertainty.difference(before, after))


def _outlets(tables: Tables, measure: str) -> Iterator[list]:
    means = scored(tables).groupby("article_id")[measure].mean().dropna().rename("value").reset_index()
    for episode, group in _with_outlet(means, tables).groupby("episode"):
        values = {outlet: g["value"].to_numpy(float) for outlet, g in group.groupby("outlet")}
        for first, second in combinations(sorted(values), 2):
            found = uncertainty.difference(values[first], values[second])
            n = len(values[first]) + len(values[second])
            yield _row("outlets", episode, None, f"{first} → {second}", n, found)


def _voices(tables: Tables, measure: str) -> Iterator[list]:
    rows = scored(tables).dropna(subset=[measure])
    for episode, outlet, group in _groups(rows, tables):
        for voice, name in (("indirect", "reported speech"), ("direct", "quotation")):
            differences = _paired(group, "voice", "outlet", voice, measure)
            found = uncertainty.mean(differences)
            yield _row("voices", episode, outlet, f"own voice → {name}", len(differences), found)


def _sides(tables: Tables, codebook: Codebook) -> Iterator[list]:
    rows = towards_sides(tables)
    rows = rows[rows["voice"] == "outlet"]
    first, second = codebook.side_ids
    names = codebook.side_names
    for episode, outlet, group in _groups(rows, tables):
        differences = _paired(group, "target_side", first, second, "target_score")
        contrast = f"towards {names[first]} → towards {names[second]}"
        yield _row("sides", episode, outlet, contrast, len(differences), uncertainty.mean(differences))
