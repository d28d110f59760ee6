"""Every estimate by name: what `framing compare` writes."""

import pandas as pd

from analysis.codebook import Codebook
from analysis.compare import blame, coverage, sentiment, shifts, terminology, voices
from analysis.compare.units import Tables, without_wire


def all_estimates(tables: Tables, codebook: Codebook) -> dict[str, pd.DataFrame]:
    """{name: estimate}; each is made a second time without wire copy, under the name with `_without_wire`."""
    result: dict[str, pd.DataFrame] = {}
    for suffix, selected in (("", tables), ("_without_wire", without_wire(tables))):
        estimates = {
            "terms_by_voice": terminology.by_voice(selected, codebook),
            "terms_owners": terminology.owners(selected, codebook),
            "terms_owners_by_outlet": terminology.owners_by_outlet(selected, codebook),
            "terms_only_here": terminology.only_here(selected, codebook),
            "voices_word_shares": voices.word_shares(selected),
            "voices_by_side": voices.by_side(selected, codebook),
            "voices_cues": voices.cues(selected),
            "voices_quality": voices.quality(selected),
            "voices_chains": voices.chains(selected),
            "blame_doers": blame.doers(selected, codebook),
            "blame_constructions": blame.constructions(selected),
            "blame_doer_by_victim": blame.doer_by_victim(selected, codebook),
            "sentiment_by_article": sentiment.by_article(selected),
            "sentiment_by_voice": sentiment.by_voice(selected),
            "sentiment_by_part": sentiment.by_part(selected),
            "sentiment_towards_sides": sentiment.towards(selected, codebook),
            "sentiment_of_outlets": sentiment.outlets(selected),
            "sentiment_movers": sentiment.movers(selected),
            "sentiment_shifts": shifts.shifts(selected, codebook),
            "sentiment_along": shifts.along(selected),
            "facts_checklist": coverage.checklist(selected, codebook),
            "facts_stated": coverage.stated_share(selected),
        }
        estimates |= {
            f"blame_ties_{basis}": blame.ties(selected, basis) for basis in ("event", "accusation", "acknowledged")
        }
        result |= {name + suffix: table for name, table in estimates.items()}
    return result
