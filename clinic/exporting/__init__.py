"""A clinic's journal as tables for a spreadsheet: how each value is written, and what it means."""
