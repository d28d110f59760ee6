"""Relays: the outlet between a source and the reader ("..., X said, as quoted by <outlet>")."""

from bisect import bisect_left
from dataclasses import dataclass

from analysis.annotate.attribution.source_kinds import MEDIA_KIND, is_media
from analysis.english.lexicon import words_with
from analysis.schema import Attribution
from analysis.syntax.passives import by_phrase
from analysis.syntax.tree import Tree

_RELAYING = words_with("relays", True, "verb")
_REPORTERS = frozenset(
    {"journalist", "reporter", "correspondent", "contributor", "photographer", "editor", "reporters", "journalists"}
)
_BESIDE = ("acl", "advcl", "parataxis")  # a cue that the parse has hung on the relaying verb


@dataclass(frozen=True, slots=True)
class Relays:
    """The outlet that each relaying verb names (`agents`), and the outlet by way of whom each other word has come (`outlets`)."""

    agents: dict[int, int]
    outlets: dict[int, int]

    def is_cue(self, tree: Tree, node: int) -> bool:
        """ "as quoted by X", "reported by X": the cue of a relay, no statement of its own."""
        return node in self.agents and tree.form(node) == "Part"


def find(tree: Tree) -> Relays:
    """The relays of a document; of several around one word the first counts."""
    agents: dict[int, int] = {}
    outlets: dict[int, int] = {}
    for node, lemma in enumerate(tree.lemma):
        if lemma not in _RELAYING:
            continue
        agent = by_phrase(tree, node)
        if agent is None or not is_media(tree, agent):
            continue
        agents[node] = agent
        for cue in (*tree.above(node), *(c for c in tree.children[node] if tree.dep[c] in _BESIDE)):
            outlets.setdefault(cue, agent)
    return Relays(agents, outlets)


def pass_on(tree: Tree, rows: list[Attribution]) -> list[Attribution]:
    """Chains: somebody's words within what an outlet is said to have reported carry that outlet in `via`. Where they are all that it
    reported ("X said ..., according to <outlet>"), the outlet has no row of its own."""
    taken: set[str] = set()
    places = sorted((row.start, i) for i, row in enumerate(rows))
    for outer in rows:
        if outer.source_kind != MEDIA_KIND or not outer.source or _is_reporter(outer.source):
            continue
        named = tree.named(outer.source_start, outer.source_end)
        name = next(
            (m.surface for m in named if m.source_kind == MEDIA_KIND and outer.source_start <= m.start), outer.source
        )
        begun = places[bisect_left(places, (outer.start, 0)) : bisect_left(places, (outer.end, 0))]
        inside = [rows[i] for _, i in begun if rows[i] is not outer and rows[i].end <= outer.end]
        for row in inside:
            if row.source_kind != MEDIA_KIND and row.via is None:
                row.via = name
        if any(row.via == name and _fills(row, outer) for row in inside):
            taken.add(outer.attribution_id)
    return [row for row in rows if row.attribution_id not in taken]


def _fills(inner: Attribution, outer: Attribution) -> bool:
    """Whether one attribution with its source and cue is all that another holds."""
    if inner.source_start is None or inner.cue_start is None or inner.content_kind != "speech":
        return False
    start, end = min(inner.start, inner.source_start, inner.cue_start), max(inner.end, inner.source_end, inner.cue_end)
    return abs(start - outer.start) <= 2 and abs(outer.end - end) <= 2


def _is_reporter(source: str) -> bool:
    return not _REPORTERS.isdisjoint(source.lower().split())
