"""The outbox: facts on their way from a feature's transaction to the ledger."""
