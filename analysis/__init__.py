"""Compares how news outlets frame one conflict."""
