"""Whether the text says that an act happened: asserted, hedged, negated, denied or irrealis.

The classes follow FactBank's degrees of factuality (Sauri and Pustejovsky, Language Resources and Evaluation 43(3), 2009),
made coarser: certain, uncertain, counter, and not claimed to have happened at all.
"""

from dataclasses import dataclass

from analysis.annotate.agency import denial
from analysis.annotate.agency.noun_modality import FAIL, SEEM, UNREAL, unsourced
from analysis.annotate.agency.own_modality import OWN_WORDS, own_words
from analysis.english.lexicon import words_with
from analysis.english.word_classes import word_class
from analysis.rules import Rule, decide
from analysis.syntax.arguments import done
from analysis.syntax.passives import by_phrase
from analysis.syntax.tree import CONTENTS, Tree

BELIEVE = words_with("complement", "hedged clause", "verb") | words_with("complement", "hedged clause", "adjective")
# What somebody is held to be ("feared dead", but not "found dead").
HELD = SEEM & words_with("frames", "raised", "verb")
# What is to stop is under way.
STOP = words_with("complement", "ended")
# Real if the governing clause is real.
IMPLY = words_with("complement", "implied")
AIMED = word_class("prepositions_of_aim")
_CLAUSAL = ("ccomp", "xcomp", "acl", "advcl", "csubj", "parataxis")


def of_verb(tree: Tree, node: int) -> str:
    """Modality of the clause that a verb heads."""
    own = _of_clause(tree, node, 0)
    return (denial.denied(tree, node) or own) if own in ("asserted", "hedged") else own


def _of_clause(tree: Tree, node: int, depth: int) -> str:
    if depth == 0 and (did := done(tree, node)) is not None:  # "what they will do is to fire"
        return _of_clause(tree, did, depth + 1)
    own = decide(OWN_WORDS, tree, node, own_words(tree, node), otherwise="asserted")
    if own != "asserted" or depth > 6:
        return own
    dep, head, base = tree.dep[node], tree.head[node], tree.base[node]
    if dep == "conj":
        return _without_negation(_of_clause(tree, head, depth + 1)) if not _has_subject(tree, node) else "asserted"
    if head == node or base not in _CLAUSAL or dep == "acl:relcl":
        return "asserted"
    return decide(GOVERNED, _governed(tree, node), depth, otherwise="asserted")


@dataclass(frozen=True, slots=True)
class Governed:
    """A clause below a governing word: `relation` between them, `lemma` of the governor, `marks` of the clause."""

    tree: Tree
    node: int
    governor: int
    lemma: str
    relation: str
    marks: set[str]
    finite: bool
    infinitive: bool
    hearsay: bool
    """Whether the governor is a passive that names nobody ("it was reported that")."""


def _governed(tree: Tree, node: int) -> Governed:
    marks = _marks(tree, node)
    finite = any(tree.form(c) == "Fin" for c in tree.kids(node, "cop"))  # "X was to blame"
    finite = finite or any(tree.lemma[c] == "do" for c in tree.kids(node, "aux"))  # "why did X fire, he asked"
    infinite = tree.form(node) == "Inf" and not finite
    to = "to" in marks and not finite
    return Governed(
        tree,
        node,
        governor=tree.head[node],
        lemma=tree.lemma[tree.head[node]],
        relation=tree.base[node],
        marks=marks,
        finite=_has_subject(tree, node) and not infinite and not to,
        infinitive=to or "for" in marks and infinite,
        hearsay=tree.kid(tree.head[node], "aux:pass") is not None and by_phrase(tree, tree.head[node]) is None,
    )


def _of_governor(clause: Governed, depth: int) -> str:
    return _of_clause(clause.tree, clause.governor, depth + 1)


def _under_predicate(clause: Governed, relation: str) -> bool:
    return clause.relation == relation and clause.tree.pos[clause.governor] in ("VERB", "AUX", "ADJ")


def _denies(clause: Governed, depth: int) -> str | None:
    return denial.denies(clause.tree, clause.governor)


