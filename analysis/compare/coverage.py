"""Who tells of which event, and which facts of the checklist one tells of an event and another leaves out."""

import pandas as pd

from analysis.compare.units import Tables


def events(articles: pd.DataFrame, rows: pd.Series) -> pd.DataFrame:
    """The events that several articles tell of, first ones first: story, article_id (the first article about it), date (its), episode,
    n_articles, told_by (names of the rows). `articles`: marked (see `reuse.mark`); `rows`: the name of each article's row by article_id.
    """
    told = articles.assign(row=articles["article_id"].map(rows)).sort_values(["date", "article_id"], na_position="last")
    groups = told.groupby("story", sort=False)
    found = groups.agg(
        article_id=("article_id", "first"),
        date=("date", "min"),
        episode=("episode", "first"),
        n_articles=("row", "size"),
    )
    found["told_by"] = groups["row"].agg(lambda names: sorted(set(names)))
    return found[found["n_articles"] > 1].reset_index()


def told_and_left_out(tables: Tables, rows: pd.Series) -> pd.DataFrame:
    """For each event that several rows tell of, the facts that some of them state and some do not: story, fact_id, told_by, left_out_by
    (names of rows), articles (ids of those that state it). Facts that stand there for all, or for none, are left out."""
    several = events(tables["articles"], rows)
    several = several[several["told_by"].map(len) > 1]
    stories = tables["articles"].set_index("article_id")["story"]
    facts = tables["facts"]
    stated = facts[facts["stated"].astype(bool)]
    stated = stated.assign(story=stated["article_id"].map(stories), row=stated["article_id"].map(rows))
    found = []
    order = {fact: place for place, fact in enumerate(facts["fact_id"].drop_duplicates())}
    for story, told_by in zip(several["story"], several["told_by"], strict=True):
        here = stated[stated["story"] == story]
        for fact in sorted(here["fact_id"].unique(), key=order.__getitem__):
            these = here[here["fact_id"] == fact]
            by = sorted(set(these["row"]))
            if len(by) < len(told_by):
                left = [name for name in told_by if name not in by]
                found.append([story, fact, by, left, sorted(these["article_id"])])
    return pd.DataFrame(found, columns=["story", "fact_id", "told_by", "left_out_by", "articles"])
