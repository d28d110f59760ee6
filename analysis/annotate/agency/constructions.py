"""The construction in which a text puts a harmful act: active, passive, nominal and so on (see docs/agency.md)."""

from typing import NamedTuple

from analysis.annotate.agency.acts import Act
from analysis.annotate.agency.discourse import Discourse
from analysis.annotate.agency.harm import Sense
from analysis.english.word_classes import word_class
from analysis.rules import Rule, decide
from analysis.syntax.roles import Roles
from analysis.syntax.tree import NOMINAL, Tree

INSTRUMENTS = word_class("instruments")
CAUSES = word_class("causes")


class Told(NamedTuple):
    """An act with its roles, as it is told: `means`: what its subject is if it is no party; `headline`: the act's verb stands in one,
    or heads its sentence, as a bare participle."""

    tree: Tree
    act: Act
    roles: Roles
    means: str | None
    headline: bool

    @property
    def by_somebody(self) -> bool:
        return self.roles.agent is not None


def construction(discourse: Discourse, nouns: dict[str, list[Sense]], act: Act, roles: Roles) -> str:
    """The construction of an act; `nouns`: the nouns for acts, by lemma."""
    means = doer_kind(discourse, nouns, roles.agent) if roles.agent is not None else None
    told = Told(discourse.tree, act, roles, means, roles.passive and _headline(discourse, act))
    return decide(CONSTRUCTIONS, told, otherwise="active")


def doer_kind(discourse: Discourse, nouns: dict[str, list[Sense]], agent: int) -> str | None:
    """Whether the subject is a means (`instrument`) or a happening (`cause`) instead of a party (null)."""
    lemma = discourse.tree.lemma[agent]
    if lemma in nouns and not discourse.sides.party(agent):
        return "cause" if nouns[lemma][0].event_class == "clash" else "instrument"
    if lemma in INSTRUMENTS:
        return "instrument"
    return "cause" if lemma in CAUSES else None


def _headline(discourse: Discourse, act: Act) -> bool:
    tree, node = discourse.tree, act.host if act.host is not None else act.node
    if tree.kid(node, "aux", "cop") is not None:
        return False
    at = tree.start[node]
    # "Boy shot dead by forces": a participle of a noun, and no other verb that could be the clause's.
    main = tree.base[node] not in ("acl", "amod") or tree.dep[node] == "acl" and tree.pos[tree.root(node)] in NOMINAL
    titled = main and any(start <= at < end for start, end in discourse.titles)
    return titled or tree.base[node] in ("root", "ROOT", "parataxis", "ccomp")


def _named(told: Told) -> bool:
    """An act that only a noun names, with or without a verb that says that it happened; "a town under fire" has no verb."""
    beside = told.act.host == told.act.node and told.tree.base[told.act.node] == "nmod"
    return told.act.kind == "noun" and (told.act.host_kind in (None, "happen") or beside)


def _doer_of_noun(told: Told) -> bool:
    return _named(told) and told.by_somebody and told.roles.agent != told.roles.patient


def _dead_of_phrase(told: Told) -> bool:
    """ "the dead", "dead soldiers", as opposed to "were found dead"."""
    return told.roles.patient == told.act.node or told.tree.dep[told.act.node] == "amod"


def _without_doer(told: Told) -> bool:
    """ "died", "blew up": a verb that has a victim and no doer."""
    suffers = told.roles.patient is not None and (told.act.words.patient == "subject" or told.act.words.labile)
    return suffers and not told.by_somebody


CONSTRUCTIONS: tuple[Rule[str], ...] = (
    Rule("Fooish shelling", _doer_of_noun, "nominal_agent"),
    Rule("fighting broke out", lambda t: _named(t) and t.act.host_kind == "happen", "unaccusative"),
    Rule("the shelling", _named, "nominal"),
    Rule("the dead", lambda t: t.act.kind == "state" and not t.by_somebody and _dead_of_phrase(t), "nominal"),
    Rule("were found dead", lambda t: t.act.kind == "state" and not t.by_somebody, "unaccusative"),
    Rule("came under fire from", lambda t: t.act.host_kind == "undergo" and t.by_somebody, "passive_agent"),
    Rule("came under fire", lambda t: t.act.host_kind == "undergo", "unaccusative"),
    # A headline's participle may have a doer or none.
    Rule("dozens killed", lambda t: t.headline, "headline_participle"),
    Rule("were killed by", lambda t: t.roles.passive and t.by_somebody, "passive_agent"),
    Rule("were killed", lambda t: t.roles.passive, "passive_agentless"),
    Rule("died", _without_doer, "unaccusative"),
    Rule("rockets hit", lambda t: t.means is not None, lambda t: t.means),
)