GOVERNED: tuple[Rule[str], ...] = (
    Rule(
        "what stops is under way",
        lambda c, depth: c.lemma in STOP and c.relation == "xcomp" and not c.finite,
        "asserted",
    ),
    Rule(
        "denied",
        lambda c, depth: c.relation != "csubj" and not (c.relation == "advcl" and c.finite) and _denies(c, depth),
        _denies,
    ),
    Rule("adverbial clause", lambda c, depth: c.relation == "advcl" and c.finite, "asserted"),
    Rule("no evidence that", lambda c, depth: c.relation == "acl" and c.finite and _none(c.tree, c.governor), "hedged"),
    Rule(
        "not brought about",
        lambda c, depth: c.lemma in FAIL and not c.finite and c.relation in ("xcomp", "advcl", "ccomp", "acl"),
        "negated",
    ),
    Rule("yet to be done", lambda c, depth: c.infinitive and _yet(c.tree, c.governor), "negated"),
    Rule("seems to be", lambda c, depth: c.infinitive and c.lemma in SEEM, "hedged"),
    Rule(
        "feared dead",
        lambda c, depth: c.relation == "xcomp" and c.lemma in HELD and c.tree.pos[c.node] == "ADJ",
        "hedged",
    ),
    Rule("suspected of it", lambda c, depth: c.lemma in SEEM and "of" in c.marks and not c.finite, "hedged"),
    Rule(
        "it is reported",
        lambda c, depth: c.finite and c.hearsay and c.lemma in SEEM and c.relation in ("ccomp", "csubj"),
        "hedged",
    ),
    Rule(
        "there are reports that",
        lambda c, depth: c.relation == "acl" and c.finite and unsourced(c.tree, c.governor),
        "hedged",
    ),
    # Before what is finite: a fear or a hope that something happens is about something unreal too.
    Rule(
        "wanted, planned or feared",
        lambda c, depth: (
            c.lemma in UNREAL
            and c.relation in ("ccomp", "xcomp", "acl", "csubj")
            and (c.infinitive or not c.finite or c.lemma in ("fear", "demand", "hope"))
        ),
        "irrealis",
    ),
    Rule(
        "aimed at",
        lambda c, depth: c.lemma in UNREAL and c.relation == "advcl" and not c.finite and not c.marks.isdisjoint(AIMED),
        "irrealis",
    ),
    Rule("believed", lambda c, depth: c.finite and c.relation == "ccomp" and c.lemma in BELIEVE, "hedged"),
    Rule("said", lambda c, depth: c.finite and c.relation == "ccomp", "asserted"),
    Rule("purpose", lambda c, depth: c.infinitive and c.relation in ("advcl", "acl", "csubj"), "irrealis"),
    Rule("nothing that implies it", lambda c, depth: c.infinitive and c.lemma not in IMPLY, "irrealis"),
    Rule("left undone", lambda c, depth: "without" in c.marks, "negated"),
    Rule("part of its governor", lambda c, depth: _under_predicate(c, "xcomp"), _of_governor),
    # "would fire, killing many" is as unreal as the firing; a denial of the firing does not deny that many died.
    Rule(
        "beside its governor",
        lambda c, depth: _under_predicate(c, "advcl"),
        lambda c, depth: _future_only(_of_governor(c, depth)),
    ),
)


def _none(tree: Tree, noun: int) -> bool:
    """ "no evidence that": what nobody says or shows is left open; "no doubt that" does not."""
    return (
        any(tree.lower[c] == "no" for c in tree.kids(noun, "det"))
        and tree.lemma[noun].lower() in CONTENTS - denial.DOUBT
    )


def _yet(tree: Tree, governor: int) -> bool:
    """ "has yet to fire", "is yet to fire"."""
    return tree.lemma[governor] in ("have", "be", "remain") and any(
        tree.lower[c] == "yet" for c in tree.kids(governor, "advmod")
    )


def _marks(tree: Tree, node: int) -> set[str]:
    return {tree.lower[child] for child in tree.kids(node, "mark", "aux", "case")}


def _has_subject(tree: Tree, node: int) -> bool:
    return tree.kid(node, "nsubj", "csubj") is not None


def _without_negation(modality: str) -> str:
    return "asserted" if modality == "negated" else modality


def _future_only(modality: str) -> str:
    return "irrealis" if modality == "irrealis" else "asserted"
