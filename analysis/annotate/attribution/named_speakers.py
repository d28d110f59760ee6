"""Who a source is that is no pronoun: an ordered table of rules."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from analysis.annotate.attribution import at_the_scene, documents, offices, outsiders, unowned_speakers
from analysis.annotate.attribution.known_speakers import Known, Rule, Speaker, agreed
from analysis.annotate.attribution.source_kinds import MEDIA_KIND, kind_of
from analysis.annotate.attribution.source_spans import span
from analysis.annotate.party import UNRESOLVED, Party, common, of_mention
from analysis.english.word_classes import source_kinds, word_class
from analysis.schema import Attribution
from analysis.syntax.titles import HONORIFICS
from analysis.syntax.tree import NOMINAL

_UNSAID = word_class("unnamed_others")
_OFFICES = word_class("offices_of_any_state")
# Behind these stands what a document is about, or what somebody else says of it.
_ABOUT = frozenset({",", "on", "about", "showing", "appearing", "purporting", "claiming"})
_SHORT_FORM_REACH = 3  # paragraphs
_SHORTEST_MISSPELT, _ALIKE = 7, 0.8  # characters; share of those in common
_AGE = re.compile(r"the \d+[-‑]years?[-‑]old(?: \w+){0,2}")
_DEFINITE = word_class("definite_determiners")
_CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "VERB", "NUM"})
_PERSONS_AGAIN, _BODIES_AGAIN = word_class("taking_up_persons"), word_class("taking_up_bodies")


def _named(known: Known, row: Attribution, node: int) -> Speaker | None:
    """The party that its own words name."""
    return _of_party(known, row, node, known.sides.resolve(node))


def _outlet_of(known: Known, row: Attribution, node: int) -> Speaker | None:
    """ "Fooland's Barpress news agency": an outlet that the text itself calls a side's, whatever the codebook has of its name."""
    if known.kind(node) != MEDIA_KIND:
        return None
    named = [m for m in known.named_in(row) if m.source_kind != MEDIA_KIND and m.kind in ("name", "demonym")]
    party = common([of_mention(m) for m in named]) if named else UNRESOLVED
    return Speaker(party.side, party.actor, MEDIA_KIND) if party.known and party.side != "other" else None


def _office_of(known: Known, row: Attribution, node: int) -> Speaker | None:
    """An office whose owner stands in its words though the parse does not hang it there: "X's ... ministry", "spokesperson for X"."""
    tree = known.tree
    if tree.lemma[node].lower() not in source_kinds() or tree.pos[node] not in NOMINAL:
        return None
    start, end = row.source_start or 0, row.source_end or 0
    if offices.by_word(tree, node) == "document":  # "a report, one of many on X" is not X's
        end = min([tree.start[n] for n in known.tokens(start, end) if tree.lower[n] in _ABOUT], default=end)
    named = [m for m in tree.named(start, end) if m.kind not in ("place", "contested")]
    found = {(m.side or "other", m.actor) for m in named}
    return _of_party(known, row, node, Party(*found.pop(), "said")) if len(found) == 1 else None


def _of_party(known: Known, row: Attribution, node: int, party: Party) -> Speaker | None:
    if not party.known:
        return None
    basis = "coreference" if party.basis == "coreference" else _basis(known, row, node)
    return Speaker(party.side, party.actor, known.kind(node), basis)


def _basis(known: Known, row: Attribution, node: int) -> str:
    """A last name whose full form has been a source or is named before goes back to that."""
    name, mention = row.source or "", known.mention(node)
    short = " " not in name and name[:1].isupper() and (mention is None or mention.kind == "person")
    return "coreference" if short and known.before.has_full_name(name, row.source_start or 0) else "said"


def _spoken_before(known: Known, row: Attribution, node: int) -> Speaker | None:
    """ "the ministry", "Smith": the last source that all its words stand in."""
    phrase = known.tokens(row.source_start or 0, row.source_end or 0)
    return _last_with_words(known, node, phrase)


def _last_with_words(known: Known, node: int, phrase: Iterable[int]) -> Speaker | None:
    """The last source that all words of a short form stand in, if all such sources are of one side, or all those of its paragraph."""
    tree, name = known.tree, known.tree.pos[node] == "PROPN"
    phrase = list(phrase)
    if known.mention(node) is not None or not name and not any(tree.lower[n] in _DEFINITE for n in phrase):
        return None
    # A word more and it may be another one: after X's ministry "the rebel ministry" is not X's.
    words = known.words(n for n in phrase if tree.pos[n] in _CONTENT) - HONORIFICS
    for reach in (None if name else _SHORT_FORM_REACH, 0):
        same = agreed(known.before.with_words(words, tree.start[node], reach))
        if same is not None:
            return same
    return None


def _titled_before(known: Known, row: Attribution, node: int) -> Speaker | None:
    """ "the deputy minister", "an adviser to the deputy minister": of who was named with that office."""
    if known.mention(node) is not None:
        return None
    party, holder = known.named.of_title(node, known.tokens(row.source_start or 0, row.source_end or 0))
    if holder is not None:
        return Speaker(party.side, party.actor, known.kind(holder) or kind_of(known.tree, node, None), "coreference")
    served = [c for c in known.tree.kids(node, "nmod") if known.tree.preposition(c) in ("to", "for", "of")]
    found = (known.named.of_title(c, known.phrase(c)) for c in served)
    party = next((party for party, _ in found if party.known), UNRESOLVED)
    return Speaker(party.side, party.actor, kind_of(known.tree, node, None), "coreference") if party.known else None


