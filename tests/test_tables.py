"""The tables are a contract: names, types, nulls."""

import pandas as pd
import pandera.errors
import pytest
from conftest import ROOT

from analysis import schema, tables

# The columns that other programs read; more may be added, none may go.
CONTRACT = {
    "articles": "article_id outlet outlet_basis date episode title url text language n_words wire cluster_id",
    "sentences": "article_id sentence_id start end position kind",
    "attributions": "article_id attribution_id sentence_id start end source source_start source_end source_side source_actor source_kind "
    "source_basis cue cue_class cue_stance content_kind form via",
    "voices": "article_id start end voice attribution_id",
    "terms": "article_id sentence_id start end surface concept variant preferred_by voice source_side attribution_id",
    "events": "article_id event_id sentence_id start end predicate event_class agent agent_side agent_actor agent_basis patient patient_side "
    "patient_actor patient_basis construction modality voice source_side attribution_id",
    "blame": "article_id sentence_id start end blamer blamer_side blamer_actor blamed blamed_side blamed_actor basis modality event_id voice via "
    "attribution_id",
    "sentiment": "article_id sentence_id start end voice source_side target_side vader vader_adjusted target_score attribution_id",
    "facts": "article_id fact_id stated start end voice attribution_id",
    "rejected": "name stage reason",
}


def test_every_table_has_the_columns_of_the_contract():
    assert set(CONTRACT) <= set(tables.names())
    for name, columns in CONTRACT.items():
        assert set(columns.split()) <= set(tables.columns(name)), name


def test_records_and_tables_have_the_same_columns():
    classes = {
        "sentences": schema.Sentence,
        "attributions": schema.Attribution,
        "terms": schema.Term,
        "events": schema.Event,
    }
    classes |= {"blame": schema.Blame, "sentiment": schema.Sentiment, "facts": schema.FactStated}
    for name, record in classes.items():
        assert {"article_id", *record.__dataclass_fields__} == set(tables.columns(name)), name


def test_a_missing_value_is_null():
    table = tables.frame("facts", [{"article_id": "a", "fact_id": "f", "stated": False}])
    assert table.loc[0, ["start", "end", "voice"]].isna().all()


def test_a_value_outside_the_contract_is_refused_with_all_failures():
    rows = [{"article_id": None, "fact_id": "f", "stated": True, "voice": "loud"}]
    with pytest.raises(pandera.errors.SchemaErrors) as error:
        tables.frame("facts", rows)
    assert {"article_id", "voice"} <= set(error.value.failure_cases["column"])


def test_tables_survive_parquet(tmp_path):
    for name, table in tables.empty().items():
        table.to_parquet(tmp_path / f"{name}.parquet")
        again = tables.validate(name, pd.read_parquet(tmp_path / f"{name}.parquet"))
        pd.testing.assert_frame_equal(again, table)


def test_the_data_dictionary_is_the_one_generated():
    assert (ROOT / "docs" / "tables.md").read_text(encoding="utf-8") == tables.dictionary()
