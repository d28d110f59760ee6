"""Who a cue names as its source: the node in the tree, and the characters of its phrase."""

from spacy.tokens import Doc

from analysis.annotate.attribution import cues
from analysis.english.word_classes import source_kinds
from analysis.syntax.tree import DATES, NOMINAL, Tree

MEDIA_KIND = "journalist or wire"


def subject(tree: Tree, node: int) -> int | None:
    """The head of the one who does what a cue says: subject, by-phrase, what a relative clause hangs on, the governor's subject."""
    # Of several subjects the nearest: in "X, official says" the parse may hang X there too.
    subjects = tree.kids(node, "nsubj", "csubj")
    # No day ("X said Tuesday he ...") and, if there is another, nothing behind a preposition.
    subjects = [c for c in subjects if not tree.is_time(c)]
    subjects = [c for c in subjects if not tree.preposition(c)] or subjects
    found = min(subjects, key=lambda c: abs(c - node), default=None)
    reporter = _goes_on_from(tree, node)
    if reporter is not None:
        return subject(tree, reporter)
    agent = next((c for c in tree.kids(node, "obl") if tree.preposition(c) == "by"), None)
    if found is not None and tree.dep[found].endswith(":pass") and tree.kid(node, "aux:pass") is not None:
        return agent
    if found is not None and tree.dep[found].startswith("nsubj"):
        if tree.lower[found] in ("who", "which", "that") and tree.dep[node] == "acl:relcl":
            return _antecedent(tree, node)
        return _owner_of(tree, found)
    if tree.form(node) == "Part" and agent is not None:
        return agent
    if (behind_as := _behind_as(tree, node)) is not None:
        return behind_as
    # What stands beside a finite cue is surer than what stands above it in a tree that has not seen its subject.
    rules = (
        (_inverted, _right_before, _from_above) if tree.form(node) == "Fin" else (_inverted, _from_above, _right_before)
    )
    found = (rule(tree, node) for rule in rules)
    return next((head for head in found if head is not None and not tree.is_time(head)), None)


def _owner_of(tree: Tree, found: int) -> int:
    """The noun before a preposition where the parse takes the name behind it for the subject ("the ministry of X-Y said")."""
    if tree.pos[found] != "PROPN":
        return found
    before = found - 1
    while before > 0 and (tree.pos[before] in ("ADJ", "PROPN", "DET", "VERB") or tree.lower[before] == "-"):
        before -= 1
    if before <= 0 or tree.lower[before] not in ("of", "in", "at", "from"):
        return found
    noun = tree.head[tree.head[before]]
    return noun if tree.pos[noun] in ("NOUN", "PROPN") and noun < before else found


def _behind_as(tree: Tree, node: int) -> int | None:
    """The name between "as" and a finite cue ("... as X warned"), where the parse takes "as" for a preposition."""
    name = node - 1
    while name > 0 and tree.pos[name] in ("AUX", "ADV"):
        name -= 1
    first = name
    while first > 0 and tree.pos[first - 1] == "PROPN":
        first -= 1
    if tree.form(node) != "Fin" or first == 0 or tree.pos[name] != "PROPN" or tree.lower[first - 1] != "as":
        return None
    return next((n for n in range(first, name + 1) if not first <= tree.head[n] <= name), name)


def _goes_on_from(tree: Tree, node: int) -> int | None:
    """The cue that a participle goes on from ("said ..., adding that ..."): the nearest above it that reports."""
    if tree.form(node) != "Ger":
        return None
    before = node - 1
    while before > 0 and tree.pos[before] == "ADV":
        before -= 1
    if tree.lower[before] not in (",", "”", '"', "''") and tree.lower[node] != "adding":
        return None
    return next((a for a in tree.above(node) if a < node and _reports(tree, a)), None)


def _right_before(tree: Tree, node: int) -> int | None:
    """The name right before a finite cue that the parse has hung elsewhere ("ombudsman X said", '"...," X said')."""
    if tree.form(node) not in ("Fin", "Part") or tree.base[node] in ("acl", "amod"):
        return None
    place = node - 1
    while place > 0 and tree.pos[place] in ("AUX", "ADV"):
        place -= 1
    if place < 0 or tree.is_time(place) or tree.pos[place] != "PROPN" and not _named_after_quotation(tree, place):
        return None
    while tree.base[place] in ("flat", "compound") and abs(tree.head[place] - place) < 4 and tree.head[place] < node:
        place = tree.head[place]
    return place


