"""Ranking patients by what they bring: from how many on it says anything."""

LEAST_PATIENTS = 50
"""With fewer, one dear treatment would be all that is told."""
