"""Features that depend on the tree. Of verbs: person and number on the subject, voice on auxiliaries, and what kind of -ing it is. Of
the first word of a fixed phrase: the part of speech that the whole stands for."""

from analysis.rules import Rule, always, decide
from analysis.training.annotation.trees import Row, Tree

NOMINAL = frozenset(["csubj", "nmod", "obj", "nsubj", "obl", "compound"])
CLAUSES = frozenset(["advcl", "acl", "ccomp", "xcomp"])
RELATIVE = frozenset(["who", "which", "that"])
EXTERNAL = {"advmod": "ADV", "case": "ADP", "mark": "SCONJ", "cc": "CCONJ"}  # of a fixed phrase by its relation
STEPS = 8  # verbs of a coordination to go up for a subject


def settle(tree: Tree) -> None:
    """Write the features of every verb and auxiliary, and `ExtPos` where a fixed phrase begins."""
    if not tree.whole:
        return
    for i, row in enumerate(tree.rows, start=1):
        if row.upos in ("VERB", "AUX"):
            row.feats = str(decide(FORMS, tree, i, otherwise=row.feats))
        if any(tree.rows[child - 1].rel == "fixed" for child in tree.children(i)):
            others = [pair for pair in row.feats.split("|") if "=" in pair and not pair.startswith("ExtPos=")]
            row.feats = "|".join(sorted([*others, f"ExtPos={EXTERNAL.get(row.rel, 'PRON')}"], key=str.lower))


def _verb(tree: Tree, number: int) -> int:
    row = tree.rows[number - 1]
    return row.head if row.rel in ("aux", "aux:pass", "cop") else number


def _rels(tree: Tree, number: int) -> set[str]:
    return {tree.rows[i - 1].rel for i in tree.children(_verb(tree, number))}


def _kept(tree: Tree, number: int, *values: str) -> bool:
    return any(value in tree.rows[number - 1].feats for value in values)


def _tag(tree: Tree, number: int) -> str:
    return tree.rows[number - 1].xpos


def _imperative(tree: Tree, number: int) -> bool:
    bound = {rel.split(":")[0] for rel in _rels(tree, number)} & {"nsubj", "aux", "mark"}
    return tree.rows[number - 1].rel == "root" and not bound


def _gerund(tree: Tree, number: int) -> bool:
    rel = tree.rows[number - 1].rel
    return rel in NOMINAL or (rel in CLAUSES and bool(_rels(tree, number) & {"mark", "case"}))


def _passive(tree: Tree, number: int) -> bool:
    row, rels = tree.rows[number - 1], _rels(tree, number)
    if rels & {"aux:pass", "nsubj:pass"}:
        return True
    first = tree.rows[row.head - 1] if row.head else row
    if row.rel == "conj" and first.xpos == "VBN" and not rels & {"aux", "nsubj"}:
        return _passive(tree, row.head)
    auxiliaries = [tree.rows[i - 1] for i in tree.children(number)]
    return not any(a.rel == "aux" and a.lemma == "have" for a in auxiliaries)


def _subject(tree: Tree, number: int) -> tuple[int, Row] | None:
    at = _verb(tree, number)
    for _ in range(STEPS):
        row = tree.rows[at - 1]
        found = [i for i in tree.children(at) if tree.rows[i - 1].rel in ("nsubj", "nsubj:pass", "csubj", "expl")]
        found.sort(key=lambda i: tree.rows[i - 1].rel == "expl")
        if found:
            subject = tree.rows[found[0] - 1]
            if subject.form.lower() in RELATIVE and row.rel == "acl:relcl":
                return row.head, tree.rows[row.head - 1]
            return found[0], subject
        if row.rel not in ("conj", "aux", "aux:pass", "cop") or not row.head:
            return None
        at = row.head
    return None


def _several(tree: Tree, number: int) -> bool:
    others = [i for i in tree.children(number) if tree.rows[i - 1].rel == "conj"]
    return any(tree.rows[j - 1].form.lower() == "and" for i in others for j in tree.children(i))


def _finite(tree: Tree, number: int) -> str:
    row, person, plural = tree.rows[number - 1], "3", False
    subject = _subject(tree, number)
    if subject and row.xpos != "VBZ":
        at, word = subject
        known = dict(pair.split("=", 1) for pair in word.feats.split("|") if "=" in pair)
        person = known.get("Person", "3")
        plural = known.get("Number") == "Plur" or word.upos == "NUM" or _several(tree, at)
    if row.xpos == "VBP" and person == "3":
        plural = True
    tense = "Past" if row.xpos == "VBD" else "Pres"
    return f"Mood=Ind|Number={'Plur' if plural else 'Sing'}|Person={person}|Tense={tense}|VerbForm=Fin"


PRESENT, PAST = "Tense=Pres|VerbForm=Part", "Tense=Past|VerbForm=Part"
FORMS: tuple[Rule[str], ...] = (
    Rule("modal", lambda t, i: _tag(t, i) == "MD", "VerbForm=Fin"),
    Rule("subjunctive", lambda t, i: _tag(t, i) == "VB" and _kept(t, i, "Mood=Sub"), lambda t, i: t.rows[i - 1].feats),
    Rule("imperative", lambda t, i: _tag(t, i) == "VB" and _imperative(t, i), "Mood=Imp|VerbForm=Fin"),
    Rule("infinitive", lambda t, i: _tag(t, i) == "VB", "VerbForm=Inf"),
    Rule("auxiliary in -ing", lambda t, i: _tag(t, i) == "VBG" and t.rows[i - 1].upos == "AUX", PRESENT),
    Rule("gerund", lambda t, i: _tag(t, i) == "VBG" and _gerund(t, i), "VerbForm=Ger"),
    Rule("present participle", lambda t, i: _tag(t, i) == "VBG", PRESENT),
    Rule("auxiliary participle", lambda t, i: _tag(t, i) == "VBN" and t.rows[i - 1].upos == "AUX", PAST),
    Rule("passive participle", lambda t, i: _tag(t, i) == "VBN" and _passive(t, i), f"{PAST}|Voice=Pass"),
    Rule("perfect participle", lambda t, i: _tag(t, i) == "VBN", PAST),
    Rule("finite", always, _finite),
)
