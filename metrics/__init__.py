"""Metrics: one file is one metric is one command; ``kit`` holds what they share."""
