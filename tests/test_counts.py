"""A number that counts passages leads to exactly those: the mark, the question in it, the rows it asks for."""

import pytest
from test_compare import study_tables  # noqa: F401

from analysis.compare import result, reuse
from analysis.compare.passages import Passages
from analysis.present import counts


def asked(mark):
    return counts.MARK.fullmatch(mark)


@pytest.mark.parametrize("value", ["a;b=c", 'x"><script>', "P & Q", "ü,", "", ["a,b", "c"]])
def test_a_question_is_read_as_it_was_written_whatever_its_values_are(value):
    mark = counts.count(3, "terms.usage", outlet=value, side=None)
    assert counts.read(asked(mark)[1])["outlet"] == value and "side" not in counts.read(asked(mark)[1])
    assert mark.count("<") == 2 and mark.striptags() == "3"


@pytest.mark.parametrize(
    ("text", "number"),
    [("12", 12), ("12 times", 12), ("1,234", 1234), ("1\u202f234", 1234), ("twice", 2), ("None", 0), ("many", None)],
)
def test_a_mark_says_its_number_in_digits_or_in_words(text, number):
    assert counts.number(text) == number


def test_a_measures_key_that_there_is_not_is_refused():
    with pytest.raises(ValueError, match="outlets"):
        counts.count(3, "terms.usage", outlets="P")


def test_every_number_of_the_estimates_has_as_many_passages(study_tables, small):  # noqa: F811
    marked = reuse.mark(study_tables, small)
    passages = Passages(marked, small)
    estimates = result.compare(marked, small, 0)["estimates"]
    seen = 0
    for estimate in estimates.to_dict("records"):
        for whole in (False, True):
            mark = asked(counts.counted(estimate, whole))
            if mark:
                seen += 1
                assert len(passages.behind(counts.read(mark[1]))) == counts.number(mark[2]), estimate
    assert seen > 40


def test_a_table_is_asked_by_any_of_its_columns(study_tables, small):  # noqa: F811
    passages = Passages(reuse.mark(study_tables, small), small)
    terms = study_tables["terms"]
    for column in ("variant", "voice"):
        for value, rows in terms.groupby(column):
            assert len(passages.behind({"measure": "terms", column: value})) == len(rows)
    named = terms["source_side"].notna().sum()
    assert len(passages.behind({"measure": "terms", "source_side": ""})) == len(terms) - named
    assert len(passages.behind({"measure": "terms", "article": terms["article_id"].unique().tolist()})) == len(terms)
    with pytest.raises(ValueError, match="weather"):
        passages.behind({"measure": "terms", "weather": "fair"})
