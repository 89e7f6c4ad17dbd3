"""Runs the indicators over the ledger and keeps their readings and verdicts."""
