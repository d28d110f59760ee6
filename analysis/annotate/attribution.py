"""Who says what: source, cue and content, from grammar and quotation marks.

Candidates come from verbs with a clause ("X said that ..."), inverted and trailing cues ("..., said X"), "according to X", nominal
and adjectival cues ("X's claim that ..."), and from quotations that none of these has taken. One content goes to one cue. What the
sentence does not say is left null: a source is never guessed.

Span conventions follow PolNeAR (Newell et al. 2018): a content runs from its first to its last character, its complementiser and
quotation marks included.
"""

from dataclasses import dataclass, field

from spacy.language import Language
from spacy.tokens import Doc

from analysis.annotate import cues, quotes, sources
from analysis.annotate.cues import Cue
from analysis.annotate.layout import paragraphs
from analysis.annotate.quotes import Quote
from analysis.annotate.records import Attribution
from analysis.annotate.sentences import block_at, sentence_at
from analysis.annotate.sides import Sides
from analysis.annotate.tree import Tree
from analysis.codebook import Codebook

CLAUSES = ("ccomp", "xcomp", "advcl:relcl")
SHORT_QUOTE = 4  # words; a shorter quotation that nobody is said to have uttered is a scare quote
SUBJECTS = ("nsubj", "csubj")


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
    spans: list[tuple[int, int]] = field(default_factory=list)


