"""Copies are found by their words, and whose copy it is by credits."""

import pandas as pd
import pytest

from analysis import tables
from analysis.compare import reuse

DISPATCH = (
    "Talks on the border crossing broke down on Monday after eleven hours, and both delegations left the lakeside hotel without a word "
    "to the reporters who had waited in the rain since dawn. A clerk carried two boxes of papers to a car. Nobody could say when the next "
    "round would be held, although a caretaker had been told to keep the rooms heated until the end of the month."
)
REWRITTEN = (
    "Negotiators gave up on Monday. Talks on the border crossing broke down after eleven hours, and both delegations left the lakeside "
    "hotel without a word to the reporters who had waited in the rain since dawn. Shops nearby sold umbrellas. Nobody could say when "
    "the next round would be held, a clerk told this newspaper, but heating had been paid for."
)
OWN = (
    "By nightfall the hotel on the lake was dark. Our correspondent counted nine cars leaving through the back gate, one of them with "
    "its lights off, while a waiter swept the steps. What had been agreed at breakfast was undone by supper: the crossing stays shut, "
    "and lorries queue for two miles on either bank. Drivers slept in their cabs and cursed both governments alike over thin coffee."
)
SPEECH = (
    "“We came here in good faith, we offered a timetable, we offered guarantees for every family on the other bank, and we were "
    "shown an empty chair and a closed door, so let nobody tell us that we did not try,” the minister said."
)


def corpus(texts, **columns):
    """Tables of articles a, b, c ... with these texts; what the quotation marks hold is in direct voice."""
    made = tables.empty()
    ids = "abcdefgh"[: len(texts)]
    rows = [
        {"article_id": i, "outlet": f"Outlet {i}", "outlet_basis": "stated", "text": text, "n_words": 9, "parser": "p"}
        | {name: values[n] for name, values in columns.items()}
        for n, (i, text) in enumerate(zip(ids, texts, strict=True))
    ]
    made["articles"] = tables.frame("articles", rows)
    made["sentences"] = tables.frame(
        "sentences",
        [
            {"article_id": i, "sentence_id": 0, "start": 0, "end": len(text), "position": 0.0, "kind": "prose"}
            for i, text in zip(ids, texts, strict=True)
        ],
    )
    made["voices"] = tables.frame(
        "voices",
        [
            {"article_id": i, "start": text.index("“"), "end": text.index("”") + 1, "voice": "direct", "n_words": 50}
            for i, text in zip(ids, texts, strict=True)
            if "“" in text
        ],
    )
    return made


def test_a_rewritten_dispatch_is_a_copy_and_an_article_of_ones_own_is_not(small):
    marked = reuse.mark(corpus([DISPATCH, OWN, REWRITTEN]), small)["articles"]
    assert marked["cluster_id"].fillna("-").tolist() == ["a", "-", "a"]
    found = reuse.pairs(corpus([DISPATCH, OWN, REWRITTEN])).iloc[0]
    assert (found["first"], found["second"]) == ("a", "c") and found["containment"] > 0.4 > found["resemblance"]


def test_who_reports_the_same_speech_need_not_have_copied_the_report():
    assert len(reuse.pairs(corpus([DISPATCH + " " + SPEECH, OWN + " " + SPEECH]))) == 0


def test_the_earliest_article_names_the_cluster(small):
    dates = [pd.Timestamp("2021-05-03"), pd.Timestamp("2021-05-02"), None]
    marked = reuse.mark(corpus([DISPATCH] * 3, date=dates), small)["articles"]
    assert marked["cluster_id"].tolist() == ["b"] * 3


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        (f"LAKE CITY, May 3 (Reuters) - {DISPATCH}", "Reuters"),
        (f"AFP – {DISPATCH}", "AFP"),
        (f"{DISPATCH}\n\n(AP)", "AP"),
        (f"{DISPATCH} Source: TASS", "TASS"),
        (f"The agency Reuters said on Monday that {DISPATCH}", None),
        (DISPATCH, None),
    ],
)
def test_a_dateline_or_a_credit_names_the_agency_and_a_mention_does_not(small, text, agency):
    assert reuse.credits(corpus([text]), small).iloc[0] == agency


def test_one_credit_is_evidence_for_all_copies_and_what_the_corpus_says_stays(small):
    texts = [f"LAKE CITY, May 3 (Reuters) - {DISPATCH}", REWRITTEN, OWN]
    marked = reuse.mark(corpus(texts, wire=[None, None, "Own Agency"]), small)["articles"]
    assert marked["wire"].tolist() == ["Reuters", "Reuters", "Own Agency"]


@pytest.mark.parametrize("texts", [["x"], ["", ""], ["One two three."] * 2])
def test_too_little_text_is_nobodys_copy(small, texts):
    marked = reuse.mark(corpus(texts), small)["articles"]
    assert marked["cluster_id"].isna().all() and marked["wire"].isna().all()
