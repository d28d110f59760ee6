"""Who blames whom: the table `blame`.

Three bases that are never added up: `event` (the outlet or a source shows a party as the doer of a harmful act), `accusation`
(somebody is said to have done wrong: accused, blamed, held responsible, a violation or provocation laid at their door) and
`acknowledged` (a party says it of itself). One tie a blamer and blamed side, so that mutual blame is two ties.
"""

from spacy.language import Language
from spacy.tokens import Doc

from analysis.annotate.agency import modality
from analysis.annotate.agency.accusations import Accusation, AccusationFinder
from analysis.annotate.agency.harm import HarmLexicon, harm_lexicon
from analysis.annotate.attribution.voices import voice_at
from analysis.annotate.document.sentences import sentence_at
from analysis.annotate.parties import Party, Sides
from analysis.codebook import Codebook
from analysis.schema import Attribution, Blame, Event
from analysis.syntax.tree import Phrase

# Classes that name a wrong and not only a harm: whoever words it so accuses.
WRONGS = frozenset({"violate", "provoke"})
DOER_BASES = frozenset({"said", "coreference"})
NOT_DOERS = frozenset({"instrument", "cause"})


class BlameBuilder:
    """Makes the ties of documents for one codebook."""

    def __init__(self, codebook: Codebook):
        self.codebook = codebook
        self.harm = harm_lexicon(codebook)

    def __call__(self, doc: Doc) -> list[Blame]:
        return _TiesOfDocument(doc, self.codebook, self.harm).ties()


class _TiesOfDocument:
    def __init__(self, doc: Doc, codebook: Codebook, harm: HarmLexicon):
        self.doc, self.codebook, self.harm = doc, codebook, harm
        self.tree = doc._.tree
        self.sides = Sides(self.tree, doc._.mentions, lambda start, end: voice_at(doc, start, end)[1])
        self.attributions: dict[str, Attribution] = {a.attribution_id: a for a in doc._.attributions}

    def ties(self) -> list[Blame]:
        rows: list[Blame] = []
        accused: list[tuple[int, int, str]] = []
        for found in AccusationFinder(self.tree, self.sides.party, self.harm)():
            ties = self._accusation(found)
            rows += ties
            accused += [(*self._clause(found.cue), tie.blamed_side) for tie in ties]
        for event in self.doc._.events:
            rows += [row for row in self._shown(event) if not _told(row, accused)]
        return sorted(rows, key=lambda row: (row.start, row.end, row.basis, row.blamed or "", row.blamer))

    def _shown(self, event: Event) -> list[Blame]:
        """Ties from an event whose doer is a party."""
        if event.agent is None or event.agent_basis not in DOER_BASES or event.construction in NOT_DOERS:
            return []
        if event.agent_side == "both":  # who fight each other are not blamed by it
            return []
        blamer, blamer_party, via = self._blamer(event.attribution_id)
        basis = "accusation" if event.event_class in WRONGS else "event"
        rows = []
        for side in self._each(event.agent_side):
            own = blamer_party is not None and blamer_party.side == side
            rows.append(Blame(
                event.sentence_id, event.start, event.end, blamer, blamer_party.side if blamer_party else None,
                blamer_party.actor if blamer_party else None, event.agent, side, event.agent_actor,
                "acknowledged" if own else basis, event.modality, event.event_id, event.voice, via, event.attribution_id,
            ))  # fmt: skip
        return rows

    def _accusation(self, found: Accusation) -> list[Blame]:
        tree = self.tree
        accused = tree.phrase(found.accused)
        start = min(tree.start[found.cue], accused.start)
        end = max(tree.end[found.cue], accused.end)
        voice, _, attribution_id = voice_at(self.doc, tree.start[found.cue], tree.end[found.cue])
        modal = modality.of_speech_noun(tree, found.cue) if found.presupposed else modality.of_verb(tree, found.cue)
        rows = []
        for blamer, blamer_party, blamed, via in self._pairs(found, accused, attribution_id):
            rows.append(Blame(
                sentence_at(self.doc, start), start, end, blamer, blamer_party.side if blamer_party else None,
                blamer_party.actor if blamer_party else None, accused.text, blamed.side, blamed.actor,
                "accusation", modal, None, voice, via, attribution_id,
            ))  # fmt: skip
        return rows

    def _clause(self, cue: int) -> tuple[int, int]:
        """Characters of the clause that a cue heads."""
        nodes = list(self.tree.subtree(cue))
        return self.tree.start[min(nodes)], self.tree.end[max(nodes)]

    def _pairs(self, found: Accusation, accused: Phrase, attribution_id: str | None):
        """(blamer, its party, blamed, via) of an accusation; two where the sides accuse each other."""
        blamed = self.sides.resolve(accused.head)
        if found.accuser is None:
            blamer, party, via = self._blamer(attribution_id)
            return [(blamer, party, Party(side, blamed.actor, blamed.basis), via) for side in self._each(blamed.side)]
        text = self.tree.phrase(found.accuser).text
        party = self.sides.resolve(found.accuser)
        via = self.attributions[attribution_id].source if attribution_id in self.attributions else None
        first, second = self.codebook.side_ids
        if party.side == "both" or blamed.side == "both" and party.side == "unresolved":
            return [
                (text, Party(side, None, party.basis), Party(self.codebook.opponent(side), None, "said"), via)
                for side in (first, second)
            ]
        return [(text, party, Party(side, blamed.actor, blamed.basis), via) for side in self._each(blamed.side)]

    def _each(self, side: str | None) -> tuple[str, ...]:
        if side == "both":
            return self.codebook.side_ids
        return (side or "unresolved",)

    def _blamer(self, attribution_id: str | None) -> tuple[str, Party | None, str | None]:
        row = self.attributions.get(attribution_id) if attribution_id else None
        if row is None:
            return "outlet", None, None
        return row.source or "source", Party(row.source_side, row.source_actor, row.source_basis), row.via


def _told(row: Blame, accused: list[tuple[int, int, str]]) -> bool:
    """Whether an explicit accusation in the same words already says so."""
    return any(start <= row.start < end and side == row.blamed_side for start, end, side in accused)


@Language.factory("framing_blame", default_config={"codebook": None})
def make_blame(nlp: Language, name: str, codebook: dict):
    """Write `doc._.blame`."""
    builder = BlameBuilder(Codebook.model_validate(codebook))

    def component(doc: Doc) -> Doc:
        doc._.blame = builder(doc)
        return doc

    return component
