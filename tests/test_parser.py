"""The parser: what it does with news as it comes, and training on a handful of sentences written for it."""

import shutil
from pathlib import Path

import pytest
from conftest import ROOT

from analysis import parser
from analysis.parser import conllu, train
from analysis.parser.augment import headline, quoted

SENTENCES = ROOT / "tests" / "data" / "sentences.conllu"


@pytest.fixture(scope="module")
def nlp():
    return parser.load()


def relation(doc, word):
    return next(t.dep_ for t in doc if t.text == word)


def test_the_shipped_pipeline_is_small_and_says_which_it_is(nlp):
    size = sum(p.stat().st_size for p in parser.MODEL.rglob("*") if p.is_file())
    assert size <= 15 * 2**20
    assert nlp.meta["name"] == "framing_ud" and nlp.meta["version"] != "0.0.0"


@pytest.mark.parametrize(
    ("text", "word", "label"),
    [
        ("Two soldiers were killed on Monday.", "soldiers", "nsubj:pass"),
        ("The village was attacked by the army.", "army", "obl:agent"),
        ("The ministry said that the troops withdrew.", "withdrew", "ccomp"),
        ("Dozens killed in border clashes", "Dozens", "nsubj:pass"),
    ],
)
def test_news_is_parsed_as_what_it_is(nlp, text, word, label):
    assert relation(nlp(text), word) == label


def test_sentences_end_at_paragraphs_and_headlines(nlp):
    assert [s.text.strip() for s in nlp("Talks fail again\n\nThe ministers left\nthe city.\n\nNobody spoke.").sents] == [
        "Talks fail again", "The ministers left\nthe city.", "Nobody spoke.",
    ]  # fmt: skip


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


@pytest.fixture
def treebanks(tmp_path) -> Path:
    for part in ("train", "dev"):
        shutil.copy(SENTENCES, tmp_path / f"made-{part}.conllu")
    return tmp_path


def weights(folder: Path) -> list[bytes]:
    return [(folder / "model" / name / "model").read_bytes() for name in ("tok2vec", "parser", "tagger")]


def test_training_is_deterministic_and_an_interrupted_run_ends_where_another_does(treebanks, monkeypatch):
    outs = [treebanks / name for name in ("whole", "broken")]
    for out in outs:
        out.mkdir()
    scores = train.train(treebanks, outs[0], steps=8, seed=3, tell=lambda line: None, check=4)
    assert scores["tag_acc"] > 0
    save = train.Checkpoint.save

    def stop_at_four(self, step, epoch_start):
        save(self, step, epoch_start)
        if step == 4:
            raise KeyboardInterrupt

    monkeypatch.setattr(train.Checkpoint, "save", stop_at_four)
    with pytest.raises(KeyboardInterrupt):
        train.train(treebanks, outs[1], steps=8, seed=3, tell=lambda line: None, check=4)
    monkeypatch.setattr(train.Checkpoint, "save", save)
    train.train(treebanks, outs[1], steps=8, seed=3, tell=lambda line: None, check=4)
    assert weights(outs[0]) == weights(outs[1])


def test_a_checkpoint_of_another_run_is_refused(treebanks):
    out = treebanks / "out"
    out.mkdir()
    train.train(treebanks, out, steps=2, seed=3, tell=lambda line: None, check=2)
    with pytest.raises(ValueError, match="another run"):
        train.train(treebanks, out, steps=4, seed=3, tell=lambda line: None, check=2)


def test_no_treebank_is_a_clear_error(tmp_path):
    with pytest.raises(FileNotFoundError, match="train"):
        train.sources(tmp_path, "train")
