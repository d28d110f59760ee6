"""Who a source is: its words, its side and actor, what kind of source it is, and on what basis that is known.

A full mention is resolved by the codebook or by its own words ("the Fooish defence ministry"). A pronoun or a definite short form
("the ministry", "Smith") is resolved to the source before it that it can only mean; what stays open is `unresolved`.
"""

from spacy.tokens import Doc

from analysis.annotate import cues
from analysis.annotate.records import Attribution, Mention
from analysis.annotate.sentences import block_at
from analysis.annotate.sides import UNRESOLVED, Party, Sides
from analysis.annotate.tree import NOMINAL, Tree

PERSON = frozenset({"he", "she", "him", "her", "his", "who"})
THING = frozenset({"it", "its", "which", "that"})
GROUP = frozenset(
    {
        "they",
        "them",
        "their",
        "we",
        "i",
        "you",
        "everyone",
        "somebody",
        "someone",
        "people",
        "many",
        "some",
        "others",
        "all",
    }
)
MEDIA_KIND = "journalist or wire"
_EDGES = " ,;:-–—\"“”'’«»"
_NEVER = frozenset({"advmod", "punct", "mark", "cc", "discourse", "expl"})


def subject(tree: Tree, node: int) -> int | None:
    """The head of the one who does what a cue says: subject, by-phrase, what a relative clause hangs on, the governor's subject."""
    # Of several subjects the nearest: in "X, official says" the parse may hang X there too.
    subjects = tree.kids(node, "nsubj", "csubj")
    # No day ("X said Tuesday he ...") and nothing behind a preposition ("the ministry of X said").
    subjects = [c for c in subjects if not tree.is_time(c) and not tree.preposition(c)] or subjects
    found = min(subjects, key=lambda c: abs(c - node), default=None)
    reporter = _goes_on_from(tree, node)
    if reporter is not None:
        return subject(tree, reporter)
    agent = next((c for c in tree.kids(node, "obl") if tree.preposition(c) == "by"), None)
    if found is not None and tree.dep[found].endswith(":pass") and tree.kid(node, "aux:pass") is not None:
        return agent
    if found is not None and tree.dep[found].startswith("nsubj"):
        return (
            _antecedent(tree, node)
            if tree.lower[found] in ("who", "which", "that") and tree.dep[node] == "acl:relcl"
            else found
        )
    if tree.form(node) == "Part" and agent is not None:
        return agent
    if (behind_as := _behind_as(tree, node)) is not None:
        return behind_as
    inverted = _inverted(tree, node)
    found = inverted if inverted is not None else _from_above(tree, node)
    return found if found is not None else _right_before(tree, node)


def _behind_as(tree: Tree, node: int) -> int | None:
    """The name between "as" and a finite cue ("... as X warned"), where the parse takes "as" for a preposition."""
    name = node - 1
    while name > 0 and tree.pos[name] in ("AUX", "ADV"):
        name -= 1
    first = name
    while first > 0 and tree.pos[first - 1] == "PROPN":
        first -= 1
    if tree.form(node) != "Fin" or first == 0 or tree.pos[name] != "PROPN" or tree.lower[first - 1] != "as":
        return None
    return next((n for n in range(first, name + 1) if not first <= tree.head[n] <= name), name)


def _goes_on_from(tree: Tree, node: int) -> int | None:
    """The cue that a participle goes on from ("said ..., adding that ..."): the nearest above it that reports."""
    if tree.form(node) != "Ger":
        return None
    before = node - 1
    while before > 0 and tree.pos[before] == "ADV":
        before -= 1
    if tree.lower[before] not in (",", "”", '"', "''") and tree.lower[node] != "adding":
        return None
    return next((a for a in tree.above(node) if a < node and _reports(tree, a)), None)


def _right_before(tree: Tree, node: int) -> int | None:
    """The name right before a finite cue that the parse has hung elsewhere ("ombudsman X said", '"...," X said')."""
    if tree.form(node) not in ("Fin", "Part") or tree.base[node] in ("acl", "amod"):
        return None
    place = node - 1
    while place > 0 and tree.pos[place] in ("AUX", "ADV"):
        place -= 1
    if place < 0 or tree.pos[place] != "PROPN" and not _named_after_quotation(tree, place):
        return None
    while tree.base[place] in ("flat", "compound") and abs(tree.head[place] - place) < 4 and tree.head[place] < node:
        place = tree.head[place]
    return place


def _named_after_quotation(tree: Tree, place: int) -> bool:
    """Whether a capitalised word stands alone between a closing mark and its cue: a name, whatever it is taken for."""
    return place > 0 and tree.text[tree.start[place]].isupper() and tree.lower[place - 1] in ("”", '"', "''", "’", "»")


