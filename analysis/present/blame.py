"""What `04-blame` shows."""

import pandas as pd

from analysis.compare import blame
from analysis.compare.units import counted_events, doer_named, in_prose
from analysis.present.display import Picture, Shown, note, table
from analysis.present.evidence import passages
from analysis.present.figures import colours, heatmap, side_label, stacked
from analysis.study import Study


def doers(study: Study) -> Picture:
    """Who is named as the doer of harmful acts in the outlet's own voice."""
    rows = blame.doers(study.tables, study.codebook)
    order = [*study.codebook.side_ids, "both", "other", "unresolved"]
    names = {side: side_label(study.codebook, side) for side in order}
    return stacked(
        rows,
        "article",
        "agent_side",
        "own",
        order,
        colours(study.codebook),
        names,
        "acts",
        "Named doers in the outlet's own voice",
        as_share=False,
    )


def doers_table(study: Study) -> Shown:
    """Named doers by side, in the outlet's own voice and in others'."""
    rows = blame.doers(study.tables, study.codebook)
    rows = rows[rows["own"] + rows["attributed"] > 0]
    rows = rows.assign(side=rows["agent_side"].map(lambda s: side_label(study.codebook, s)))
    return table(
        rows,
        {"article": "article", "side": "doer", "own": "own voice", "attributed": "in others' voices"},
        "No doer is named.",
    )


def accusations(study: Study) -> Picture | Shown:
    """Who accuses whom: a row for each article and accuser."""
    wide = blame.matrix(study.tables, study.codebook)
    if wide.empty:
        return note("Nobody accuses anybody.")
    wide = wide.assign(row=wide["article"] + ": " + wide["blamer_side"].map(lambda s: side_label(study.codebook, s)))
    wide = (
        wide.drop(columns=["article", "blamer_side"])
        .set_index("row")
        .rename(columns=lambda s: side_label(study.codebook, s))
    )
    return heatmap(wide, "Who accuses whom", "accused", "")


def ties(study: Study, basis: str) -> Shown:
    """The ties of one basis with their counts."""
    rows = blame.ties(study.tables, basis)
    for column in ("blamer_side", "blamed_side"):
        rows[column] = rows[column].map(lambda s: side_label(study.codebook, s)).astype("str")
    return table(
        rows, {"article": "article", "blamer_side": "who says it", "blamed_side": "about whom", "n": "ties"}, "None."
    )


def tie_sentences(study: Study, basis: str, limit: int = 15) -> Shown:
    """The sentences behind the ties of one basis."""
    rows = in_prose(study.blame, study.sentences)
    rows = rows[(rows["basis"] == basis) & rows["modality"].isin(["asserted", "hedged"])]
    label = [
        f"{_party(study, r.blamer, r.blamer_side)} → {_party(study, r.blamed, r.blamed_side)}"
        for r in rows.itertuples()
    ]
    return passages(
        study.tables, rows.assign(label=pd.Series(label, index=rows.index, dtype="str")), say="label", limit=limit
    )


def constructions(study: Study) -> Shown:
    """How the clauses present the acts, and how often the doer is named in each."""
    columns = {
        "construction": "construction",
        "doer_named": "doer named",
        "doer_not_named": "doer not named",
        "total": "acts",
    }
    return table(blame.constructions(study.tables), columns, "No harmful act is mentioned.")


def doer_by_victim(study: Study) -> Shown:
    """How often the doer is named, by the victim's side."""
    rows = blame.doer_by_victim(study.tables, study.codebook)
    rows = rows.assign(side=rows["patient_side"].map(lambda s: side_label(study.codebook, s)))
    return table(
        rows,
        {"article": "article", "side": "victim", "named": "doer named", "n": "of", "share": "share"},
        "No victim's side is known.",
    )


def doer_sentences(study: Study, voice: str = "outlet", limit: int = 15) -> Shown:
    """The sentences that name a doer, in one voice."""
    events = counted_events(in_prose(study.events, study.sentences))
    rows = events[
        doer_named(events) & (events["voice"] == voice) & events["agent_side"].isin([*study.codebook.side_ids, "both"])
    ]
    names = rows["agent_side"].map(lambda s: side_label(study.codebook, s))
    return passages(study.tables, rows.assign(label=names + ": " + rows["event_class"]), say="label", limit=limit)


def hidden_doer_sentences(study: Study, limit: int = 15) -> Shown:
    """The sentences in the outlet's own voice that name no doer."""
    events = counted_events(in_prose(study.events, study.sentences))
    rows = events[~doer_named(events) & (events["voice"] == "outlet")]
    return passages(study.tables, rows, say="construction", limit=limit)


def not_counted(study: Study, limit: int = 12) -> Shown:
    """Acts that are negated, denied, feared or demanded: kept, shown and not counted."""
    events = in_prose(study.events, study.sentences)
    return passages(study.tables, events[~events["modality"].isin(["asserted", "hedged"])], say="modality", limit=limit)


def caution() -> Shown:
    """What the measure does not show."""
    return note(
        "Being shown as the doer of an act is not an accusation, and an accusation is not a fact; the three bases are never added up. "
        "A doer left out is not always hidden: in 'both sides reported deaths' nobody knows who killed whom."
    )


def _party(study: Study, words: str | None, side: str | None) -> str:
    if words == "outlet":
        return "the outlet"
    return side_label(study.codebook, side) if isinstance(side, str) else "unknown"
