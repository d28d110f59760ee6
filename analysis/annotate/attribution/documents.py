"""Whose a document is that has no owner among its words: who published it, who spoke in it, who was named with it."""

from analysis.annotate.attribution.known_speakers import Known, Speaker
from analysis.annotate.attribution.source_kinds import is_document, is_media
from analysis.annotate.attribution.source_spans import span
from analysis.annotate.party import UNRESOLVED, Party
from analysis.english.word_classes import source_kinds, word_class
from analysis.schema import Attribution
from analysis.syntax.subjects import subject

_PUBLISHING, _DEFINITE = word_class("verbs_of_publishing"), word_class("definite_determiners")
_CARRIERS, _WRITINGS = word_class("carriers"), word_class("writings")
_ON = frozenset({"on", "in", "by"})
_CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "VERB", "NUM"})
_REACH = 2  # paragraphs


def published_by(known: Known, row: Attribution, node: int) -> Speaker | None:
    """ "X posted a statement that said": X's."""
    tree, verb = known.tree, known.tree.head[node]
    published = tree.base[node] == "obj" and tree.lemma[verb] in _PUBLISHING
    if not published or source_kinds().get(tree.lemma[node].lower()) != "document" or known.named_in(row):
        return None
    publisher = subject(tree, verb)
    party = known.sides.resolve(publisher) if publisher is not None else UNRESOLVED
    return Speaker(party.side, party.actor, "document", "coreference") if party.known else None


def carried_by(known: Known, row: Attribution, node: int) -> Speaker | None:
    """ "Footage on Fooish television", "a statement on the ministry's website": whose what carries it is. What an outlet prints is its own ("a
    report in <outlet>"), what it shows may be anybody's."""
    tree = known.tree
    if not is_document(tree, node):
        return None
    for carrier in (c for c in tree.kids(node, "nmod", "obl") if tree.preposition(c) in _ON):
        if tree.lemma[carrier].lower() in _CARRIERS or is_media(tree, carrier):
            party = known.sides.resolve(carrier)
            side = party.side if party.known or not is_media(tree, carrier) else "other"
            if side != "other" or tree.lemma[node].lower() in _WRITINGS:
                return Speaker(side, party.actor, "document") if side != "unresolved" else None
    return None


def spoken_before(known: Known, row: Attribution, node: int) -> Speaker | None:
    """ "The statement said": of whoever has said something "in a statement" last; "the analysis": of the last document that speaks."""
    tree, lemma = known.tree, known.tree.lemma[node].lower()
    if source_kinds().get(lemma) != "document" or not any(tree.lower[c] in _DEFINITE for c in tree.kids(node, "det")):
        return None

    def made(earlier: Attribution) -> bool:
        head = known.heads[earlier.attribution_id]
        if earlier.source_kind == "document" and alone:
            return earlier.source_side not in ("unresolved", "both")
        cue = known.tokens(earlier.cue_start or 0, earlier.cue_end or 0)
        beside = [c for n in (*cue, head) for c in tree.children[n]]
        return earlier.source_side != "unresolved" and any(tree.lemma[c].lower() == lemma for c in beside)

    alone = sum(tree.pos[n] in _CONTENT for n in known.phrase(node)) == 1
    last = known.before.last(row.source_start or 0, made, _REACH)
    return Speaker(last.source_side, last.source_actor, "document", "previous") if last is not None else None


def named_before(known: Known, row: Attribution, node: int) -> Speaker | None:
    """ "These resolutions reaffirm", after "the Fooish parliament's resolutions": whose the last document of that name was."""
    tree = known.tree
    if not is_document(tree, node) or not any(tree.lower[c] in _DEFINITE for c in tree.kids(node, "det")):
        return None
    here = known.named.paragraph(tree.start[node])
    if here is None or known.named_in(row) or sum(tree.pos[n] in _CONTENT for n in known.phrase(node)) > 1:
        return None
    for before in reversed([n for n in known.named.of_lemma(tree.lemma[node].lower()) if n < node]):
        there = known.named.paragraph(tree.start[before])
        if there is None or here - there > _REACH:
            return None
        party = _maker(known, before)
        if party.known:
            return Speaker(party.side, party.actor, "document", "coreference")
    return None


def _maker(known: Known, node: int) -> Party:
    """Whose a document is by its own words: the only party named in its phrase."""
    found = known.sides.resolve(node)
    if found.known:
        return found
    named = [m for m in known.tree.named(*span(known.tree, node)) if m.kind not in ("place", "contested")]
    parties = {(m.side or "other", m.actor) for m in named}
    return Party(*parties.pop(), "said") if len(parties) == 1 else UNRESOLVED
