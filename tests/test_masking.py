"""The parser sees neutral names; the document keeps its own."""

from agency import annotate

from analysis import parser
from analysis.annotate.document.masking import mask, masked_words
from analysis.annotate.document.mentions import MentionMatcher


def test_names_are_replaced_word_by_word_and_capitals_kept(small):
    doc = parser.load().make_doc("NORLAND and a Sudlander met Anna Berg; Norlandish separatists waited.")
    words = masked_words(doc, MentionMatcher(small)(doc.text))
    assert words == [
        "CANADA",
        "and",
        "a",
        "Canadian",
        "met",
        "Smith",
        "Smith",
        ";",
        "Norlandish",
        "separatists",
        "waited",
        ".",
    ]


def test_the_document_keeps_its_words_lemmas_and_sentence_starts(small):
    text = "Norland met Sudland.\n\nThe Norlandish army left."
    doc = annotate(text, small)
    assert [t.text for t in doc[:3]] == ["Norland", "met", "Sudland"]
    assert doc[0].lemma_ == "Norland" and doc[1].lemma_ == "meet"
    assert [text[row.start : row.end] for row in doc._.sentence_rows] == text.split("\n\n")


def test_the_tree_is_the_same_whoever_it_is_about(small):
    first = annotate("Norland accused Sudland of shelling a Norlandish village near Southam.", small)
    second = annotate("Sudland accused Norland of shelling a Sudlandish village near Northam.", small)
    assert [(t.dep_, t.head.i, t.pos_) for t in first] == [(t.dep_, t.head.i, t.pos_) for t in second]


def test_the_masked_parser_takes_the_place_of_its_own_steps(small):
    nlp = parser.load()
    mask(nlp)
    assert nlp.pipe_names == ["framing_masked_parser"]
    assert len(nlp("")) == 0