def _taken_up(known: Known, row: Attribution, node: int) -> Speaker | None:
    """ "The diplomat", "the agency": a general noun for the last person or body of that kind who has spoken."""
    tree, lemma = known.tree, known.tree.lemma[node].lower()
    if lemma not in _PERSONS_AGAIN | _BODIES_AGAIN or "Number=Plur" in tree.morph(node):
        return None
    phrase = known.phrase(node)
    if (
        not any(tree.lower[c] in _DEFINITE for c in tree.kids(node, "det"))
        or sum(tree.pos[n] in _CONTENT for n in phrase) > 1
    ):
        return None
    person, kind = lemma in _PERSONS_AGAIN, source_kinds().get(lemma)
    kinds = offices.AUTHORITIES if kind == "government" else {kind}

    def fits(earlier: Attribution) -> bool:
        head = known.heads[earlier.attribution_id]
        if person:
            return known.is_somebody(earlier)
        return offices.by_word(tree, head) in ("government", "military", "expert") and not known.named.is_somebody(head)

    last = known.before.last(row.source_start or 0, fits)
    if last is None or last.source_kind not in kinds and not (last.source_kind or "").startswith("international"):
        return None
    return Speaker(last.source_side, last.source_actor, last.source_kind, "coreference")


def _of_owner_before(known: Known, row: Attribution, node: int) -> Speaker | None:
    """ "the ministry's account", "ministry spokesman X": the ministry before."""
    tree, owner = known.tree, known.tree.kid(node, "nmod:poss")
    if owner is not None and tree.pos[owner] == "NOUN":
        found = _last_with_words(known, owner, known.phrase(owner))
    else:
        office = next((n for n in known.phrase(node) if n != node and tree.lemma[n].lower() in _OFFICES), None)
        found = _of_office_before(known, office) if office is not None and not tree.named(*span(tree, node)) else None
    return (
        found._replace(kind=known.kind(node) or found.kind)
        if found is not None and found.side != "unresolved"
        else None
    )


def _of_office_before(known: Known, office: int) -> Speaker | None:
    """The last source of one side that an office without an owner, "defence ministry", may be."""
    words = known.words([office, *known.tree.kids(office, "compound", "amod")])
    return agreed(known.before.with_words(words, known.tree.start[office], _SHORT_FORM_REACH)) or agreed(
        known.before.with_words(words, known.tree.start[office], 0)
    )


def _misspelt(known: Known, row: Attribution, node: int) -> Speaker | None:
    """A last name that the text spells in two ways, as transliteration has it: the person by almost that name."""
    tree = known.tree
    word = tree.text[tree.start[node] : tree.end[node]]
    if (
        tree.pos[node] != "PROPN"
        or known.mention(node) is not None
        or len(word) < _SHORTEST_MISSPELT
        or not word.istitle()
    ):
        return None
    named = [m for m in tree.mentions if m.kind == "person"]
    like = [m for m in named if _almost(word, m.surface.split()[-1])]
    party = common([of_mention(m) for m in like]) if like else UNRESOLVED
    return Speaker(party.side, party.actor, like[0].source_kind, "coreference") if party.known else None


def _almost(one: str, other: str) -> bool:
    close = one[0] == other[0] and abs(len(one) - len(other)) < 3
    return close and SequenceMatcher(None, one, other).ratio() >= _ALIKE


def _example(known: Known, row: Attribution, node: int) -> Speaker | None:
    """ "others, like X and Y": whose X and Y are."""
    tree = known.tree
    if tree.lemma[node].lower() not in _UNSAID:
        return None
    given = next((c for c in tree.kids(node, "nmod", "obl") if tree.preposition(c) in ("like", "including")), None)
    return _of_party(known, row, node, known.sides.resolve(given)) if given is not None else None


def _unknown(known: Known, row: Attribution, node: int) -> Speaker:
    """Somebody of no known side, else a third party."""
    found = outsiders.outsider(known, row, node) or Speaker(kind=known.kind(node))
    return found._replace(basis=_basis(known, row, node))


# A source's own words come before what has been said of it earlier; that it is an outlet only says that it is no side's.
def _of_age(known: Known, row: Attribution, node: int) -> Speaker | None:
    """ "The 38-year-old": whom the sentence before is about."""
    if not _AGE.fullmatch((row.source or "").lower()):
        return None
    party, antecedent = known.named.of_age(node)
    return Speaker(party.side, party.actor, known.kind(antecedent), "coreference") if antecedent is not None else None


RULES: tuple[Rule, ...] = (
    unowned_speakers.each_other,
    offices.of_its_rulers,
    _outlet_of,
    _named,
    _office_of,
    offices.of_rulers,
    _example,
    _of_age,
    _spoken_before,
    _titled_before,
    offices.of_the_country,
    _taken_up,
    _of_owner_before,
    _misspelt,
    documents.carried_by,
    documents.spoken_before,
    documents.named_before,
    documents.published_by,
    unowned_speakers.short_name_of_body,
    unowned_speakers.in_headline,
    unowned_speakers.agreed_by,
    offices.bare_office,
    offices.in_context,
    unowned_speakers.at_home,
    unowned_speakers.against_their_own,
    unowned_speakers.where_they_are,
    at_the_scene.witness,
    at_the_scene.some_of_them,
    at_the_scene.local_office,
    unowned_speakers.in_a_quarrel_at_home,
    _unknown,
)
