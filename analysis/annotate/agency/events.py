"""Harmful acts with their agent, patient, construction, modality and voice: the table `events`.

Acts come from `acts`, who does and suffers them from `participants`, how they are told from `constructions` and `modality`, what may
be inferred about the sufferer's side from `sufferers`; this module makes the rows.
"""

from spacy.tokens import Doc

from analysis.annotate.agency import denial, modality, noun_modality, taken_up, whose
from analysis.annotate.agency.acts import Act, finder
from analysis.annotate.agency.constructions import construction
from analysis.annotate.agency.discourse import Discourse, discourses, seen
from analysis.annotate.agency.harm import Sense, harm_lexicon
from analysis.annotate.agency.kinds import MUNITIONS
from analysis.annotate.agency.participants import participants
from analysis.annotate.agency.results import settle_results, share_sufferers
from analysis.annotate.agency.sufferers import infer_sufferers
from analysis.annotate.attribution.voices import voice_at
from analysis.annotate.document.sentences import sentence_at
from analysis.annotate.party import UNRESOLVED, Party
from analysis.annotate.steps import Make, step
from analysis.codebook import Codebook
from analysis.english.word_classes import word_class
from analysis.schema import Event
from analysis.syntax.phrases import Phrase, noun_phrase
from analysis.syntax.roles import Roles
from analysis.syntax.tree import Tree

KEEPERS = word_class("keepers_of_order")


class EventBuilder:
    """Makes the events of documents for one codebook."""

    def __init__(self, codebook: Codebook):
        self.discourse = discourses(codebook)

    def __call__(self, doc: Doc) -> list[Event]:
        document, lexicon = self.discourse(doc), harm_lexicon(doc._.predicate_matches)
        tree, nouns = document.tree, lexicon.nouns
        acts = finder(lexicon)(tree)
        found = [participants(tree, document.sides, act) for act in acts]
        settle_results(tree, document.sides, acts, found)
        share_sufferers(tree, acts, found)
        rows = [
            _event(document, nouns, f"e{number}", act, roles_)
            for number, (act, roles_) in enumerate(zip(acts, found, strict=True), 1)
        ]
        _name_means(tree, acts, found, rows)
        taken_up.name_doers(document, acts, rows)
        infer_sufferers(document, acts, found, rows)
        for row in rows:
            if row.construction == "cause":  # whoever fights a war, it is not they who are said to have done this
                row.agent_side, row.agent_actor, row.agent_basis = "unresolved", None, None
        return rows


def _means(tree: Tree, node: int | None) -> list[int]:
    """What does an act, or what it is made up of: "a wave of strikes"."""
    if node is None:
        return []
    return [node, *(c for c in tree.kids(node, "nmod") if tree.preposition(c) == "of")]


def _name_means(tree: Tree, acts: list[Act], found: list[Roles], rows: list[Event]) -> None:
    """Whose an act or a weapon is that does another: "X launched strikes which killed two", "X fired rockets which killed two"."""
    by_node = {act.node: row for act, row in zip(acts, rows, strict=True) if act.kind == "noun"}
    for act, row in zip(acts, rows, strict=True):
        if act.kind == "verb" and act.words.event_class == "shell":
            fired = [*tree.kids(act.node, "obj"), *([tree.head[act.node]] if tree.base[act.node] == "acl" else [])]
            by_node |= dict.fromkeys((n for n in fired if tree.lemma[n] in MUNITIONS), row)
    for roles_, row in zip(found, rows, strict=True):
        means = next((by_node[n] for n in _means(tree, roles_.agent) if n in by_node), None)
        if means is None or means.modality not in ("asserted", row.modality) or row.agent_side != "unresolved":
            continue
        if means.agent_basis in ("said", "coreference"):
            row.agent_side, row.agent_actor, row.agent_basis = means.agent_side, means.agent_actor, "coreference"


