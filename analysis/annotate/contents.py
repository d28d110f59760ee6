"""What a cue attributes: the clause, the object, the quotation or the sentence around it that is its content.

Span conventions follow PolNeAR (Newell et al. 2018): a content runs from its first to its last character, its complementiser and
quotation marks included.
"""

from bisect import bisect_right

from analysis.annotate import cues, lexicon, sources
from analysis.annotate.cues import Cue
from analysis.annotate.quotes import Quote
from analysis.annotate.reading import Reading
from analysis.annotate.tree import CONTENTS

_OUTLET_GOES_ON = frozenset({",", ";", "as", "after", "while", "amid", "when", "since", "following"})
_OUTLET_TURNS = frozenset({";", "although", "though", "but", "as", "while", "amid", "since", "following"})
# An act says nothing: "the fight threatens to ...", "the war claimed lives".
_ACTS = frozenset(noun for entry in lexicon.general() for noun in entry.nouns) | {"war", "conflict", "fight"}
_CLOSERS = frozenset({"”", '"', "''", "’", "»", "'"})
_SET_OFF = _CLOSERS | {",", "?", "!", "—", "–", "--", "-"}
_STOPS = frozenset({".", ";", ":", "(", "!", "?", "—", "–", "--"})
_CLAUSE_MARKS = frozenset({"that", "whether", "if", "how", "why", "what", "who"})
LONGEST_OBJECT = 20  # words between a verb and the quotation that judges its object
_ASKED = frozenset({"whether", "if", "why", "how", "what"})
_WHEN = frozenset({"after", "before", "when", "while", "since", "because", "until", "once", "as"})
_BLAMED_FOR = frozenset({"of", "for", "with", "on", "to", "over", "as"})


