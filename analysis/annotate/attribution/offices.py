"""Whose an office is that has no owner among its words: of the contested place's rulers, of where its clause is, of the side whose
authorities speak around it."""

from analysis.annotate.attribution.known_speakers import Known, Speaker, agreed
from analysis.annotate.attribution.source_kinds import kind_of
from analysis.annotate.attribution.source_spans import span
from analysis.annotate.party import UNRESOLVED, common, of_mention
from analysis.english.word_classes import source_kinds, word_class
from analysis.schema import Attribution
from analysis.syntax.titles import is_title
from analysis.syntax.tree import Tree

# Kinds of source that rule.
RULING = frozenset({"government", "military", "local authorities"})
_DEFINITE = word_class("definite_determiners")
_BREAKAWAY = word_class("breakaway_words")
_OF_OFFICES = word_class("words_of_offices")
_LABELS = frozenset({":", None})
_LOCAL = frozenset({"local", "regional", "there"})
_COUNTRY = frozenset({"country", "nation", "republic"})
_RULED = word_class("ruled_places")
AUTHORITIES = RULING | {"third-party government"}


def of_rulers(known: Known, row: Attribution, node: int) -> Speaker | None:
    """ "X's defence ministry", "the rebel ministry", "officials in the breakaway region", "the enclave's ministry": an office of a contested
    place is its rulers', and so is what the place itself says."""
    tree, phrase = known.tree, known.phrase(node)
    if not known.rulers.known or any(m.kind not in ("contested", "person") for m in tree.named(*span(tree, node))):
        return None
    mention = known.mention(node)
    theirs = any(known.mention(n) is not None or _breaks_away(tree, n) or _of_ruled_place(tree, n) for n in phrase)
    theirs = theirs or _is_local(known, node, phrase)
    kind = kind_of(tree, node, None)
    called = (
        kind is None and tree.pos[node] == "PROPN" and tree.kid(node, "appos") is not None
    )  # "X, the mediator of the rebel republic"
    ruling = theirs and (kind in RULING or called)
    speaks = mention is not None and row.content_kind == "speech" and row.cue not in _LABELS
    if not ruling and not speaks:
        return None
    return Speaker(known.rulers.side, known.rulers.actor, "local authorities", "said")


def of_its_rulers(known: Known, row: Attribution, node: int) -> Speaker | None:
    """ "Half of the contested region have fled, its ombudsman said": "its" is the place named last in the sentence."""
    tree = known.tree
    owner = tree.kid(node, "nmod:poss")
    if owner is None or tree.lower[owner] != "its" or not known.rulers.known or kind_of(tree, node, None) not in RULING:
        return None
    named = tree.named(tree.start[tree.first(node)], tree.start[owner])
    if not named or named[-1].kind != "contested":
        return None
    return Speaker(known.rulers.side, known.rulers.actor, "local authorities", "coreference")


def of_the_country(known: Known, row: Attribution, node: int) -> Speaker | None:
    """ "X has won, the country's president said": of the only country that its sentence names before, or else the one before that."""
    tree = known.tree
    owner = tree.kid(node, "nmod:poss")
    if owner is None or tree.lemma[owner].lower() not in _COUNTRY or known.named_in(row):
        return None
    if not any(tree.lower[c] == "the" for c in tree.kids(owner, "det")) or "Number=Plur" in tree.morph(owner):
        return None
    here = tree.first(node)
    for first, last in ((here, owner), (tree.first(here - 1) if here else 0, here)):
        named = [m for m in tree.named(tree.start[first], tree.start[last]) if m.kind in ("name", "demonym", "person")]
        if named:
            party = common([of_mention(m) for m in named])
            return Speaker(party.side, None, kind_of(tree, node, None), "coreference") if party.known else None
    return None


def by_word(tree: Tree, node: int) -> str | None:
    """The kind of source that the head of a phrase names by itself."""
    return source_kinds().get(tree.lemma[node].lower())


def bare_office(known: Known, row: Attribution, node: int) -> Speaker | None:
    """ "In X the prime minister said": of the side whose ground its clause puts it on."""
    tree = known.tree
    kinds = {source_kinds().get(tree.lemma[n].lower()) for n in known.phrase(node)} - {None}
    definite = any(tree.lower[c] in _DEFINITE for c in tree.kids(node, "det"))
    # "The ministry in the region" is another one.
    whose = tree.named(*span(tree, node)) or tree.kid(node, "nmod", "acl") is not None
    if not kinds or not kinds <= {"government", "military"} or not definite or whose:
        return None
    named = [m for c in _places(tree, node) if (m := known.mention(c)) is not None and m.kind != "contested"]
    party = common([of_mention(m) for m in named]) if named else UNRESOLVED
    return Speaker(party.side, party.actor, kind_of(tree, node, None), "coreference") if party.known else None


def in_context(known: Known, row: Attribution, node: int) -> Speaker | None:
    """ "The ministry", "Foreign minister X": an office without an owner is of the side whose authorities speak around it, if one does."""
    tree, phrase = known.tree, known.phrase(node)
    kind = kind_of(tree, node, None)
    definite = any(tree.lower[c] in _DEFINITE for c in tree.kids(node, "det"))
    whose = tree.named(*span(tree, node)) or tree.kid(node, "nmod:poss") is not None
    titled = tree.pos[node] == "PROPN" and any(is_title(tree, n) for n in phrase)
    # "The ministry in the region" and "the caretaker ministry" are other ones.
    words = [n for n in phrase if tree.pos[n] in ("NOUN", "ADJ", "VERB")]
    other = any(tree.preposition(c) in ("in", "at", "on") for c in tree.kids(node, "nmod")) or not all(
        tree.lemma[n].lower() in source_kinds() or tree.lower[n] in _OF_OFFICES for n in words
    )
    one = (definite or titled) and not known.named.is_several(node) and not other
    if kind not in ("government", "military") or whose or not one or row.content_kind != "speech":
        return None
    return agreed(known.before.near(row.source_start or 0, lambda r: r.source_kind in AUTHORITIES))


def _of_ruled_place(tree: Tree, node: int) -> bool:
    """ "the enclave" in "the enclave's ministry"."""
    owner = tree.dep[node] == "nmod:poss" and tree.lemma[node].lower() in _RULED
    return owner and any(tree.lower[c] in _DEFINITE for c in tree.kids(node, "det"))


def _is_local(known: Known, node: int, phrase: range) -> bool:
    """Whether an office is local to a contested place ("local officials", "the government there"): that is the last place that its paragraph or the one before names."""
    tree, here = known.tree, known.named.paragraph(known.tree.start[node])
    if not any(tree.lower[n] in _LOCAL for n in phrase) or here is None:
        return False
    places = [m for m in tree.mentions if m.end <= tree.start[node] and m.kind in ("place", "contested")]
    there = known.named.paragraph(places[-1].start) if places else None
    return there is not None and here - there <= 1 and places[-1].kind == "contested"


def _breaks_away(tree: Tree, node: int) -> bool:
    return not _BREAKAWAY.isdisjoint((tree.lower[node], tree.lemma[node]))


def _places(tree: Tree, node: int) -> list[int]:
    """The phrases before a subject that say where its clause is."""
    beside = tree.kids(tree.head[node], "obl") if tree.base[node] == "nsubj" else []
    return [c for c in beside if c < node and tree.preposition(c) in ("in", "at")]
