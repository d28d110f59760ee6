"""What `02-terminology` shows."""

import pandas as pd
from markupsafe import Markup

from analysis.compare.units import PROSE, with_kind
from analysis.present import words
from analysis.present.counts import count
from analysis.present.display import Shown, note, table
from analysis.present.estimated import dot_plot, sides
from analysis.present.passages import passages
from analysis.present.rows import rows
from analysis.study import Study

NOT_CAPTIONS = list(PROSE)
VOICES = {"own voice": ["outlet"], "reported speech": ["indirect"], "quotation": ["direct", "scare"]}


def usage(study: Study, copies: bool = True) -> Shown:
    """Whose usage the contested words are in the outlet's own voice; with `copies=False` without the copies of dispatches."""
    chosen = rows(study)
    if not copies and not chosen.copies:
        return note("No article is known to be a copy: the figure would be the same.")
    found = chosen.estimates("terms.usage", copies=copies, voice="outlet")
    caption = "Share of the contested words in its own voice that are a side’s usage"
    columns = sides(study.codebook)
    return dot_plot(
        chosen, found, columns, caption + ("" if copies else ", without copies"), "No contested word is used."
    )


def used(study: Study) -> Shown:
    """Which words there are for each thing named, by voice; outlets over all episodes together."""
    chosen = rows(study)
    terms = with_kind(study.terms, study.sentences)
    terms = terms[terms["kind"].isin(PROSE)]
    if terms.empty:
        return note("No contested word is used.")
    terms = terms.assign(row=terms["article_id"].map(chosen.names))
    things = terms["concept"].value_counts()
    order = {name: place for place, name in enumerate(dict.fromkeys(chosen.order["row"]))}
    outlet_of = chosen.order.drop_duplicates("row").set_index("row")["outlet"]
    lines = []
    for (concept, row), group in terms.groupby(["concept", "row"]):
        keys = chosen.keys({"outlet": outlet_of[row], "episode": None}, episode=False)
        cells = {
            name: _words(study, group[group["voice"].isin(voices)], voices, keys) for name, voices in VOICES.items()
        }
        lines.append(
            {
                "at": (-things[concept], concept, order[row]),
                "thing": words.concept(study.codebook, concept),
                chosen.unit: row,
                **cells,
            }
        )
    lines.sort(key=lambda line: line["at"])
    columns = {name: name for name in (chosen.unit, *VOICES)}
    values = terms.groupby(["concept", "variant", "row", "voice"]).size().rename("n").reset_index()
    return table(pd.DataFrame(lines, dtype=object), columns, by="thing", values=values)


def of_sides(study: Study, voice: str = "outlet") -> Shown:
    """Sentences in which either side's usage stands, in one voice, with whose it is."""
    return passages(
        study,
        "terms.usage",
        lambda row: words.owner(study.codebook, row["side"]),
        voice=voice,
        side=list(study.codebook.side_ids),
    )


def captions(study: Study) -> Shown:
    """The contested words in captions, which no count above holds."""
    return passages(
        study, "terms", lambda row: words.variant(study.codebook, f"{row['concept']}/{row['variant']}"), kind="caption"
    )


def why(study: Study) -> Shown:
    """For each word that occurs: whose usage it is, and why the codebook says so, with its reference."""
    found = set(zip(study.terms["concept"], study.terms["variant"], strict=True))
    lines = [
        {
            "thing": concept.name,
            "word": variant.name,
            "owner": words.owner(study.codebook, variant.preferred_by)
            if variant.preferred_by
            else words.said("relation", variant.relation),
            "kind": words.said("usage", variant.usage),
            "why": variant.why,
            "references": "; ".join(study.codebook.references[r].rstrip(".") for r in variant.references),
        }
        for concept in study.codebook.concepts
        for variant in concept.variants
        if (concept.id, variant.id) in found
    ]
    columns = {"word": "word", "owner": "whose usage", "kind": "kind of usage", "why": "why", "references": "reference"}
    return table(pd.DataFrame(lines), columns, "No contested word occurs.", by="thing")


def caution() -> Shown:
    """What the measure does not show."""
    return note(
        "Whose usage a word is does not say that the writer takes that side. Words in reported speech are usually the outlet's own "
        "choice, but nobody can know: they stand in a column of their own and are credited to no one."
    )


def _words(study: Study, mentions: pd.DataFrame, voices: list[str], keys: dict) -> Markup:
    """The words with how often each stands there, most frequent first; whose usage it is where it is a side's."""
    counts = mentions.groupby(["concept", "variant", "preferred_by"]).size().rename("n").reset_index()
    counts = counts.sort_values(["n", "variant"], ascending=[False, True])
    parts = []
    for row in counts.itertuples():
        number = count(
            row.n, "terms", concept=row.concept, variant=row.variant, preferred_by=row.preferred_by, voice=voices,
            kind=NOT_CAPTIONS, **keys,
        )  # fmt: skip
        name = words.variant(study.codebook, f"{row.concept}/{row.variant}")
        side = (
            f" ({words.side(study.codebook, row.preferred_by)})" if row.preferred_by in study.codebook.side_ids else ""
        )
        parts.append(Markup("{}{}\u00a0{}").format(name, side, number))
    return Markup("; ").join(parts) if parts else Markup("–")