class Contents(Reading):
    """The contents of the cues of one document."""

    def _content(self, node: int, cue: Cue, nodes: list[int], source: int | None) -> tuple[int, int] | None:
        """What a verb attributes: by punctuation where the cue is set off, by grammar, by what stands behind it."""
        speech = cue.kind == "speech"
        content = self._announced(node) if speech else None
        if content is None and cue.kind != "intention":
            content = self._set_off(node, source)
        content = content or self._complement(node, cue, nodes) or self._around(node)
        if content is None and speech:
            content = self._quoted_object(node)
        if content is None and cue.kind != "intention":
            content = self._behind(node, source)
        return content

    def _passive(self, node: int, cue: Cue) -> tuple[int, int] | None:
        """A passive's subject and what is held of it: "X is expected to leave", "X was accused of Y", "the plan was rejected by Y";
        without a verb of its own the same of its noun: "a plan opposed by Y", "X, known as Z"."""
        tree = self.tree
        about = tree.kid(node, "nsubj") if tree.kid(node, "aux:pass") is not None else None
        reduced = (
            about is None and tree.form(node) == "Part" and tree.base[node] == "acl" and tree.kid(node, "obj") is None
        )
        if reduced and tree.dep[node] == "acl" and tree.head[node] < node:
            about = tree.head[node]
        if about is None or tree.lower[about] in ("it", "there"):
            return None
        after = [c for c in tree.children[node] if c > node]
        if cue.cue_class == "accusation" and not reduced:
            accusers = [g for c in after if tree.preposition(c) == "by" for g in tree.children[c] if g > c]
            blamed = [c for c in (*after, *accusers) if (tree.preposition(c) or self._mark(c)) in _BLAMED_FOR]
            return self._span([about, *blamed])
        if cues.in_frame(tree, node, "raised"):
            held = [c for c in after if tree.base[c] == "xcomp" or tree.preposition(c) == "as"]
            held += [c for c in after if tree.base[c] in ("ccomp", "advcl") and tree.form(c) == "Inf"]
            if reduced or cue.stance == "factive":  # "X, known as Z": the name alone is somebody's
                return self._span(held, skip=[n for h in held for n in tree.kids(h, "case")]) if held else None
            return self._span([about, *held]) if held else None
        by = next((c for c in after if tree.base[c] == "obl" and tree.preposition(c) == "by"), None)
        if by is None or not cues.in_frame(tree, node, "object") or reduced and not sources.is_person(tree, by):
            return None
        phrase = tree.phrase(about)
        return (phrase.start, phrase.end) if reduced else self._span([about])

    def _complement(self, node: int, cue: Cue, nodes: list[int]) -> tuple[int, int] | None:
        if len(nodes) > 1:
            return self._of_phrase(node, nodes)
        source = sources.subject(self.tree, node)
        judgement = self._judgement(node) if source is not None and cues.in_frame(self.tree, node, "as") else None
        if judgement is not None:
            return self._judged(node, judgement)
        content = self._clause(node, cue)
        if content is not None:
            return content
        if cues.in_frame(self.tree, node, "person") and not sources.is_person(self.tree, source):
            return None
        return self._infinitive(node, cue) or self._object(node, cue, source)

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
        told = mark in _CLAUSE_MARKS
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

    def _judgement(self, node: int) -> Quote | None:
        """The quotation that says what somebody is called ('called X Friday a "..."', 'described X as, "..."'), whatever the parse
        makes of it."""
        tree, last = self.tree, min(node + LONGEST_OBJECT, self._ends[node][1])
        following = bisect_right(self._quote_starts, tree.start[node])
        if following == len(self.quotes) or self.quotes[following].start > tree.start[last]:
            return None
        for n in range(node + 1, last):
            if self._quote_at(n):
                named = any(tree.pos[i] in ("NOUN", "PROPN", "PRON") for i in range(node + 1, n))
                return self._quote_around(tree.start[n] + 1) if named else None
            stops = tree.lower[n] in _STOPS or tree.lower[n] == "," and tree.lower[n - 1] != "as"
            if stops or tree.pos[n] in ("VERB", "AUX", "CCONJ"):
                return None
        return None

    def _judged(self, node: int, quote: Quote) -> tuple[int, int] | None:
        """From behind the verb over the quotation to the end of the judgement, which a comma ends."""
        start = self.tree.start[node + 1]
        if self.text[: quote.end].rstrip("\"”'’»").endswith(","):
            return start, quote.end
        whole = self._to_the_end(node, node + 1, (start, quote.end))
        return self._to_comma(self._token(quote.end - 1), whole, _OUTLET_GOES_ON)

    def _words(self, node: int, quote: Quote) -> list[str]:
        """The words from a token to a quotation behind it."""
        return self.tree.lower[node + 1 : self._token(quote.start)]

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

    def _that(self, node: int) -> int | None:
        """The "that" or the question word which opens the clause of a cue, behind an addressee, a place or a time ("told X on Monday
        that ...", "asked X whether ...")."""
        tree, asks = self.tree, cues.in_frame(self.tree, node, "question")
        for n in range(node + 1, min(node + 16, self._ends[node][1])):
            if tree.lower[n] == "that" and tree.pos[n] == "SCONJ":
                noun = cues.of_noun(tree, n - 1) is not None and tree.preposition(n - 1) not in ("in", "during", "at")
                return None if noun else n  # "rejected the claim that ...", but "said in her remarks that ..."
            if asks and tree.lower[n] in _ASKED and tree.head[n] > n > node + 1:
                return n
            if tree.pos[n] in ("VERB", "AUX", "SCONJ") or tree.lower[n] in (";", ":"):
                return None
        return None

    def _told(self, node: int) -> tuple[int, int] | None:
        """What a noun is said to be: "X's claim is that ...", "the question was whether ..."."""
        tree, last = self.tree, self._ends[node][1]
        for n in range(node + 1, min(node + 8, last - 1)):
            if tree.lower[n] in ("is", "was", "’s", "'s") and tree.pos[n] == "AUX" and tree.base[node] == "nsubj":
                return self._trim(n + 1, last) if tree.lower[n + 1] in ("that", "whether") else None
            if tree.pos[n] in ("VERB", "AUX", "PUNCT"):
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
            return self._up_to_closing(node, first, mark)
        led_by = tree.pos[first] in ("ADP", "SCONJ", "ADV") or tree.form(first) in ("Ger", "Part")
        if after == "," and not inverted and tree.form(min(high + 2, last)) != "Ger":
            if led_by and self._quote_at(high + 2):
                return None
            return self._trim(first, last) if self._finite(first, mark) or self._finite(high + 1, last) else None
        if not self._finite(first, mark) and (after != "." or inverted):
            return None
        if after in _STOPS or after == "," or inverted:
            return self._trim(first, mark)
        beside = tree.pos[high + 1] in ("ADP", "SCONJ", "ADV", "NOUN", "PROPN") and after not in _CLAUSE_MARKS
        told_behind = tree.kid(node, "ccomp") is not None or self._that(node) is not None
        return self._trim(first, mark) if beside and not led_by and not told_behind else None

    def _announced(self, node: int) -> tuple[int, int] | None:
        """The quotation right behind a cue and a comma or colon ('X said: "..."'); one that begins in the middle of a sentence goes on
        from what stands before the cue where that is set off ('A, X said, "because B"')."""
        tree = self.tree
        if node + 2 >= tree.size or tree.lower[node + 1] not in (",", ":") or not self._quote_at(node + 2):
            return None
        quote = self._quote_around(tree.start[node + 2] + 1)
        first = next(c for c in self.text[quote.start :] if c.isalnum())
        return (quote.start, quote.end) if not first.islower() and not self._goes_on_from_quote(node) else None

    def _goes_on_from_quote(self, node: int) -> bool:
        """Whether a quotation closes before a cue in its sentence."""
        first = self.tree.start[self._ends[node][0]]
        return any(first < q.end <= self.tree.start[node] for q in self.quotes)

    def _up_to_closing(self, node: int, first: int, mark: int) -> tuple[int, int] | None:
        """What ends in a closing mark before a cue: the sentence from its beginning; behind a colon the quotation alone; nothing where
        the marks hold a title in a phrase that leads up to the cue ('On "The Hour", X said that ...')."""
        tree = self.tree
        quote = self._quote_around(tree.start[mark])
        begins = self._token(quote.start) if quote is not None else first
        if quote is not None and begins > first and tree.lower[begins - 1] == ":":
            return quote.start, quote.end
        if begins > first and self._finite(node + 1, self._ends[node][1]) and not self._finite(first, mark):
            return None
        return self._trim(first, mark)

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
            return tree.head[node] == source or tree.lemma[tree.head[node]] in CONTENTS
        mark = tree.kid(node, "mark")
        return mark is not None and tree.lower[mark] != "as"

    def _quote_at(self, node: int) -> bool:
        """Whether a quotation opens at a token."""
        return node < self.tree.size and self.tree.start[node] in self._opening

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
