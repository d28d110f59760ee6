"""Whose somebody is who has no owner among the words: an agreement's two parties, who is at odds with a
government at home, people where they are."""

from analysis.annotate.attribution.known_speakers import Known, Speaker
from analysis.annotate.attribution.outsiders import outsider
from analysis.annotate.attribution.source_kinds import kind_of
from analysis.annotate.attribution.source_spans import span
from analysis.annotate.parties import Sides
from analysis.annotate.party import UNRESOLVED, Party, common, of_mention
from analysis.english.word_classes import source_kinds, word_class
from analysis.schema import Attribution
from analysis.syntax.titles import TITLES
from analysis.syntax.tree import Tree

_AGREEMENTS = word_class("agreements")
_DOMESTIC = word_class("domestic_critics") - {"critic", "whistleblower"}  # these may be anybody's
_ANYBODY = word_class("unnamed_others")
_AT_HOME = frozenset({"government", "military", "civilian or witness"})
_GOING = word_class("words_for_going")
_AGAIN_AND_AGAIN = 4
_DEFINITE = word_class("definite_determiners")
_RECIPROCAL = ("each other", "one another")
_BEGINNING = 120  # words
_WITNESS = "civilian or witness"
_HELD_BY = ("nsubj", "nsubj:pass")


def each_other(known: Known, row: Attribution, node: int) -> Speaker | None:
    """Who "accuse each other" are both sides, if they are of any and not of one that the sentence names alone."""
    tree = known.tree
    if not tree.text.startswith(_RECIPROCAL, row.start, row.end):
        return None
    party = known.sides.resolve(node)
    named = {m.side for m in tree.named(tree.start[tree.first(node)], row.start)} - {None}
    both = party.known and party.side != "other" and (len(named) == 2 or tree.kid(node, "conj") is not None)
    return Speaker("both", None, kind_of(tree, node, None), party.basis or "said") if both else None


def agreed_by(known: Known, row: Attribution, node: int) -> Speaker | None:
    """ "The truce stipulates": of both sides, where the paragraph or the one before names both; not of two others, nor of one of them."""
    tree = known.tree
    if tree.lemma[node].lower() not in _AGREEMENTS or not any(
        tree.lower[c] in _DEFINITE for c in tree.kids(node, "det")
    ):
        return None
    inside = {m.side for m in tree.named(*span(tree, node)) if m.kind != "contested"}
    theirs = len(inside - {None}) == 2
    brokered = any(tree.lower[n] == "by" for n in known.phrase(node))
    if not theirs and (inside - {None} or inside and not brokered):
        return None
    both = theirs or len(_sides_near(known, tree.start[node])) == 2
    return Speaker("both", None, "document", "said" if theirs else "coreference") if both else None


def short_name_of_body(known: Known, row: Attribution, node: int) -> Speaker | None:
    """ "The Council said", of the only body that the text names with that word: "the Foreign Affairs Council"."""
    tree = known.tree
    word = tree.text[tree.start[node] : tree.end[node]]
    short = len(known.phrase(node)) == 2 and any(tree.lower[c] == "the" for c in tree.kids(node, "det"))
    if not short or not word[:1].isupper() or known.mention(node) is not None:
        return None
    named = (m for m in tree.mentions if m.kind == "name" and " " in m.surface)
    found = [of_mention(m) for m in named if word in m.surface.split()]
    party = common(found) if found else UNRESOLVED
    return Speaker(party.side, party.actor, kind_of(tree, node, None), "coreference") if party.known else None


def in_headline(known: Known, row: Attribution, node: int) -> Speaker | None:
    """ "Defence ministry says", in a headline: the one that the text under it begins with."""
    tree, lemma = known.tree, known.tree.lemma[node].lower()
    titled = lemma in source_kinds() or lemma.removesuffix("s") in TITLES
    if node not in known.title or tree.named(*span(tree, node)) or not titled:
        return None
    words = {tree.lower[n] for n in known.phrase(node) if tree.pos[n] in ("NOUN", "PROPN", "ADJ") and n != node}
    begins = range(known.title.stop, min(known.title.stop + _BEGINNING, tree.size))
    same = (n for n in begins if tree.lemma[n].lower() == lemma and words <= {tree.lower[m] for m in known.phrase(n)})
    named = [party for n in same if (party := known.sides.resolve(n)).known]
    party = common(named) if named else UNRESOLVED
    return Speaker(party.side, party.actor, kind_of(tree, node, None), "coreference") if party.known else None


