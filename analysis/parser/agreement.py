"""Makes heads and labels that depend on each other agree: a subject is passive exactly where its verb has a passive auxiliary, and the words
of a name hang together.

A parser labels subject and auxiliary each for itself and may contradict itself. The auxiliary decides, and the verb
form decides on the auxiliary: "be" or "get" before a past participle that takes no object. A participle without any auxiliary
("Dozens killed") keeps the label that it was given, but a finite verb has no passive subject, and a whole sentence with its full
stop and an article ("The troops fired into the crowd.") is no headline.

Two names side by side that both are the object, the owner or the subject of one word are one name ("Old Town's").
"""

from spacy.language import Language
from spacy.tokens import Doc, Token

SUBJECTS = {"nsubj": "nsubj:pass", "csubj": "csubj:pass"}
# Relations that a word has to one other word only.
ONCE = frozenset({"nsubj", "nsubj:pass", "obj", "nmod:poss"})
ACTIVE = {passive: active for active, passive in SUBJECTS.items()}


@Language.component("agreement", assigns=["token.dep", "token.head"])
def agreement(doc: Doc) -> Doc:
    """Mend subjects, auxiliaries and names that contradict each other."""
    for token in doc:
        if token.dep_ in ONCE and token.pos_ == "PROPN" and token.i + 1 < len(doc):
            _join(token)
        if token.dep_ in SUBJECTS or token.dep_ in ACTIVE:
            _agree(token)
    return doc


def _join(name: Token) -> None:
    other = name.nbor()
    if other.text == "-" and other.i + 1 < len(name.doc) and not name.whitespace_ and not other.whitespace_:
        other = other.nbor()
    same = other.pos_ == "PROPN" and other.head == name.head and other.dep_ == name.dep_
    if same and name.head not in (name, other) and not list(name.rights):
        name.head = other
        name.dep_ = "compound"


def _agree(subject: Token) -> None:
    auxiliaries = [c for c in subject.head.children if c.dep_ in ("aux", "aux:pass")]
    if any(c.dep_ == "aux:pass" for c in auxiliaries):
        subject.dep_ = SUBJECTS.get(subject.dep_, subject.dep_)
    elif auxiliaries or "Fin" in subject.head.morph.get("VerbForm", []) or _whole_sentence(subject):
        subject.dep_ = ACTIVE.get(subject.dep_, subject.dep_)


def _whole_sentence(subject: Token) -> bool:
    return (
        subject.head.dep_ == "ROOT"
        and subject.sent[-1].text in (".", "!", "?")
        and any(child.dep_ == "det" for child in subject.children)
    )
