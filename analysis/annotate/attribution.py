"""Who says what: source, cue and content, from grammar and quotation marks.

Candidates come from verbs with a clause ("X said that ..."), inverted and trailing cues ("..., said X"), "according to X", nominal
and adjectival cues ("X's claim that ..."), and from quotations that none of these has taken. One content goes to one cue. What the
sentence does not say is left null: a source is never guessed.

Span conventions follow PolNeAR (Newell et al. 2018): a content runs from its first to its last character, its complementiser and
quotation marks included.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from analysis.annotate import cues, lexicon, quotes, sources
from analysis.annotate.cues import Cue
from analysis.annotate.layout import paragraphs
from analysis.annotate.quotes import Quote
from analysis.annotate.records import Attribution
from analysis.annotate.sentences import block_at, sentence_at
from analysis.annotate.sides import Sides
from analysis.annotate.tree import Tree
from analysis.codebook import Codebook

_OUTLET_GOES_ON = frozenset({",", ";", "as", "after", "while", "amid", "when", "since", "following"})
_OUTLET_TURNS = frozenset({";", "although", "though", "but", "as", "while", "amid", "since", "following"})
# An act says nothing: "the fight threatens to ...", "the war claimed lives".
_ACTS = frozenset(noun for entry in lexicon.general() for noun in entry.nouns) | {"war", "conflict", "fight"}
SHORT_QUOTE = 4  # words; a shorter quotation that nobody is said to have uttered is a scare quote
_CLOSERS = frozenset({"”", '"', "''", "’", "»", "'"})
_SET_OFF = _CLOSERS | {",", "?", "!", "—", "–", "--", "-"}
_STOPS = frozenset({".", ";", ":", "(", "!", "?", "—", "–", "--"})
_CLAUSE_MARKS = frozenset({"that", "whether", "if", "how", "why", "what", "who"})
_TOPICS = frozenset({"of", "for", "about", "to", "over", "against"})
_SAID = Cue("statement", "speech", "neutral")
_BLAMED_FOR = frozenset({"of", "for", "with", "on", "to", "over", "as"})


@dataclass(slots=True)
class Candidate:
    """A cue with its source and the characters of its content."""

    cue: Cue | None
    cue_nodes: list[int]
    source: int | None
    start: int
    end: int
    node: int
    via: int | None = None
    basis: str = "said"


class Extractor:
    """Finds the candidates of one document."""

    def __init__(self, doc: Doc):
        self.doc, self.tree = doc, Tree.of(doc)
        self.text = self.tree.text
        self.quotes = quotes.find(self.text, paragraphs(self.text))
        self._quote_starts = [q.start for q in self.quotes]
        self._opening = frozenset(self._quote_starts)
        self._ends = _sentence_ends(self.tree, doc)

    def candidates(self) -> list[Candidate]:
        """Every attribution of the document in order of place."""
        found: list[Candidate] = []
        for node, pos in enumerate(self.tree.pos):
            if self.tree.lower[node] == "according":
                found += self._according(node)
            elif pos in ("VERB", "AUX", "NOUN", "ADJ"):
                found += self._cue(node)
        found = _outermost(self._with_quotes(_once(found)), self.tree.start)
        found += self._labelled(found)
        return sorted(found + self._floating(found), key=lambda c: (c.start, -c.end))

    # Cues and their contents

    def _cue(self, node: int) -> list[Candidate]:
        verb = cues.of_verb(self.tree, node)
        if verb is not None:
            return self._verb(node, *verb)
        noun = cues.of_noun(self.tree, node)
        if noun is not None:
            return self._noun(node, noun)
        adjective = cues.of_adjective(self.tree, node)
        return self._adjective(node, adjective) if adjective is not None else []

    def _verb(self, node: int, cue: Cue, nodes: list[int]) -> list[Candidate]:
        tree = self.tree
        if tree.dep[node] in ("amod", "compound") or self._relayed(node) or self._only_meant(node):
            return []
        source = sources.subject(tree, node)
        raised = self._raised(node) if source is None else None
        if raised is not None:
            return [Candidate(cue, nodes, None, *raised, node)]
        if not sources.may_hold(tree, source, cue):
            return []
        content = self._content(node, cue, nodes, source)
        if content is None:
            return []
        start, end = self._before_next_cue(node, content) if cue.kind == "speech" else content
        within = source is not None and start <= tree.start[source] < end and not self._inside_quote(tree.start[source])
        if within and not self._aside(node, source):
            start, end = self._without(start, end, source, nodes)
        return [Candidate(cue, nodes, source, start, end, node, via=self._relay(node))] if start < end else []

    def _only_meant(self, node: int) -> bool:
        """Whether a cue is what somebody plans or wants ("decided to announce", "a plan to urge"): nothing has been said yet."""
        tree, head = self.tree, self.tree.head[node]
        if tree.form(node) != "Inf" or tree.base[node] not in ("xcomp", "ccomp", "acl", "advcl"):
            return False
        above = cues.of_verb(tree, head)
        meant = above[0] if above is not None else cues.of_noun(tree, head) or cues.of_adjective(tree, head)
        return meant is not None and (meant.kind == "intention" or meant.cue_class == "denial")

    def _raised(self, node: int) -> tuple[int, int] | None:
        """ "X is expected to leave": the passive's subject and what is held of it; nobody is named who holds it."""
        tree = self.tree
        about = tree.kid(node, "nsubj")
        if about is None or tree.kid(node, "aux:pass") is None or not cues.in_frame(tree, node, "raised"):
            return None
        held = [c for c in tree.children[node] if c > node and (tree.base[c] == "xcomp" or tree.preposition(c) == "as")]
        held += [c for c in tree.kids(node, "ccomp", "advcl") if c > node and tree.form(c) == "Inf"]
        return self._span([about, *held]) if held else None

    def _content(self, node: int, cue: Cue, nodes: list[int], source: int | None) -> tuple[int, int] | None:
        """What a verb attributes: by punctuation where the cue is set off, by grammar, by what stands behind it."""
        speech = cue.kind == "speech"
        content = self._set_off(node, source) if cue.kind != "intention" else None
        content = content or self._complement(node, cue, nodes) or self._around(node)
        if content is None and speech:
            content = self._quoted_object(node)
        if content is None and cue.kind != "intention":
            content = self._behind(node, source)
        return content

    def _complement(self, node: int, cue: Cue, nodes: list[int]) -> tuple[int, int] | None:
        if len(nodes) > 1:
            return self._of_phrase(node, nodes)
        content = self._clause(node, cue)
        if content is not None:
            return content
        source = sources.subject(self.tree, node)
        if cues.in_frame(self.tree, node, "person") and not sources.is_person(self.tree, source):
            return None
        return self._infinitive(node, cue) or self._object(node, cue, source)

    def _of_phrase(self, node: int, nodes: list[int]) -> tuple[int, int] | None:
        """What follows a phrasal cue: "called on X to ...", "called for X", "talked about X"."""
        tree = self.tree
        kids = [c for c in tree.children[node] if tree.base[c] in ("obl", "xcomp", "advcl", "obj", "ccomp")]
        return self._span([c for c in kids if max(tree.subtree(c)) > nodes[-1] and c > node], skip=nodes)

    def _clause(self, node: int, cue: Cue) -> tuple[int, int] | None:
        tree = self.tree
        that = self._that(node) if cues.in_frame(tree, node, "clause") else None
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
        """Whether a clause without "that" behind an object tells a circumstance: "declared a curfew after fighting broke out"."""
        obj = self._addressee(node)
        named = cue.cue_class == "demand" or cues.in_frame(self.tree, node, "object")
        mark = self.tree.kid(clause, "mark")
        told = mark is not None and self.tree.lower[mark] in _CLAUSE_MARKS
        return named and not told and obj is not None and obj < clause

    def _infinitive(self, node: int, cue: Cue) -> tuple[int, int] | None:
        """ "vowed to stay", "urged them to stay"; the one addressed belongs to it."""
        tree = self.tree
        if cue.kind == "speech" and not cues.in_frame(tree, node, "infinitive"):
            return None
        subject = sources.subject(tree, node)
        if subject is not None and tree.lemma[subject] in _ACTS:
            return None
        first = self._addressee(node)
        clause = next((c for c in tree.kids(node, "xcomp") if c > node), None)
        if clause is None and first is not None and cue.cue_class in ("demand", "statement"):
            clause = next((c for c in tree.kids(node, "advcl") if c > first and tree.form(c) == "Inf"), None)
        if clause is None or not self._content_of(clause):
            return None
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

    def _mark(self, clause: int) -> str:
        mark = self.tree.kid(clause, "mark")
        return self.tree.lower[mark] if mark is not None else ""

    def _that(self, node: int) -> int | None:
        """The "that" which opens the clause of a cue, behind an addressee, a place or a time ("told X on Monday that ...")."""
        tree = self.tree
        for n in range(node + 1, min(node + 16, self._ends[node][1])):
            if tree.lower[n] == "that" and tree.pos[n] == "SCONJ":
                return n if cues.of_noun(tree, n - 1) is None else None
            if tree.pos[n] in ("VERB", "AUX", "SCONJ") or tree.lower[n] in (";", ":"):
                return None
        return None

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

    def _speech(self, node: int) -> bool:
        verb = cues.of_verb(self.tree, node)
        return verb is not None and verb[0].kind == "speech" and self.tree.kid(node, "nsubj") is not None

    def _before_next_cue(self, node: int, span: tuple[int, int]) -> tuple[int, int]:
        """Without what is a report of its own: "..., noting that ...", "... and called on X to ...", "..., according to X"."""
        tree = self.tree
        for n in range(max(node, self._token(span[0]) + 1) + 1, tree.size):
            if tree.start[n] >= span[1]:
                break
            if self._inside_quote(tree.start[n]):
                continue
            if self._next_report(n, node):
                joined = tree.lower[n - 1] in ("and", "but", ",") and tree.base[n] == "conj"
                return self._trim_to(span[0], n - 2 if joined else n - 1)
        return span

    def _next_report(self, n: int, node: int) -> bool:
        tree = self.tree
        after_mark = tree.lower[n - 1] in (",", "”", '"')
        if tree.lower[n] == "according":
            return after_mark
        if tree.lower[n] in ("as", "while"):
            return self._opens_report(n)
        verb = cues.of_verb(tree, n)
        if verb is None or verb[0].kind != "speech" or tree.kid(n, "ccomp", "obj", "xcomp", "obl") is None:
            return False
        if tree.form(n) == "Ger":
            return after_mark or tree.lower[n] == "adding"
        clause = tree.head[n]
        alone = tree.base[n] == "conj" and tree.kid(n, "nsubj") is None and tree.form(n) in ("Fin", "Part")
        return alone and clause > node and tree.head[clause] == node and self._ends[n] == self._ends[node]

    def _opens_report(self, mark: int) -> bool:
        """Whether "as" or "while" begins somebody else's report ("..., as X warned that ...")."""
        for n in range(mark + 1, min(mark + 6, self.tree.size)):
            if self.tree.pos[n] == "VERB":
                verb = cues.of_verb(self.tree, n)
                return verb is not None and verb[0].kind == "speech" and self.tree.form(n) != "Ger" and n > mark + 1
            if self.tree.pos[n] not in ("PROPN", "NOUN", "DET", "ADJ", "PRON"):
                return False
        return False

    def _trim_to(self, start: int, last: int) -> tuple[int, int]:
        tree = self.tree
        while tree.start[last] > start and tree.lower[last] in (",", ";", ":", ".", "-", "–", "—", "--"):
            last -= 1
        return start, tree.end[last]

    def _set_off(self, node: int, source: int | None) -> tuple[int, int] | None:
        """By punctuation, whatever the parse: "..., X said.", "...," said X, "..., X said, ...". What stands before the cue and its
        source, together with what goes on after them."""
        tree = self.tree
        if source is None or tree.form(node) not in ("Fin", "Part", "") or self._subordinate(node, source):
            return None
        first, last = self._ends[node]
        low, high, inverted = self._block(node, source)
        if low == first and high >= node and (quote := self._asked(low, high)) is not None:
            return quote.start, quote.end
        if low > first and tree.lower[low - 1] == "as":
            low -= 1
            if low == first and high + 1 < last and tree.lower[high + 1] == ",":
                return self._trim(high + 2, last)
        mark = low - 1
        if mark - first < 2 or tree.lower[mark] not in _SET_OFF or high < node:
            return None
        after = tree.lower[high + 1] if high < last else "."
        if tree.lower[mark] in _CLOSERS:
            return self._trim(first, mark)
        led_by = tree.pos[first] in ("ADP", "SCONJ", "ADV")
        if after == "," and not inverted and tree.form(min(high + 2, last)) != "Ger":
            if led_by and self._quote_at(high + 2):
                return None
            return self._trim(first, last) if self._finite(first, mark) or self._finite(high + 1, last) else None
        if not self._finite(first, mark) and (after != "." or inverted):
            return None
        if after in _STOPS or after == "," or inverted:
            return self._trim(first, mark)
        beside = tree.pos[high + 1] in ("ADP", "SCONJ", "ADV", "NOUN", "PROPN") and after not in _CLAUSE_MARKS
        return self._trim(first, mark) if beside and not led_by and tree.kid(node, "ccomp") is None else None

    def _asked(self, low: int, high: int) -> Quote | None:
        """The quotation that a sentence of its own attributes ('"Who knows?" X asked, smiling.')."""
        tree = self.tree
        quote = self._quote_around(tree.start[low - 1] - 1) if low and tree.lower[low - 1] in _CLOSERS else None
        if quote is None or self.text[quote.end - 2] not in ",?!" or "\n" in self.text[quote.end : tree.start[low]]:
            return None
        after = tree.lower[high + 1] if high + 1 < tree.size else "."
        return quote if after not in _CLAUSE_MARKS | _CLOSERS | {":", "“", "‘", "to"} else None

    def _subordinate(self, node: int, source: int) -> bool:
        """Whether a cue is the verb of a relative or adverbial clause ("who said", "when X said"); "as X said" is an aside."""
        tree = self.tree
        if tree.dep[node] == "acl:relcl":
            return tree.head[node] == source
        mark = tree.kid(node, "mark")
        return mark is not None and tree.lower[mark] != "as"

    def _quote_at(self, node: int) -> bool:
        """Whether a quotation opens at a token."""
        return node < self.tree.size and self.tree.start[node] in self._opening

    def _block(self, node: int, source: int) -> tuple[int, int, bool]:
        """The first and last token of a cue with its source, and whether the source stands after the cue."""
        tree = self.tree
        if source > node:
            phrase = [n for n in tree.subtree(source) if n > node]
            return node, max(phrase), True
        start, _ = sources.span(tree, source)
        low = source
        while low > self._ends[node][0] and tree.start[low] > start:
            low -= 1
        return low, node, False

    def _finite(self, first: int, last: int) -> bool:
        """Whether a stretch holds a finite verb."""
        tree = self.tree
        return any(tree.pos[n] in ("VERB", "AUX") and tree.form(n) == "Fin" for n in range(first, last + 1))

    def _behind(self, node: int, source: int | None) -> tuple[int, int] | None:
        """Where the parse has no clause for a cue that takes one: what stands behind it, up to a cue coordinated with it."""
        tree = self.tree
        if source is None or source > node or not cues.in_frame(tree, node, "clause"):
            return None
        last = self._ends[node][1]
        start = next((n for n in range(node + 1, min(node + 12, last)) if tree.lower[n] == "that"), node + 1)
        if start >= last or (
            tree.lower[start] != "that" and tree.pos[start] in ("PUNCT", "ADP", "SCONJ", "CCONJ", "PART")
        ):
            return None
        joined = [c for c in tree.kids(node, "conj") if c > start and self._speech(c)]
        if joined:
            last = min(tree.subtree(joined[0])) - 1
        if last - start < 2 or not self._finite(start, last):
            return None
        return self._trim(start, last)

    def _colon(self, node: int, clause: int) -> bool:
        first = min(self.tree.subtree(clause))
        return any(self.tree.lower[i] in (":", '"', "“", ",", "'", "‘") for i in range(node, first + 1))

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

    def _noun(self, node: int, cue: Cue) -> list[Candidate]:
        """ "X's claim that ...", "a plan by X to ...", "X's criticism of ...", "the fear is that ...", "calls for ..."."""
        tree = self.tree
        clause = next((c for c in tree.kids(node, "acl", "ccomp") if self._content_clause(c)), None)
        source = sources.owner(tree, node)
        if clause is None and tree.kid(node, "cop") is not None:
            clause = next((c for c in tree.kids(node, "ccomp", "csubj") if c > node), None)
        if clause is not None:
            return [Candidate(cue, [node], source, *self._span([clause]), node)]
        topic = next((c for c in tree.kids(node, "nmod") if c > node and tree.preposition(c) in _TOPICS), None)
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
        tree = self.tree
        clause = next((c for c in tree.kids(node, "ccomp", "xcomp", "advcl") if c > node), None)
        if clause is None:
            clause = next(
                (c for c in tree.kids(node, "obl") if c > node and tree.preposition(c) in ("about", "of")), None
            )
        subject = tree.kid(node, "nsubj")
        if (
            clause is None
            or subject is None
            or tree.lower[subject] in ("it", "there")
            or tree.form(clause) not in ("Fin", "Inf", "")
        ):
            return []
        return [Candidate(cue, [node], subject, *self._span([clause]), node)]

    def _according(self, node: int) -> list[Candidate]:
        """ "According to X, ..." and "..., according to X": the content is the clause that it stands in."""
        tree = self.tree
        source = tree.head[node] if tree.dep[node] == "case" else next(iter(tree.kids(node, "obl", "nmod")), None)
        top = source if tree.dep[node] == "case" else node
        if source is None:
            return []
        own = [n for n in tree.subtree(top) if tree.lower[n].strip()]
        span = self._beside_phrase(min(own), max(own))
        to = next((c for c in (*tree.kids(node, "fixed"), node + 1) if c < tree.size and tree.lower[c] == "to"), node)
        return [Candidate(_SAID, sorted({node, to}), source, *span, node)] if span is not None else []

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
        if len(before) < 2:
            return self._trim(after[0], last) if after else None
        if not after or tree.form(after[0]) == "Ger" or tree.lower[high + 1] != ",":
            return self._trim(first, low - 1)
        return self._trim(first, last)

    # Chains

    def _relayed(self, node: int) -> bool:
        """ "as quoted by X", "reported by X": the cue of a relay, no statement of its own."""
        return self._relay_agent(node) is not None and self.tree.form(node) == "Part"

    def _relay_agent(self, node: int) -> int | None:
        tree = self.tree
        if tree.lemma[node] not in ("quote", "cite", "report", "carry", "publish", "relay"):
            return None
        agent = next((c for c in tree.kids(node, "obl") if tree.preposition(c) == "by"), None)
        return agent if agent is not None and sources.is_media(self.doc, tree, agent) else None

    def _relay(self, node: int) -> int | None:
        """The outlet that relays what a cue attributes, where the same sentence says so."""
        tree = self.tree
        region = set(tree.subtree(node)) | (
            {tree.head[node]} if tree.dep[node] in ("acl", "advcl", "parataxis") else set()
        )
        for n in sorted(region):
            agent = self._relay_agent(n) if n != node else None
            if agent is not None:
                return agent
        return None

    # Spans

    def _span(self, tops: list[int], skip: list[int] = ()) -> tuple[int, int] | None:
        nodes = [n for top in tops for n in self.tree.subtree(top) if n not in skip and self.tree.lower[n].strip()]
        nodes = [n for n in nodes if not self._relayed(n)]
        return self._trim(min(nodes), max(nodes)) if nodes else None

    def _trim(self, first: int, last: int) -> tuple[int, int]:
        """From token to token, without punctuation at the ends that is no quotation mark."""
        tree = self.tree
        while first < last and tree.lower[first] in (",", ";", ":", "-", "–", "—", "--"):
            first += 1
        while last > first and tree.lower[last] in (",", ";", ":", ".", "-", "–", "—", "--"):
            last -= 1
        return tree.start[first], tree.end[last]

    def _aside(self, node: int, source: int) -> bool:
        """Whether cue and source stand between commas ("A, X said, B"): the content goes on around them."""
        first, last = self._ends[node]
        low, high, _ = self._block(node, source)
        return first < low and high < last and self.tree.lower[low - 1] == self.tree.lower[high + 1] == ","

    def _without(self, start: int, end: int, source: int, nodes: list[int]) -> tuple[int, int]:
        """The longer part of a span that swallowed its own source and cue."""
        inner = [*self.tree.subtree(source), *nodes]
        low, high = self.tree.start[min(inner)], self.tree.end[max(inner)]
        before, after = (start, max(start, low)), (min(end, high), end)
        picked = before if before[1] - before[0] >= after[1] - after[0] else after
        text = self.text[picked[0] : picked[1]]
        return picked[0] + len(text) - len(text.lstrip(" ,;:")), picked[1] - (len(text) - len(text.rstrip(" ,;:")))

    def _inside_quote(self, place: int) -> bool:
        return self._quote_around(place) is not None

    def _quote_around(self, place: int) -> Quote | None:
        """The quotation that a character stands in."""
        index = bisect_right(self._quote_starts, place) - 1
        quote = self.quotes[index] if index >= 0 else None
        return quote if quote is not None and quote.start < place < quote.end else None

    # Quotations

    def _with_quotes(self, found: list[Candidate]) -> list[Candidate]:
        """Contents drawn out to the marks of quotations they cut. What a speaker reports within a quotation stays the speaker's own
        words, so that a cue in there counts only for a quotation within the quotation."""
        kept = []
        for candidate in found:
            around = self._quote_around(self.tree.start[candidate.node])
            if around is not None:
                if self._swallowed(candidate, around):
                    candidate.start = around.start
                    kept.append(candidate)
                elif self.text[candidate.start] in quotes.MARKS and around.start < candidate.start < around.end:
                    kept.append(candidate)
                continue
            self._draw_out(candidate)
            kept.append(candidate)
        return kept

    def _swallowed(self, candidate: Candidate, around: Quote) -> bool:
        """Whether a closing mark comes too late and takes in the cue ('"..., X said"')."""
        after = self.text[self.tree.end[candidate.cue_nodes[-1]] : around.end]
        return candidate.start <= around.start + 1 and candidate.end < around.end and not after.strip("\"”'’».,")

    def _draw_out(self, candidate: Candidate) -> None:
        source = candidate.source
        index = max(bisect_right(self._quote_starts, candidate.start) - 1, 0)
        for quote in self.quotes[index:]:
            if quote.start >= candidate.end:
                break
            if quote.end > candidate.start and not (
                source is not None and quote.start < self.tree.start[source] < quote.end
            ):
                candidate.start, candidate.end = min(candidate.start, quote.start), max(candidate.end, quote.end)

    def _floating(self, found: list[Candidate]) -> list[Candidate]:
        """Quotations that no cue has taken: the rest of what was said before its cue, of a speaker beside them, of the one who
        spoke before in the same paragraph or the one they go on from, else of nobody."""
        added: list[Candidate] = []
        for quote in self.quotes:
            if any(_takes(c, quote) for c in found) or self._joined(quote, found):
                continue
            near = self._near(quote, found) or self._beside_name(quote)
            if near is not None:
                added.append(near)
                found = [*found, near]
            elif self._whole_sentence(quote) and len(self.text[quote.start : quote.end].split()) > SHORT_QUOTE:
                told = self._told_before(quote, found)
                if told is not None:
                    told.end = quote.end
                    continue
                before = self._speaker_before(quote, [*found, *added])
                source, via = (before.source, before.via) if before else (None, None)
                added.append(Candidate(None, [], source, quote.start, quote.end, -1, via, "previous"))
        return added

    def _joined(self, quote: Quote, found: list[Candidate]) -> bool:
        """Whether the quotation goes on with reported speech of its sentence ('said that ..., and "..."', '"...," X said, "..."');
        the content then takes it in."""
        first = self._ends[self._token(quote.start)]
        same = [
            c
            for c in found
            if c.cue
            and c.cue.kind == "speech"
            and c.end <= quote.start
            and self._ends[c.node] == first
            and c.start >= self.tree.start[first[0]]
        ]
        last = max(same, key=lambda c: c.end, default=None)
        if last is None:
            return False
        between = self.text[last.end : quote.start].rstrip(" \t")
        cue_between = last.end <= self.tree.start[last.node] < quote.start and between.endswith((",", "―", "—", "–"))
        if any(self.tree.pos[n] == "VERB" for n in range(last.node + 1, self._token(quote.start))):
            return False
        if not cue_between and between.strip(" ,;") not in ("", "and", "but", "or"):
            return False
        last.end = quote.end
        return True

    def _near(self, quote: Quote, found: list[Candidate]) -> Candidate | None:
        """A cue of speech beside the quotation in its sentence that has no other content."""
        tree = self.tree
        taken = {n for c in found for n in c.cue_nodes}
        for node in self._beside(quote):
            verb = cues.of_verb(tree, node) or self._unlisted(node, quote)
            if verb is None or verb[0].kind != "speech" or node in taken or self._relayed(node):
                continue
            source = sources.subject(tree, node)
            if source is not None and not quote.start < tree.start[source] < quote.end:
                return Candidate(verb[0], verb[1], source, quote.start, quote.end, node, self._relay(node))
        return None

    def _unlisted(self, node: int, quote: Quote) -> tuple[Cue, list[int]] | None:
        """Any finite verb that stands where a cue does: '"...," X demurred', 'X demurred: "..."'."""
        tree = self.tree
        if tree.pos[node] != "VERB" or tree.form(node) != "Fin" or not self._whole_sentence(quote):
            return None
        source = tree.kid(node, "nsubj")
        if source is None or tree.pos[source] not in ("PROPN", "PRON", "NOUN"):
            return None
        low, high, _ = self._block(node, source)
        before = (
            tree.start[low] >= quote.end
            and not self.text[quote.end : tree.start[low]].strip()
            and self.text[quote.end - 2] in ",?!"
        )
        after = tree.end[high] <= quote.start and self.text[tree.end[high] : quote.start].strip() in (":", ",")
        return (_SAID, [node]) if before or after else None

    def _beside_name(self, quote: Quote) -> Candidate | None:
        """'Name: "..."' at the beginning of a sentence or line, and '"..." — Name' at the end of one."""
        tree, node = self.tree, self._token(quote.start)
        mark = node - 1
        while mark > 0 and not tree.lower[mark].strip():
            mark -= 1
        if mark > 0 and tree.lower[mark] == ":" and 0 < mark - self._ends[mark][0] <= 6:
            name = next((n for n in range(mark - 1, self._ends[mark][0] - 1, -1) if tree.pos[n] == "PROPN"), None)
            return (
                Candidate(_SAID, [mark], self._name(name), quote.start, quote.end, mark) if name is not None else None
            )
        mark = self._token(quote.end)
        if mark + 1 < tree.size and tree.lower[mark] in ("―", "—", "–", "--", "-") and tree.pos[mark + 1] == "PROPN":
            return Candidate(_SAID, [mark], self._name(mark + 1), quote.start, quote.end, mark)
        return None

    def _labelled(self, found: list[Candidate]) -> list[Candidate]:
        """'Name: ...' at the beginning of a paragraph, without quotation marks, as in headlines. The name must speak elsewhere in the
        text: "BAKU: ..." is where a report was filed."""
        tree, labels = self.tree, []
        for start, end in paragraphs(self.text):
            first = self._token(start)
            colon = next((n for n in range(first + 1, min(first + 6, tree.size)) if tree.lower[n] == ":"), None)
            names = range(first, colon) if colon is not None else []
            if colon is None or tree.end[colon] >= end or self.text[tree.start[colon] - 1].isspace():
                continue
            content = self.text[tree.end[colon] : end]
            begins = tree.end[colon] + len(content) - len(content.lstrip())
            if all(self.text[tree.start[n]].isupper() for n in names) and begins not in self._opening:
                labels.append((colon, begins, tree.end[self._last_word(end)]))
        sources_found = [c.source for c in found if c.source is not None]
        names = [n for s in sources_found for n in (s, *tree.kids(s, "flat")) if self.text[tree.start[n]].isupper()]
        speakers = {tree.lower[n] for n in names}
        return [
            Candidate(_SAID, [colon], self._name(colon - 1), begins, end, colon)
            for colon, begins, end in labels
            if tree.lower[colon - 1] in speakers and any(c.isalpha() for c in self.text[begins:end])
        ]

    def _last_word(self, end: int) -> int:
        """The last token before a character that is no space and no full stop."""
        node = self._token(end - 1)
        while node > 0 and (self.tree.start[node] >= end or self.tree.lower[node].strip() in ("", ".")):
            node -= 1
        return node

    def _name(self, node: int) -> int:
        """The head of the name that a token is part of."""
        tree = self.tree
        while (
            tree.base[node] in ("flat", "compound", "nmod")
            and tree.head[node] != node
            and abs(tree.head[node] - node) < 5
            and tree.pos[tree.head[node]] == "PROPN"
        ):
            node = tree.head[node]
        return node

    def _token(self, place: int) -> int:
        """The token that holds a character or the next one after it."""
        return min(bisect_left(self.tree.end, place + 1), self.tree.size - 1)

    def _beside(self, quote: Quote) -> list[int]:
        """The tokens of the quotation's paragraph within twelve of its ends, the nearest first."""
        tree = self.tree
        block = block_at(self.doc, quote.start)
        low, high = (block.start, block.end) if block else (0, len(self.text))
        first, last = self._token(quote.start), self._token(quote.end - 1)
        after = [n for n in range(last + 1, min(last + 13, tree.size)) if tree.start[n] < high]
        begun = self._ends[first][0] if tree.lower[max(first - 1, 0)] not in (":", ",") else self._ends[first - 1][0]
        before = [n for n in range(first - 1, max(first - 13, begun - 1), -1) if tree.start[n] >= low]
        end = next((i for i, n in enumerate(after) if n == self._ends[n][0]), len(after))
        return after[: max(end, 4)] + before

    def _whole_sentence(self, quote: Quote) -> bool:
        """Whether the quotation begins a sentence: then it is speech, not a borrowed phrase."""
        before = self.text[: quote.start].rstrip(" \t")
        return not before or before[-1] in '.!?\n”":»)'

    def _speaker_before(self, quote: Quote, found: list[Candidate]) -> Candidate | None:
        """Who spoke last: in the same paragraph, in the paragraph that the quotation goes on from, or, for a paragraph that is one
        quotation, in the paragraph before it if that ends in speech of somebody it names."""
        block = block_at(self.doc, quote.start)
        if block is None:
            return None
        number = block.paragraph
        reach = [number]
        alone = quote.start == block.start and quote.end >= block.end - 2
        if quote.continues or alone and self._leads_on(number - 1, found):
            reach.append(number - 1)
        before = [
            c
            for c in self._speech_of(found)
            if c.start < quote.start and c.source is not None and self._number(c.start) in reach
        ]
        return max(before, key=lambda c: c.start) if before else None

    def _speech_of(self, found: list[Candidate]) -> list[Candidate]:
        """What is reported as said, without what a speaker reports within a quotation."""
        return [
            c for c in found if c.cue and c.cue.kind == "speech" and not self._inside_quote(self.tree.start[c.node])
        ]

    def _told_before(self, quote: Quote, found: list[Candidate]) -> Candidate | None:
        """The content that a quotation is the rest of: '"A," X said. "B."' is one, also where X "said, referring to C"."""
        block = block_at(self.doc, quote.start)
        if block is None:
            return None
        said = [c for c in self._speech_of(found) if block.start <= c.start < quote.start]
        said.sort(key=lambda c: c.start)
        told = next((c for c in reversed(said) if any(c.start <= q.start < c.end for q in self.quotes)), None)
        if told is None or told.source is None:
            return None
        others = [c for c in said if c.start > told.start and c.source not in (None, told.source)]
        cue_after = told.node >= 0 and told.end <= self.tree.start[told.node] < quote.start
        return told if not others and (cue_after or not self.text[told.end : quote.start].strip()) else None

    def _leads_on(self, number: int, found: list[Candidate]) -> bool:
        """Whether a paragraph ends in a quotation with its cue after it ('"...," X said.'): a quotation that then stands alone goes on."""
        said = [c for c in found if self._number(c.start) == number and c.cue_nodes]
        last = max(said, key=lambda c: c.end, default=None)
        return (
            last is not None
            and any(q.start == last.start for q in self.quotes)
            and self.tree.start[last.cue_nodes[0]] >= last.end
        )

    def _number(self, place: int) -> int | None:
        block = block_at(self.doc, place)
        return block.paragraph if block else None


