"""Mending of relative clauses: which clause is one, which noun it belongs to, and what is its object. `mending` lists the rules."""

from analysis.english.lexicon import lexicon, words_with
from analysis.english.word_classes import word_class
from analysis.syntax.mended_doers import DEEDS
from analysis.syntax.passives import by_phrase, is_past
from analysis.syntax.tree import CONTENTS, NOMINAL, Tree, first_word

RELATIVE_SUBJECTS = word_class("relative_subjects")
SUBJECT_PRONOUNS = word_class("subject_pronouns")
TAKE_CLAUSES = words_with("frames", "clause", "verb")
SPEECH = words_with("speech", True, "verb")
PLACES = word_class("taken_towns") | word_class("words_for_parts")
KILLING = frozenset(
    verb for pattern in lexicon().harm if pattern.event_class in ("kill", "wound") for verb in pattern.verbs
)
JUDGING = words_with("complement", "denied", "verb") | words_with("complement", "denied claim", "verb")
TELLING = word_class("verbs_with_object_and_clause")
HARMING = frozenset(verb for pattern in lexicon().harm for verb in pattern.verbs)
_REPORTING = TAKE_CLAUSES | SPEECH


def content_clause(tree: Tree, node: int) -> None:
    """A clause with a subject of its own behind a mere "that" and a noun that holds something is no relative clause: "a warning
    that X would leave"."""
    mark = tree.kid(node, "mark")
    that = mark is not None and tree.lower[mark] == "that"
    judged = (
        tree.lemma[node] in JUDGING and tree.kid(node, "obj", "ccomp") is None
    )  # "a claim that X dismissed as a lie"
    if that and not judged and tree.lemma[tree.head[node]].lower() in CONTENTS and tree.kid(node, "nsubj") is not None:
        tree.relabel(node, "acl")


def complete_clause(tree: Tree, node: int) -> None:
    """A clause with "that", a subject and an object of its own lacks nothing that "that" could be: it is what a noun holds ("a report that
    X had taken the town"), or what is said, and not about the name that it hangs on: "X said after a call with Y that his army had taken
    the town"."""
    that = next((c for c in tree.kids(node, "obj", "nsubj") if tree.lower[c] == "that" and c < node), None)
    if that is None or len(tree.kids(node, "obj")) + len(tree.kids(node, "nsubj")) < 3:
        return
    if tree.lemma[tree.head[node]].lower() in CONTENTS:
        tree.relabel(node, "acl")
        tree.hang(that, node, "mark")
        tree.retag(that, "SCONJ")
        return
    for above in tree.above(tree.head[node]):
        if tree.pos[above] == "VERB" and tree.lemma[above] in SPEECH | TELLING:
            if tree.kid(above, "ccomp") is None:
                tree.hang(node, above, "ccomp")
                tree.hang(that, node, "mark")
                tree.retag(that, "SCONJ")
            return


def relative_clause(tree: Tree, node: int) -> None:
    """A clause with a relative pronoun among its arguments, or with "that" behind a noun that holds nothing, is a relative clause; so is
    that of a cleft ("it was X that fell")."""
    if tree.base[node] == "advcl" and tree.pos[tree.head[node]] not in ("NOUN", "PROPN"):
        return
    if _holds_relative(tree, node) or _only_relative(tree, node):
        tree.relabel(node, "acl:relcl", base=tree.base[node])  # as the model of tone has learnt it


def relative_of_noun(tree: Tree, node: int) -> None:
    """A relative clause that hangs on a noun modifies the noun, not a clause."""
    if tree.pos[tree.head[node]] in NOMINAL:
        tree.relabel(node, "acl:relcl", base=tree.base[node])  # as the model of tone has learnt it


def noun_of_relative(tree: Tree, node: int) -> None:
    """A relative clause whose pronoun stands right behind a noun of another clause belongs to that noun: "X seized Y in a war that
    claimed lives", hung on X."""
    pronoun = next((c for c in tree.children[node] if c < node and tree.lower[c] in RELATIVE_SUBJECTS), None)
    noun = pronoun - 1 if pronoun is not None else -1
    if noun <= tree.head[node] or tree.pos[noun] not in ("NOUN", "PROPN") or tree.is_time(noun):
        return
    while tree.dep[noun] in ("flat", "compound", "fixed") and tree.head[noun] < pronoun:
        noun = tree.head[noun]
    path = list(tree.above(noun))
    if tree.head[node] in path and node not in path:
        between = path[: path.index(tree.head[node])]
        if any(tree.pos[n] == "VERB" for n in between):
            tree.hang(node, noun, "acl:relcl")


