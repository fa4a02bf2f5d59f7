"""The domain: what a visit, a period, an amount, a right and a report are."""
