"""What `05-sentiment` shows."""

from typing import Any

import pandas as pd
from markupsafe import Markup

from analysis.compare import sentiment, shifts
from analysis.compare.uncertainty import MIN_ARTICLES
from analysis.compare.units import known_outlets
from analysis.present import numbers, words
from analysis.present.counts import count
from analysis.present.display import Picture, Shown, cells, note, table
from analysis.present.estimated import AND, dot_plot, estimate_table, sides
from analysis.present.figures import courses
from analysis.present.passages import sampled
from analysis.present.rows import rows
from analysis.study import Study

WORDS = 6
MOVERS = 12
TOPIC = {"tone.vader": "with its topic", "tone.vader_adjusted": "without its topic"}
VOICES = {"outlet": "own voice", "indirect": "reported speech", "direct": "quotation"}
_KINDS = {
    "along": "along the article",
    "time": "over time",
    "outlets": "between outlets",
    "voices": "own voice and others’",
    "sides": "towards each side",
}


def limits() -> Shown:
    """What VADER can and cannot show, with the figures that were measured."""
    return note(
        "VADER adds up the valence of words. Beside human ratings of newspaper sentences it reaches a correlation of 0.50; asked for the tone towards "
        "somebody named in the sentence it reaches 0.50 on news and 0.51 on 150 mentions of the two sides coded for this suite (mean F1 of three "
        "classes, where 1 is perfect and guessing gives about 0.33). The model of the tone towards a side reaches 0.67 [0.64, 0.70] and 0.67 "
        "[0.59, 0.74] there. docs/sentiment.md has every figure with its command."
    )


def topic(study: Study) -> Shown:
    """How much of the mean score is its topic."""
    chosen = rows(study)
    found = chosen.estimates(*TOPIC, voice="all")
    columns = [(name, {"measure": measure}) for measure, name in TOPIC.items()]
    foot = "Mean score of sentences, from −1 to 1."
    return estimate_table(chosen, found, columns, "No sentence was scored.", foot)


def tone(study: Study) -> Shown:
    """The mean score without topic words, in all voices."""
    chosen = rows(study)
    found = chosen.estimates("tone.vader_adjusted", voice="all")
    caption = "Mean score without topic words, in all voices"
    return dot_plot(chosen, found, [("mean score", {})], caption, "No sentence was scored.")


def topic_words(study: Study, limit: int = 25) -> Shown:
    """The words whose valence was set to zero, most frequent first."""
    found = study.valences[study.valences["topic"]]
    counts = found.groupby(["word", "valence"]).size().rename("n").reset_index()
    counts = counts.sort_values(["n", "word"], ascending=[False, True]).head(limit)
    times = (
        count(row.n, "valences", word=row.word, valence=str(row.valence), topic="True") for row in counts.itertuples()
    )
    counts["times"] = cells(counts, times)
    return table(counts, {"word": "word", "valence": "VADER’s valence", "times": "times"}, "No such word occurs.")


def course(study: Study) -> Picture | Shown:
    """The score of every sentence along the articles of each row; a curve where there are articles enough for a band."""
    chosen = rows(study)
    found = sentiment.scored(study.tables).dropna(subset=["vader_adjusted"])
    if found.empty:
        return note("No sentence was scored.")
    names = [f"{label}, {heading}" if heading else label for heading, label in chosen.places]
    found = found.assign(number=found["article_id"].map(chosen.of), value=found["vader_adjusted"])
    found = found.sort_values("number", kind="stable").assign(panel=lambda f: [names[int(n)] for n in f["number"]])
    band = shifts.along(study.tables)
    place = {key: names[i] for i, key in enumerate(zip(chosen.order["episode"], chosen.order["outlet"], strict=True))}
    band = band.assign(panel=[place.get(key) for key in zip(band["episode"], band["outlet"], strict=True)])
    return courses(found, band, "Sentiment along the article, without topic words", "score of a sentence")


def parts(study: Study) -> Shown:
    """Headline, lead and body."""
    chosen = rows(study)
    found = sentiment.by_part(study.tables)
    found = found.assign(number=found["article_id"].map(chosen.of))
    lines = []
    for number, group in found.groupby("number"):
        place = chosen.order.iloc[int(number)]
        line: dict[str, Any] = {"episode": place["episode_name"], chosen.unit: place["row"]}
        for part in sentiment.PARTS:
            values = group.loc[group["part"] == part, "vader_adjusted"]
            line[part] = _mean(values) if len(values) else "–"
        lines.append(line)
    columns = {name: name for name in (chosen.unit, *sentiment.PARTS)}
    foot = "Mean score without topic words. Intervals of the differences stand further down, where it is asked whether the tone shifts."
    frame = pd.DataFrame(lines, dtype=object)
    return table(frame, columns, "No sentence was scored.", by="episode", foot=foot, values=found)


def by_voice(study: Study) -> Shown:
    """The outlet's own voice beside the voices it carries."""
    chosen = rows(study)
    found = chosen.estimates("tone.vader_adjusted")
    columns = [(name, {"voice": voice}) for voice, name in VOICES.items()]
    return estimate_table(chosen, found, columns, "No sentence was scored.", "Mean score without topic words.")


