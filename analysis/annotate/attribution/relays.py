"""Relays: the outlet between a source and the reader ("..., X said, as quoted by <outlet>")."""

from bisect import bisect_left
from dataclasses import dataclass

from analysis.annotate.attribution.source_kinds import MEDIA_KIND, is_media, is_person
from analysis.english.lexicon import words_with
from analysis.english.word_classes import word_class
from analysis.schema import Attribution
from analysis.syntax.passives import by_phrase
from analysis.syntax.tree import Tree

_RELAYING = words_with("relays", True, "verb")
_REPORTERS = word_class("reporters")
_BESIDE = ("acl", "advcl", "parataxis")  # a cue that the parse has hung on the relaying verb


@dataclass(frozen=True, slots=True)
class Relays:
    """The outlet that each relaying verb names (`agents`), the outlet by way of whom each other word has come (`outlets`), and whose
    words those are that an outlet itself is said to report (`sources`)."""

    agents: dict[int, int]
    outlets: dict[int, int]
    sources: dict[int, int]

    def is_cue(self, tree: Tree, node: int) -> bool:
        """ "as quoted by X", "reported by X", "citing X": the cue of a relay, no statement of its own."""
        return node in self.agents and (tree.form(node) != "Fin" or node in self.sources)


def find(tree: Tree) -> Relays:
    """The relays of a document; of several around one word the first counts."""
    agents: dict[int, int] = {}
    outlets: dict[int, int] = {}
    sources: dict[int, int] = {}
    for node, lemma in enumerate(tree.lemma):
        if lemma not in _RELAYING:
            continue
        found = _of_cited(tree, node)
        if found is not None:
            outlet, speaker, cue = found
            agents[node], outlets[cue], sources[cue], sources[node] = outlet, outlet, speaker, speaker
            continue
        agent = by_phrase(tree, node)
        if agent is None or not is_media(tree, agent):
            continue
        agents[node] = agent
        for cue in (*tree.above(node), *(c for c in tree.children[node] if tree.dep[c] in _BESIDE)):
            outlets.setdefault(cue, agent)
    return Relays(agents, outlets, sources)


def _of_cited(tree: Tree, node: int) -> tuple[int, int, int] | None:
    """The outlet, the one whose words they are, and the cue of these, where an outlet quotes somebody: "X quoted Y as saying", "X, citing Y,
    reported"."""
    speaker = tree.kid(node, "obj")
    if speaker is None or not is_person(tree, speaker) and tree.pos[speaker] != "PROPN":
        return None
    if tree.form(node) == "Ger":
        # "X said that two had been shot, citing Y", wherever the parse hangs the participle
        verbs = [a for a in tree.above(node) if tree.pos[a] == "VERB"]
        said = (a for a in verbs if (by := tree.kid(a, "nsubj")) is not None and is_media(tree, by))
        cue = next(said, None)
        outlet = tree.kid(cue, "nsubj") if cue is not None else None
    else:
        clauses = tree.kids(node, "advcl", "xcomp", "acl", "ccomp")
        cue = next((c for c in clauses if tree.form(c) == "Ger" and "as" in _words_before(tree, c)), None)
        outlet = tree.kid(node, "nsubj")
    if cue is None or outlet is None or not is_media(tree, outlet):
        return None
    return outlet, speaker, cue


def _words_before(tree: Tree, clause: int) -> list[str]:
    return tree.lower[max(clause - 2, 0) : clause]


def pass_on(tree: Tree, rows: list[Attribution]) -> list[Attribution]:
    """Chains: somebody's words within what an outlet is said to have reported carry that outlet in `via`. Where they are all that it
    reported ("X said ..., according to <outlet>"), the outlet has no row of its own."""
    taken: set[str] = set()
    places = sorted((row.start, i) for i, row in enumerate(rows))
    for outer in rows:
        start, end = outer.source_start, outer.source_end
        if outer.source_kind != MEDIA_KIND or start is None or end is None or _is_reporter(outer.source or ""):
            continue
        named = tree.named(start, end)
        name = next((m.surface for m in named if m.source_kind == MEDIA_KIND and start <= m.start), outer.source)
        begun = places[bisect_left(places, (outer.start, 0)) : bisect_left(places, (outer.end, 0))]
        inside = [rows[i] for _, i in begun if rows[i] is not outer and rows[i].end <= outer.end]
        for row in inside:
            if row.source_kind != MEDIA_KIND and row.via is None:
                row.via = name
        if any(row.via == name and _fills(tree, row, outer) for row in inside):
            taken.add(outer.attribution_id)
    return [row for row in rows if row.attribution_id not in taken]


def _fills(tree: Tree, inner: Attribution, outer: Attribution) -> bool:
    """Whether one attribution with its source and cue is all that another holds, but for where and when it was said behind it."""
    beside = (inner.source_start, inner.source_end, inner.cue_start, inner.cue_end)
    places = [inner.start, inner.end, *(place for place in beside if place is not None)]
    if len(places) < 6 or inner.content_kind != "speech":
        return False
    start, end = min(places), max(places)
    behind = range(bisect_left(tree.start, end), bisect_left(tree.start, outer.end))
    aside = not behind or tree.pos[behind[0]] == "ADP" and not any(tree.pos[n] in ("VERB", "AUX") for n in behind)
    return abs(start - outer.start) <= 2 and (abs(outer.end - end) <= 2 or aside and inner.end < end)


def _is_reporter(source: str) -> bool:
    return not _REPORTERS.isdisjoint(source.lower().split())
