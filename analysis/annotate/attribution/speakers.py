"""Who a source is: its words, its side and actor, what kind of source it is, and on what basis that is known.

A full mention is resolved by the codebook or by its own words ("the Fooish defence ministry"). A pronoun or a definite short form
("the ministry", "Smith") is resolved to the source before it that it can only mean; what stays open is `unresolved`.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable

from spacy.tokens import Doc

from analysis.annotate.attribution.sources import MEDIA_KIND, span
from analysis.annotate.document.sentences import paragraph_at
from analysis.annotate.parties import UNRESOLVED, Party, Sides
from analysis.english.word_classes import source_kinds, word_class
from analysis.schema import Attribution, Mention
from analysis.syntax.tree import NOMINAL, Tree

# "officials, who asked not to be named, said ...", "residents said, speaking on condition of anonymity, ..."
_UNNAMED = re.compile(
    r"(?:not|declin\w+|refus\w+) to be (?:named|identified|quoted)\b|(?:condition of|request\w+) anonymity\b"
)
_REACH = 100  # characters behind a source in which that is looked for, up to the end of its clause
PERSON = word_class("person_pronouns")
THING = word_class("thing_pronouns")
_FAR = 99  # paragraphs: anywhere in the article
_DEFINITE = word_class("definite_determiners")
_CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "VERB", "NUM"})
_EDGES = " ,;:-–—\"“”'’«»"
_NEVER = frozenset({"advmod", "punct", "mark", "cc", "discourse", "expl"})


class Resolver:
    """Fills the source columns of attributions in order of place; remembers who has spoken."""

    def __init__(self, doc: Doc, tree: Tree, sides: Sides):
        self.doc, self.tree, self.sides = doc, tree, sides
        self.before: list[Attribution] = []
        self._heads: dict[int, set[str]] = {}  # of each source by its place, with the rest of a name
        self._paragraphs: dict[int, int | None] = {}

    def resolve(self, row: Attribution, node: int | None, basis: str, via: int | None) -> None:
        """Write source, side, actor, kind and basis of one row."""
        if via is not None:
            row.via = self._outlet_name(via)
        if node is None or self.tree.dep[node] in _NEVER:
            row.source_basis = None
            return
        start, end = self._apart(row, node, via)
        row.source, row.source_start, row.source_end = self.tree.text[start:end], start, end
        row.source_basis = basis
        if self._is_pronoun(node):
            self._pronoun(row, node)
        else:
            self._full(row, node)
        if basis == "previous":
            row.source_basis = "previous"
        behind = self.tree.text[row.source_end : row.source_end + _REACH]
        if _UNNAMED.search(re.split('[.;"”]', behind, maxsplit=1)[0]):
            row.source_kind = "anonymous"
        self.before.append(row)
        self._heads[start] = self._words([node, *self.tree.kids(node, "flat")])

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

    def _full(self, row: Attribution, node: int) -> None:
        party = self.sides.resolve(node)
        if self._is_short_name(row, node):
            row.source_basis = "coreference"
        if not party.known:
            party = self._owner_by_place(node)
        mention = self._mention(node)
        row.source_side, row.source_actor = party.side, party.actor
        row.source_kind = self._kind(node, mention)
        if not party.known and row.source_kind == MEDIA_KIND:
            row.source_side = "other"
        if not party.known and mention is None:
            same = self._same_head(row, node)
            if same is not None:
                row.source_side, row.source_actor = same.source_side, same.source_actor
                row.source_kind, row.source_basis = same.source_kind, "coreference"

    def _is_short_name(self, row: Attribution, node: int) -> bool:
        """A last name whose full form has been a source or is named before."""
        name = row.source or ""
        mention = self._mention(node)
        if " " in name or not name[:1].isupper() or mention is not None and mention.kind != "person":
            return False
        longer = [m.surface for m in self.tree.mentions if m.kind == "person" and m.end <= row.source_start]
        longer += [r.source for r in self.before if r.source_start < row.source_start]
        return any(" " in full and full.split()[-1] == name for full in longer)

    def _owner_by_place(self, node: int) -> Party:
        """An office whose owner stands in its words though the parse does not hang it there: "X's ... ministry", "spokesperson for X"."""
        if self.tree.lemma[node].lower() not in source_kinds() or self.tree.pos[node] not in NOMINAL:
            return UNRESOLVED
        start, end = span(self.tree, node)
        named = [m for m in self.tree.named(start, end) if m.kind not in ("place", "contested")]
        found = {(m.side or "other", m.actor) for m in named}
        return Party(*found.pop(), "said") if len(found) == 1 else UNRESOLVED

    def _pronoun(self, row: Attribution, node: int) -> None:
        """The last source of the same or the preceding paragraph, if the pronoun fits it and no other stands between."""
        lower = self.tree.lower[node]
        earlier = [
            r
            for r in self.before
            if r.source_start < row.source_start
            and self._paragraphs_apart(r, row.source_start) <= 1
            and self._fits(lower, r)
        ]
        if not earlier:
            return
        last = max(earlier, key=lambda r: r.source_start)
        if lower in PERSON and self._another_between(last, node):
            return
        row.source_side, row.source_actor, row.source_kind = last.source_side, last.source_actor, last.source_kind
        row.source_basis = "coreference"

    def _another_between(self, last: Attribution, node: int) -> bool:
        """Whether another person is the subject of something since a source: "X said so. Y came back. He" may be Y."""
        tree = self.tree
        between = range(bisect_left(tree.start, last.source_end), node)
        named = [m for n in between if tree.base[n] == "nsubj" and (m := self._mention(n)) is not None]
        return any(m.kind == "person" and m.surface.split()[-1] not in (last.source or "") for m in named)

    def _fits(self, pronoun: str, row: Attribution) -> bool:
        if pronoun in PERSON:
            return self._is_somebody(row) or row.source_kind in ("civilian or witness", "expert")
        return pronoun in THING and not self._is_somebody(row)

    def _is_somebody(self, row: Attribution) -> bool:
        """Whether a source is one person by name or pronoun."""
        if any(m.kind == "person" for m in self.tree.named(row.source_start, row.source_end)):
            return True
        return (row.source or "").lower() in PERSON or _looks_like_a_name(row.source or "")

    def _same_head(self, row: Attribution, node: int) -> Attribution | None:
        """ "the ministry", "Smith": the last source that all its words stand in, if all such sources are of one side."""
        tree, name = self.tree, self.tree.pos[node] == "PROPN"
        phrase = range(bisect_left(tree.start, row.source_start), bisect_left(tree.start, row.source_end))
        if not name and not any(tree.lower[n] in _DEFINITE for n in phrase):
            return None
        # A word more and it may be another one: after X's ministry "the rebel ministry" is not X's.
        words = self._words(n for n in phrase if tree.pos[n] in _CONTENT)
        known = [
            r
            for r in self.before
            if r.source_side != "unresolved"
            and words <= {_bare(w) for w in (r.source or "").split()}
            and (self._heads[r.source_start] & words or self._is_somebody(r))  # "the CIA" is no "CIA data"
        ]
        recent = [r for r in known if self._paragraphs_apart(r, tree.start[node]) <= (_FAR if name else 3)]
        if not words or not recent or len({r.source_side for r in recent}) > 1:
            return None
        return recent[-1]

    def _words(self, nodes: Iterable[int]) -> set[str]:
        return {_bare(self.tree.text[self.tree.start[n] : self.tree.end[n]]) for n in nodes}

    def _paragraph(self, place: int) -> int | None:
        if place not in self._paragraphs:
            self._paragraphs[place] = paragraph_at(self.doc, place)
        return self._paragraphs[place]

    def _paragraphs_apart(self, row: Attribution, place: int) -> int:
        first, second = self._paragraph(row.source_start), self._paragraph(place)
        return abs(second - first) if first is not None and second is not None else _FAR

    def _is_pronoun(self, node: int) -> bool:
        return self.tree.lower[node] in PERSON | THING or self.tree.pos[node] == "PRON"

    def _mention(self, node: int) -> Mention | None:
        return self.sides.at.get(node)

    def _kind(self, node: int, mention: Mention | None) -> str | None:
        """What kind of source: the codebook's for a name; for a description its own words, "defence" before "ministry"."""
        tree, kinds = self.tree, source_kinds()
        if mention is not None and mention.source_kind and mention.kind != "demonym":
            return mention.source_kind
        start, end = span(tree, node)
        owner_kind = next((m.source_kind for m in tree.named(start, end) if m.source_kind), None)
        words = [tree.lemma[c].lower() for c in tree.kids(node, "compound", "amod", "nmod", "flat", "appos")]
        words += [
            tree.lemma[g].lower()
            for c in tree.kids(node, "nmod", "compound", "appos")
            for g in tree.kids(c, "compound", "amod")
        ]
        if "anonymous" in words or "unnamed" in words or tree.lemma[node] in ("source", "insider"):
            return "anonymous"
        kind = next((kinds[w] for w in (tree.lemma[node].lower(), *words) if w in kinds), None)
        if kind == "government" and any(kinds.get(w) == "military" for w in words):
            kind = "military"
        if kind == "military" and owner_kind == "local authorities":
            return owner_kind
        if kind == "government" and owner_kind in (
            "local authorities",
            "third-party government",
            "international body",
            MEDIA_KIND,
        ):
            return owner_kind
        if kind in (None, "civilian or witness") and tree.pos[node] == "PROPN" and owner_kind:
            return owner_kind
        return kind or owner_kind

    def _outlet_name(self, node: int) -> str:
        start, end = span(self.tree, node)
        named = next((m.surface for m in self.tree.named(start, end) if m.source_kind == MEDIA_KIND), None)
        return named or self.tree.text[start:end]


