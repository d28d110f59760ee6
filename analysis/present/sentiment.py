"""What `05-sentiment` shows."""

from itertools import combinations

import pandas as pd

from analysis.compare import sentiment, shifts
from analysis.compare.uncertainty import MIN_ARTICLES
from analysis.compare.units import known_outlets, labels
from analysis.present.display import Picture, Shown, note, table
from analysis.present.evidence import passages
from analysis.present.figures import VOICE_NAMES, colours, courses, dots, side_label, word_bars
from analysis.study import Study

WORDS = 12
_MEASURES = {"vader": "VADER", "vader_adjusted": "VADER without topic words"}
_MEASURE_COLOURS = {"vader": "#999999", "vader_adjusted": "#333333"}
_KINDS = {
    "along": "along the article",
    "time": "over time",
    "outlets": "between outlets",
    "voices": "own voice and others'",
    "sides": "towards each side",
}


def limits() -> Shown:
    """What VADER can and cannot show, with the figures that were measured."""
    return note(
        "VADER sums the valence of words. Beside human ratings of newspaper sentences it reaches r = 0.50; asked for the tone towards "
        "somebody named in the sentence it reaches a macro-F1 of 0.50 on news, and 0.51 on 150 mentions of the two sides coded for "
        "this suite. The model of the tone towards a side reaches 0.67 [0.65, 0.70] and 0.66 [0.58, 0.73] there. docs/sentiment.md has every "
        "figure with its command."
    )


def topic(study: Study) -> Picture:
    """How much of each article's score is its topic."""
    rows = sentiment.by_article(study.tables)
    title = "How much of the score is the topic?"
    return dots(rows, "article", _MEASURES, _MEASURE_COLOURS, title, "mean of its sentences, −1 to 1")


def topic_table(study: Study) -> Shown:
    """The values of `topic`."""
    columns = {"article": "article", "n": "stretches", **_MEASURES, "topic": "topic"}
    return table(sentiment.by_article(study.tables), columns)


def topic_words(study: Study, limit: int = 25) -> Shown:
    """The words whose valence was set to zero, most frequent first."""
    words = study.valences[study.valences["topic"]]
    counts = words.groupby(["word", "valence"]).size().rename("n").reset_index()
    counts = counts.sort_values(["n", "word"], ascending=[False, True]).head(limit)
    return table(counts, {"word": "word", "valence": "VADER's valence", "n": "times"}, "No such word occurs.")


def course(study: Study) -> Picture:
    """The score of every sentence along each article; a curve only where there are articles enough for a band."""
    rows = sentiment.scored(study.tables).dropna(subset=["vader_adjusted"])
    names = labels(study.articles)
    rows = rows.assign(panel=rows["article_id"].map(names), value=rows["vader_adjusted"])
    band = shifts.along(study.tables)
    if len(band):  # an outlet with articles enough is one panel, its articles together
        band = band.assign(panel=band["outlet"] + ", " + band["episode"])
        known = known_outlets(study.articles).merge(band[["episode", "outlet", "panel"]].drop_duplicates())
        together = known.set_index("article_id")["panel"]
        rows["panel"] = rows["article_id"].map(together).fillna(rows["panel"])
    band = band.assign(panel=band.get("panel", pd.Series(dtype="str")))
    return courses(rows, band, "Sentiment along the article, without topic words", "VADER without topic words")


def parts(study: Study) -> Shown:
    """Headline, lead and body."""
    columns = {"article": "article", "part": "part", "n": "stretches", **_MEASURES}
    rows = sentiment.by_part(study.tables)
    rows["part"] = pd.Categorical(rows["part"], sentiment.PARTS, ordered=True)
    rows = rows.sort_values(["article_id", "part"]).assign(part=lambda r: r["part"].astype("str"))
    return table(rows, columns)


def by_voice(study: Study) -> Shown:
    """The outlet's own voice beside the voices it carries."""
    rows = sentiment.by_voice(study.tables)
    columns = {"article": "article", "voice": "voice", "n": "stretches", **_MEASURES}
    return table(rows.assign(voice=rows["voice"].map(VOICE_NAMES)), columns)