def _named_after_quotation(tree: Tree, place: int) -> bool:
    """Whether a capitalised word stands alone between a closing mark and its cue: a name, whatever it is taken for."""
    return place > 0 and tree.text[tree.start[place]].isupper() and tree.lower[place - 1] in ("”", '"', "''", "’", "»")


def _inverted(tree: Tree, node: int) -> int | None:
    """ "...," said X: a noun phrase right after a finite cue that stands after a comma or a closing mark, whatever the parse calls it."""
    cue = cues.of_verb(tree, node)
    if node == 0 or tree.form(node) not in ("Fin", "Part") or cue is not None and cue[0].kind != "speech":
        return None
    if tree.lower[node - 1] == ",":  # in "X, an adviser, accused Y" nothing has been said yet
        told = any(tree.form(n) == "Fin" and tree.pos[n] in ("VERB", "AUX") for n in range(tree.first(node), node))
        if not told or cue is not None and cue[0].cue_class in ("accusation", "demand"):
            return None
    elif tree.lower[node - 1] not in ("”", '"', "’", "»", "''"):
        return None
    after = tree.kids(node, "obj", "iobj", "dep", "obl:unmarked", "appos")
    found = next((c for c in after if c > node and min(tree.subtree(c)) <= node + 1), None)
    if found is not None and tree.lower[node - 1] == "," and not (is_person(tree, found) or is_document(tree, found)):
        return None  # "..., agreed a ceasefire"
    return found if found is not None else _name_behind(tree, node)


def _name_behind(tree: Tree, node: int) -> int | None:
    """The name right behind a cue, wherever the parse has hung it."""
    name = node + 1
    if name < tree.size and tree.pos[name] == "DET" and 0 < tree.head[name] - name < 6:
        name = tree.head[name]  # "the latest paper"
        return name if tree.pos[name] in ("NOUN", "PROPN", "ADJ") and tree.lower[node - 1] != "," else None
    if name >= tree.size or tree.pos[name] != "PROPN" or tree.is_time(name):
        return None
    while (
        tree.base[name] in ("flat", "compound")
        and 0 < tree.head[name] - name < 4
        and tree.pos[tree.head[name]] == "PROPN"
    ):
        name = tree.head[name]
    return name


def _from_above(tree: Tree, node: int) -> int | None:
    dep, head = tree.dep[node], tree.head[node]
    if head == node:
        return None
    if tree.base[node] == "acl" and tree.is_time(head) and tree.pos[tree.head[head]] == "VERB":
        return subject(tree, tree.head[head])  # "released a statement on Monday condemning ..."
    if dep == "parataxis" and tree.head[head] == head < node and tree.pos[head] in ("PROPN", "NOUN"):
        return head  # "X, an adviser, accused Y" with the name taken for a sentence of its own
    if dep in ("acl:relcl", "acl") and tree.pos[head] in NOMINAL and (dep == "acl:relcl" or tree.form(node) == "Ger"):
        return head
    if dep == "acl" and head < node and _is_main_verb(tree, node, head):
        return head
    if dep in ("conj", "xcomp", "advcl") or dep.startswith("advcl"):
        if dep == "xcomp" and (obj := tree.kid(head, "obj", "iobj")) is not None:
            return obj
        if tree.pos[head] in ("VERB", "AUX", "ADJ", "NOUN"):
            found = subject(tree, head)
            reporter = next((a for a in tree.above(head) if _reports(tree, a)), None)
            thing = found is not None and not (is_person(tree, found) or is_document(tree, found))
            # "X said the shelling was ... and called on Y": a thing does not.
            return subject(tree, reporter) if thing and dep == "conj" and reporter is not None else found
    return None


def _is_main_verb(tree: Tree, node: int, head: int) -> bool:
    """Whether a verb that the parse takes for a participle is none: one with a particle ("the paper called on X"), or one with an
    object behind a comma ("X, an adviser, sharply criticised Y")."""
    cue = cues.of_verb(tree, node)
    if cue is not None and len(cue[1]) > 1:
        return tree.pos[head] in NOMINAL
    before = node - 1
    while before > 0 and tree.pos[before] == "ADV":
        before -= 1
    told = tree.kid(node, "obj", "ccomp", "xcomp")
    behind = told is not None and told > node and (tree.lower[before] == "," or tree.form(node) == "Fin")
    return behind and tree.pos[head] == "PROPN"


def _reports(tree: Tree, node: int) -> bool:
    cue = cues.of_verb(tree, node)
    return cue is not None and cue[0].kind == "speech" and tree.kid(node, "nsubj") is not None


