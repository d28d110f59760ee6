"""Who blames: the source of the words around a tie, who accuses somebody in them, or the outlet."""

from dataclasses import dataclass

from analysis.annotate.agency.accusation import Accusation
from analysis.annotate.agency.discourse import Discourse
from analysis.annotate.party import UNRESOLVED, Party
from analysis.codebook import Codebook
from analysis.english.lexicon import lexicon
from analysis.syntax.phrases import noun_phrase


@dataclass(frozen=True, slots=True)
class Blamer:
    """Who blames: a name as the text has it (or `outlet`, `source`), its side, and the one who relays it."""

    name: str
    party: Party | None = None
    via: str | None = None

    @property
    def side(self) -> str | None:
        return self.party.side if self.party else None

    @property
    def actor(self) -> str | None:
        return self.party.actor if self.party else None


OUTLET = Blamer("outlet")
ANONYMOUS = Blamer("source", UNRESOLVED)


def source_of(document: Discourse, attribution_id: str | None) -> Blamer:
    """The source of an attribution, else the outlet, which also speaks where it says "reportedly"."""
    row = document.attributions.get(attribution_id) if attribution_id else None
    if row is None or row.source is None and row.cue in lexicon().adverbs:
        return OUTLET
    return Blamer(row.source or "source", Party(row.source_side, row.source_actor, row.source_basis), row.via)


def accuser(document: Discourse, cue: int, accuser: int, attribution_id: str | None) -> Blamer:
    """Who accuses: the subject of the cue, unless it has been found that another says it ("said two men were hurt, accusing ...")."""
    phrase, at = noun_phrase(document.tree, accuser), document.tree.start[cue]
    for row in document.attributions.values():
        if (
            row.source_start is not None
            and row.source_end is not None
            and row.cue_start is not None
            and row.cue_end is not None
        ):
            elsewhere = row.source_end <= phrase.start or phrase.end <= row.source_start
            if row.cue_start <= at < row.cue_end and elsewhere:
                return source_of(document, row.attribution_id)
    told = document.attributions.get(attribution_id) if attribution_id else None
    party = document.sides.resolve(accuser)
    return Blamer(
        phrase.text,
        party if party.known else _as_source(document, phrase.start, phrase.end),
        told.source if told is not None else None,
    )


def said_above(document: Discourse, found: Accusation) -> bool:
    """Whether an accusation is that of a source which stands above the clause it hangs on."""
    at = document.tree.start[found.cue]
    for row in document.attributions.values():
        if row.cue_start is not None and row.cue_end is not None and row.cue_start <= at < row.cue_end:
            by = document.tree.start[found.accuser] if found.accuser is not None else -1
            return (
                row.source_start is not None
                and row.source_end is not None
                and not row.source_start <= by < row.source_end
            )
    return False


def _as_source(document: Discourse, start: int, end: int) -> Party:
    """Whose the words between two characters are where they are the source of something: "the ministry accused X of ..."."""
    for row in document.attributions.values():
        if (
            row.source_start is not None
            and row.source_end is not None
            and row.source_start < end
            and start < row.source_end
        ):
            return Party(row.source_side, row.source_actor, row.source_basis)
    return UNRESOLVED


def each_other(by: Blamer, codebook: Codebook) -> list[tuple[Blamer, Party]]:
    """The sides accuse each other: one tie each way."""
    basis = by.party.basis if by.party else None
    first, second = codebook.side_ids
    return [
        (Blamer(by.name, Party(side, None, basis), by.via), Party(other, None, "said"))
        for side, other in ((first, second), (second, first))
    ]