def relay(doc: Doc, rows: list[Attribution]) -> list[Attribution]:
    """Chains: somebody's words within what an outlet is said to have reported carry that outlet in `via`. Where they are all that it
    reported ("X said ..., according to <outlet>"), the outlet has no row of its own."""
    kept = list(rows)
    for outer in (r for r in rows if r.source_kind == MEDIA_KIND and r.source and not _reporter(r.source)):
        named = [m for m in doc._.mentions if m.source_kind == MEDIA_KIND]
        name = next((m.surface for m in named if outer.source_start <= m.start < outer.source_end), outer.source)
        inside = [r for r in rows if r is not outer and outer.start <= r.start and r.end <= outer.end]
        for row in inside:
            if row.source_kind != MEDIA_KIND and row.via is None:
                row.via = name
        if any(r.via == name and _fills(r, outer) for r in inside):
            kept.remove(outer)
    return kept


def _fills(inner: Attribution, outer: Attribution) -> bool:
    """Whether one attribution with its source and cue is all that another holds."""
    if inner.source_start is None or inner.cue_start is None or inner.content_kind != "speech":
        return False
    start, end = min(inner.start, inner.source_start, inner.cue_start), max(inner.end, inner.source_end, inner.cue_end)
    return abs(start - outer.start) <= 2 and abs(outer.end - end) <= 2


def _reporter(source: str) -> bool:
    words = {w.lower() for w in source.split()}
    return bool(
        words
        & {
            "journalist",
            "reporter",
            "correspondent",
            "contributor",
            "photographer",
            "editor",
            "reporters",
            "journalists",
        }
    )


def _looks_like_a_name(source: str) -> bool:
    words = source.split()
    kinds = source_kinds()
    return 1 < len(words) <= 4 and all(w[:1].isupper() and w.lower() not in kinds for w in words)


def _bare(word: str) -> str:
    return word.lower().strip("’'s" + _EDGES)
