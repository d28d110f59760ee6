"""Who a source is: its words, its side and actor, what kind of source it is, and on what basis that is known.

A full mention is resolved by the codebook or by its own words ("the Fooish defence ministry"). A pronoun or a definite short form
("the ministry", "Smith") is resolved to the source before it that it can only mean; what stays open is `unresolved`.
"""

import re

from spacy.tokens import Doc

from analysis.annotate.attribution import named_speakers, pronoun_speakers
from analysis.annotate.attribution.known_speakers import Known, Speaker
from analysis.annotate.attribution.source_kinds import MEDIA_KIND
from analysis.annotate.attribution.source_spans import span
from analysis.annotate.parties import Sides
from analysis.annotate.party import Party
from analysis.schema import Attribution
from analysis.syntax import pronouns
from analysis.syntax.tree import Tree

# "officials, who asked not to be named, said ...", "residents said, speaking on condition of anonymity, ..."
_UNNAMED = re.compile(
    r"(?:not|declin\w+|refus\w+) to be (?:named|identified|quoted)\b|(?:condition of|request\w+) anonymity\b"
)
_REACH = 100  # characters behind a source in which that is looked for, up to the end of its clause
_EDGES = " ,;:-–—\"“”'’«»"
_NEVER = frozenset({"advmod", "punct", "mark", "cc", "discourse", "expl"})


class Resolver:
    """Fills the source columns of attributions in order of place; remembers who has spoken."""

    def __init__(self, doc: Doc, tree: Tree, sides: Sides, rulers: Party):
        self.tree, self.known = tree, Known(doc, tree, sides, rulers)

    def resolve(self, row: Attribution, node: int | None, basis: str, via: int | None) -> None:
        """Write source, side, actor, kind and basis of one row."""
        if via is not None:
            row.via = self._outlet_name(via)
        if node is None or self.tree.dep[node] in _NEVER:
            row.source_basis = None
            return
        start, end = self._apart(row, node, via)
        row.source, row.source_start, row.source_end = self.tree.text[start:end], start, end
        pronoun = self._is_pronoun(node)
        found = (rule(self.known, row, node) for rule in (pronoun_speakers.RULES if pronoun else named_speakers.RULES))
        speaker = next((s for s in found if s is not None), Speaker(basis="coreference" if pronoun else "said"))
        row.source_side, row.source_actor, row.source_kind, row.source_basis = speaker
        if basis == "previous":
            row.source_basis = "previous"
        behind = self.tree.text[end : end + _REACH]
        if _UNNAMED.search(re.split('[.;"”]', behind, maxsplit=1)[0]):
            row.source_kind = "anonymous"
        self.known.add(row, node)

    def _apart(self, row: Attribution, node: int, via: int | None) -> tuple[int, int]:
        """The characters of a source without its cue, its content and its relay, where the parse hangs them on it ("the statement
        claiming ...", "X as quoted by Y")."""
        tree, text, place = self.tree, self.tree.text, self.tree.start[node]
        start, end = span(tree, node)
        beside = [(row.cue_start, row.cue_end), (row.start, row.end)]
        if via is not None:
            relaying = tree.head[via]
            relaying -= tree.lower[relaying - 1] == "as"
            beside.append((tree.start[relaying], tree.end[via]))
        for first, last in beside:
            if first is not None and place < first < end:
                end = start + len(text[start:first].rstrip(_EDGES))
            elif last is not None and start < last <= place:
                start = place - len(text[last:place].lstrip(_EDGES))
        return start, end

    def _outlet_name(self, node: int) -> str:
        start, end = span(self.tree, node)
        named = next((m.surface for m in self.tree.named(start, end) if m.source_kind == MEDIA_KIND), None)
        return named or self.tree.text[start:end]

    def _is_pronoun(self, node: int) -> bool:
        pronoun = pronouns.known(self.tree.lower[node])
        return self.tree.pos[node] == "PRON" or pronoun is not None and pronoun.person == 3  # "US" is no "us"