class Extractor:
    """Finds the candidates of one document."""

    def __init__(self, doc: Doc):
        self.doc, self.tree = doc, Tree.of(doc)
        self.text = doc.text
        self.quotes = quotes.find(doc.text, paragraphs(doc.text))

    def candidates(self) -> list[Candidate]:
        """Every attribution of the document in order of place."""
        found: list[Candidate] = []
        for node in range(self.tree.size):
            if self.tree.lower[node] == "according":
                found += self._according(node)
            elif self.tree.pos[node] in ("VERB", "AUX", "NOUN", "ADJ"):
                found += self._cue(node)
        found = self._with_quotes(_once(found))
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
        if tree.dep[node] in ("amod", "compound") or self._relayed(node):
            return []
        source = sources.subject(tree, node)
        content = self._complement(node, cue, nodes) or self._around(node)
        if content is None and cue.kind == "speech":
            content = self._quoted_object(node) or self._aside(node, source)
        if content is None:
            return []
        start, end = self._before_next_cue(node, content) if cue.kind == "speech" else content
        if source is not None and start <= tree.start[source] < end and not (self._inside_quote(tree.start[source])):
            start, end = self._without(start, end, source, nodes)
            if start >= end:
                return []
        return [Candidate(cue, nodes, source, start, end, node, via=self._relay(node))]

    def _complement(self, node: int, cue: Cue, nodes: list[int]) -> tuple[int, int] | None:
        tree = self.tree
        words = cues.cue_words()
        clause = tree.kid(node, "ccomp")
        if clause is not None:
            first = self._addressee(node) if cue.cue_class in ("accusation", "demand") else None
            return self._to_the_end(node, clause, self._span([clause, *([first] if first is not None else [])]))
        clause = self._in_a_statement(node) if cue.kind == "speech" else None
        if clause is not None:
            return self._to_the_end(node, clause, self._span([clause]))
        clause = tree.kid(node, "xcomp")
        if clause is not None and (cue.kind != "speech" or cue.cue_class in ("demand", "denial", "admission")):
            return self._span([clause, *([first] if (first := self._addressee(node)) is not None else [])])
        obj = tree.kid(node, "obj")
        blamed = [
            c
            for c in tree.kids(node, "obl", "advcl")
            if tree.preposition(c) in ("of", "for", "with", "on", "to") or tree.dep[c].startswith("advcl")
        ]
        if cue.cue_class == "accusation" and obj is not None:
            return self._to_the_end(node, obj, self._span([obj, *(c for c in blamed if c > obj)]))
        if len(nodes) > 1:  # "called on X to", "called for X"
            return self._span(
                [
                    c
                    for c in tree.children[node]
                    if c > nodes[-1] and tree.dep[c].startswith(("obl", "xcomp", "advcl", "obj"))
                ],
                skip=nodes,
            )
        if obj is not None and tree.lemma[node] in words.objects:
            return self._to_the_end(node, obj, self._span([obj]))
        clause = tree.kid(node, "advcl")
        if cue.cue_class == "demand" and clause is not None and obj is not None:
            return self._span([obj, clause])
        return None

    def _in_a_statement(self, node: int) -> int | None:
        """The that-clause of "said in a tweet that ...", which a parse may hang on the tweet."""
        tree = self.tree
        for phrase in tree.kids(node, "obl", "obj"):
            for clause in tree.kids(phrase, "acl", "ccomp"):
                mark = tree.kid(clause, "mark", "nsubj")
                if (
                    any(tree.lower[m] == "that" for m in tree.kids(clause, "mark", "nsubj", "obj"))
                    and mark is not None
                    and cues.of_noun(tree, phrase)
                ):
                    return clause
        return None

    def _to_the_end(self, node: int, clause: int, span: tuple[int, int] | None) -> tuple[int, int] | None:
        """A reported clause after its cue goes on to the end of the sentence, unless the cue's own clause goes on after it."""
        tree = self.tree
        if span is None or clause < node:
            return span
        top = tree.root(node)
        last = max(n for n in tree.subtree(top) if tree.lower[n].strip())
        after = [n for n in range(clause + 1, last + 1) if tree.start[n] >= span[1]]
        own = {
            m
            for c in tree.children[node]
            if c > clause and tree.dep[c] in ("conj", "advcl", "parataxis", "obl", "nsubj")
            for m in tree.subtree(c)
        }
        if not after or own & set(after) or any(self._speech(n) or tree.lower[n] == "according" for n in after):
            return span
        return span[0], self._trim(min(after), max(after))[1]

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
        """Without what a participle after a comma adds: "said ..., noting that ..."."""
        tree = self.tree
        for n in range(node + 1, tree.size):
            if tree.start[n] >= span[1]:
                break
            if (
                tree.start[n] > span[0]
                and tree.form(n) == "Ger"
                and tree.lower[n - 1] in (",", "”", '"')
                and not self._inside_quote(tree.start[n])
            ):
                verb = cues.of_verb(tree, n)
                if verb is not None and verb[0].kind == "speech" and (tree.kid(n, "ccomp", "obj", "xcomp") is not None):
                    return self._trim_to(span[0], n - 1)
        return span

    def _trim_to(self, start: int, last: int) -> tuple[int, int]:
        tree = self.tree
        while tree.start[last] > start and tree.lower[last] in (",", ";", ":", ".", "-", "–", "—", "--"):
            last -= 1
        return start, tree.end[last]

    def _aside(self, node: int, source: int | None) -> tuple[int, int] | None:
        """By punctuation alone, where the parse has missed it: "..., X said." and "..., said X ...": all before the comma or closing mark that
        stands before cue and source."""
        tree = self.tree
        if source is None or tree.form(node) not in ("Fin", "") or abs(source - node) > 12:
            return None
        low = min([node, *(n for n in tree.subtree(source))]) if source < node else node
        first = tree.first(node)
        mark = low - 1
        if mark <= first or tree.lower[mark] not in (",", "”", '"', "''", "’", "»"):
            return None
        return self._trim(first, mark) if mark - first > 1 else None

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
                return self._span(tops)
        return None

    def _addressee(self, node: int) -> int | None:
        return next((c for c in self.tree.kids(node, "obj", "iobj") if c > node), None)

    def _noun(self, node: int, cue: Cue) -> list[Candidate]:
        tree = self.tree
        clause = next((c for c in tree.kids(node, "acl", "ccomp") if self._content_clause(c)), None)
        if clause is not None:
            return [Candidate(cue, [node], sources.owner(tree, node), *self._span([clause]), node)]
        of = next((c for c in tree.kids(node, "nmod") if tree.preposition(c) in ("of", "for", "about", "to")), None)
        source = sources.owner(tree, node)
        if (
            cue.kind != "speech"
            and cue.cue_class in ("belief", "demand")
            and of is not None
            and tree.lemma[node] in ("fear", "hope", "call", "demand")
        ):
            return [Candidate(cue, [node], source if source != of else None, *self._span([of]), node)]
        if tree.lemma[node] in ("call", "demand") and of is not None and tree.preposition(of) == "for":
            return [Candidate(cue, [node], source if source != of else None, *self._span([of]), node)]
        predicate = tree.kid(node, "cop")
        clause = next((c for c in tree.kids(node, "ccomp", "csubj") if c > node), None)
        if predicate is not None and clause is not None:
            return [Candidate(cue, [node], source, *self._span([clause]), node)]
        return []

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
        clause = tree.head[top]
        while (
            tree.pos[clause] not in ("VERB", "AUX")
            and tree.head[clause] != clause
            and tree.kid(clause, "nsubj") is None
            and tree.kid(clause, "cop") is None
        ):
            clause = tree.head[clause]
        own = set(tree.subtree(top))
        outer = tree.head[clause]
        if tree.dep[clause] == "ccomp" and cues.of_verb(tree, outer) is not None and min(own) > clause:
            clause = outer
        rest = [n for n in tree.subtree(clause) if n not in own and tree.lower[n].strip()]
        if not rest:
            return []
        rest = self._one_side(rest, own)
        to = next(
            (
                c
                for c in (*tree.kids(node, "fixed"), *range(node + 1, min(node + 2, tree.size)))
                if tree.lower[c] == "to"
            ),
            node,
        )
        return [
            Candidate(
                Cue("statement", "speech", "neutral"),
                sorted({node, to}),
                source,
                *self._trim(min(rest), max(rest)),
                node,
            )
        ]

    def _one_side(self, rest: list[int], own: set[int]) -> list[int]:
        """The words on the longer side of a phrase that stands between them, if it stands at an end but for punctuation."""
        tree = self.tree
        before = [n for n in rest if n < min(own) and tree.pos[n] != "PUNCT"]
        after = [n for n in rest if n > max(own) and tree.pos[n] != "PUNCT"]
        return (before or after) if not before or not after else rest

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

    def _without(self, start: int, end: int, source: int, nodes: list[int]) -> tuple[int, int]:
        """The longer part of a span that swallowed its own source and cue."""
        inner = [*self.tree.subtree(source), *nodes]
        low, high = self.tree.start[min(inner)], self.tree.end[max(inner)]
        before, after = (start, max(start, low)), (min(end, high), end)
        picked = before if before[1] - before[0] >= after[1] - after[0] else after
        text = self.text[picked[0] : picked[1]]
        return picked[0] + len(text) - len(text.lstrip(" ,;:")), picked[1] - (len(text) - len(text.rstrip(" ,;:")))

    def _inside_quote(self, place: int) -> bool:
        return any(q.start < place < q.end for q in self.quotes)

    # Quotations

    def _with_quotes(self, found: list[Candidate]) -> list[Candidate]:
        """Contents drawn out to the marks of quotations they cut; a cue inside its own quotation is dropped."""
        kept = []
        for candidate in found:
            place = self.tree.start[candidate.node]
            around = next((q for q in self.quotes if q.start < place < q.end), None)
            for quote in self.quotes:
                overlap = min(candidate.end, quote.end) - max(candidate.start, quote.start)
                if overlap <= 0 or quote is around:
                    continue
                source_at = self.tree.start[candidate.source] if candidate.source is not None else None
                if source_at is not None and quote.start < source_at < quote.end:
                    continue
                candidate.start, candidate.end = min(candidate.start, quote.start), max(candidate.end, quote.end)
            if around is not None and self._first_person(candidate.source):
                continue
            if around is not None:  # said within a quotation: it stays within it
                candidate.start, candidate.end = max(candidate.start, around.start + 1), min(candidate.end, around.end)
            if candidate.end > candidate.start:
                kept.append(candidate)
        return kept

    def _first_person(self, source: int | None) -> bool:
        """ "I think" within a quotation is the speaker's own: no attribution to somebody else."""
        return source is None or self.tree.lower[source] in ("i", "we", "you", "it", "that", "this", "there")

    def _floating(self, found: list[Candidate]) -> list[Candidate]:
        """Quotations that no cue has taken: of the source before in the same paragraph or the one they go on from, else of nobody."""
        added: list[Candidate] = []
        for quote in self.quotes:
            if any(
                c.start < quote.end and quote.start < c.end for c in found if c.cue is None or c.cue.kind != "intention"
            ):
                continue
            words = len(self.text[quote.start : quote.end].split())
            if self._joined(quote, found):
                continue
            near = self._near(quote, found)
            if near is not None:
                added.append(near)
            elif words > SHORT_QUOTE and self._whole_sentence(quote):
                before = self._speaker_before(quote, [*found, *added])
                if before is not None and self._goes_on(before, quote):
                    before.end = quote.end
                    continue
                added.append(
                    Candidate(
                        None,
                        [],
                        before.source if before else None,
                        quote.start,
                        quote.end,
                        -1,
                        before.via if before else None,
                        "previous",
                    )
                )
        return added

    def _joined(self, quote: Quote, found: list[Candidate]) -> bool:
        """Whether the quotation is the end of reported speech in its sentence ('said that ..., and "..."'); the content then takes it in."""
        number = sentence_at(self.doc, quote.start)
        same = [
            c
            for c in found
            if c.cue and c.cue.kind == "speech" and sentence_at(self.doc, c.start) == number and c.end <= quote.start
        ]
        last = max(same, key=lambda c: c.end, default=None)
        if last is None or self.text[last.end : quote.start].strip(" ,;") not in ("", "and", "but", "or"):
            return False
        last.end = quote.end
        return True

    def _near(self, quote: Quote, found: list[Candidate]) -> Candidate | None:
        """A cue of speech beside the quotation in its sentence that has no other content."""
        tree = self.tree
        taken = {n for c in found for n in c.cue_nodes}
        for node in self._beside(quote):
            verb = cues.of_verb(tree, node)
            if verb is None or verb[0].kind != "speech" or node in taken or self._relayed(node):
                continue
            source = sources.subject(tree, node)
            if source is not None and not quote.start < tree.start[source] < quote.end:
                return Candidate(verb[0], verb[1], source, quote.start, quote.end, node, self._relay(node))
        return None

    def _beside(self, quote: Quote) -> list[int]:
        """The tokens of the quotation's paragraph within twelve of its ends, the nearest first."""
        tree = self.tree
        block = block_at(self.doc, quote.start)
        low, high = (block.start, block.end) if block else (0, len(self.text))
        inside = [n for n in range(tree.size) if quote.start <= tree.start[n] < quote.end]
        if not inside:
            return []
        after = [n for n in range(inside[-1] + 1, min(inside[-1] + 13, tree.size)) if tree.start[n] < high]
        before = [
            n
            for n in range(inside[0] - 1, max(inside[0] - 13, -1), -1)
            if tree.start[n] >= low and tree.lower[n] not in (".",)
        ]
        stop = next((i for i, n in enumerate(before) if self.doc[n].is_sent_start and n != inside[0]), len(before))
        end = next((i for i, n in enumerate(after) if self.doc[n].is_sent_start), len(after))
        return after[: max(end, 4)] + before[: stop + 1]

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
            for c in found
            if c.start < quote.start
            and c.source is not None
            and self._number(c.start) in reach
            and c.cue
            and c.cue.kind == "speech"
        ]
        return max(before, key=lambda c: c.start) if before else None

    def _goes_on(self, before: Candidate, quote: Quote) -> bool:
        """Whether a quotation is the rest of the one before its cue: '"A," X said. "B."' is one content."""
        block = block_at(self.doc, quote.start)
        same = block is not None and block.start <= before.start
        return same and any(before.start <= q.start < before.end for q in self.quotes) and quote.start - before.end < 80

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
    sources.relay(doc, rows)
    return rows


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
        row.cue = doc.text[row.cue_start : row.cue_end]
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