def at_home(known: Known, row: Attribution, node: int) -> Speaker | None:
    """ "The leader of the opposition", "protesters": of the only country whose opposition and protesters the text tells of."""
    tree = known.tree
    if known.named_in(row) or not any(is_domestic(tree, n) for n in known.phrase(node)):
        return None
    party = tree.once(whose_critics, known.sides)
    return Speaker(party.side, party.actor, kind_of(tree, node, None), "coreference") if party.known else None


def against_their_own(known: Known, row: Attribution, node: int) -> Speaker | None:
    """ "Protests calling for the resignation of X", "protesters shouted that X must quit": it is their own rulers whom people want to go."""
    tree, kind = known.tree, known.kind(node)
    if not (kind == _WITNESS or is_domestic(tree, node)) or known.named_in(row):
        return None
    if all(tree.lemma[n].lower() not in _GOING for n in known.tokens(row.start, row.end)):
        return None
    named = [of_mention(m) for m in tree.named(row.start, row.end) if m.kind in ("person", "name", "demonym")]
    party = common(named) if named else UNRESOLVED
    return Speaker(party.side, None, kind, "coreference") if party.known else None


def in_a_quarrel_at_home(known: Known, row: Attribution, node: int) -> Speaker | None:
    """ "A former minister", "some", in a text that tells of protests and an opposition again and again, and only of one side's."""
    tree, kind = known.tree, known.kind(node)
    party = tree.once(whose_quarrel, known.sides)
    if not party.known or known.named_in(row) or outsider(known, row, node) is not None:
        return None
    anybody = tree.lemma[node].lower() in _ANYBODY or is_domestic(tree, node) or tree.lemma[node].lower() == "critic"
    theirs = kind in _AT_HOME or anybody and kind in (None, "anonymous")
    return Speaker(party.side, None, kind, "coreference") if theirs else None


def where_they_are(known: Known, row: Attribution, node: int) -> Speaker | None:
    """ "In X, residents said", "protests broke out in X accusing Y": people are of the side on whose ground their clause puts them; where
    they are the subject of the cue, only a phrase before them does."""
    speaks = known.tree.start[known.tree.head[node]] == row.cue_start
    return _by_place(known, node, before=node if speaks else known.tree.size)


def where_they_were(known: Known, node: int) -> Speaker | None:
    """ "Residents gathered in X. They said": the same, wherever the phrase stands in the clause that named them."""
    return _by_place(known, node, before=known.tree.size)


def _by_place(known: Known, node: int, before: int) -> Speaker | None:
    tree, verb = known.tree, known.tree.head[node]
    people = tree.pos[node] == "NOUN" and source_kinds().get(tree.lemma[node].lower()) == _WITNESS
    if not people or tree.dep[node] not in _HELD_BY or tree.named(*span(tree, node)):
        return None
    party = known.sides.place([c for c in tree.kids(verb, "obl") if c < before])
    return Speaker(party.side, party.actor, _WITNESS, "coreference") if party.known else None


def is_domestic(tree: Tree, node: int) -> bool:
    """Whether a word is for those who are at odds with the government of their own country."""
    return tree.lemma[node].lower() in _DOMESTIC


def _sides_near(known: Known, place: int) -> set[str]:
    """The sides that the paragraph of a character and the one before name."""
    here = known.named.paragraph(place)
    near = {here, here - 1} if here is not None else set()
    return {m.side for m in known.tree.mentions if m.side is not None and known.named.paragraph(m.start) in near}


def whose_critics(tree: Tree, sides: Sides) -> Party:
    """The only side whose opposition, protesters and critics a text names as such."""
    named = tree.once(_critics, sides)
    return common(named) if named else UNRESOLVED


def whose_quarrel(tree: Tree, sides: Sides) -> Party:
    """The same where a text speaks of such again and again."""
    told = [n for n in range(tree.size) if is_domestic(tree, n) and tree.pos[n] in ("NOUN", "PROPN", "ADJ")]
    return whose_critics(tree, sides) if len(told) >= _AGAIN_AND_AGAIN else UNRESOLVED


def _critics(tree: Tree, sides: Sides) -> list[Party]:
    """Whose those are who are at odds with the government of their own country."""
    found = []
    for node in range(tree.size):
        if not is_domestic(tree, node) or tree.pos[node] not in ("NOUN", "PROPN", "ADJ"):
            continue
        heads = (node, tree.head[node]) if tree.base[node] in ("compound", "amod") else (node,)
        found.append(next((party for h in heads if (party := sides.resolve(h)).known), UNRESOLVED))
    return [party for party in found if party.known]