def _event(document: Discourse, nouns: dict[str, list[Sense]], event_id: str, act: Act, found: Roles) -> Event:
    tree = document.tree
    at = tree.start[act.node]
    voice, source_side, attribution_id = voice_at(document.doc, at, tree.end[act.node])
    event = Event(
        event_id, sentence_at(document.doc, at), tree.start[act.nodes[0]], tree.end[act.nodes[-1]], _lemma(tree, act),
        act.words.event_class, construction=construction(document, nouns, act, found),
        modality=_modality(document, act), voice=voice, source_side=source_side,
        attribution_id=attribution_id,
    )  # fmt: skip
    by = whose.doer(document, nouns, found.agent) if found.agent is not None else UNRESOLVED
    upon = whose.sufferer(document, found, by)
    if found.agent is not None and not by.known and _each_others(tree, found.patient) and upon.side == "both":
        by = Party("both", None, "coreference")  # "their troops kill each other"
    if _fought_with(document, act, found, upon):
        found.agent, by = found.patient, Party("both", None, "said")
        upon = by
    if found.agent is not None and not by.known and upon.known and whose.is_comrade(tree, found.agent):
        by = Party(upon.side, upon.actor, "coreference")
    if found.agent is not None and found.patient is not None and not by.known:
        by = whose.against_speaker(document, found.agent, found.patient, upon)
    if found.agent is not None:
        _put(event, "agent", tree, found.agent, by)
    if found.patient is not None:
        _put(event, "patient", tree, found.patient, upon)
    return event


def _fought_with(document: Discourse, act: Act, found: Roles, upon: Party) -> bool:
    """ "six weeks of fighting with X": both fight; but whoever clashes with X's police may be its own."""
    tree = document.tree
    alone = act.kind == "noun" and act.words.event_class == "clash" and found.agent is None
    if not alone or found.patient is None or tree.preposition(found.patient) != "with":
        return False
    said = upon.basis == "said" and upon.side in document.codebook.side_ids
    return said and tree.lemma[found.patient].lower() not in KEEPERS


def _each_others(tree: Tree, node: int | None) -> bool:
    """ "each other", "each other's children"."""
    return whose.each_other(tree, node) or node is not None and whose.each_other(tree, tree.kid(node, "nmod:poss"))


def _lemma(tree: Tree, act: Act) -> str:
    """The lemmas of an act without its light verb."""
    return " ".join(tree.lemma[n] for n in act.nodes if n != act.host or n == act.node)


def _modality(document: Discourse, act: Act) -> str:
    own = _own_modality(document.tree, act)
    return "denied" if own in ("asserted", "hedged") and _inside_denial(document, act) else own


def _inside_denial(document: Discourse, act: Act) -> bool:
    """Whether an act stands in what a source denies or doubts; one that a judgement is passed on is not denied."""
    tree, at = document.tree, document.tree.start[act.node]
    judged = act.kind == "noun" and denial.judges(tree, tree.head[act.node])
    return not judged and any(start <= at < end for start, end in document.denials)


def _own_modality(tree: Tree, act: Act) -> str:
    """What the words around an act say of it, whoever is their source."""
    if act.kind == "noun":
        own = noun_modality.of_noun(tree, act.node)
        if own != "asserted" or act.host is None or act.host == act.node or tree.lemma[act.host] in modality.STOP:
            return own  # what somebody ends or may end is under way
        return modality.of_verb(tree, act.host)
    if act.kind == "state" and tree.dep[act.node] == "amod":
        return noun_modality.of_noun(tree, tree.head[act.node])
    return modality.of_verb(tree, act.node)


def _put(event: Event, role: str, tree: Tree, node: int, party: Party) -> None:
    phrase = _before_act(tree, noun_phrase(tree, node), event.start)
    for name, value in (
        ("", phrase.text), ("_start", phrase.start), ("_end", phrase.end), ("_side", party.side), ("_actor", party.actor), ("_basis", party.basis),
    ):  # fmt: skip
        setattr(event, role + name, value)


def _before_act(tree: Tree, phrase: Phrase, act: int) -> Phrase:
    """A phrase without what is said of it, the act: of "a town under siege" only "a town"."""
    branches = (sorted(tree.subtree(c)) for c in tree.children[phrase.head] if c > phrase.head)
    said = next((b for b in branches if tree.start[b[0]] <= act < tree.end[b[-1]]), None)
    if said is None or not phrase.start <= act < phrase.end:
        return phrase
    end = tree.end[said[0] - 1]
    return phrase._replace(end=end, text=" ".join(tree.text[phrase.start : end].split()))


@step("events", sees=seen)
def make_events(codebook: Codebook) -> Make:
    """Write `doc._.events`."""
    return EventBuilder(codebook)
