"""Candidates whose cue is a verb: "X said that ...", "..., said X", "X was accused of Y", 'X went after Y as a "..."'.

Contents run from their first to their last character, complementiser and quotation marks included, as in PolNeAR (Newell et al. 2018).
"""

from analysis.annotate.attribution import (
    clauses,
    content_ends,
    cues,
    objects,
    passives,
    punctuation,
    source_kinds,
    sources,
    unsaid,
)
from analysis.annotate.attribution.candidates import Candidate
from analysis.annotate.attribution.context import Context
from analysis.annotate.attribution.cues import SAID, Cue
from analysis.annotate.attribution.verb_cues import ContentRule, Span, VerbCue

_SPEECH = frozenset({"speech"})
_HELD_TRUE = _SPEECH | {"belief"}
_ANY = _HELD_TRUE | {"intention"}

# The first rule that finds a content gives it. Punctuation is surer than a parse, so that it comes first; then grammar, from what only
# one reading has (a judgement in quotation marks, a clause) to what many have (an object); then what the parse has not joined.
CONTENT_RULES = (
    ContentRule(objects.what_is_called, _ANY),
    ContentRule(punctuation.announced, _SPEECH),
    ContentRule(punctuation.set_off, _HELD_TRUE),
    ContentRule(objects.phrasal, _ANY, phrasal=True),
    ContentRule(objects.judged, _ANY, phrasal=False),
    ContentRule(clauses.clause, _ANY, phrasal=False),
    ContentRule(clauses.infinitive, _ANY, phrasal=False),
    ContentRule(objects.named, _ANY, phrasal=False),
    ContentRule(punctuation.beside_parataxis, _SPEECH),
    ContentRule(objects.quoted, _SPEECH),
    ContentRule(clauses.behind, _HELD_TRUE),
)


def find(context: Context) -> list[Candidate]:
    """The candidates of all verbs of a document in order of place."""
    tree, found = context.tree, []
    for node, pos in enumerate(tree.pos):
        if pos not in cues.VERBAL:
            continue
        verb = cues.of_verb(tree, node)
        candidate = _of_cue(context, node, *verb) if verb is not None else _of_any_verb(context, node)
        if candidate is not None:
            found.append(candidate)
    return found


def _of_cue(context: Context, node: int, cue: Cue, nodes: list[int]) -> Candidate | None:
    tree = context.tree
    if tree.dep[node] in ("amod", "compound") or context.relays.is_cue(tree, node) or unsaid.only_meant(context, node):
        return None
    source = context.relays.sources.get(node, sources.subject(tree, node))
    passive = passives.content(context, node, cue)
    if passive is not None:
        if source is None and cue.kind == "intention":
            return None  # "a visit intended to ..."
        return Candidate(cue, nodes, source, *passive, node)
    if cue.cue_class == "accusation" and source is not None and tree.dep[source] == "nsubj:pass":
        return None  # "X killed, Y blamed"
    if not source_kinds.may_hold(tree, source, cue) or source is not None and tree.lemma[source] in clauses.ACTS:
        return None  # an act says and thinks nothing
    content = _content(context, VerbCue(node, cue, nodes, source))
    nobody = source is None or tree.dep[node] == "acl" and tree.form(node) == "Part" and source == tree.head[node]
    if content is None or nobody and _only_names(context, node, nodes, content):
        return None
    if unsaid.says_nothing(context, node, cue, content):
        return None
    if cue.kind != "belief":
        content = content_ends.before_next_cue(context, node, content)
    start, end = content_ends.without_source(context, node, nodes, source, content)
    return Candidate(cue, nodes, source, start, end, node, context.relays.outlets.get(node)) if start < end else None


def _content(context: Context, verb: VerbCue) -> Span | None:
    for rule in CONTENT_RULES:
        if verb.cue.kind in rule.kinds and rule.phrasal in (None, verb.phrasal):
            content = rule.find(context, verb)
            if content is not None:
                return content
    return None


def _of_any_verb(context: Context, node: int) -> Candidate | None:
    """A verb of any kind with a judgement in quotation marks: 'went after X as a "..."'."""
    tree = context.tree
    quote = objects.judgement(context, node) if tree.pos[node] == "VERB" else None
    if quote is None or cues.of_adjective(tree, node) is not None:
        return None
    if "as" not in tree.lower[node + 1 : context.token_at(quote.start)][-3:]:
        return None
    source = sources.subject(tree, node)
    if not source_kinds.is_person(tree, source):
        return None
    return Candidate(SAID, [node], source, tree.start[node + 1], quote.end, node)


def _only_names(context: Context, node: int, nodes: list[int], content: Span) -> bool:
    """Whether a verb without a source gives a name: "a group called X", 'a book called "X"'."""
    named = context.tree.dep[node] == "acl" and context.tree.form(node) == "Part"
    return (
        len(nodes) == 1
        and cues.in_frame(context.tree, node, "naming")
        and (named or not context.quotes_between(*content))
    )
