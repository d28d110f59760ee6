"""Who a pronoun is that is a source: an ordered table of rules."""

import re
from bisect import bisect_left

from analysis.annotate.attribution import at_the_scene, unowned_speakers
from analysis.annotate.attribution.known_speakers import Known, Rule, Speaker, agreed
from analysis.annotate.attribution.source_kinds import MEDIA_KIND
from analysis.annotate.party import UNRESOLVED
from analysis.english.word_classes import source_kinds, word_class
from analysis.schema import Attribution
from analysis.syntax import pronouns
from analysis.syntax.owners import owner

_OFTEN_ENOUGH = 2  # statements
# A name of two words or more and a colon where a sentence begins.
_LABEL = re.compile(r"(?:^|(?<=[\n.!?”»\"]))\s*([A-Z][\w’'-]+(?: [A-Z][\w’'-]+){1,3}):\s")
_OPENING = frozenset('"“«„')
_ENDING = 4  # letters of a name, which may have lost its first one
_FAR = 2  # sentences: whoever spoke before them is not meant where somebody else has come up since
_SPOKEN = word_class("documents_of_one_speaker")


def _around(known: Known, row: Attribution, node: int) -> Speaker | None:
    """ "I" within what somebody says is who says it."""
    pronoun = pronouns.known(known.tree.lower[node])
    if pronoun is None or pronoun.person != 1:
        return None
    outer = known.before.around(row.source_start or 0)
    return (
        Speaker(outer.source_side, outer.source_actor, outer.source_kind, "coreference") if outer is not None else None
    )


def _labelled(known: Known, row: Attribution, node: int) -> Speaker | None:
    """ "Ann Doe: It is late. ... I believe": who a passage is said by that begins with a name and a colon."""
    tree, pronoun = known.tree, pronouns.known(known.tree.lower[node])
    if pronoun is None or pronoun.person != 1:
        return None
    label = next(reversed(list(_LABEL.finditer(tree.text, 0, tree.start[node]))), None)
    named = known.tokens(*label.span(1)) if label is not None else range(0)
    party = next((party for n in named if (party := known.sides.resolve(n)).known), UNRESOLVED)
    return Speaker(party.side, party.actor, known.kind(named[-1]), "coreference") if party.known else None


def _author(known: Known, row: Attribution, node: int) -> Speaker | None:
    """ "We urge both parties", outside of any quotation: the text is somebody's statement, by its title ("X statement on Y"), or because
    one state or body says everything in it so far, and in the present tense."""
    pronoun = pronouns.known(known.tree.lower[node])
    if pronoun is None or pronoun.person != 1:
        return None
    tree = known.tree
    spoken = (n for n in known.title if tree.pos[n] in ("NOUN", "PROPN") and tree.lemma[n].lower() in _SPOKEN)
    whose = (n if (by := owner(tree, n, ("by", "from", "of"))) is None else by for n in spoken)
    party = next((party for n in whose if (party := known.sides.resolve(n)).known), UNRESOLVED)
    if party.known:
        return Speaker(party.side, party.actor, None, "coreference")
    body = tree.end[known.title[-1]] if known.title else 0  # headlines are in the present tense, whoever writes
    so_far = [earlier for earlier in known.before.all if (earlier.source_start or 0) >= body]
    states = all(_speaks_for_all(known, earlier) for earlier in so_far)
    alone = states and len(so_far) + _goes_on_speaking(known, so_far, node) >= _OFTEN_ENOUGH
    return agreed(so_far) if alone else None


def _speaks_for_all(known: Known, earlier: Attribution) -> bool:
    """Whether a source is a state or a body that says something in the present tense, or goes back to one ("Italy welcomes", "we urge")."""
    state = known.is_state(known.heads[earlier.attribution_id]) and known.before.says_now(earlier)
    return state or earlier.source_basis == "coreference"


