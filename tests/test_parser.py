"""The parser: what it does with news as it comes, and training on a handful of sentences written for it."""

import pytest
from conftest import ROOT
from spacy.strings import hash_string

from analysis import parser
from analysis.parser import lexicon
from analysis.training import conllu, dictionary, treebanks
from analysis.training.augment import headline, quoted

SENTENCES = ROOT / "tests" / "data" / "sentences.conllu"


@pytest.fixture(scope="module")
def nlp():
    return parser.load()


def relation(doc, word):
    return next(t.dep_ for t in doc if t.text == word)


def test_the_shipped_pipeline_is_small_and_says_which_it_is(nlp):
    files = [*parser.MODEL.rglob("*"), lexicon.TABLE]
    assert sum(p.stat().st_size for p in files if p.is_file()) <= 20_000_000
    assert nlp.meta["name"] == "framing_ud" and nlp.meta["version"] != "0.0.0"


@pytest.mark.parametrize(
    ("text", "word", "label"),
    [
        ("Two soldiers were killed on Monday.", "soldiers", "nsubj:pass"),
        ("The village was attacked by the army.", "army", "obl:agent"),
        ("The ministry said that the troops withdrew.", "withdrew", "ccomp"),
        ("Dozens killed in border clashes", "clashes", "obl"),
        ("The troops fired shells into the crowd.", "troops", "nsubj"),
        ("The rocket that killed five people landed in a field.", "rocket", "nsubj"),
        ("The attacks, which killed more than 140 people, began on Sunday.", "people", "obj"),
    ],
)
def test_news_is_parsed_as_what_it_is(nlp, text, word, label):
    assert relation(nlp(text), word) == label


def test_sentences_end_at_paragraphs_and_headlines(nlp):
    assert [s.text.strip() for s in nlp("Talks fail again\n\nThe ministers left\nthe city.\n\nNobody spoke.").sents] == [
        "Talks fail again", "The ministers left\nthe city.", "Nobody spoke.",
    ]  # fmt: skip


def test_no_sentence_begins_after_a_plain_word_or_a_comma(nlp):
    starts = [s.text for s in nlp('"It is the end," said Ilse Hoag, president of Norland Pro-Peace. He left').sents]
    assert starts[0].startswith('"It') and all(s[:1] in '"H' for s in starts)


def test_a_dictionary_tells_verbs_places_and_names_apart(nlp):
    doc = nlp.make_doc("They shelled Paris and John said so in 1999 xyzzyq")
    classes = {t.text: tuple(row) for t, row in zip(doc, lexicon.LexicalClasses().classes(doc).tolist(), strict=True)}
    assert len({classes[w] for w in ("shelled", "Paris", "John", "said", "xyzzyq")}) == 5
    assert classes["xyzzyq"] == (1, 1, 1)


def test_the_table_of_a_dictionary_is_built_from_its_files(tmp_path):
    for part, text in (
        ("noun", "00000001 15 n 01 Fooville 0 000 | a place\n"),
        ("verb", "00000002 30 v 01 foo 0 000 01 + 08 00 | to do\n"),
    ):
        (tmp_path / f"data.{part}").write_text(text)
    (tmp_path / "index.noun").write_text("fooville n 1 0 1 0 00000001\n")
    (tmp_path / "index.verb").write_text("foo v 1 0 1 0 00000002\n")
    (tmp_path / "verb.exc").write_text("fooen foo\n")
    (tmp_path / "cntlist.rev").write_text("foo%2:30:00:: 1 4\n")
    for name in ("data.adj", "data.adv", "index.adj", "index.adv", "noun.exc", "adj.exc", "adv.exc", "dist.male.first"):
        (tmp_path / name).write_text("")
    (tmp_path / "dist.female.first").write_text("ANNA 0.1 0.1 1\n")
    (tmp_path / "dist.all.last").write_text("BERG 0.1 0.1 1\n")
    keys, values = dictionary.build(tmp_path, tmp_path)
    rows = dict(zip(keys.tolist(), values.tolist(), strict=True))
    assert len(rows) == 1 + 1 + 5 + 2  # fooville and its plural; foo, foos, fooed, fooing, fooen; two names
    assert rows[hash_string("fooen")] == rows[hash_string("foo")] != rows[hash_string("fooville")]
    assert rows[hash_string("anna")][3] == dictionary.GIVEN and rows[hash_string("berg")][3] == dictionary.FAMILY


