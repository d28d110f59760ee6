"""Harmful acts with their agent, patient, construction, modality and voice: the table `events`.

Acts come from `acts`, head words of the roles from `analysis.syntax.predicates`, sides from `parties`; this module decides which grammatical role is
doer and sufferer of a harmful act, what the construction is called, and what may be inferred about the patient's side.
"""

from bisect import bisect_left

from spacy.language import Language
from spacy.tokens import Doc

from analysis.annotate.agency import modality
from analysis.annotate.agency.acts import Act, ActFinder, prepositional
from analysis.annotate.agency.harm import harm_lexicon
from analysis.annotate.agency.sufferers import Inference
from analysis.annotate.attribution.voices import voice_at
from analysis.annotate.document.sentences import sentence_at
from analysis.annotate.parties import UNRESOLVED, Party, Sides
from analysis.codebook import Codebook
from analysis.english.lexicon import BlameFrame, words_with
from analysis.english.word_classes import word_class
from analysis.schema import Event
from analysis.syntax import predicates
from analysis.syntax.tree import NOMINAL, Tree

INSTRUMENTS = word_class("instruments")
CAUSES = word_class("causes")
ACCUSE = words_with("blames", BlameFrame("somebody"), "verb")
# The victim as subject of a verb that is only used so with its object: "Dozens killed as ...".
PARTICIPLE_CLASSES = frozenset({"kill", "wound", "destroy", "displace", "detain"})
VICTIM_NOUNS = word_class("victims")


class EventBuilder:
    """Makes the events of documents for one codebook."""

    def __init__(self, codebook: Codebook):
        self.codebook = codebook
        self.finder = ActFinder(harm_lexicon(codebook))

    def __call__(self, doc: Doc) -> list[Event]:
        tree = doc._.tree
        acts = self.finder(tree)
        if not acts:
            return []
        return _EventsOfDocument(doc, tree, acts, self).events()