def _goes_on_speaking(known: Known, so_far: list[Attribution], node: int) -> int:
    """How often the state that has spoken so far is the subject of a verb in the present tense behind a pronoun as well."""
    tree = known.tree
    if not so_far or (who := known.mention(known.heads[so_far[0].attribution_id])) is None:
        return 0
    later = (n for n in range(node, tree.size) if tree.base[n] == "nsubj" and "Tense=Pres" in tree.morph(tree.head[n]))
    named = (m for n in later if (m := known.mention(n)) is not None and m.kind == "name")
    return sum((m.side, m.actor, m.surface[-_ENDING:]) == (who.side, who.actor, who.surface[-_ENDING:]) for m in named)


def _last_that_fits(known: Known, row: Attribution, node: int) -> Speaker | None:
    """The last source of the same or the preceding paragraph, if the pronoun fits it and no other person stands between."""
    pronoun = pronouns.known(known.tree.lower[node])
    if pronoun is None or pronoun.person == 1:
        return None
    refers = pronoun.refers

    def fits(earlier: Attribution) -> bool:
        head = known.heads[earlier.attribution_id]
        somebody = known.is_somebody(earlier)
        if earlier.source_kind == "document" and (refers != "thing" or earlier.source_side == "both"):
            return False  # no agreement says more, and a report only as "it"
        if refers == "person":
            one = not known.named.is_several(head)
            return somebody or one and earlier.source_kind in ("civilian or witness", "expert")
        if refers == "either":  # "they", of several, of a body, of somebody unnamed
            body = (
                earlier.source_kind in (MEDIA_KIND, "international body") or tree.lemma[head].lower() in source_kinds()
            ) and not somebody
            return known.named.is_several(head) or body or somebody and tree.pos[head] == "NOUN"
        return not somebody

    tree = known.tree
    last = known.before.last(row.source_start or 0, fits)
    if last is None:
        return None
    if refers == "person" and _another_between(known, last, node):
        paragraph = known.named.paragraph
        near = paragraph(last.source_start or 0) == paragraph(row.source_start or 0)
        may_be_either = near and _sentences_between(known, last, row, node) < _FAR
        return Speaker(basis="coreference") if may_be_either else None
    return Speaker(last.source_side, last.source_actor, last.source_kind, "coreference")


def _sentences_between(known: Known, last: Attribution, row: Attribution, node: int) -> int:
    """How many whole sentences stand between what a source has said and what a pronoun says."""
    start = known.tree.start
    ended = max(last.end, last.source_end or 0, last.cue_end or 0)
    begins = bisect_left(start, min(row.start, start[node]))
    return sum(start[first] >= ended for first in known.tree.bounds[:-1] if first <= begins) - 1


def _another_between(known: Known, last: Attribution, node: int) -> bool:
    """Whether a person of another side is the subject of something since a source, or stands before the pronoun in its sentence: "X said
    so. Y came back. He" may be Y."""
    tree, named = known.tree, known.named
    between = range(bisect_left(tree.start, last.source_end), node)
    within = range(last.start, last.end)  # whom somebody talks of is not who talks
    first = tree.first(node)
    for n in between:
        if tree.start[n] in within or tree.base[n] != "nsubj" and n < first:
            continue
        names = [m for m in (n, *tree.kids(n, "appos")) if named.is_named_person(m)]
        if not names or any(tree.text[tree.start[m] : tree.end[m]] in (last.source or "") for m in names):
            continue
        if last.source_side == "unresolved" or known.sides.resolve(n).side != last.source_side:
            return True
    return False


def _named_before(known: Known, row: Attribution, node: int) -> Speaker | None:
    """The subject of the sentence before that a pronoun takes up."""
    tree = known.tree
    quoted = tree.text[row.start] in _OPENING and row.start < tree.start[node]
    party, antecedent = known.named.of_pronoun(node, row.start if quoted else tree.start[node])
    if antecedent is None:
        return None
    if not party.known:
        where = (
            unowned_speakers.at_home(known, row, antecedent)
            or unowned_speakers.where_they_were(known, antecedent)
            or at_the_scene.witness(known, row, antecedent)
        )
        if where is not None:
            return where
    return Speaker(party.side, party.actor, known.kind(antecedent), "coreference")


# Who has spoken comes before who is only named.
RULES: tuple[Rule, ...] = (_around, _labelled, _author, _last_that_fits, _named_before)
