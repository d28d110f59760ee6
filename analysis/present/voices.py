"""What `03-voices` shows."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from markupsafe import Markup

from analysis.compare import voices
from analysis.compare.positions import first_spoken
from analysis.compare.units import PROSE, VOICES
from analysis.present import words
from analysis.present.counts import count
from analysis.present.display import Picture, Shown, cells, note, table
from analysis.present.estimated import dot_plot, estimate_table, sides
from analysis.present.figures import VOICE_COLOURS, colours, positions, stacked
from analysis.present.passages import passages
from analysis.present.rows import rows
from analysis.study import Study

SPOKEN: dict[str, Any] = {"content_kind": ["speech", "belief"], "kind": list(PROSE)}
CUES = 8  # verbs listed of each class


def word_shares(study: Study) -> Picture:
    """How much of each row is the outlet's own voice."""
    chosen = rows(study)
    wide = chosen.estimates("voices.words").pivot(index="number", columns="item", values="value")
    wide = wide.reindex(index=chosen.order.index, columns=list(VOICES))
    wide.index = pd.MultiIndex.from_tuples(chosen.places)
    return stacked(wide, VOICE_COLOURS, words.VOICES, "share of the words", "In whose voice are the words?")


def word_shares_table(study: Study) -> Shown:
    """The values of `word_shares`, with their intervals."""
    chosen = rows(study)
    columns = [(words.VOICES[voice], {"item": voice}) for voice in VOICES]
    return estimate_table(
        chosen, chosen.estimates("voices.words"), columns, "There is no text.", "Counts are of words."
    )


def sources(study: Study) -> Shown:
    """Who speaks: of the statements whose side is known, those of each side."""
    chosen = rows(study)
    caption = "Share of the statements that come from a side"
    return dot_plot(chosen, chosen.estimates("voices.sources"), sides(study.codebook), caption, "Nobody is quoted.")


def words_of_sides(study: Study) -> Shown:
    """The same in words."""
    chosen = rows(study)
    caption = "Share of the words of sources that a side has"
    found = chosen.estimates("voices.words_of_side")
    return dot_plot(chosen, found, sides(study.codebook), caption, "Nobody is quoted.")


def first_quoted(study: Study) -> Picture | Shown:
    """Where each side first speaks: a dot an article."""
    chosen = rows(study)
    found = first_spoken(study.tables, study.codebook)
    if found.empty:
        return note("Neither side speaks.")
    places = [chosen.places[number] for number in found["article_id"].map(chosen.of)]
    dots = found.rename(columns={"source_side": "key"}).assign(
        heading=[p[0] for p in places], label=[p[1] for p in places]
    )
    known = [place for place in chosen.places if place in set(places)]
    palette = colours(study.codebook)
    return positions(dots, known, palette, study.codebook.side_names, "Where each side first speaks")


def cues(study: Study) -> Shown:
    """How each side's words are introduced: the class of the verb, its stance, and the verbs."""
    found = voices.cues(study.tables)
    if found.empty:
        return note("Nobody is quoted.")
    order = [*study.codebook.side_ids, *voices.SIDES_LAST]
    lines = []
    for (side, cue_class, stance), group in found.groupby(["source_side", "cue_class", "cue_stance"], dropna=False):
        known = {"source_side": side, "cue_class": cue_class, "cue_stance": stance}
        keys = {name: "" if pd.isna(value) else value for name, value in known.items()}
        number = int(group["n"].sum())
        listed = [
            Markup("{}\u00a0{}").format(
                row.cue_lemma, count(row.n, "attributions", **keys, cue_lemma=row.cue_lemma, **SPOKEN)
            )
            for row in group.head(CUES).itertuples()
        ]
        more = f" and {len(group) - CUES} more" if len(group) > CUES else ""
        lines.append(
            {
                "key": side,
                "side": words.side(study.codebook, side),
                "class": words.said("cue_class", cue_class),
                "stance": words.said("cue_stance", stance),
                "n": number,
                "verbs": Markup(", ").join(listed) + more,
            }
        )
    lines = sorted(lines, key=lambda line: (order.index(line["key"]), -line["n"]))
    columns = {"class": "kind of verb", "stance": "stance", "n": "times", "verbs": "verbs"}
    return table(pd.DataFrame(lines, dtype=object), columns, by="side", values=found)


def quality(study: Study) -> Shown:
    """How many statements have an unnamed source, one whose side is not known, none at all, or came by way of another outlet."""
    chosen = rows(study)
    said = voices.spoken(study.tables)
    said = said.assign(number=said["article_id"].map(chosen.of))
    parts = {
        "statements": ({}, pd.Series(True, index=said.index)),
        "unnamed source": ({"source_kind": "anonymous"}, said["source_kind"] == "anonymous"),
        "side unknown": ({"source_side": "unresolved"}, said["source_side"] == "unresolved"),
        "no source given": ({"source": ""}, said["source"].isna()),
    }
    lines = []
    for number, group in said.groupby("number"):
        place = chosen.order.iloc[int(number)].to_dict()
        line = {"episode": place["episode_name"], chosen.unit: place["row"]}
        for name, (keys, those) in parts.items():
            n = int(those[group.index].sum())
            line[name] = count(n, "attributions", **chosen.keys(place), **keys, **SPOKEN) if n else 0
        lines.append(line)
    columns = {name: name for name in (chosen.unit, *parts)}
    return table(pd.DataFrame(lines, dtype=object), columns, "Nobody is quoted.", by="episode")


def chains(study: Study) -> Shown:
    """Whose words came by way of another outlet."""
    chosen = rows(study)
    said = voices.spoken(study.tables).dropna(subset=["via"])
    said = said.assign(row=said["article_id"].map(chosen.names))
    found = said.groupby(["row", "via", "source_side"], dropna=False).size().rename("n").reset_index()
    found = found.sort_values(["n", "row", "via"], ascending=[False, True, True])
    ids = dict(zip(chosen.names, chosen.articles["outlet"], strict=True))
    numbers = (
        count(
            row.n, "attributions", via=row.via, source_side=row.source_side,
            **chosen.keys({"outlet": ids[row.row], "episode": None}, episode=False), **SPOKEN,
        )
        for row in found.itertuples()
    )  # fmt: skip
    found["times"] = cells(found, numbers)
    found["side"] = [words.side(study.codebook, side) for side in found["source_side"]]
    columns = {"row": chosen.unit, "via": "by way of", "side": "whose words", "times": "times"}
    return table(found, columns, "Nothing is relayed by way of another outlet.")


def unresolved(study: Study) -> Shown:
    """Statements that could not be given to a side, for a reader to judge."""
    return passages(study, "attributions", _source, source_side="unresolved", **SPOKEN)


def stance(study: Study, stance: str = "distancing") -> Shown:
    """Statements whose verb shows a stance to the truth of what is said."""
    return passages(study, "attributions", lambda row: f"“{row['cue']}”", cue_stance=stance, **SPOKEN)


def caution() -> Shown:
    """What the measure does not show."""
    return note(
        "Being quoted more, or first, is not being favoured: it also follows from who held a press conference that day."
    )


def _source(row: Mapping[str, Any]) -> str:
    return f"said by “{row['source']}”" if isinstance(row["source"], str) else "no source given"
