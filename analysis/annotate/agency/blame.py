"""Who blames whom: the table `blame`.

Three bases that are never added up: `event` (the outlet or a source shows a party as the doer of a harmful act), `accusation`
(somebody is said to have done wrong: accused, blamed, held responsible, a violation or provocation laid at their door) and
`acknowledged` (a party says it of itself). One tie a blamer and blamed side, so that mutual blame is two ties.
"""

from bisect import bisect_left
from dataclasses import replace
from typing import Literal

from spacy.tokens import Doc

from analysis.annotate.agency import modality, noun_modality, told_elsewhere
from analysis.annotate.agency.accusation import Accusation
from analysis.annotate.agency.accusations import AccusationFinder
from analysis.annotate.agency.blamers import ANONYMOUS, OUTLET, Blamer, accuser, each_other, said_above, source_of
from analysis.annotate.agency.discourse import Discourse, discourses, seen
from analysis.annotate.agency.harm import harm_lexicon
from analysis.annotate.agency.whose import whose
from analysis.annotate.attribution.voices import voice_at
from analysis.annotate.document.sentences import sentence_at
from analysis.annotate.party import UNRESOLVED, Party
from analysis.annotate.steps import Make, step
from analysis.codebook import Codebook
from analysis.english.word_classes import source_kinds, word_class
from analysis.schema import Attribution, Blame, Event
from analysis.syntax.phrases import noun_phrase
from analysis.syntax.tree import Tree

# Classes that name a wrong and not only a harm: whoever words it so accuses.
WRONGS = frozenset({"violate", "provoke"})
DOER_BASES = frozenset({"said", "coreference"})
INDEFINITE = word_class("indefinite_articles")
OBLIGATIONS = word_class("obligations")
COUNTED = frozenset({"asserted", "hedged"})
# Kinds of source that speak for their side (codebook's vocabulary of source kinds).
AUTHORITIES = frozenset({"government", "military", "local authorities"})


class BlameBuilder:
    """Makes the ties of documents for one codebook."""

    def __init__(self, codebook: Codebook):
        self.discourse = discourses(codebook)

    def __call__(self, doc: Doc) -> list[Blame]:
        document = self.discourse(doc)
        rows: list[Blame] = []
        accused: list[tuple[int, int, str]] = []
        harm = harm_lexicon(doc._.predicate_matches)
        for accusation in AccusationFinder(document.tree, document.sides.party, harm)():
            ties = _accused(document, accusation)
            rows += ties
            accused += [(*_clause(document.tree, accusation), tie.blamed_side) for tie in ties]
        for event in doc._.events:
            rows += [row for row in _shown(document, event) if not _told(row, accused)]
        return sorted(rows, key=lambda row: (row.start, row.end, row.basis, row.blamed or "", row.blamer))


def _shown(document: Discourse, event: Event) -> list[Blame]:
    """Ties from an event whose doer is a party, or the means of one ("X rockets hit")."""
    if event.agent is None or event.agent_basis not in DOER_BASES or event.construction == "cause":
        return []
    if event.agent_side == "both":  # who fight each other are not blamed by it
        return []
    by, side = source_of(document, event.attribution_id), event.agent_side or "unresolved"
    basis: Literal["event", "accusation", "acknowledged"] = "accusation" if event.event_class in WRONGS else "event"
    if by.side == side and side in document.codebook.side_ids:
        if (
            event.modality not in COUNTED
        ):  # who denies an act of its own side, or only speaks of one, confesses nothing and blames nobody
            return []
        if _acknowledges(document, event):
            basis = "acknowledged"
    return [Blame(
        event.sentence_id, event.start, event.end, by.name, by.side, by.actor, event.agent, side, event.agent_actor,
        basis, event.modality, event.event_id, event.voice, by.via,
        event.attribution_id,
    )]  # fmt: skip


def _acknowledges(document: Discourse, event: Event) -> bool:
    """Whether a side's own government, military or authorities say what their side did to others."""
    row = document.attributions.get(event.attribution_id) if event.attribution_id else None
    if row is None or row.source_kind not in AUTHORITIES or _somebody(document.tree, row):
        return False
    # Ground is taken from somebody, whoever claims it.
    upon_others = event.patient_side != event.agent_side or event.event_class == "seize"
    return upon_others and row.start <= event.start  # in "X shelled what it calls Y" only the name is what X says


def _somebody(tree: Tree, row: Attribution) -> bool:
    """Whether the source is just anybody ("a driver from X"): a noun with an indefinite article that names no office."""
    if row.source_start is None or row.source_end is None:
        return False
    first, end = bisect_left(tree.start, row.source_start), bisect_left(tree.start, row.source_end)
    head = next((n for n in range(first, end) if not first <= tree.head[n] < end or tree.head[n] == n), first)
    article = any(tree.lower[c] in INDEFINITE for c in tree.kids(head, "det"))
    return article and tree.pos[head] == "NOUN" and tree.lemma[head].lower() not in source_kinds()


