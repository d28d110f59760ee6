"""What each mark of an article says, in plain words: who says it, who does what to whom, whose word, how sure, whether inferred."""

from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

import pandas as pd

from analysis.codebook import Codebook
from analysis.compare.units import COUNTED_MODALITIES, PROSE, Tables, with_kind
from analysis.present.numbers import score
from analysis.present.words import concept, owner, said, side

Layer = Literal["voice", "terms", "acts", "tone"]
LAYERS: dict[Layer, str] = {
    "voice": "Voices",
    "terms": "Contested words",
    "acts": "Harmful acts and blame",
    "tone": "Tone towards the sides",
}

_NAMELESS = {"outlet": "the outlet", "source": "a source that is not named"}  # blamers that are no words of the text


class Reading(NamedTuple):
    """A mark and its reading. start, end: what is counted; `shown`: the words that open it, where they are others (the cue of a
    statement). `lines`: (what, words)."""

    start: int
    end: int
    layer: Layer
    classes: str
    heading: str
    lines: list[tuple[str, str]]
    shown: tuple[int, int] | None = None


class Readings:
    """The readings of every article. `tables`: all of a study's."""

    def __init__(self, tables: Tables, codebook: Codebook) -> None:
        self._codebook = codebook
        self._tables = {
            name: dict(list(with_kind(tables[name], tables["sentences"]).groupby("article_id")))
            for name in ("terms", "events", "blame", "attributions", "sentiment")
        }
        self._variants = {(c.id, v.id): v.name for c in codebook.concepts for v in c.variants}
        self._said: dict[str, Any] = {}

    def of(self, article_id: str) -> list[Reading]:
        """The readings of an article, in the order of the text."""
        rows = {name: by_article.get(article_id) for name, by_article in self._tables.items()}
        self._said = {r.attribution_id: r for r in _rows(rows["attributions"])}
        makers = {
            "terms": self._term,
            "events": self._act,
            "blame": self._tie,
            "attributions": self._statement,
            "sentiment": self._tone,
        }
        made = [reading for name, make in makers.items() for row in _rows(rows[name]) for reading in make(row)]
        return sorted(made, key=lambda r: (r.start, -r.end))

    def _term(self, row: Any) -> Iterator[Reading]:
        whose = owner(self._codebook, row.preferred_by)
        lines = [
            ("A word for", concept(self._codebook, row.concept)),
            ("As the codebook calls it", self._variants[row.concept, row.variant]),
            ("Whose usage", whose + (", kept at a distance" if row.distanced else "")),
            ("In whose voice", self._voice(row)),
            *self._uncounted(row, "among the usages, for it is kept at a distance" if row.distanced else ""),
        ]
        yield Reading(row.start, row.end, "terms", f"term {self._class(row.preferred_by)}", "Contested word", lines)

    def _act(self, row: Any) -> Iterator[Reading]:
        lines = [
            ("What", said("event_class", row.event_class)),
            ("Done by", self._party(row.agent, row.agent_side, row.agent_basis)),
            ("Done to", self._party(row.patient, row.patient_side, row.patient_basis)),
            ("How it is told", said("construction", row.construction)),
            ("How sure", said("modality", row.modality)),
            ("In whose voice", self._voice(row)),
            *self._uncounted(row, "" if row.modality in COUNTED_MODALITIES else said("modality", row.modality)),
        ]
        yield Reading(row.start, row.end, "acts", "act", "Harmful act", lines)

    def _tie(self, row: Any) -> Iterator[Reading]:
        blamer = _NAMELESS.get(row.blamer) or self._party(row.blamer, row.blamer_side, None)
        lines = [
            ("Who blames", blamer),
            ("Who is blamed", self._party(row.blamed, row.blamed_side, None)),
            ("How", said("basis", row.basis)),
            ("How sure", said("modality", row.modality)),
            *self._uncounted(row, "" if row.modality in COUNTED_MODALITIES else said("modality", row.modality)),
        ]
        yield Reading(row.start, row.end, "acts", "blame", "Blame", lines)

    def _statement(self, row: Any) -> Iterator[Reading]:
        cue = "" if pd.isna(row.cue) else f"“{row.cue}”"
        how = [said("cue_class", row.cue_class)] if pd.notna(row.cue_class) else []
        how += [said("cue_stance", row.cue_stance)] if pd.notna(row.cue_stance) else []
        lines = [
            ("Who says it", self._party(row.source, row.source_side, None)),
            ("What kind of source", said("source_kind", row.source_kind)),
            ("How the source is known", said("source_basis", row.source_basis)),
            ("Introduced by", f"{cue} ({', '.join(how)})" if cue and how else cue or "no word for it"),
            ("What is given", f"{said('content_kind', row.content_kind)}, {said('form', row.form)}"),
            *([("Relayed by", row.via)] if pd.notna(row.via) else []),
            *self._uncounted(row, ""),
        ]
        shown = next(
            (
                (int(a), int(b))
                for a, b in ((row.cue_start, row.cue_end), (row.source_start, row.source_end))
                if pd.notna(a)
            ),
            None,
        )
        yield Reading(
            row.start, row.end, "voice", "said", "Who is speaking", lines, shown or (row.start, row.start + 1)
        )

    def _tone(self, row: Any) -> Iterator[Reading]:
        if row.target_side in self._codebook.side_ids and pd.notna(row.target_score):
            lines = [
                ("Towards", side(self._codebook, row.target_side)),
                ("Tone", f"{score(row.target_score)} (from −1, negative, to 1, positive)"),
                ("In whose voice", self._voice(row)),
                *self._uncounted(row, ""),
            ]
            yield Reading(row.start, row.end, "tone", f"tone {self._class(row.target_side)}", "Tone", lines)

    def _voice(self, row: Any) -> str:
        speaker = self._said.get(row.attribution_id) if isinstance(row.attribution_id, str) else None
        of = f", of {self._party(speaker.source, speaker.source_side, None)}" if speaker is not None else ""
        return said("voice", row.voice) + of

    def _party(self, words: Any, whose: Any, basis: Any) -> str:
        """Somebody as the text names them, with their side and how it is known."""
        known = [side(self._codebook, whose)] if pd.notna(whose) else []
        known += [said("agent_basis", basis)] if pd.notna(basis) else []
        aside = f" ({', '.join(known)})" if known else ""
        return "nobody is named" + aside if pd.isna(words) else f"“{words}”{aside}"

    def _uncounted(self, row: Any, why: str) -> list[tuple[str, str]]:
        if row.kind not in PROSE:
            why = f"it stands in a {said('kind', row.kind)}"
        return [("Not counted", why)] if why else []

    def _class(self, value: Any) -> str:
        sides = self._codebook.side_ids
        return f"side-{sides.index(value) + 1}" if value in sides else "side-none"


def _rows(table: pd.DataFrame | None) -> Iterator[Any]:
    return iter(()) if table is None else table.itertuples(index=False)