def towards(study: Study) -> Picture:
    """Tone towards each side."""
    rows = sentiment.towards(study.tables, study.codebook)
    names = study.codebook.side_names
    wide = rows.pivot(index="article", columns="target_side", values="target_score")
    wide = wide.reindex(index=list(dict.fromkeys(rows["article"]))).reset_index()
    palette = colours(study.codebook)
    return dots(
        wide, "article", names, palette, "Tone towards each side, in every voice", "mean of its mentions, −1 to 1"
    )


def towards_table(study: Study) -> Shown:
    """The values of `towards`, and the same in the outlet's own voice."""
    rows = sentiment.towards(study.tables, study.codebook)
    rows = rows.assign(side=rows["target_side"].map(lambda s: side_label(study.codebook, s)))
    columns = {
        "article": "article", "side": "towards", "n": "mentions", "target_score": "tone", "own_n": "in its own voice",
        "own_score": "tone in its own voice",
    }  # fmt: skip
    return table(rows, columns)


def shift_table(study: Study) -> Shown:
    """Every shift the corpus could show, with its interval and q, or what would be needed for them."""
    rows = shifts.shifts(study.tables, study.codebook)
    names = {episode.id: episode.name for episode in study.codebook.episodes}
    rows = rows.assign(
        kind=rows["kind"].map(_KINDS), episode=rows["episode"].map(names), outlet=rows["outlet"].fillna("all")
    )
    rows = rows[rows["n_articles"] > 0]
    columns = {
        "kind": "shift", "episode": "episode", "outlet": "outlet", "contrast": "from → to", "n_articles": "articles",
        "difference": "difference", "low": "low", "high": "high", "q": "q", "note": "interval",
    }  # fmt: skip
    return table(rows, columns, needed(study).plain)


def needed(study: Study) -> Shown:
    """What a shift would need, and what there is."""
    known = known_outlets(study.articles)
    most = int(known.groupby(["episode", "outlet"]).size().max()) if len(known) else 0
    if most >= MIN_ARTICLES:
        return note(
            f"Outlets with {MIN_ARTICLES} articles or more of one episode have intervals; the others say what they lack."
        )
    return note(
        f"A shift needs at least {MIN_ARTICLES} articles of one outlet and episode, or {MIN_ARTICLES} before and {MIN_ARTICLES} after "
        f"a date; the most there are is {most}. The differences below describe single articles: none has an interval, and none shows "
        "that an outlet's tone shifted."
    )


def movers(study: Study, direction: str, measure: str = "vader_adjusted") -> Shown:
    """The three stretches of each article that move its mean most, one way (`up` or `down`)."""
    rows = sentiment.movers(study.tables, measure)
    rows = rows[rows["direction"] == direction]
    rows = rows.assign(say=rows["effect"].map("{:+.3f}".format))
    return passages(study.tables, rows, say="say", limit=len(rows))


def word_shifts(study: Study) -> Shown:
    """For each pair of articles of one episode, the words that make the difference between them."""
    names = labels(study.articles)
    rows = []
    for _, group in study.articles.dropna(subset=["episode"]).groupby("episode"):
        for first, second in combinations(group["article_id"].tolist(), 2):
            for row in sentiment.word_shift(study.tables, [first], [second]).head(6).itertuples():
                rows.append([names[first], names[second], row.word, row.valence, row.contribution])
    frame = pd.DataFrame(rows, columns=["first", "second", "word", "valence", "contribution"])
    columns = {"first": "from", "second": "to", "word": "word", "valence": "valence", "contribution": "contribution"}
    return table(frame, columns, "No episode has two articles.")


def word_shift(study: Study) -> Picture | Shown:
    """The word-shift graph of the first two articles of the episode with most articles."""
    sizes = study.articles.dropna(subset=["episode"]).groupby("episode")["article_id"].agg(list)
    pairs = [ids for ids in sizes if len(ids) > 1]
    if not pairs:
        return note("No episode has two articles.")
    first, second = max(pairs, key=len)[:2]
    shift = sentiment.word_shift(study.tables, [first], [second]).head(WORDS)
    names = labels(study.articles)
    return word_bars(shift, f"Words between {names[first]} and {names[second]}", first, second)


def caution() -> Shown:
    """What the measure does not show."""
    return note(
        "A low score is not a bias: quoting an angry minister lowers it, whatever the outlet thinks. Tone towards a side is a model's "
        "estimate from one sentence; it errs in more than one mention of three, and says nothing of why."
    )