def _accused(document: Discourse, found: Accusation) -> list[Blame]:
    """Ties from an explicit accusation."""
    tree = document.tree
    over = noun_phrase(tree, found.over)
    start, end = min(tree.start[found.cue], over.start), max(tree.end[found.cue], over.end)
    name = noun_phrase(tree, found.accused).text if found.accused is not None else None
    voice, _, attribution_id = voice_at(document.doc, tree.start[found.cue], tree.end[found.cue])
    said = found.cue if found.verb is None else found.verb
    modal = modality.of_verb(tree, said)
    if found.presupposed and not (found.verb is not None and modal == "negated"):
        modal = noun_modality.of_speech_noun(tree, found.cue)
    if modal == "irrealis" and tree.base[said] == "advcl" and tree.form(said) == "Ger" and said_above(document, found):
        modal = "asserted"  # "said he should have asked, accusing him of ..."
    if found.presumes:
        modal = "asserted"  # "warned of X's lies"
    if modal == "irrealis" and _is_asked_to_condemn(document, found, attribution_id):
        found, modal = replace(found, accuser=None), "asserted"
    number = sentence_at(document.doc, start)
    basis: Literal["accusation", "acknowledged"] = "acknowledged" if found.confessed else "accusation"
    return [
        Blame(
            number, start, end, by.name, by.side, by.actor, name, blamed.side, blamed.actor, basis, modal,
            None, voice, by.via, attribution_id,
        )
        for by, blamed in _pairs(document, found, attribution_id)
        if (not found.confessed or blamed.side in document.codebook.side_ids) and _counts(found, by, blamed)
    ]  # fmt: skip


def _is_asked_to_condemn(document: Discourse, found: Accusation, attribution_id: str | None) -> bool:
    """ "Y urged the world to condemn X": who asks others, no side of the conflict, to accuse somebody accuses him."""
    row = document.attributions.get(attribution_id) if attribution_id else None
    if row is None or row.source is None or found.accuser is None or found.accused is None:
        return False
    must = any(document.tree.lower[c] in OBLIGATIONS for c in document.tree.kids(found.cue, "aux"))
    return (row.cue_class == "demand" or must) and document.sides.resolve(
        found.accuser
    ).side not in document.codebook.side_ids


def _counts(found: Accusation, by: Blamer, blamed: Party) -> bool:
    """Whether a judgement is somebody's, on somebody else who is known; a fault that is presumed may be one that the outlet sees."""
    if not (found.judges or found.presumes):
        return True
    return (found.presumes or by is not OUTLET) and blamed.known and by.side != blamed.side


def _pairs(document: Discourse, found: Accusation, attribution_id: str | None) -> list[tuple[Blamer, Party]]:
    """Who blames and who is blamed; two pairs where the sides accuse each other, or both are accused."""
    blamed = whose(document, found.accused) if found.accused is not None else UNRESOLVED
    if found.accused is None:
        blamed = told_elsewhere.whose(document, document.doc._.events, found.over)
    if found.anonymous:
        by = ANONYMOUS
    elif found.accuser is None:
        by = source_of(document, attribution_id)
    else:
        by = accuser(document, found.cue, found.accuser, attribution_id)
        if (
            found.accused is not None
            and not found.confessed
            and (by.side == "both" or blamed.side == "both" and by.side == "unresolved")
        ):
            return each_other(by, document.codebook)
    each = document.codebook.side_ids if blamed.side == "both" else (blamed.side or "unresolved",)
    return [(by, Party(side, blamed.actor, blamed.basis)) for side in each]


def _clause(tree: Tree, found: Accusation) -> tuple[int, int]:
    """Characters of the clause that a cue heads, without those beside it that have a subject of their own; of a noun that something is
    called with what is called so."""
    cue = found.cue
    while found.over == found.cue and tree.pos[cue] == "NOUN" and tree.head[cue] < cue:
        cue = tree.head[cue]
    beside = {
        n for c in tree.kids(cue, "conj") if tree.kid(c, "nsubj", "nsubj:pass") is not None for n in tree.subtree(c)
    }
    nodes = [n for n in tree.subtree(cue) if n not in beside]
    if tree.base[found.cue] in ("obj", "nsubj"):  # "took | responsibility | for the strike"
        nodes += [
            n for c in tree.kids(tree.head[found.cue], "obl") if tree.preposition(c) == "for" for n in tree.subtree(c)
        ]
    return tree.start[min(nodes)], tree.end[max(nodes)]


def _told(row: Blame, accused: list[tuple[int, int, str]]) -> bool:
    """Whether an explicit accusation in the same words already says so."""
    return any(start <= row.start < end and row.blamed_side in (side, "unresolved") for start, end, side in accused)


@step("blame", sees=seen)
def make_blame(codebook: Codebook) -> Make:
    """Write `doc._.blame`."""
    return BlameBuilder(codebook)
