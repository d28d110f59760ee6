"""What `04-blame` shows."""

from typing import Any

import pandas as pd

from analysis.compare import blame
from analysis.compare.units import PROSE
from analysis.present import words
from analysis.present.counts import count
from analysis.present.display import Shown, cells, note, table
from analysis.present.estimated import dot_plot, estimate_table, sides
from analysis.present.passages import passages
from analysis.present.rows import rows
from analysis.study import Study

NOT_COUNTED = ["negated", "denied", "irrealis"]


def doers(study: Study) -> Shown:
    """Of the harmful acts with a named doer, in the outlet's own voice, those attributed to each side."""
    chosen = rows(study)
    found = chosen.estimates("blame.doers", voice="outlet")
    caption = "Share of the acts with a named doer that are attributed to a side, in its own voice"
    return dot_plot(chosen, found, sides(study.codebook), caption, "No doer is named.")


def doers_by_voice(study: Study) -> Shown:
    """The same in the outlet's own voice and in the voices that it carries."""
    chosen = rows(study)
    found = chosen.estimates("blame.doers")
    columns = [
        (f"{name}, {words.VOICES[voice]}", {**keys, "voice": voice})
        for voice in ("outlet", "indirect", "direct")
        for name, keys in sides(study.codebook)
    ]
    return estimate_table(chosen, found, columns, "No doer is named.")


def victims(study: Study) -> Shown:
    """Of the harmful acts with a known sufferer, in the outlet's own voice, those that each side suffers."""
    chosen = rows(study)
    found = chosen.estimates("blame.victims", voice="outlet")
    caption = "Share of the acts with a known sufferer that a side suffers, in its own voice"
    return dot_plot(chosen, found, sides(study.codebook), caption, "No sufferer is known.")


def left_out(study: Study) -> Shown:
    """How often the doer is left out, by the side that suffers the act, in the outlet's own voice."""
    chosen = rows(study)
    found = chosen.estimates("blame.doer_left_out", voice="outlet")
    caption = "Share of the acts upon a side whose doer is left out, in its own voice"
    return dot_plot(chosen, found, sides(study.codebook, "upon {}"), caption, "No sufferer is known.")


def ties(study: Study, basis: str) -> Shown:
    """Who blames whom on one basis (accusation, acknowledged): a line for each row, a column for each pair that there is."""
    chosen = rows(study)
    found = blame.ties(study.tables, basis)
    if found.empty:
        return note("Nobody does.")
    found = found.assign(number=found["article_id"].map(chosen.of))
    pairs = found.groupby(["blamer_side", "blamed_side"])["n"].sum().sort_values(ascending=False, kind="stable")
    lines = []
    for number, group in found.groupby("number"):
        place = chosen.order.iloc[int(number)].to_dict()
        line: dict[str, Any] = {"episode": place["episode_name"], chosen.unit: place["row"]}
        by_pair = group.groupby(["blamer_side", "blamed_side"])["n"].sum()
        for blamer, blamed in pairs.index:
            n = int(by_pair.get((blamer, blamed), 0))
            keys = {"item": basis, "source_side": blamer, "side": blamed}
            hit = "unresolved" if blamed == "unresolved" else None
            line[_pair(study, blamer, blamed)] = (
                count(n, "blame.ties", **chosen.keys(place), **keys, hit=hit) if n else 0
            )
        lines.append(line)
    columns = {name: name for name in lines[0] if name != "episode"}
    foot = "Number of times. An arrow leads from who says it to whom it is said of."
    return table(pd.DataFrame(lines, dtype=object), columns, by="episode", foot=foot, values=found)


def tie_sentences(study: Study, basis: str) -> Shown:
    """Sentences behind the ties of one basis."""
    return passages(study, "blame.ties", lambda row: _pair(study, row["source_side"], row["side"]), item=basis)


def constructions(study: Study) -> Shown:
    """How the clauses present the acts, and how often the doer is named in each; all articles together."""
    found = blame.constructions(study.tables)
    found = found.assign(
        named=[words.said("construction", value) for value in found["construction"]],
        acts=cells(
            found, (count(row.total, "blame.construction", item=row.construction) for row in found.itertuples())
        ),
    )
    columns = {
        "named": "how it is told",
        "acts": "acts",
        "doer_named": "doer named",
        "doer_not_named": "doer not named",
    }
    return table(found, columns, "No harmful act is mentioned.")


def doer_sentences(study: Study, voice: str = "outlet") -> Shown:
    """Sentences that name a side as the doer, in one voice."""
    return passages(
        study,
        "blame.doers",
        lambda row: f"doer: {words.side(study.codebook, row['side'])}",
        voice=voice,
        side=[*study.codebook.side_ids, "both"],
    )


def left_out_sentences(study: Study) -> Shown:
    """Sentences in the outlet's own voice that leave out who did something to a side."""
    return passages(
        study,
        "blame.doer_left_out",
        lambda row: f"upon {words.side(study.codebook, row['side'])}",
        voice="outlet",
        side=list(study.codebook.side_ids),
    )


def not_counted(study: Study) -> Shown:
    """Acts that are negated, denied, feared or demanded: kept, shown and not counted."""
    return passages(
        study, "events", lambda row: words.said("modality", row["modality"]), modality=NOT_COUNTED, kind=list(PROSE)
    )


def caution() -> Shown:
    """What the measure does not show."""
    return note(
        "Being shown as the doer of an act is not an accusation, and an accusation is not a fact; they are never added up. "
        "A doer left out is not always hidden: where both sides report deaths nobody knows who killed whom."
    )


def _pair(study: Study, blamer: Any, blamed: Any) -> str:
    return f"{words.side(study.codebook, blamer)} → {words.side(study.codebook, blamed)}"