def _inverted(tree: Tree, node: int) -> int | None:
    """ "...," said X: a noun phrase right after a finite cue that stands after a comma or a closing mark, whatever the parse calls it."""
    cue = cues.of_verb(tree, node)
    if node == 0 or tree.form(node) not in ("Fin", "Part") or cue is not None and cue[0].kind != "speech":
        return None
    if tree.lower[node - 1] == ",":  # in "X, an adviser, accused Y" nothing has been said yet
        told = any(tree.form(n) == "Fin" and tree.pos[n] in ("VERB", "AUX") for n in range(tree.first(node), node))
        if not told or cue is not None and cue[0].cue_class in ("accusation", "demand"):
            return None
    elif tree.lower[node - 1] not in ("”", '"', "’", "»", "''"):
        return None
    after = tree.kids(node, "obj", "iobj", "dep", "obl:unmarked", "appos")
    found = next((c for c in after if c > node and min(tree.subtree(c)) <= node + 1), None)
    return found if found is not None else _name_behind(tree, node)


def _name_behind(tree: Tree, node: int) -> int | None:
    """The name right behind a cue, wherever the parse has hung it."""
    name = node + 1
    if name < tree.size and tree.pos[name] == "DET" and 0 < tree.head[name] - name < 6:
        name = tree.head[name]  # "the latest paper"
        return name if tree.pos[name] in ("NOUN", "PROPN", "ADJ") and tree.lower[node - 1] != "," else None
    if name >= tree.size or tree.pos[name] != "PROPN" or tree.is_time(name):
        return None
    while (
        tree.base[name] in ("flat", "compound")
        and 0 < tree.head[name] - name < 4
        and tree.pos[tree.head[name]] == "PROPN"
    ):
        name = tree.head[name]
    return name


def _from_above(tree: Tree, node: int) -> int | None:
    dep, head = tree.dep[node], tree.head[node]
    if head == node:
        return None
    if dep == "parataxis" and tree.head[head] == head < node and tree.pos[head] in ("PROPN", "NOUN"):
        return head  # "X, an adviser, accused Y" with the name taken for a sentence of its own
    if dep in ("acl:relcl", "acl") and tree.pos[head] in NOMINAL and (dep == "acl:relcl" or tree.form(node) == "Ger"):
        return head
    if dep == "acl" and head < node and tree.pos[head] == "PROPN" and _is_main_verb(tree, node):
        return head
    if dep in ("conj", "xcomp", "advcl") or dep.startswith("advcl"):
        if dep == "xcomp" and (obj := tree.kid(head, "obj", "iobj")) is not None:
            return obj
        if tree.pos[head] in ("VERB", "AUX", "ADJ", "NOUN"):
            return subject(tree, head)
    return None


def _is_main_verb(tree: Tree, node: int) -> bool:
    """Whether a verb that the parse takes for a participle has an object behind a comma: "X, an adviser, sharply criticised Y"."""
    before = node - 1
    while before > 0 and tree.pos[before] == "ADV":
        before -= 1
    told = tree.kid(node, "obj", "ccomp", "xcomp")
    return told is not None and told > node and (tree.lower[before] == "," or tree.form(node) == "Fin")


def _reports(tree: Tree, node: int) -> bool:
    cue = cues.of_verb(tree, node)
    return cue is not None and cue[0].kind == "speech" and tree.kid(node, "nsubj") is not None


def _antecedent(tree: Tree, node: int) -> int:
    return tree.head[node]


def may_hold(tree: Tree, source: int | None, cue: cues.Cue) -> bool:
    """Whether a source can be one: a belief or an intention needs a holder, and no thing holds any."""
    if cue.kind == "speech":
        return source is None or tree.lower[source] not in ("there", "this")
    return source is not None and tree.lower[source] not in ("it", "this", "that", "there", "which", "what")


def is_person(tree: Tree, node: int | None) -> bool:
    """Whether a source is a name, a personal pronoun, or by its word an office, a body or a person."""
    if node is None or tree.lower[node] in ("it", "this", "that", "there", "which", "what"):
        return False
    kind = cues.cue_words().kinds.get(tree.lemma[node].lower())
    return tree.pos[node] in ("PROPN", "PRON") or kind not in (None, "document")


def is_document(tree: Tree, node: int | None) -> bool:
    """Whether a source is a document, a poll or a picture."""
    return node is not None and cues.cue_words().kinds.get(tree.lemma[node].lower()) == "document"


