"""Sentiment of articles, voices and sides as means; which sentences and words make it. Shifts are in `compare.shifts`.

Every mean is taken within an article first: an article counts once, however long. `measure` is `vader`, `vader_adjusted` (no
valence for words that only name the conflict) or `target_score` (tone towards a side).
"""

import pandas as pd

from analysis.compare.units import Tables, in_prose, labels, with_kind

MEASURES = ("vader", "vader_adjusted")
LEAD = 0.2  # the first fifth of an article's sentences
PARTS = ("headline", "lead", "body")
SHIFT = ["word", "valence", "first_share", "second_share", "contribution"]


def scored(tables: Tables) -> pd.DataFrame:
    """The rows of `sentiment` that score a stretch of running text, with position and kind of its sentence."""
    rows = with_kind(tables["sentiment"], tables["sentences"])
    return rows[rows["target_side"].isna() & rows["kind"].isin(["prose", "title", "subhead"])].reset_index(drop=True)


def towards_sides(tables: Tables) -> pd.DataFrame:
    """The rows of `sentiment` that score the tone towards one mention of a side, in running text."""
    rows = in_prose(tables["sentiment"], tables["sentences"])
    return rows[rows["target_side"].notna() & rows["target_score"].notna()].reset_index(drop=True)


def by_part(tables: Tables) -> pd.DataFrame:
    """Headline, lead (first fifth of the sentences) and body: article_id, article, part, n, vader, vader_adjusted."""
    rows = with_part(scored(tables)).groupby(["article_id", "part"])
    result = rows[list(MEASURES)].mean()
    result.insert(0, "n", rows.size())
    return _named(result.reset_index(), tables)


def with_part(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of `scored` with `part`."""
    part = rows["position"].map(lambda position: "lead" if position < LEAD else "body")
    return rows.assign(part=part.where(rows["kind"] != "title", "headline"))


def movers(tables: Tables, measure: str = "vader_adjusted", count: int = 3) -> pd.DataFrame:
    """For each article the stretches that move its mean most, each way.

    article_id, sentence_id, start, end, direction (up, down), effect: how much the article's mean would change without the
    stretch, with its sign turned: up where it lifts the mean. At most `count` each way; a stretch without effect moves nothing.
    """
    rows = scored(tables).dropna(subset=[measure]).copy()
    groups = rows.groupby("article_id")[measure]
    total, n = groups.transform("sum"), groups.transform("size")
    without = ((total - rows[measure]) / (n - 1)).where(n > 1)
    rows["effect"] = (total / n - without).round(4)
    rows = rows[rows["effect"].notna() & (rows["effect"] != 0)]
    rows["direction"] = rows["effect"].map(lambda effect: "up" if effect > 0 else "down")
    rows["size"] = rows["effect"].abs()
    rows = rows.sort_values(["article_id", "direction", "size", "start"], ascending=[True, False, False, True])
    top = rows.groupby(["article_id", "direction"], sort=False).head(count)
    return top[["article_id", "sentence_id", "start", "end", "direction", "effect"]].reset_index(drop=True)


def word_shift(tables: Tables, first: list[str], second: list[str], adjusted: bool = True) -> pd.DataFrame:
    """Which words make the mean valence of the articles `second` differ from that of `first` (Gallagher et al. 2021, EPJ Data
    Science 10:4, equation 6: a weighted average with one lexicon and the first text's mean as reference).

    word, valence, first_share, second_share (of the valenced words), contribution; the contributions add up to the difference.
    Largest first. `adjusted` gives topic words the valence 0, as in `vader_adjusted`. Empty where a text has no such word.
    """
    words = valenced(tables, adjusted)
    a, b = (words[words["article_id"].isin(ids)] for ids in (first, second))
    sums = [part.groupby("word")["score"].agg(["size", "sum"]) for part in (a, b)]
    return _shift(*sums)


def word_shifts(tables: Tables, groups: pd.Series, within: pd.Series, adjusted: bool = True) -> pd.DataFrame:
    """`word_shift` from the other groups to each, with `group`: `groups` gives each article's group, `within` what groups are compared
    within (an episode), both by article_id. Takes time that grows with the words, not with the pairs of groups."""
    words = valenced(tables, adjusted)
    words = words.assign(group=words["article_id"].map(groups), within=words["article_id"].map(within))
    found = []
    for _, part in words.groupby("within"):
        every = part.groupby("word")["score"].agg(["size", "sum"])
        for group, own in part.groupby("group"):
            here = own.groupby("word")["score"].agg(["size", "sum"])
            rest = every.sub(here, fill_value=0)
            found.append(_shift(rest[rest["size"] > 0], here).assign(group=group))
    columns = ["group", *SHIFT]
    return pd.concat(found, ignore_index=True)[columns] if found else pd.DataFrame(columns=columns)


def valenced(tables: Tables, adjusted: bool = True) -> pd.DataFrame:
    """The rows of `valences` in running text with `score`, the valence, 0 for topic words where `adjusted`."""
    words = in_prose(tables["valences"], tables["sentences"])
    return words.assign(score=words["valence"].where(~words["topic"], 0.0) if adjusted else words["valence"])


def _shift(a: pd.DataFrame, b: pd.DataFrame) -> pd.DataFrame:
    """`word_shift` of two frames by word: size (mentions), sum (of their valences)."""
    if a.empty or b.empty:
        return pd.DataFrame({c: pd.Series(dtype="str" if c == "word" else "float64") for c in SHIFT})
    shares = pd.DataFrame({"first_share": a["size"] / a["size"].sum(), "second_share": b["size"] / b["size"].sum()})
    shares = shares.fillna(0.0)
    # A word can stand in a name here and by itself there: its valence is the mean of the two.
    one, two = (a["sum"] / a["size"]).reindex(shares.index), (b["sum"] / b["size"]).reindex(shares.index)
    one, two = one.fillna(two), two.fillna(one)
    reference = float((shares["first_share"] * one).sum())
    middle = (one + two) / 2
    moved = (shares["second_share"] - shares["first_share"]) * (middle - reference)
    changed = (two - one) * (shares["first_share"] + shares["second_share"]) / 2
    shares = shares.assign(valence=middle, contribution=moved + changed).reset_index(names="word")
    shares["size"] = shares["contribution"].abs().round(9)
    shares = shares[shares["size"] > 0].sort_values(["size", "word"], ascending=[False, True], ignore_index=True)
    return shares[SHIFT]


def _named(result: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    result.insert(1, "article", result["article_id"].map(labels(tables["articles"])))
    return result