def _only_relative(tree: Tree, node: int) -> bool:
    mark = tree.kid(node, "mark")
    noun = tree.lemma[tree.head[node]].lower()
    return (
        mark is not None
        and tree.lower[mark] == "that"
        and (tree.form(node) not in ("Inf", "Ger") or tree.kid(node, "aux") is not None)
        and noun not in CONTENTS
    )


def _holds_relative(tree: Tree, node: int) -> bool:
    return any(
        child < node and tree.lower[child] in RELATIVE_SUBJECTS and tree.base[child] in ("nsubj", "obj", "obl")
        for child in tree.children[node]
    )


def act_on_place(tree: Tree, node: int) -> None:
    """ "a barrage on a part of the town that killed three": no place kills, the act upon it does."""
    pronoun = tree.kid(node, "nsubj")
    if pronoun is None or tree.lower[pronoun] not in RELATIVE_SUBJECTS or tree.lemma[node] not in KILLING:
        return
    noun = tree.head[node]
    while tree.lemma[noun].lower() in PLACES and tree.base[noun] == "nmod":
        noun = tree.head[noun]
    if noun != tree.head[node] and tree.lemma[noun].lower() in DEEDS:
        tree.hang(node, noun, "acl:relcl")


def of_object(tree: Tree, node: int) -> None:
    """ "They found the farmer the soldier had shot", "the drone that X had launched": a clause right behind an object, with a subject and
    nothing else that its verb does something to, describes the object, but behind "told somebody"."""
    verb = tree.head[node]
    thing, subject, that = tree.kid(verb, "obj"), tree.kid(node, "nsubj"), tree.kid(node, "mark")
    if thing is None or subject is None or tree.kid(node, "obj", "cc", "aux:pass", "compound:prt") is not None:
        return
    if tree.lemma[node] not in HARMING or tree.lemma[verb] in TELLING or not is_past(tree, node):
        return
    if thing + 1 == first_word(tree, node) and (
        tree.lower[that] == "that" if that is not None else tree.kid(subject, "det") is not None
    ):
        tree.hang(node, thing, "acl:relcl")
        if that is not None:
            tree.hang(that, node, "obj")
            tree.retag(that, "PRON")


def without_pronoun(tree: Tree, node: int) -> None:
    """A clause that begins with "he", "it", "they" right behind a noun describes it: "released the sailors it had captured"."""
    if tree.pos[node] != "VERB" or tree.kid(node, "mark", "cc", "obj") is not None:
        return
    first = first_word(tree, node)
    noun = first - 1
    said = tree.base[node] == "ccomp" and tree.lemma[tree.head[node]] in _REPORTING
    if said or noun <= tree.head[node] or tree.lower[first] not in SUBJECT_PRONOUNS or tree.head[first] != node:
        return
    if tree.pos[noun] in ("NOUN", "PROPN") and not tree.is_time(noun):
        tree.hang(node, _whole(tree, noun, node), "acl:relcl")


def with_apposition(tree: Tree, node: int) -> None:
    """ "the church the air force bombed": no apposition stands behind its noun without a comma and with an article of its own. "The church
    Fooland bombed": nor is there a relative clause with neither a pronoun nor a subject."""
    noun, verb, article = tree.head[node], tree.kid(node, "acl"), tree.kid(node, "det")
    if verb is None and article is None:
        verb = next((c for c in tree.kids(noun, "acl:relcl") if c > node and not _holds_relative(tree, c)), None)
    elif article is None:
        return
    if verb is None or tree.pos[noun] not in ("NOUN", "PROPN") or not _acts(tree, verb):
        return
    first = min(tree.subtree(node))
    near = noun < first and tree.pos[first - 1] != "PUNCT" and tree.pos[verb - 1] != "PUNCT"
    if near and (article is None or first == article):
        _describe(tree, verb, noun, node)


