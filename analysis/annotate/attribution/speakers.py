"""Who a source is: its words, its side and actor, what kind of source it is, and on what basis that is known.

A full mention is resolved by the codebook or by its own words ("the Fooish defence ministry"). A pronoun or a definite short form
("the ministry", "Smith") is resolved to the source before it that it can only mean; what stays open is `unresolved`.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable
from typing import NamedTuple

from spacy.tokens import Doc

from analysis.annotate.attribution.antecedents import Antecedents
from analysis.annotate.attribution.source_kinds import MEDIA_KIND, is_person, kind_of
from analysis.annotate.attribution.source_spans import span
from analysis.annotate.attribution.spoken_before import SpokenBefore, bare
from analysis.annotate.document.sentences import paragraph_at
from analysis.annotate.parties import Sides
from analysis.annotate.party import Party
from analysis.english.word_classes import source_kinds, word_class
from analysis.schema import Attribution, Mention
from analysis.syntax import pronouns
from analysis.syntax.titles import HONORIFICS
from analysis.syntax.tree import NOMINAL, Tree

# "officials, who asked not to be named, said ...", "residents said, speaking on condition of anonymity, ..."
_UNNAMED = re.compile(
    r"(?:not|declin\w+|refus\w+) to be (?:named|identified|quoted)\b|(?:condition of|request\w+) anonymity\b"
)
_REACH = 100  # characters behind a source in which that is looked for, up to the end of its clause
_SHORT_FORM_REACH = 3  # paragraphs
_DEFINITE = word_class("definite_determiners")
_CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "VERB", "NUM"})
_OUTSIDERS = frozenset({MEDIA_KIND, "third-party government", "international body"})
_EDGES = " ,;:-–—\"“”'’«»"
_NEVER = frozenset({"advmod", "punct", "mark", "cc", "discourse", "expl"})


class Speaker(NamedTuple):
    """Who a source is, as far as the text and the codebook say."""

    side: str = "unresolved"
    actor: str | None = None
    kind: str | None = None
    basis: str = "said"


class Resolver:
    """Fills the source columns of attributions in order of place; remembers who has spoken."""

    def __init__(self, doc: Doc, tree: Tree, sides: Sides):
        self.tree, self.sides = tree, sides
        self.heads: dict[str, int] = {}  # of each row with a source its head
        self.before = SpokenBefore(tree, lambda place: paragraph_at(doc, place))
        self.named = Antecedents(tree, sides, lambda place: paragraph_at(doc, place))

    def resolve(self, row: Attribution, node: int | None, basis: str, via: int | None) -> None:
        """Write source, side, actor, kind and basis of one row."""
        if via is not None:
            row.via = self._outlet_name(via)
        if node is None or self.tree.dep[node] in _NEVER:
            row.source_basis = None
            return
        self.heads[row.attribution_id] = node
        start, end = self._apart(row, node, via)
        row.source, row.source_start, row.source_end = self.tree.text[start:end], start, end
        rules, basis_of_unknown = (PRONOUN_RULES, "coreference") if self._is_pronoun(node) else (NAME_RULES, "said")
        found = (rule(self, row, node) for rule in rules)
        speaker = next((s for s in found if s is not None), Speaker(basis=basis_of_unknown))
        row.source_side, row.source_actor, row.source_kind, row.source_basis = speaker
        if basis == "previous":
            row.source_basis = "previous"
        behind = self.tree.text[end : end + _REACH]
        if _UNNAMED.search(re.split('[.;"”]', behind, maxsplit=1)[0]):
            row.source_kind = "anonymous"
        names = (n for n in self._tokens(start, end) if self.tree.pos[n] == "PROPN")
        self.before.add(row, self.words([node, *names]))

    def _tokens(self, start: int, end: int) -> range:
        return range(bisect_left(self.tree.start, start), bisect_left(self.tree.start, end))

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

    def mention(self, node: int) -> Mention | None:
        """The codebook's mention that a token is part of."""
        return self.sides.at.get(node)

    def words(self, nodes: Iterable[int]) -> set[str]:
        """The bare words of some tokens."""
        return {bare(self.tree.text[self.tree.start[n] : self.tree.end[n]]) for n in nodes}


Rule = Callable[[Resolver, Attribution, int], Speaker | None]


def _last_that_fits(known: Resolver, row: Attribution, node: int) -> Speaker | None:
    """The last source of the same or the preceding paragraph, if the pronoun fits it and no other person stands between."""
    pronoun = pronouns.known(known.tree.lower[node])
    if pronoun is None or pronoun.person == 1:
        return None
    refers = pronoun.refers

    def fits(earlier: Attribution) -> bool:
        head = known.heads[earlier.attribution_id]
        somebody = known.before.is_somebody(earlier) or known.named.is_somebody(head)
        if refers == "person":
            return somebody or earlier.source_kind in ("civilian or witness", "expert")
        if refers == "either":  # "they", of several, of a body, of somebody unnamed
            return known.named.is_several(head) or somebody and tree.pos[head] == "NOUN"
        return not somebody

    tree = known.tree
    last = known.before.last(row.source_start or 0, fits)
    if last is None:
        return None
    if refers == "person" and _another_between(known, last, node):
        return Speaker(basis="coreference")  # it may be either
    return Speaker(last.source_side, last.source_actor, last.source_kind, "coreference")


