"""Attributions by nouns, adjectives, adverbs and "according to": "X's claim that ...", "sure that ...", "reportedly"."""

from analysis.annotate.attribution import cues, sources
from analysis.annotate.attribution.by_verb import Contents
from analysis.annotate.attribution.candidates import Candidate
from analysis.annotate.attribution.cues import SAID, Cue
from analysis.english.word_classes import word_class

_TOWARDS = word_class("prepositions_of_attitude")
_TOPICS = word_class("prepositions_of_topic")


class Nominals(Contents):
    """The candidates of one document whose cue is no verb."""

    def _noun(self, node: int, cue: Cue) -> list[Candidate]:
        """ "X's claim that ...", "a plan by X to ...", "X's criticism of ...", "the fear is that ...", "calls for ..."."""
        tree = self.tree
        told = self._told(node)
        if told is not None:
            return [Candidate(cue, [node], sources.owner(tree, node), *told, node)]
        clause = next((c for c in tree.kids(node, "acl", "ccomp") if self._content_clause(c)), None)
        source = sources.owner(tree, node)
        if clause is None and tree.kid(node, "cop") is not None:
            clause = next((c for c in tree.kids(node, "ccomp", "csubj") if c > node and tree.form(c) != "Inf"), None)
        if clause is not None:
            return [Candidate(cue, [node], source, *self._span([clause]), node)]
        if node + 1 < tree.size and tree.lower[node + 1] == "that" and tree.pos[node + 1] == "SCONJ":
            last = max(self._below_mark(node + 1))
            if self._finite(node + 1, last):
                return [Candidate(cue, [node], source, *self._trim(node + 1, last), node)]
        topics = _TOPICS if cues.noun_in_frame(tree, node, "to") else _TOPICS - {"to"}
        topic = next((c for c in tree.kids(node, "nmod") if c > node and tree.preposition(c) in topics), None)
        held = (
            source is not None and source != topic and (cue.kind == "speech" or tree.pos[source] in ("PROPN", "PRON"))
        )
        called_for = topic is not None and tree.preposition(topic) == "for" and cue.cue_class == "demand"
        if topic is None or not (called_for or held and cues.noun_in_frame(tree, node, "topic")):
            return []
        return [Candidate(cue, [node], source if source != topic else None, *self._span([topic]), node)]

    def _content_clause(self, clause: int) -> bool:
        """A clause that says what the noun holds ("claim that ...", "plan to ..."), not one that describes it."""
        tree = self.tree
        if tree.dep[clause] == "acl:relcl":
            return False
        mark = tree.kid(clause, "mark")
        return tree.dep[clause] == "ccomp" or mark is not None and tree.lower[mark] in ("that", "to", "whether")

    def _adjective(self, node: int, cue: Cue) -> list[Candidate]:
        """ "X is sure that ...", "voters angry at Y", "X, wary of Y, ..."."""
        tree = self.tree
        after = [c for c in tree.children[node] if c > node]
        clause = next((c for c in after if tree.base[c] in ("ccomp", "xcomp") or self._is_told(c)), None)
        if clause is None:
            clause = next((c for c in after if tree.base[c] == "obl" and tree.preposition(c) in _TOWARDS), None)
        bare = tree.dep[node] == "acl" and tree.kid(node, "nsubj") is None
        own = tree.kid(node, "nsubj")
        subject = tree.head[node] if bare else own if own is not None else sources.subject(tree, node)
        if (
            clause is None
            or subject is None
            or not sources.may_hold(tree, subject, cue)
            or tree.form(clause) not in ("Fin", "Inf", "")
        ):
            return []
        return [Candidate(cue, [node], subject, *self._span([clause]), node)]

    def _is_told(self, clause: int) -> bool:
        """Whether a clause that the parse calls adverbial says what is held ("sure that", "ready to"), not when or why."""
        return self.tree.base[clause] == "advcl" and self._mark(clause) in ("", "that", "to", "whether", "for", "about")

    def _adverb(self, node: int, cue: Cue) -> list[Candidate]:
        """ "X has reportedly ...": the clause around it, of nobody who is named."""
        tree, head = self.tree, self.tree.head[node]
        if tree.pos[head] not in ("VERB", "AUX", "ADJ", "NOUN") or tree.base[head] in ("amod", "compound"):
            return []
        return [Candidate(cue, [node], None, *self._span([head]), node)]

    def _according(self, node: int) -> list[Candidate]:
        """ "According to X, ..." and "..., according to X": the content is the clause that it stands in."""
        tree = self.tree
        source = tree.head[node] if tree.dep[node] == "case" else next(iter(tree.kids(node, "obl", "nmod")), None)
        if source is None:
            return []
        source = self._name(source)
        top = source if tree.dep[node] == "case" else node
        own = [n for n in tree.subtree(top) if tree.pos[n] != "SPACE"]
        low, high = min(own), max(own)
        first, last = self._ends[node]
        if low == first and high >= last - 1:  # the parse has hung the sentence on the source
            high = next((n - 1 for n in range(source + 1, high) if tree.lower[n] == ","), high)
        span = self._beside_phrase(low, high)
        to = next((c for c in (*tree.kids(node, "fixed"), node + 1) if c < tree.size and tree.lower[c] == "to"), node)
        return [Candidate(SAID, sorted({node, to}), source, *span, node)] if span is not None else []

    def _beside_phrase(self, low: int, high: int) -> tuple[int, int] | None:
        """The sentence, or the parenthesis, around a phrase that says whose it is; without the phrase where it stands at an end."""
        tree = self.tree
        first, last = self._ends[low]
        opened = [n for n in range(first, low) if tree.lower[n] in "()"]
        if opened and tree.lower[opened[-1]] == "(":
            first = opened[-1] + 1
            last = next((n - 1 for n in range(low, last + 1) if tree.lower[n] == ")"), last)
        before = [n for n in range(first, low) if tree.pos[n] != "PUNCT"]
        after = [n for n in range(high + 1, last + 1) if tree.pos[n] != "PUNCT"]
        if len(before) < 2 or tree.lower[low - 1] == "that":
            return self._trim(after[0], last) if after else None
        if not after or tree.form(after[0]) == "Ger" or tree.lower[high + 1] != ",":
            return self._trim(first, low - 1)
        return self._trim(first, last)
