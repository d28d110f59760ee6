"""Drafting, reading, correcting and checking trees: `python -m analysis.training.annotation --help`."""