def owner(tree: Tree, node: int) -> int | None:
    """Whose a noun is: "X's claim", "a claim by X", "X made the claim", "the fears of X"."""
    found = tree.kid(node, "nmod:poss")
    if found is not None:
        return found
    by = next((c for c in tree.kids(node, "nmod", "obl") if tree.preposition(c) in ("by", "from", "among", "of")), None)
    if by is not None:
        return by
    head = tree.head[node]
    if tree.dep[node] in ("obj", "obl", "xcomp") and tree.pos[head] in ("VERB", "AUX"):
        return subject(tree, head)
    return (
        tree.kid(node, "amod")
        if tree.kid(node, "amod") is not None and tree.pos[tree.kid(node, "amod")] == "PROPN"
        else None
    )


def span(tree: Tree, node: int) -> tuple[int, int]:
    """The characters of a source: its noun phrase, appositions and names included, clauses and asides at the end left out."""
    nodes = [node]
    for child in tree.children[node]:
        if tree.dep[child] in (
            "acl:relcl",
            "parataxis",
            "case",
            "cc",
            "punct",
            "mark",
            "cop",
            "advcl",
            "nsubj",
            "advmod",
            "aux",
            "obl",
            "xcomp",
        ):
            continue
        if tree.dep[child] == "conj" and tree.pos[child] not in NOMINAL or _only_behind(tree, child):
            continue
        nodes += [n for n in tree.subtree(child) if tree.lower[n].strip()]
    colon = next((n for n in nodes if n > node and tree.lower[n] == ":"), tree.size)  # 'Name: "..."'
    first, last = min(nodes), max(n for n in nodes if n < colon)
    while last > node and tree.lower[last] in (",", "-", "–", "—", "'s", "’s", "'", "’"):
        last -= 1
    while first < node and (tree.lower[first] in (",", '"', "“", "-") or tree.base[first] in ("case", "fixed")):
        first += 1
    first = next((n + 1 for n in range(node - 1, first, -1) if tree.lower[n] in ("”", "''")), first)
    start, end = tree.start[first], tree.end[last]
    name = next((m for m in tree.doc._.mentions if m.start <= tree.start[node] < m.end), None)  # never half a name
    return (start, end) if name is None else (min(start, name.start), max(end, name.end))


def _only_behind(tree: Tree, clause: int) -> bool:
    """Whether a clause stands behind a source and is no part of its name: "X, accused of ...", "by X of shelling Y"."""
    if tree.dep[clause] != "acl":
        return False
    first = min(n for n in tree.subtree(clause) if tree.pos[n] != "PUNCT")
    mark = tree.kid(clause, "mark")
    return tree.form(clause) == "Fin" or tree.lower[first - 1] == "," or mark is not None and tree.lower[mark] == "of"


def is_media(doc: Doc, tree: Tree, node: int) -> bool:
    """Whether a noun phrase is an outlet, by the codebook or by its own words."""
    start, end = span(tree, node)
    if any(m.source_kind == MEDIA_KIND and m.start < end and start < m.end for m in doc._.mentions):
        return True
    return cues.cue_words().kinds.get(tree.lemma[node]) == MEDIA_KIND