class _EventsOfDocument:
    """The events of one document."""

    def __init__(self, doc: Doc, tree: Tree, acts: list[Act], builder: EventBuilder):
        self.tree, self.acts, self.codebook = tree, acts, builder.codebook
        self.doc = doc
        self.titles = [(b.start, b.end) for b in self.doc._.blocks if b.kind == "title"]
        self.sides = Sides(tree, self.doc._.mentions, lambda start, end: voice_at(self.doc, start, end)[1])
        self.nouns = builder.finder.lexicon.nouns
        self.denials = self._denials()

    def events(self) -> list[Event]:
        found = [self._roles(act) for act in self.acts]
        rows = [self._event(i, act, roles_) for i, (act, roles_) in enumerate(zip(self.acts, found, strict=True))]
        title_end = max((bisect_left(self.tree.start, end) for _, end in self.titles), default=0)
        Inference(self.tree, self.sides, self.codebook, self.doc._.attributions, title_end)(self.acts, found, rows)
        return rows

    def _event(self, index: int, act: Act, found: predicates.Roles) -> Event:
        tree = self.tree
        agent, patient = found.agent, found.patient
        start, end = tree.start[act.nodes[0]], tree.end[act.nodes[-1]]
        voice, source_side, attribution_id = voice_at(self.doc, tree.start[act.node], tree.end[act.node])
        event = Event(
            f"e{index + 1}", sentence_at(self.doc, tree.start[act.node]), start, end, self._lemma(act), act.words.event_class,
            construction=self._construction(act, found), modality=self._modality(act), voice=voice,
            source_side=source_side, attribution_id=attribution_id,
        )  # fmt: skip
        if agent is not None:
            _put(event, "agent", tree, agent, self._party_of(agent))
        if patient is not None:
            sufferer = self.sides.resolve(patient)
            if not sufferer.known and found.owner is not None:
                sufferer = self.sides.resolve(found.owner)
            _put(event, "patient", tree, patient, sufferer)
        return event

    # Roles

    def _roles(self, act: Act) -> predicates.Roles:
        return {"verb": self._of_verb, "noun": self._of_noun, "dead": self._of_dead, "lives": self._of_lives}[act.kind](
            act
        )

    def _of_verb(self, act: Act) -> predicates.Roles:
        tree, words = self.tree, act.words
        found = predicates.find(tree, act.node)
        own_object = tree.kid(act.node, "obj")
        if words.patient == "subject":
            found.agent, found.patient = None, found.patient if found.passive else found.agent
        elif words.labile and not found.passive and own_object is None:
            found.agent, found.patient = None, found.agent
        elif words.patient == "object" and self._bare_participle(act, found):
            found.agent, found.patient, found.passive = predicates.by_phrase(tree, act.node), found.agent, True
        elif words.patient == "oblique":
            target = next(prepositional(tree, act.node, words.patient_prepositions), None)
            target = self._towards(act.node) if target is None else target
            if target is None and own_object is not None and own_object in act.nodes:
                target = next(prepositional(tree, own_object, words.patient_prepositions), None)
            if target is not None or own_object in act.nodes or not found.passive:
                found.patient = target
        elif words.patient == "object" and own_object in act.nodes and own_object is not None and not found.passive:
            found.patient = next(prepositional(tree, own_object, ["of", "over", "on"]), None) or next(
                prepositional(tree, act.node, ["of", "over", "from"]), None
            )
        elif words.patient == "none":
            found.patient = None
        return self._reciprocal(act, _nominal(tree, found))

    def _towards(self, node: int) -> int | None:
        """ "in the direction of X"."""
        direction = next((c for c in self.tree.kids(node, "obl") if self.tree.lemma[c] == "direction"), None)
        return next(prepositional(self.tree, direction, ["of"]), None) if direction is not None else None

    def _bare_participle(self, act: Act, found: predicates.Roles) -> bool:
        tree, node = self.tree, act.node
        if (
            found.passive
            or act.words.event_class not in PARTICIPLE_CLASSES
            or found.patient is not None
            or found.agent is None
        ):
            return False
        if (
            tree.kid(node, "aux") is not None
            or tree.form(node) in ("Ger", "Inf")
            or tree.lower[node].endswith(("ing", "s"))
        ):
            return False
        return "agent" not in found.shared or tree.dep[node] == "conj"

    def _reciprocal(self, act: Act, found: predicates.Roles) -> predicates.Roles:
        """Those who clash are each other's patients."""
        unmatched = act.words.event_class == "clash" and found.patient is None and found.agent is not None
        if unmatched and self.sides.resolve(found.agent).side == "both":
            found.patient = found.agent
        return found

    def _of_noun(self, act: Act) -> predicates.Roles:
        tree, words = self.tree, act.words
        owned = words.patient == "subject"
        targets = words.patient_prepositions if words.patient != "object" else ()
        # "the Fooland war" says where or with whom, not who began it.
        names = self.sides.party if words.event_class != "clash" else lambda modifier: False
        found = predicates.of_noun(tree, act.node, names, owned, targets)
        if found.patient is None and not owned:
            found.patient = next(prepositional(tree, act.node, ["against", "on", "upon"]), None)
        if tree.lemma[act.node] in VICTIM_NOUNS:
            found.patient = act.node
        if words.patient == "object" and found.patient is None:
            found.patient = next(
                (c for c in tree.kids(act.node, "compound") if (m := self.sides.at.get(c)) and m.kind == "place"), None
            )
        if found.agent is None:
            found.agent = self._accused_of(act.node)
        if act.host is not None:
            self._with_light_verb(act, found)
        if words.patient == "none":
            found.patient = None
        return self._reciprocal(act, _nominal(tree, found))

    def _accused_of(self, node: int) -> int | None:
        """ "accused X of aggression": X is said to be its doer."""
        tree = self.tree
        above = tree.head[node]
        if tree.preposition(node) not in ("of", "for"):
            return None
        verb = tree.head[above] if tree.dep[node] == "nmod" and tree.dep[above] in ("obj", "nsubj:pass") else above
        if tree.lemma[verb] not in ACCUSE:
            return None
        found = predicates.find(tree, verb).patient
        return found if found not in (None, node) and tree.pos[found] in NOMINAL else None

    def _with_light_verb(self, act: Act, found: predicates.Roles) -> None:
        """The light verb's subject is the doer ("carried out an attack") or the sufferer ("came under fire")."""
        tree, host = self.tree, act.host
        around = (
            predicates.find(tree, host) if host != act.node else predicates.Roles(host, agent=tree.kid(host, "nsubj"))
        )
        found.passive = around.passive
        if act.host_kind in ("carry", "cause"):
            found.agent = around.agent if around.agent is not None else found.agent
            target = next(
                prepositional(tree, host, [*act.words.patient_prepositions, "on", "against", "to", "among"]), None
            )
            found.patient = found.patient if found.patient is not None else target
        elif act.host_kind == "happen" and act.words.event_class == "clash" and found.agent is None:
            found.agent = found.patient = next(prepositional(tree, host, ["between"]), None)
        elif act.host_kind == "undergo":
            found.patient = around.agent if around.agent is not None else around.patient
            if found.patient == act.node:
                found.patient = None
            found.agent = found.agent or next(prepositional(tree, host, ["from", "by"]), None)

    def _of_dead(self, act: Act) -> predicates.Roles:
        """ "the dead", "20 dead", "dead soldiers", "20 were found dead", "left 20 dead"."""
        tree, node = self.tree, act.node
        found = predicates.Roles(node)
        dep, head = tree.dep[node], tree.head[node]
        if dep in ("amod", "compound") and tree.pos[head] in NOMINAL:
            found.patient = head
        elif dep == "xcomp":
            around = predicates.find(tree, head)
            found.patient = around.patient if around.patient not in (None, node) else around.agent
            if tree.lemma[head] == "leave" and found.patient != around.agent:
                found.agent = around.agent
        else:
            found.patient = tree.kid(node, "nsubj", "nsubj:pass")
            found.patient = node if found.patient is None else found.patient
        return _nominal(tree, found)

    def _of_lives(self, act: Act) -> predicates.Roles:
        """ "claimed 30,000 lives", "lost 20 soldiers"."""
        tree = self.tree
        found = predicates.find(tree, act.node)
        owner = next(prepositional(tree, act.nodes[1], ["of"]), None)
        if tree.lemma[act.node] == "lose":
            subject, found.agent = found.agent, None
            found.owner = subject
            found.patient = subject if tree.lemma[act.nodes[1]] == "life" and subject is not None else act.nodes[1]
        else:
            found.patient = owner if owner is not None else act.nodes[1]
        return _nominal(tree, found)

    # Construction

    def _construction(self, act: Act, found: predicates.Roles) -> str:
        tree = self.tree
        if act.kind == "noun" and act.host_kind in (None, "happen"):
            if found.agent is not None and found.agent != found.patient:
                return "nominal_agent"
            return "unaccusative" if act.host_kind == "happen" else "nominal"
        if act.kind == "dead" and found.agent is None:
            return "nominal" if found.patient == act.node or tree.dep[act.node] == "amod" else "unaccusative"
        if act.host_kind == "undergo":
            return "passive_agent" if found.agent is not None else "unaccusative"
        if found.passive:
            return self._passive(act, found)
        if found.agent is None:
            return (
                "unaccusative"
                if found.patient is not None and (act.words.patient == "subject" or act.words.labile)
                else "active"
            )
        return self._doer(found.agent) or "active"

    def _passive(self, act: Act, found: predicates.Roles) -> str:
        node = act.host if act.host is not None else act.node
        finite = any(self.tree.kids(node, "aux", "cop"))
        base = self.tree.base[node]
        if (
            not finite
            and base in ("root", "ROOT", "parataxis", "ccomp")
            or not finite
            and self._in_title(node)
            and base not in ("acl", "amod")
        ):
            return "headline_participle"
        return "passive_agentless" if found.agent is None else "passive_agent"

    def _doer(self, agent: int) -> str | None:
        """Whether the subject is a means or a happening instead of a party."""
        lemma = self.tree.lemma[agent]
        if lemma in self.nouns and not self.sides.party(agent):
            return "cause" if self.nouns[lemma][0].event_class == "clash" else "instrument"
        if lemma in INSTRUMENTS:
            return "instrument"
        return "cause" if lemma in CAUSES else None

    def _in_title(self, node: int) -> bool:
        at = self.tree.start[node]
        return any(start <= at < end for start, end in self.titles)

    def _modality(self, act: Act) -> str:
        tree = self.tree
        if act.kind == "noun":
            own = modality.of_noun(tree, act.node)
            if own == "asserted" and act.host is not None and act.host != act.node:
                own = modality.of_verb(tree, act.host)
        elif act.kind == "dead" and tree.dep[act.node] == "amod":
            own = modality.of_noun(tree, tree.head[act.node])
        else:
            own = modality.of_verb(tree, act.node)
        return "denied" if own in ("asserted", "hedged") and self._inside_denial(act) else own

    def _inside_denial(self, act: Act) -> bool:
        """Whether an act stands in what somebody denies or doubts, however deep; an act that a judgement is passed on is not denied
        ("dismissed the attack as ...")."""
        at, head = self.tree.start[act.node], self.tree.head[act.node]
        judged = act.kind == "noun" and modality.denies_claims_only(self.tree, head)
        return not judged and any(start <= at < end for start, end in self.denials)

    def _denials(self) -> list[tuple[int, int]]:
        """Characters of what the text says is denied or doubted."""
        starts = self.tree.start
        return [
            (row.start, row.end)
            for row in self.doc._.attributions
            if row.cue_start is not None and modality.denies(self.tree, bisect_left(starts, row.cue_start))
        ]

    # Sides

    def _party_of(self, node: int) -> Party:
        """The side of an agent; of a means or an act, the side whose it is said to be, not where it took place."""
        if self._doer(node) is None:
            return self.sides.resolve(node)
        inner = predicates.of_noun(self.tree, node, self.sides.party, False, ("on", "against"))
        return self.sides.resolve(inner.agent) if inner.agent is not None else UNRESOLVED

    def _lemma(self, act: Act) -> str:
        tree = self.tree
        words = [n for n in act.nodes if n != act.host or n == act.node]
        return " ".join(tree.lemma[n] for n in words)


def _nominal(tree: Tree, found: predicates.Roles) -> predicates.Roles:
    """Only noun phrases do and suffer; a question word is nobody."""
    for role in ("agent", "patient"):
        node = getattr(found, role)
        if node is not None and (tree.pos[node] not in NOMINAL or tree.lower[node] in predicates.RELATIVE):
            setattr(found, role, None)
    return found


def _put(event: Event, role: str, tree: Tree, node: int, party: Party) -> None:
    phrase = tree.phrase(node)
    for name, value in (
        ("", phrase.text), ("_start", phrase.start), ("_end", phrase.end), ("_side", party.side), ("_actor", party.actor), ("_basis", party.basis),
    ):  # fmt: skip
        setattr(event, role + name, value)


@Language.factory("framing_events", default_config={"codebook": None})
def make_events(nlp: Language, name: str, codebook: dict):
    """Write `doc._.events`."""
    builder = EventBuilder(Codebook.model_validate(codebook))

    def component(doc: Doc) -> Doc:
        doc._.events = builder(doc)
        return doc

    return component