def _outermost(found: list[Candidate], place: list[int]) -> list[Candidate]:
    """Without the beliefs and intentions that somebody is reported to have ascribed: they are part of what that one said."""
    spoken = [c for c in found if c.cue is not None and c.cue.kind != "intention"]

    def reported(candidate: Candidate) -> bool:
        return any(o.node != candidate.node and o.start <= place[candidate.node] < o.end for o in spoken)

    return [c for c in found if c.cue is None or c.cue.kind == "speech" or not reported(c)]


def _takes(candidate: Candidate, quote: Quote) -> bool:
    """Whether a content holds a quotation, or part of it; one that lies within the quotation does not."""
    within = quote.start < candidate.start and candidate.end <= quote.end
    intention = candidate.cue is not None and candidate.cue.kind == "intention"
    return candidate.start < quote.end and quote.start < candidate.end and not within and not intention


def _sentence_ends(tree: Tree, doc: Doc) -> list[tuple[int, int]]:
    """First and last token of the sentence of each token, white space left out."""
    ends: list[tuple[int, int]] = []
    for sent in doc.sents:
        first, last = sent.start, sent.end - 1
        while last > first and not tree.lower[last].strip():
            last -= 1
        ends += [(first, last)] * (sent.end - sent.start)
    return ends


def _once(found: list[Candidate]) -> list[Candidate]:
    """One candidate for each content and cue: of two with the same span the first."""
    kept: dict[tuple[int, int], Candidate] = {}
    for candidate in sorted(found, key=lambda c: (c.start, c.end, c.source is None, c.node)):
        kept.setdefault((candidate.start, candidate.end), candidate)
    return list(kept.values())