def with_subject(tree: Tree, node: int) -> None:
    """ "the church the troops burned", with "the troops" for what was burned: between a noun and a bare past form right behind it stands who
    did it."""
    verb, noun = tree.head[node], tree.head[tree.head[node]]
    if tree.dep[node] != "nsubj:pass" or tree.base[verb] != "acl" or tree.lower[node] in RELATIVE_SUBJECTS:
        return
    if tree.kid(verb, "obj", "aux", "mark", "cop") is not None or by_phrase(tree, verb) is not None:
        return
    if tree.pos[verb] == "VERB" and is_past(tree, verb) and first_word(tree, node) == noun + 1:
        _describe(tree, verb, noun, node)


def second_subject(tree: Tree, node: int) -> None:
    """ "The villages the troops seized were looted", with two subjects of "looted": who stands right behind the first does what follows."""
    verb = tree.kid(node, "acl")
    if verb is None or not node < verb < tree.head[node] or not _acts(tree, verb):
        return
    first = next((s for s in tree.kids(tree.head[node], "nsubj") if s < node), None)
    if first is None or tree.pos[first] not in ("NOUN", "PROPN"):
        return
    if first_word(tree, node) == max(tree.subtree(first)) + 1:
        _describe(tree, verb, first, node)


def swallowed(tree: Tree, node: int) -> None:
    """ "The villages that X seized were looted", read as if X, seized by somebody, were looted, which leaves the villages without a verb."""
    noun, subject = tree.head[node], tree.kid(node, "nsubj")
    verb = tree.kid(subject, "acl") if subject is not None and noun < subject < node else None
    if subject is None or verb is None or not subject < verb < node or not _acts(tree, verb) or not _loose(tree, noun):
        return
    pronoun = next((c for c in tree.children[node] if noun < c < subject and tree.lower[c] in RELATIVE_SUBJECTS), None)
    if pronoun is None:
        return
    above, relation = tree.head[noun], tree.dep[noun]
    others = above != noun and tree.base[noun] == "nsubj"
    tree.hang(node, node if above == noun else above, "parataxis" if others else relation)
    if others and tree.lemma[above] in SPEECH:
        tree.hang(node, above, "ccomp")
    tree.hang(noun, node, "nsubj:pass" if tree.kid(node, "aux:pass") is not None else "nsubj")
    _describe(tree, verb, noun, subject)
    tree.hang(pronoun, verb, "obj")


def whose(tree: Tree, node: int) -> None:
    """ "bakers whose shop a patrol wrecked": the word behind "whose" is a noun and what the clause is about."""
    clause = tree.head[node]
    if tree.lower[node] != "whose" or tree.pos[clause] != "VERB" or clause != node + 1 or tree.base[clause] != "acl":
        return
    subject = tree.kid(clause, "obj")
    verb = tree.kid(subject, "acl") if subject is not None else None
    if subject is not None and verb is not None and _acts(tree, verb):
        noun = tree.head[clause]
        tree.retag(clause, "NOUN")
        _describe(tree, verb, noun, subject)
        tree.hang(clause, verb, "obj")
        tree.hang(node, clause, "nmod:poss")


def _acts(tree: Tree, verb: int) -> bool:
    """A past form without a passive's marks or an object."""
    bare = tree.kid(verb, "obj", "aux", "aux:pass", "mark", "nsubj") is None
    return tree.pos[verb] == "VERB" and bare and is_past(tree, verb) and by_phrase(tree, verb) is None


def _loose(tree: Tree, noun: int) -> bool:
    """Whether a noun stands where a sentence or a clause should, or beside another subject."""
    above = tree.head[noun]
    if tree.base[noun] in ("root", "ROOT", "ccomp", "parataxis") or above == noun:
        return tree.kid(noun, "cop") is None
    return tree.base[noun] == "nsubj" and len(tree.kids(above, "nsubj")) > 1


def _describe(tree: Tree, verb: int, noun: int, subject: int) -> None:
    """Make a verb with its subject a relative clause of a noun."""
    tree.hang(verb, noun, "acl:relcl")
    tree.hang(subject, verb, "nsubj")


def _whole(tree: Tree, noun: int, before: int) -> int:
    """The head of the name or compound that a word ends."""
    while tree.dep[noun] in ("flat", "compound", "fixed") and tree.head[noun] < before:
        noun = tree.head[noun]
    return noun