class Resolver:
    """Fills the source columns of attributions in order of place; remembers who has spoken."""

    def __init__(self, doc: Doc, tree: Tree, sides: Sides):
        self.doc, self.tree, self.sides = doc, tree, sides
        self.before: list[Attribution] = []
        self._paragraphs: dict[int, int | None] = {}

    def resolve(self, row: Attribution, node: int | None, basis: str, via: int | None) -> None:
        """Write source, side, actor, kind and basis of one row."""
        if via is not None:
            row.via = self._outlet_name(via)
        if node is None or self.tree.dep[node] in _NEVER:
            row.source_basis = None
            return
        start, end = self._apart(row, node, *span(self.tree, node))
        row.source, row.source_start, row.source_end = self.tree.text[start:end], start, end
        row.source_basis = basis
        if self._is_pronoun(node):
            self._pronoun(row, node)
        else:
            self._full(row, node)
        if basis == "previous":
            row.source_basis = "previous"
        self.before.append(row)

    def _apart(self, row: Attribution, node: int, start: int, end: int) -> tuple[int, int]:
        """A source without its cue and content, where the parse hangs them on it ("the statement claiming ...")."""
        text, place = self.tree.text, self.tree.start[node]
        for first, last in ((row.cue_start, row.cue_end), (row.start, row.end)):
            if first is not None and place < first < end:
                end = start + len(text[start:first].rstrip(_EDGES))
            elif last is not None and start < last <= place:
                start = place - len(text[last:place].lstrip(_EDGES))
        return start, end

    def _full(self, row: Attribution, node: int) -> None:
        party = self.sides.resolve(node)
        if self._is_short_name(row):
            row.source_basis = "coreference"
        if not party.known:
            party = self._owner_by_place(node)
        mention = self._mention(node)
        row.source_side, row.source_actor = party.side, party.actor
        row.source_kind = self._kind(node, mention)
        if not party.known and row.source_kind == MEDIA_KIND:
            row.source_side = "other"
        if not party.known and mention is None:
            same = self._same_head(node)
            if same is not None:
                row.source_side, row.source_actor = same.source_side, same.source_actor
                row.source_kind, row.source_basis = same.source_kind, "coreference"

    def _is_short_name(self, row: Attribution) -> bool:
        """A last name whose full form has been a source or is named before."""
        name = row.source or ""
        if " " in name or not name[:1].isupper():
            return False
        longer = [m.surface for m in self.doc._.mentions if m.kind == "person" and m.end <= row.source_start]
        longer += [r.source for r in self.before if r.source_start < row.source_start]
        return any(" " in full and full.split()[-1] == name for full in longer)

    def _owner_by_place(self, node: int) -> Party:
        """An office whose owner stands in its words though the parse does not hang it there: "X's ... ministry", "spokesperson for X"."""
        if self.tree.lemma[node].lower() not in cues.cue_words().kinds or self.tree.pos[node] not in NOMINAL:
            return UNRESOLVED
        start, end = span(self.tree, node)
        named = [
            m for m in self.doc._.mentions if start <= m.start and m.end <= end and m.kind not in ("place", "contested")
        ]
        found = {(m.side or "other", m.actor) for m in named}
        return Party(*found.pop(), "said") if len(found) == 1 else UNRESOLVED

    def _pronoun(self, row: Attribution, node: int) -> None:
        """The last source of the same or the preceding paragraph, if the pronoun fits it and no other stands between."""
        lower = self.tree.lower[node]
        earlier = [
            r
            for r in self.before
            if r.source_kind and r.source_start < row.source_start and self._near(r, row) and self._fits(lower, r)
        ]
        if not earlier:
            return
        last = max(earlier, key=lambda r: r.source_start)
        row.source_side, row.source_actor, row.source_kind = last.source_side, last.source_actor, last.source_kind
        row.source_basis = "coreference"

    def _near(self, earlier: Attribution, row: Attribution) -> bool:
        first, second = self._paragraph(earlier.source_start), self._paragraph(row.source_start)
        return first is not None and second is not None and 0 <= second - first <= 1

    def _paragraph(self, place: int) -> int | None:
        """The number of the paragraph that a character stands in."""
        if place not in self._paragraphs:
            block = block_at(self.doc, place)
            self._paragraphs[place] = block.paragraph if block else None
        return self._paragraphs[place]

    def _fits(self, pronoun: str, row: Attribution) -> bool:
        person = self._is_person(row)
        return person if pronoun in PERSON else not person if pronoun in THING else False

    def _is_person(self, row: Attribution) -> bool:
        if any(m.kind == "person" and row.source_start <= m.start < row.source_end for m in self.doc._.mentions):
            return True
        if (row.source or "").lower() in PERSON:
            return True
        return (
            row.source_kind in ("civilian or witness", "expert") or bool(row.source) and _looks_like_a_name(row.source)
        )

    def _same_head(self, node: int) -> Attribution | None:
        """ "the ministry", "Smith": the last source with the same head word or last name, if all such sources are of one side."""
        word = self.tree.lemma[node].lower()
        known = [
            r
            for r in self.before
            if r.source_side != "unresolved" and word in {w.strip("’'s,.").lower() for w in (r.source or "").split()}
        ]
        recent = [r for r in known if self._paragraphs_apart(r, node) <= (3 if self.tree.pos[node] != "PROPN" else 99)]
        if not recent or len({r.source_side for r in recent}) > 1:
            return None
        return recent[-1]

    def _paragraphs_apart(self, row: Attribution, node: int) -> int:
        first, second = self._paragraph(row.source_start), self._paragraph(self.tree.start[node])
        return abs(second - first) if first is not None and second is not None else 99

    def _is_pronoun(self, node: int) -> bool:
        return self.tree.lower[node] in PERSON | THING or self.tree.pos[node] == "PRON"

    def _mention(self, node: int) -> Mention | None:
        return self.sides.at.get(node)

    def _kind(self, node: int, mention: Mention | None) -> str | None:
        """What kind of source: the codebook's for a name; for a description its own words, "defence" before "ministry"."""
        tree, kinds = self.tree, cues.cue_words().kinds
        if mention is not None and mention.source_kind and mention.kind != "demonym":
            return mention.source_kind
        start, end = span(tree, node)
        owner_kind = next(
            (m.source_kind for m in self.doc._.mentions if start <= m.start < end and m.source_kind), None
        )
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
        named = next(
            (m.surface for m in self.doc._.mentions if m.source_kind == MEDIA_KIND and start <= m.start < end), None
        )
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
    kinds = cues.cue_words().kinds
    return 1 < len(words) <= 4 and all(w[:1].isupper() and w.lower() not in kinds for w in words)
