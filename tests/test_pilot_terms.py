"""Whose voice the contested names of the pilot articles stand in."""

import pytest
from conftest import ROOT

from analysis import codebook, corpus
from analysis.annotate import run


@pytest.fixture(scope="module")
def terms():
    source = corpus.read(ROOT / "corpus" / "nagorno-karabakh")
    return run.annotate(source, codebook.load(source.codebook))["terms"]


def voices(terms, article: str, surface: str) -> set[str]:
    return set(terms[(terms["article_id"] == article) & (terms["surface"].str.startswith(surface))]["voice"])


def test_occupied_is_the_outlets_where_it_writes_it_and_indirect_inside_reported_speech(terms):
    assert voices(terms, "03", "occupied Karabakh") == {"outlet", "indirect"}


def test_a_name_in_a_headline_that_an_official_says_is_reported_speech(terms):
    first = terms[(terms["article_id"] == "02") & (terms["surface"] == "Artsakh")].sort_values("start").iloc[0]
    assert first["voice"] == "indirect"


def test_a_name_inside_a_tweet_is_the_speakers(terms):
    assert voices(terms, "05", "Artsakh") == {"direct"}
