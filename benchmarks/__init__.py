"""The performance targets, measured: ``make bench`` runs all, prints tables and keeps JSON."""
