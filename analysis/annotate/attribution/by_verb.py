"""What a cue attributes: the clause, the object, the quotation or the sentence around it that is its content.

Span conventions follow PolNeAR (Newell et al. 2018): a content runs from its first to its last character, its complementiser and
quotation marks included.
"""

from analysis.annotate.attribution import cues, sources
from analysis.annotate.attribution.by_line import CLAUSE_MARKS, Surface
from analysis.annotate.attribution.cues import Cue
from analysis.annotate.attribution.quotation_marks import Quote
from analysis.english.lexicon import lexicon
from analysis.english.word_classes import word_class
from analysis.syntax.tree import CONTENTS

_OUTLET_GOES_ON = word_class("outlet_goes_on") | {",", ";"}
_OUTLET_TURNS = word_class("outlet_turns") | {";"}
# An act says nothing: "the fight threatens to ...", "the war claimed lives".
_ACTS = frozenset(noun for pattern in lexicon().harm for noun in pattern.nouns) | word_class("conflicts")
_WHEN = word_class("circumstantial_conjunctions")
_BLAMED_FOR = word_class("prepositions_of_reproach")


class Contents(Surface):
    """The contents of the cues of one document."""

    def _content(self, node: int, cue: Cue, nodes: list[int], source: int | None) -> tuple[int, int] | None:
        """What a verb attributes: by punctuation where the cue is set off, by grammar, by what stands behind it."""
        speech = cue.kind == "speech"
        content = self._announced(node) if speech else None
        if content is None and cue.kind != "intention":
            content = self._set_off(node, source)
        content = content or self._complement(node, cue, nodes, source) or self._around(node)
        if content is None and speech:
            content = self._quoted_object(node)
        if content is None and cue.kind != "intention":
            content = self._behind(node, source)
        return content

    def _passive(self, node: int, cue: Cue) -> tuple[int, int] | None:
        """A passive's subject and what is held of it: "X is expected to leave", "X was accused of Y", "the plan was rejected by Y"."""
        tree = self.tree
        about = tree.kid(node, "nsubj")
        if tree.kid(node, "aux:pass") is None:
            return self._reduced(node)
        if about is None or tree.lower[about] in ("it", "there"):
            return None
        after = [c for c in tree.children[node] if c > node]
        if cue.cue_class == "accusation":
            accusers = [g for c in after if tree.preposition(c) == "by" for g in tree.children[c] if g > c]
            blamed = [c for c in (*after, *accusers) if (tree.preposition(c) or self._mark(c)) in _BLAMED_FOR]
            return self._span([about, *blamed])
        if cues.in_frame(tree, node, "raised"):
            held = self._held(node)
            if cue.stance == "factive":
                return self._name_given(held)
            return self._span([about, *held]) if held else None
        return self._span([about]) if self._agent(node) is not None and cues.in_frame(tree, node, "object") else None

    def _reduced(self, node: int) -> tuple[int, int] | None:
        """The same of a participle behind its noun: "a plan opposed by Y", "X, known as Z"."""
        tree = self.tree
        behind = tree.dep[node] == "acl" and tree.head[node] < node and tree.form(node) == "Part"
        if not behind or tree.kid(node, "obj") is not None:
            return None
        if cues.in_frame(tree, node, "raised"):
            return self._name_given(self._held(node))
        agent = self._agent(node)
        if agent is None or not cues.in_frame(tree, node, "object") or not sources.is_person(tree, agent):
            return None
        phrase = tree.phrase(self._noun_before(node))
        return phrase.start, phrase.end

    def _agent(self, node: int) -> int | None:
        return next((c for c in self.tree.kids(node, "obl") if c > node and self.tree.preposition(c) == "by"), None)

    def _held(self, node: int) -> list[int]:
        """What a passive says is held of its subject: "to leave", "as a traitor"."""
        tree = self.tree
        after = [c for c in tree.children[node] if c > node]
        held = [c for c in after if tree.base[c] == "xcomp" or tree.preposition(c) == "as"]
        return held + [c for c in after if tree.base[c] in ("ccomp", "advcl") and tree.form(c) == "Inf"]

    def _name_given(self, held: list[int]) -> tuple[int, int] | None:
        """ "Known as Z": the name alone is somebody's."""
        return self._span(held, skip=[n for h in held for n in self.tree.kids(h, "case")]) if held else None

    def _noun_before(self, node: int) -> int:
        """The noun that a participle behind it belongs to: the one right before it, where the parse hangs it on another ("a town, in a
        move supported by X")."""
        tree, before = self.tree, node - 1
        while before > 0 and tree.pos[before] == "ADV":
            before -= 1
        return before if tree.pos[before] in ("NOUN", "PROPN") and tree.head[before] == node else tree.head[node]

    def _complement(self, node: int, cue: Cue, nodes: list[int], source: int | None) -> tuple[int, int] | None:
        if len(nodes) > 1:
            return self._of_phrase(node, nodes)
        judgement = self._judgement(node) if source is not None and cues.in_frame(self.tree, node, "as") else None
        if judgement is not None:
            return self._judged(node, judgement)
        content = self._clause(node, cue)
        if content is not None:
            return content
        if cues.in_frame(self.tree, node, "person") and not sources.is_person(self.tree, source):
            return None
        return self._infinitive(node, cue, source) or self._object(node, cue, source)

    def _of_phrase(self, node: int, nodes: list[int]) -> tuple[int, int] | None:
        """What follows a phrasal cue: "called on X to ...", "called for X", "talked about X"; no clause that tells when or why."""
        tree = self.tree
        kids = [c for c in tree.kids(node, "obl", "xcomp", "advcl", "obj", "ccomp") if c > node]
        kids = [c for c in kids if max(tree.subtree(c)) > nodes[-1]]
        return self._span([kids[0], *(c for c in kids[1:] if not self._circumstance(c))], skip=nodes) if kids else None

    def _circumstance(self, clause: int) -> bool:
        """Whether a clause tells when, why or with what: "because ...", "..., believing that ..."; an infinitive and "as ..." do not."""
        tree = self.tree
        if tree.base[clause] != "advcl" or tree.form(clause) == "Inf" or self._mark(clause) == "as":
            return False
        first = min(n for n in tree.subtree(clause) if tree.pos[n] != "PUNCT")
        return self._mark(clause) != "" or tree.lower[first - 1] in (",", "-", "–", "—")

    def _clause(self, node: int, cue: Cue) -> tuple[int, int] | None:
        tree = self.tree
        that = self._that(node) if cue.kind != "intention" else None
        if that is not None:
            last = max(self._below_mark(that))
            if not self._finite(that, last):
                return self._trim(that, self._ends[node][1])
            return self._to_the_end(node, that, self._trim(that, last))
        clauses = tree.kids(node, "ccomp")
        clauses = [c for c in clauses if tree.form(c) != "Ger" or tree.kid(c, "nsubj", "aux") is not None]
        clause = next((c for c in clauses if c > node), clauses[0] if clauses else None)
        if clause is None or self._adverbial(node, cue, clause):
            return None
        first = self._addressee(node) if cue.cue_class in ("accusation", "demand") else None
        return self._to_the_end(node, clause, self._span([clause] if first is None else [first, clause]))

    def _adverbial(self, node: int, cue: Cue, clause: int) -> bool:
        """Whether a clause tells a circumstance: "said after fighting broke out", without "that" behind an object "declared a curfew ..."."""
        obj = self._addressee(node)
        named = cue.cue_class == "demand" or cues.in_frame(self.tree, node, "object")
        mark = self._mark(clause)
        if cue.kind == "speech" and mark in _WHEN:
            return True
        told = mark in CLAUSE_MARKS
        return named and not told and obj is not None and obj < clause

    def _infinitive(self, node: int, cue: Cue, source: int | None) -> tuple[int, int] | None:
        """ "vowed to stay", "urged them to stay"; the one addressed belongs to it."""
        tree = self.tree
        if cue.kind == "speech" and not cues.in_frame(tree, node, "infinitive"):
            return None
        if source is not None and tree.lemma[source] in _ACTS:
            return None
        first = self._addressee(node)
        clause = next((c for c in tree.kids(node, "xcomp") if c > node), None)
        if clause is None and first is not None and cue.cue_class in ("demand", "statement"):
            clause = next((c for c in tree.kids(node, "advcl") if c > first and tree.form(c) == "Inf"), None)
        beside = clause is not None and first is not None and first < clause and tree.form(clause) == "Ger"
        if clause is None or not self._content_of(clause) or beside:
            return None  # "urged a halt, raising hopes"
        first = first if cue.cue_class == "demand" or cue.kind != "speech" else None
        return self._span([clause] if first is None else [first, clause])

    def _content_of(self, clause: int) -> bool:
        """Whether an open complement is an infinitive, a participle or a predicate, as opposed to a stray clause."""
        return self.tree.form(clause) != "Fin" or self.tree.kid(clause, "mark") is not None

    def _object(self, node: int, cue: Cue, source: int | None) -> tuple[int, int] | None:
        """ "denied the claim", "accused A of B", "called A a B", "the poll shows A": from the object to the end of what belongs to it."""
        tree = self.tree
        if source is None or tree.lemma[source] in _ACTS:
            return None
        if tree.dep[node] == "acl:relcl" and source != tree.head[node] and tree.lemma[tree.head[node]] in CONTENTS:
            noun = tree.head[node]  # "a claim X denied"
            return self._trim(min([noun, *tree.kids(noun, "det", "amod")]), noun)
        obj = next((c for c in tree.kids(node, "obj", "iobj", "nsubj") if c > node), None)
        after = [c for c in tree.children[node] if c > node and tree.base[c] in ("obj", "obl", "xcomp", "advcl")]
        judged = [c for c in after if tree.base[c] == "xcomp" or tree.preposition(c) == "as" or self._as_clause(c)]
        judged = judged or [c for c in tree.kids(node, "obj", "ccomp") if obj is not None and c > obj]
        judged = [c for c in judged if tree.kid(c, "nsubj") is None]
        if cues.in_frame(tree, node, "as") and judged:
            first = judged[0] if obj is None else obj
            return self._to_the_end(node, first, self._span([first, *judged]))
        if obj is None or tree.lower[obj] in ("so", "something", "nothing", "anything", "what"):
            return None
        if cue.cue_class == "accusation":
            blamed = [c for c in after if c > obj and (tree.preposition(c) or self._mark(c)) in _BLAMED_FOR]
            return self._to_the_end(node, obj, self._span([obj, *blamed]))
        if sources.is_document(tree, source) and cues.in_frame(tree, node, "document"):
            return self._to_comma(obj, self._to_the_end(node, obj, self._span([obj])), _OUTLET_TURNS)
        if cues.in_frame(tree, node, "object"):
            return self._to_comma(obj, self._span([obj]))
        return None

    def _judged(self, node: int, quote: Quote) -> tuple[int, int] | None:
        """From behind the verb over the quotation to the end of the judgement, which a comma ends."""
        start = self.tree.start[node + 1]
        if self.text[: quote.end].rstrip("\"”'’»").endswith(","):
            return start, quote.end
        whole = self._to_the_end(node, node + 1, (start, quote.end))
        return self._to_comma(self._token(quote.end - 1), whole, _OUTLET_GOES_ON)

    def _to_comma(
        self, obj: int, span: tuple[int, int] | None, marks: frozenset[str] = _OUTLET_GOES_ON
    ) -> tuple[int, int] | None:
        """What is named and not told ("declared a curfew, as the toll rose") ends where the outlet goes on: at a comma or a new clause."""
        if span is None or self._quote_around(span[0]) is not None:
            return span
        for n in range(obj + 1, self.tree.size):
            if self.tree.start[n] >= span[1]:
                return span
            opens = self.tree.lower[n] in marks
            if opens and not self._inside_quote(self.tree.start[n]):
                return span[0], self.tree.end[n - 1]
        return span

    def _as_clause(self, clause: int) -> bool:
        """ "described it as having failed", but not "... as the toll rose"."""
        mark, tree = self.tree.kid(clause, "mark"), self.tree
        own = tree.kid(clause, "nsubj") is not None
        return mark is not None and tree.lower[mark] == "as" and tree.lower[mark - 1] != "," and not own

    def _below_mark(self, mark: int) -> list[int]:
        """The clause that a mark opens."""
        head = self.tree.head[mark]
        return [n for n in self.tree.subtree(head) if self.tree.lower[n].strip()] if head > mark else [mark]

    def _to_the_end(self, node: int, clause: int, span: tuple[int, int] | None) -> tuple[int, int] | None:
        """A reported clause after its cue goes on to the end of the sentence, unless the cue's own clause goes on after it."""
        tree = self.tree
        if span is None or clause < node:
            return span
        last = self._ends[node][1] if tree.head[node] <= node else max(tree.subtree(node))
        for n in range(clause + 1, last + 1):
            if tree.lower[n] == "according":
                last = n - 1
            elif tree.base[n] in ("conj", "parataxis", "advcl") and n > clause and self._own_clause(n, node, clause):
                last = min(last, min(m for m in tree.subtree(n) if m > clause) - 1)
            if n >= last:
                break
        return span[0], max(span[1], self._trim(clause, last)[1]) if tree.end[last] >= span[1] else span[1]

    def _own_clause(self, n: int, node: int, clause: int) -> bool:
        """Whether a later clause is a report of its own ("..., and he urged ...", "..., adding that ...") and no part of what was said."""
        tree = self.tree
        named = tree.pos[clause] in ("NOUN", "PROPN", "PRON")
        if named and tree.base[n] == "advcl" and tree.head[n] == node and tree.kid(n, "nsubj") is not None:
            return True
        cue = cues.of_verb(tree, n)
        if cue is None or self._inside_quote(tree.start[n]):
            return False
        if tree.kid(n, "nsubj") is not None:
            return tree.head[n] in (node, clause) or tree.base[n] == "advcl" and self._mark(n) in ("as", "while")
        return tree.head[n] == node or tree.head[n] == clause and tree.base[n] != "advcl" and cue[0].kind == "speech"

    def _around(self, node: int) -> tuple[int, int] | None:
        """The sentence about a cue in the middle or at the end of it: "..., said X", "..., X said, ..."."""
        tree = self.tree
        if tree.dep[node] == "parataxis" or (tree.dep[node] == "conj" and tree.dep[tree.head[node]] == "parataxis"):
            head = tree.head[node]
            own = set(tree.subtree(node))
            rest = [n for n in tree.subtree(head) if n not in own and tree.lower[n].strip()]
            return self._trim(min(rest), max(rest)) if rest else None
        clause = tree.kid(node, "parataxis")
        if clause is not None and (clause < node or self._colon(node, clause)):
            return self._span([clause])
        return None

    def _quoted_object(self, node: int) -> tuple[int, int] | None:
        """A quotation among the words that hang on the cue: 'called it an "egregious violation"', 'would support "with ..."'."""
        tree = self.tree
        below = [n for n in tree.subtree(node) if n != node]
        for quote in self.quotes:
            inside = [n for n in below if quote.start <= tree.start[n] < quote.end]
            if not inside:
                continue
            tops = [
                c
                for c in tree.children[node]
                if any(n in inside for n in tree.subtree(c)) and not tree.dep[c].startswith(("nsubj", "advmod"))
            ]
            if tops and tree.dep[tops[0]].startswith(
                ("obj", "obl", "xcomp", "ccomp", "advcl", "parataxis", "dep", "iobj")
            ):
                judged = cues.in_frame(tree, node, "as")
                about = [c for c in tree.kids(node, "obj", "iobj") if node < c < tops[0]] if judged else []
                return self._span([*about, *tops])
        return None

    def _addressee(self, node: int) -> int | None:
        return next((c for c in self.tree.kids(node, "obj", "iobj") if c > node), None)