def attributions(doc: Doc) -> list[Attribution]:
    """The rows of `attributions` of one document."""
    tree = Tree.of(doc)
    extractor = Extractor(doc)
    found = extractor.candidates()
    resolver = sources.Resolver(doc, tree, Sides(tree, doc._.mentions))
    rows: list[Attribution] = []
    for candidate in found:
        row = _row(doc, tree, extractor, candidate, len(rows) + 1)
        if row is not None:
            resolver.resolve(row, candidate.source, candidate.basis, candidate.via)
            rows.append(row)
    return sources.relay(doc, rows)


def _row(doc: Doc, tree: Tree, extractor: Extractor, candidate: Candidate, number: int) -> Attribution | None:
    kind = block_at(doc, candidate.start)
    if kind is not None and kind.kind in ("boilerplate", "duplicate"):
        return None
    cue = candidate.cue
    row = Attribution(f"a{number}", sentence_at(doc, candidate.start), candidate.start, candidate.end)
    if candidate.cue_nodes:
        row.cue_start, row.cue_end = tree.start[candidate.cue_nodes[0]], tree.end[candidate.cue_nodes[-1]]
        if row.cue_end - row.cue_start > 30:
            row.cue_end = tree.end[candidate.cue_nodes[0]]
        row.cue = tree.text[row.cue_start : row.cue_end]
    row.cue_class, row.cue_stance = (cue.cue_class, cue.stance) if cue else (None, None)
    row.content_kind = cue.kind if cue else "speech"
    row.form = _form(candidate, extractor.quotes)
    return row


def _form(candidate: Candidate, found: list[Quote]) -> str:
    inside = sum(max(0, min(candidate.end, q.end) - max(candidate.start, q.start)) for q in found)
    around = any(q.start < candidate.start and candidate.end <= q.end for q in found)
    if not inside or around:
        return "indirect"
    return "direct" if inside >= candidate.end - candidate.start - 2 else "mixed"


@Language.factory("framing_attribution", default_config={"codebook": None})
def make_attribution(nlp: Language, name: str, codebook: dict):
    """Write `doc._.attributions`."""
    Codebook.model_validate(codebook)

    def component(doc: Doc) -> Doc:
        doc._.attributions = attributions(doc)
        return doc

    return component
