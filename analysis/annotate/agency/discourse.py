"""One document as the rules of agency read it: its tree, whose its phrases are, and who says what."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from spacy.tokens import Doc

from analysis.annotate.agency import denial
from analysis.annotate.attribution.antecedents import Antecedents
from analysis.annotate.attribution.voices import voice_at
from analysis.annotate.document.sentences import paragraph_at
from analysis.annotate.parties import Sides
from analysis.annotate.party import Party
from analysis.annotate.rulers import rulers_of
from analysis.codebook import Codebook
from analysis.schema import Attribution
from analysis.syntax.tree import Tree


@dataclass(frozen=True, slots=True)
class Discourse:
    """`attributions`: by their ids; `titles`: characters of the headlines; `denials`: of what sources deny or doubt;
    `rulers`: who rules the contested place, if one actor of the codebook does."""

    doc: Doc
    codebook: Codebook
    tree: Tree
    sides: Sides
    attributions: dict[str, Attribution]
    antecedents: Antecedents
    titles: list[tuple[int, int]]
    denials: list[tuple[int, int]]
    rulers: Party


def discourses(codebook: Codebook) -> Callable[[Doc], Discourse]:
    """Reads documents with mentions, attributions and voices."""
    return partial(_discourse, codebook, rulers_of(codebook))


def _discourse(codebook: Codebook, rulers: Party, doc: Doc) -> Discourse:
    tree = doc._.tree
    sides = Sides(tree, lambda start, end: voice_at(doc, start, end)[1])
    return Discourse(
        doc,
        codebook,
        tree,
        sides=sides,
        attributions={a.attribution_id: a for a in doc._.attributions},
        antecedents=Antecedents(tree, sides, lambda place: paragraph_at(doc, place)),
        titles=[(b.start, b.end) for b in doc._.blocks if b.kind == "title"],
        denials=denial.spans(tree, doc._.attributions),
        rulers=rulers,
    )


def seen(codebook: Codebook) -> tuple[object, ...]:
    """What of a codebook the rules of agency depend on beside its mentions."""
    return codebook.sides, rulers_of(codebook)
