"""What `02-terminology` shows."""

import pandas as pd

from analysis.compare import terminology
from analysis.compare.units import PROSE, with_kind, without_wire
from analysis.present.display import Picture, Shown, note, table
from analysis.present.evidence import passages
from analysis.present.figures import colours, side_label, stacked
from analysis.study import Study

_BY_VOICE = {
    "article": "article", "concept_name": "what is named", "variant_name": "word", "owner": "whose usage", "own": "own voice",
    "indirect": "reported speech", "direct": "quotation", "scare": "scare quotes", "caption": "caption",
}  # fmt: skip


def by_voice(study: Study, concept: str | None = None) -> Shown:
    """How often each article uses each word, in its own voice, in reported speech and in quotation marks."""
    rows = terminology.by_voice(study.tables, study.codebook)
    rows = rows if concept is None else rows[rows["concept"] == concept]
    rows = rows.assign(owner=rows["preferred_by"].map(lambda side: side_label(study.codebook, side)))
    return table(rows, _BY_VOICE, "No word for this concept is used.")


def owners(study: Study, wire: bool = True) -> Picture:
    """Whose usage the contested words are that each article writes in its own voice."""
    tables = study.tables if wire else without_wire(study.tables)
    order = [*study.codebook.side_ids, *terminology.OWNERS_LAST]
    names = {side: side_label(study.codebook, side) for side in order}
    title = "Whose usage are the contested words in the outlet's own voice?" + ("" if wire else " (without wire copy)")
    return stacked(
        terminology.owners(tables, study.codebook), "article", "preferred_by", "share", order, colours(study.codebook), names,
        "share of the contested words in its own voice", title,
    )  # fmt: skip


def owners_table(study: Study) -> Shown:
    """The counts of `owners`."""
    rows = terminology.owners(study.tables, study.codebook)
    wide = rows.pivot(index="article", columns="preferred_by", values="k")
    order = [*study.codebook.side_ids, *terminology.OWNERS_LAST]
    wide = wide.reindex(columns=order).rename(columns=lambda side: side_label(study.codebook, side)).reset_index()
    return table(wide)


def by_outlet(study: Study) -> Shown:
    """The same for each outlet within an episode, with its interval or the reason why there is none."""
    rows = terminology.owners_by_outlet(study.tables, study.codebook)
    rows = rows[rows["preferred_by"].isin(study.codebook.side_ids)]
    rows = rows.assign(owner=rows["preferred_by"].map(lambda side: side_label(study.codebook, side)))
    columns = {
        "episode": "episode", "outlet": "outlet", "owner": "usage of", "k": "words", "n": "of", "share": "share", "low": "low",
        "high": "high", "note": "interval",
    }  # fmt: skip
    return table(rows, columns, "No outlet is known.")


def sentences(study: Study, side: str, voice: str = "outlet", limit: int = 12) -> Shown:
    """The sentences in which a side's usage stands, in one voice."""
    terms = with_kind(study.terms, study.sentences)
    rows = terms[terms["kind"].isin(PROSE) & (terms["preferred_by"] == side) & (terms["voice"] == voice)]
    return passages(study.tables, rows, limit=limit)


def sentences_of_sides(study: Study, voice: str = "outlet", limit: int = 12) -> Shown:
    """The sentences in which either side's usage stands, with whose it is."""
    terms = with_kind(study.terms, study.sentences)
    rows = terms[
        terms["kind"].isin(PROSE) & terms["preferred_by"].isin(study.codebook.side_ids) & (terms["voice"] == voice)
    ]
    names = study.codebook.side_names
    return passages(
        study.tables, rows.assign(owner=rows["preferred_by"].map(names) + "’s usage"), say="owner", limit=limit
    )


def captions(study: Study) -> Shown:
    """The contested words in captions, which no count above holds."""
    terms = with_kind(study.terms, study.sentences)
    return passages(study.tables, terms[terms["kind"] == "caption"], say="variant")


def why(study: Study) -> Shown:
    """For each word that occurs: whose usage it is, and why the codebook says so, with its reference."""
    used = set(zip(study.terms["concept"], study.terms["variant"], strict=True))
    rows = [
        {
            "word": variant.name,
            "what": concept.name,
            "owner": side_label(study.codebook, variant.preferred_by)
            if variant.preferred_by
            else f"by its {str(variant.relation).replace('_', ' ')}",
            "kind": variant.usage,
            "why": variant.why,
            "references": "; ".join(study.codebook.references[r] for r in variant.references),
        }
        for concept in study.codebook.concepts
        for variant in concept.variants
        if (concept.id, variant.id) in used
    ]
    columns = {
        "word": "word",
        "what": "what it names",
        "owner": "whose usage",
        "kind": "kind of usage",
        "why": "why",
        "references": "reference",
    }
    return table(pd.DataFrame(rows), columns, "No contested word occurs.")


def caution() -> Shown:
    """What the measure does not show."""
    return note(
        "Whose usage a word is does not say that the writer takes that side. Words in reported speech are usually the outlet's own "
        "choice, but nobody can know: they stand in a column of their own and are credited to no one."
    )