def _another_between(known: Resolver, last: Attribution, node: int) -> bool:
    """Whether another person is the subject of something since a source: "X said so. Y came back. He" may be Y."""
    tree = known.tree
    between = range(bisect_left(tree.start, last.source_end), node)
    within = (
        range(last.start, last.end) if last.form == "direct" else range(0)
    )  # whom somebody talks of is not who talks
    named = [
        m
        for n in between
        if tree.base[n] == "nsubj" and tree.start[n] not in within and (m := known.mention(n)) is not None
    ]
    return any(m.kind == "person" and m.surface.split()[-1] not in (last.source or "") for m in named)


def _named(known: Resolver, row: Attribution, node: int) -> Speaker | None:
    """The party that its own words name."""
    return _of_party(known, row, node, known.sides.resolve(node))


def _office_of(known: Resolver, row: Attribution, node: int) -> Speaker | None:
    """An office whose owner stands in its words though the parse does not hang it there: "X's ... ministry", "spokesperson for X"."""
    tree = known.tree
    if tree.lemma[node].lower() not in source_kinds() or tree.pos[node] not in NOMINAL:
        return None
    named = [m for m in tree.named(*span(tree, node)) if m.kind not in ("place", "contested")]
    found = {(m.side or "other", m.actor) for m in named}
    return _of_party(known, row, node, Party(*found.pop(), "said")) if len(found) == 1 else None


def _of_party(known: Resolver, row: Attribution, node: int, party: Party) -> Speaker | None:
    if not party.known:
        return None
    kind = kind_of(known.tree, node, known.mention(node))
    if party.basis != "coreference":
        return Speaker(party.side, party.actor, kind, _basis(known, row, node))
    introduced = known.sides.introductions.of(node).node
    return Speaker(
        party.side, party.actor, kind or kind_of(known.tree, introduced, known.mention(introduced)), "coreference"
    )


def _basis(known: Resolver, row: Attribution, node: int) -> str:
    """A last name whose full form has been a source or is named before goes back to that."""
    name, mention = row.source or "", known.mention(node)
    short = " " not in name and name[:1].isupper() and (mention is None or mention.kind == "person")
    return "coreference" if short and known.before.has_full_name(name, row.source_start or 0) else "said"


def _spoken_before(known: Resolver, row: Attribution, node: int) -> Speaker | None:
    """ "the ministry", "Smith": the last source that all its words stand in, if all such sources are of one side."""
    tree, name = known.tree, known.tree.pos[node] == "PROPN"
    phrase = range(bisect_left(tree.start, row.source_start), bisect_left(tree.start, row.source_end))
    if known.mention(node) is not None or not name and not any(tree.lower[n] in _DEFINITE for n in phrase):
        return None
    # A word more and it may be another one: after X's ministry "the rebel ministry" is not X's.
    words = known.words(n for n in phrase if tree.pos[n] in _CONTENT) - HONORIFICS
    recent = known.before.with_words(words, tree.start[node], None if name else _SHORT_FORM_REACH)
    if len({r.source_side for r in recent}) != 1:
        return None
    same = recent[-1]
    return Speaker(same.source_side, same.source_actor, same.source_kind, "coreference")


def _named_before(known: Resolver, row: Attribution, node: int) -> Speaker | None:
    """The subject of the sentence before that a pronoun takes up."""
    return _of_antecedent(known, *known.named.of_pronoun(node))


def _titled_before(known: Resolver, row: Attribution, node: int) -> Speaker | None:
    """ "the deputy minister": who was named with that office."""
    if known.mention(node) is not None:
        return None
    phrase = range(bisect_left(known.tree.start, row.source_start), bisect_left(known.tree.start, row.source_end))
    found = _of_antecedent(known, *known.named.of_title(node, phrase))
    kind = kind_of(known.tree, node, None)
    return found._replace(kind=found.kind or kind) if found is not None else None


def _of_antecedent(known: Resolver, party: Party, node: int | None) -> Speaker | None:
    if node is None:
        return None
    return Speaker(party.side, party.actor, kind_of(known.tree, node, known.mention(node)), "coreference")


def _unknown(known: Resolver, row: Attribution, node: int) -> Speaker:
    """Somebody of no known side; an outlet, an expert and whoever is a third country's or an international body's is a third party."""
    kind = kind_of(known.tree, node, known.mention(node))
    tree = known.tree
    somebody = tree.pos[node] != "NOUN" or is_person(tree, node) or known.named.is_somebody(node)
    outside = kind in _OUTSIDERS and somebody or kind == "expert" and not _is_indefinite(tree, node)
    return Speaker("other" if outside else "unresolved", None, kind, _basis(known, row, node))


def _is_indefinite(tree: Tree, node: int) -> bool:
    """ "some analysts", "experts": whoever they are."""
    definite = any(tree.lower[c] in _DEFINITE for c in tree.kids(node, "det"))
    return "Number=Plur" in tree.morph(node) and not definite


# A source's own words come before what has been said of it earlier; that it is an outlet only says that it is no side's.
NAME_RULES: tuple[Rule, ...] = (_named, _office_of, _spoken_before, _titled_before, _unknown)
PRONOUN_RULES: tuple[Rule, ...] = (_last_that_fits, _named_before)