def towards(study: Study, voice: str = "all") -> Shown:
    """Tone towards each side, in all voices or in one."""
    chosen = rows(study)
    found = chosen.estimates("tone.target", voice=voice)
    caption = f"Mean tone towards a side, {words.in_voice(voice)}"
    return dot_plot(chosen, found, sides(study.codebook, "towards {}"), caption, "Neither side is mentioned.")


def shift_table(study: Study) -> Shown:
    """Every shift the corpus could show, surest first within its kind, or what would be needed for it."""
    found = shifts.shifts(study.tables, study.codebook)
    found = found[found["n_articles"] > 0]
    if found.empty or found["low"].isna().all():
        return needed(study)
    found = found.sort_values("p", kind="stable").sort_values(
        "kind", key=lambda k: k.map(list(_KINDS).index), kind="stable"
    )
    lines = [
        {
            "kind": _KINDS[row["kind"]],
            "contrast": row["contrast"],
            "where": _where(study, row),
            "n": int(row["n_articles"]),
            "difference": numbers.score(row["difference"], plus=True) if pd.notna(row["difference"]) else "–",
            "interval": "–" if pd.isna(row["low"]) else f"{numbers.score(row['low'])} to {numbers.score(row['high'])}",
            "holds": "–" if pd.isna(row["q"]) else "yes" if row["q"] <= 0.05 else "no",
        }
        for row in found.to_dict("records")
    ]
    columns = {
        "contrast": "from → to", "where": "where", "n": "articles", "difference": "difference", "interval": "95\u00a0% interval", "holds": "holds",
    }  # fmt: skip
    foot = "Holds: even after allowing for how many differences of the kind were looked at (false discovery rate of 5\u00a0%)."
    return table(pd.DataFrame(lines), columns, by="kind", foot=foot, values=found)


def needed(study: Study) -> Shown:
    """What a shift would need, and what there is."""
    known = known_outlets(study.articles)
    most = int(known.groupby(["episode", "outlet"]).size().max()) if len(known) else 0
    if most >= MIN_ARTICLES:
        return note(
            f"Outlets with {MIN_ARTICLES} articles or more of one episode have intervals; the others have none."
        )
    return note(
        f"A shift needs at least {MIN_ARTICLES} articles of one outlet and episode, or {MIN_ARTICLES} before and {MIN_ARTICLES} after "
        f"a date; the most there are is {most}. The differences describe single articles: none has an interval, and none shows "
        "that an outlet’s tone shifted."
    )


def movers(study: Study, direction: str, measure: str = "vader_adjusted") -> Shown:
    """The sentences that move the mean of their article most, one way (`up` or `down`)."""
    found = sentiment.movers(study.tables, measure)
    found = (
        found[found["direction"] == direction]
        .sort_values("effect", key=abs, ascending=False, kind="stable")
        .head(MOVERS)
    )
    return sampled(study, found, lambda row: numbers.score(row["effect"], 3, plus=True), MOVERS)


def word_shifts(study: Study) -> Shown:
    """For each row the words that lift or lower its mean beside the others of its episode."""
    chosen = rows(study)
    within = pd.Series(chosen.articles["episode"].to_numpy(), index=chosen.articles["article_id"].to_numpy())
    found = sentiment.word_shifts(study.tables, chosen.of, within)
    lines = []
    for number, group in found.groupby("group"):
        place = chosen.order.iloc[int(number)]
        up, down = (group[sign * group["contribution"] > 0].head(WORDS) for sign in (1, -1))
        lines.append(
            {"episode": place["episode_name"], chosen.unit: place["row"], "up": _listed(up), "down": _listed(down)}
        )
    foot = (
        "More and fewer: words that stand here more often, or less often, than in the others of the episode. In brackets: by how much the word moves "
        "the mean valence of the words."
    )
    columns = {chosen.unit: chosen.unit, "up": "lift it", "down": "lower it"}
    return table(
        pd.DataFrame(lines, dtype=object),
        columns,
        "No episode has two rows to compare.",
        by="episode",
        foot=foot,
        values=found,
    )


def caution() -> Shown:
    """What the measure does not show."""
    return note(
        "A low score is not a bias: quoting an angry minister lowers it, whatever the outlet thinks. Tone towards a side is a model’s "
        "estimate from one sentence; it errs in more than one mention of three, and says nothing of why."
    )


def _listed(group: pd.DataFrame) -> str:
    more = group["second_share"] > group["first_share"]
    parts = []
    for name, those in (("more", group[more]), ("fewer", group[~more])):
        named = [
            f"{w} ({numbers.score(c, plus=True)})" for w, c in zip(those["word"], those["contribution"], strict=True)
        ]
        parts += [f"{name}: {', '.join(named)}"] if named else []
    return "; ".join(parts) or "–"


def _mean(values: pd.Series) -> str:
    if len(values) == 1:
        return numbers.score(values.iloc[0])
    return Markup("{}{}<small>mean of {}</small>").format(numbers.score(values.mean()), AND, len(values))


def _where(study: Study, row: dict[str, Any]) -> str:
    outlet = words.outlet(row["outlet"]) if isinstance(row["outlet"], str) else ""
    episode = words.episode(study.codebook, row["episode"]) if isinstance(row["episode"], str) else "all articles"
    return ", ".join(filter(None, (outlet, episode)))
