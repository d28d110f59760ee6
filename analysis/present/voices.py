"""What `03-voices` shows."""

from analysis.compare import voices
from analysis.compare.units import VOICES
from analysis.present.display import Picture, Shown, note, table
from analysis.present.evidence import passages
from analysis.present.figures import VOICE_COLOURS, VOICE_NAMES, positions, side_label, stacked
from analysis.study import Study


def word_shares(study: Study) -> Picture:
    """How much of each article is the outlet's own voice."""
    return stacked(
        voices.word_shares(study.tables), "article", "voice", "share", VOICES, VOICE_COLOURS, VOICE_NAMES, "share of its words",
        "In whose voice are the words?",
    )  # fmt: skip


def word_shares_table(study: Study) -> Shown:
    """The counts of `word_shares`."""
    rows = voices.word_shares(study.tables)
    wide = rows.pivot(index="article", columns="voice", values="n_words").reindex(columns=list(VOICES))
    return table(wide.rename(columns=VOICE_NAMES).reset_index())


def by_side(study: Study) -> Shown:
    """Who speaks how much, how much of it in quotation marks, and where first."""
    rows = voices.by_side(study.tables, study.codebook)
    rows = rows[rows["attributions"] > 0]
    rows = rows.assign(side=rows["source_side"].map(lambda s: side_label(study.codebook, s)))
    columns = {
        "article": "article", "side": "who speaks", "attributions": "times", "n_words": "words", "direct_words": "in quotation marks",
        "first_position": "first at (0–1)",
    }  # fmt: skip
    return table(rows, columns, "Nobody is quoted.")


def first_quoted(study: Study) -> Picture:
    """Where each side first speaks."""
    return positions(voices.by_side(study.tables, study.codebook), study.codebook, "Where each side first speaks")


def cues(study: Study) -> Shown:
    """With which verbs each side's words are introduced."""
    rows = voices.cues(study.tables)
    rows = rows.assign(side=rows["source_side"].map(lambda s: side_label(study.codebook, s)))
    return table(
        rows,
        {"side": "who speaks", "cue_lemma": "introduced by", "cue_class": "act", "cue_stance": "stance", "n": "times"},
        "Nobody is quoted.",
    )


def quality(study: Study) -> Shown:
    """How many attributions are anonymous, unresolved or relayed."""
    columns = {
        "article": "article", "attributions": "attributions", "anonymous": "anonymous", "unresolved": "side unknown",
        "no_source": "no source named", "relayed": "relayed", "via": "by way of",
    }  # fmt: skip
    return table(voices.quality(study.tables), columns)


def chains(study: Study) -> Shown:
    """Whose words came by way of another outlet."""
    rows = voices.chains(study.tables)
    rows = rows.assign(side=rows["source_side"].map(lambda s: side_label(study.codebook, s)))
    columns = {"article": "article", "source": "source", "side": "side", "via": "by way of", "n": "times"}
    return table(rows, columns, "Nothing is relayed by way of another outlet.")


def unresolved(study: Study, limit: int = 12) -> Shown:
    """The attributions that could not be given to a side, for a reader to judge."""
    said = voices.spoken(study.tables)
    return passages(study.tables, said[said["source_side"] == "unresolved"], say="source", limit=limit)


def stance(study: Study, stance: str = "distancing", limit: int = 12) -> Shown:
    """The attributions whose verb shows a stance to the truth of what is said."""
    said = voices.spoken(study.tables)
    rows = said[said["cue_stance"] == stance]
    return passages(study.tables, rows, say="cue", limit=limit)


def caution() -> Shown:
    """What the measure does not show."""
    return note(
        "Being quoted more, or first, is not being favoured: it also follows from who held a press conference that day."
    )