def test_curly_and_straight_marks_and_line_breaks_are_parsed_alike(nlp):
    first = [(t.dep_, t.head.i) for t in nlp('"We will stay," he said - and left.')]
    second = [(t.dep_, t.head.i) for t in nlp("“We will stay,” he said – and left.")]
    assert first == second
    broken = [(t.text, t.dep_, t.head.text) for t in nlp("The ministers left\nthe city.") if not t.is_space]
    assert broken == [(t.text, t.dep_, t.head.text) for t in nlp("The ministers left the city.")]


def test_the_text_and_its_offsets_are_untouched(nlp):
    text = "  “Xankəndi…”\tsaid  he –\n\n  No.  "
    doc = nlp(text)
    assert doc.text == text and all(text[t.idx : t.idx + len(t)] == t.text for t in doc)


def test_an_empty_text_and_one_of_white_space(nlp):
    assert len(nlp("")) == 0
    assert nlp(" \n ").text == " \n "


def test_the_same_parse_in_any_batch(nlp):
    texts = ["The army shelled the village.", "Dozens killed in border clashes", "She said the talks had failed."] * 3
    alone = [[(t.dep_, t.head.i, t.lemma_) for t in nlp(text)] for text in texts]
    for size in (1, 4, 9):
        together = [[(t.dep_, t.head.i, t.lemma_) for t in doc] for doc in nlp.pipe(texts, batch_size=size)]
        assert together == alone


def test_words_are_cut_as_the_treebanks_cut_them(nlp):
    words = [t.text for t in nlp.make_doc("Pro-government forces re-elected him!!! A three-year truce, 2020-09-27.")]
    assert words == [
        "Pro-government", "forces", "re-elected", "him", "!!!", "A", "three", "-", "year", "truce", ",", "2020-09-27", ".",
    ]  # fmt: skip


def test_sentences_without_a_space_between_them_are_cut_apart(nlp):
    words = [t.text for t in nlp.make_doc('It has "support".It won?"We stay"')]
    assert words[:9] == ["It", "has", '"', "support", '"', ".", "It", "won", "?"]
    assert [t.text for t in nlp.make_doc("the U.S.-led www.Example.com at 3.5")] == [
        "the",
        "U.S.-led",
        "www.Example.com",
        "at",
        "3.5",
    ]


def test_characters_without_width_hide_no_word(nlp):
    text = "Rain fell.\u200b \u200bNobody said so.\ufeff"
    doc = nlp(text)
    assert doc.text == text
    assert [t.text for t in doc if t.pos_ != "SPACE"] == ["Rain", "fell", ".", "Nobody", "said", "so", "."]
    assert [t.dep_ for t in doc if t.pos_ == "SPACE"] == ["dep"] * 3


def test_a_headline_keeps_its_passive_subject():
    made = headline(conllu.read(SENTENCES)[0])
    assert [(w.form, w.dep) for w in made.words][:3] == [
        ("Two", "nummod"),
        ("soldiers", "nsubj:pass"),
        ("killed", "root"),
    ]


def test_a_quoted_sentence_hangs_its_marks_on_the_root():
    made = quoted(conllu.read(SENTENCES)[1])
    root = next(i for i, w in enumerate(made.words) if w.dep == "root")
    assert made.words[0].form == made.words[-1].form == '"'
    assert made.words[0].head == made.words[-1].head == root and made.words[root].head == root


def test_a_line_with_too_few_columns_names_file_and_line(tmp_path):
    bad = tmp_path / "bad.conllu"
    bad.write_text("1\tWord\n\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"bad\.conllu:1: 2 columns"):
        conllu.read(bad)


def test_no_treebank_is_a_clear_error(tmp_path):
    with pytest.raises(FileNotFoundError, match="train"):
        treebanks.sources(tmp_path, "train")
