"""Estimates to figures, evidence and the HTML site. Nothing here computes an estimate."""
