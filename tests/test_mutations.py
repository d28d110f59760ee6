"""Some of the inputs that benchmarks/mutations.py makes: none stops a command, none is lost."""

import pytest
from conftest import ROOT

from benchmarks.mutations import tried


@pytest.mark.parametrize("seed", range(4))
def test_changed_inputs_are_used_or_refused_and_nothing_is_lost(seed, monkeypatch):
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("FRAMING_CACHE", "set by each input")
    failures = []
    counts = tried(seed, range(25), 60, 0, lambda number, error: failures.append((number, repr(error)[:300])))
    assert not failures and counts["annotated"] > 5 and counts["refused"] > 1
