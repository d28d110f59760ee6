"""Makes labels that depend on each other agree: a subject is passive exactly where its verb has a passive auxiliary.

A transition parser labels subject and auxiliary one after the other and may contradict itself. The auxiliary decides, and the verb
form decides on the auxiliary: "be" or "get" before a past participle that takes no object. A participle without any auxiliary
("Dozens killed") keeps the label that it was given, but a finite verb has no passive subject, and a whole sentence with its full
stop and an article ("The troops fired into the crowd.") is no headline.
"""

from spacy.language import Language
from spacy.tokens import Doc, Token

SUBJECTS = {"nsubj": "nsubj:pass", "csubj": "csubj:pass"}
ACTIVE = {passive: active for active, passive in SUBJECTS.items()}


@Language.component("passive_agreement", assigns=["token.dep"])
def passive_agreement(doc: Doc) -> Doc:
    """Relabel subjects and auxiliaries that contradict each other."""
    for token in doc:
        if token.dep_ in SUBJECTS or token.dep_ in ACTIVE:
            _agree(token)
    return doc


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