def _antecedent(tree: Tree, node: int) -> int:
    return tree.head[node]


def may_hold(tree: Tree, source: int | None, cue: cues.Cue) -> bool:
    """Whether a source can be one: a belief or an intention needs a holder, and no thing holds any."""
    if cue.kind == "speech":
        return source is None or tree.lower[source] not in ("there", "this")
    return source is not None and tree.lower[source] not in ("it", "this", "that", "there", "which", "what")


def is_person(tree: Tree, node: int | None) -> bool:
    """Whether a source is a name, a personal pronoun, or by its word an office, a body or a person."""
    if node is None or tree.lower[node] in ("it", "this", "that", "there", "which", "what"):
        return False
    kind = source_kinds().get(tree.lemma[node].lower())
    return tree.pos[node] in ("PROPN", "PRON") or kind not in (None, "document")


def is_document(tree: Tree, node: int | None) -> bool:
    """Whether a source is a document, a poll or a picture."""
    return node is not None and source_kinds().get(tree.lemma[node].lower()) == "document"


def owner(tree: Tree, node: int) -> int | None:
    """Whose a noun is: "X's claim", "a claim by X", "X made the claim", "the fears of X"."""
    found = tree.kid(node, "nmod:poss")
    if found is not None:
        return found
    by = next((c for c in tree.kids(node, "nmod", "obl") if tree.preposition(c) in ("by", "from", "among", "of")), None)
    if by is not None:
        return by
    head = tree.head[node]
    if tree.dep[node] in ("obj", "obl", "xcomp") and tree.pos[head] in ("VERB", "AUX"):
        return subject(tree, head)
    return (
        tree.kid(node, "amod")
        if tree.kid(node, "amod") is not None and tree.pos[tree.kid(node, "amod")] == "PROPN"
        else None
    )


def span(tree: Tree, node: int) -> tuple[int, int]:
    """The characters of a source: its noun phrase, appositions and names included, clauses and asides at the end left out."""
    if node not in tree.spans:
        tree.spans[node] = _span(tree, node)
    return tree.spans[node]


def _span(tree: Tree, node: int) -> tuple[int, int]:
    nodes = [node]
    for child in tree.children[node]:
        if tree.dep[child] in (
            "acl:relcl",
            "parataxis",
            "case",
            "cc",
            "punct",
            "mark",
            "cop",
            "advcl",
            "nsubj",
            "advmod",
            "aux",
            "obl",
            "xcomp",
        ):
            continue
        if tree.dep[child] == "conj" and tree.pos[child] not in NOMINAL or _only_behind(tree, child):
            continue
        if tree.base[child] == "nmod" and tree.lemma[child].lower() in DATES:
            continue
        nodes += [n for n in tree.subtree(child) if tree.lower[n].strip()]
    colon = next((n for n in nodes if n > node and tree.lower[n] == ":"), tree.size)  # 'Name: "..."'
    first, last = min(nodes), max(n for n in nodes if n < colon)
    while last > node and tree.lower[last] in (",", "-", "–", "—", "'s", "’s", "'", "’"):
        last -= 1
    while first < node and (tree.lower[first] in (",", '"', "“", "-") or tree.base[first] in ("case", "fixed")):
        first += 1
    first = next((n + 1 for n in range(node - 1, first, -1) if tree.lower[n] in ("”", "''")), first)
    start, end = tree.start[first], tree.end[last]
    for name in tree.named(start, end):  # never half a name
        start, end = min(start, name.start), max(end, name.end)
    return tree.whole(start, end)


def _only_behind(tree: Tree, clause: int) -> bool:
    """Whether a clause stands behind a source and is no part of its name: "X, accused of ...", "by X of shelling Y"."""
    if tree.dep[clause] != "acl":
        return False
    first = min(n for n in tree.subtree(clause) if tree.pos[n] != "PUNCT")
    mark = tree.kid(clause, "mark")
    return tree.form(clause) == "Fin" or tree.lower[first - 1] == "," or mark is not None and tree.lower[mark] == "of"


def is_media(doc: Doc, tree: Tree, node: int) -> bool:
    """Whether a noun phrase is an outlet, by the codebook or by its own words."""
    start, end = span(tree, node)
    if any(m.source_kind == MEDIA_KIND and m.start < end and start < m.end for m in doc._.mentions):
        return True
    return source_kinds().get(tree.lemma[node]) == MEDIA_KIND
