"""The store of facts: append-only batches on DuckLake, undone whole, erased by person, scanned by month.

`store` holds the `Ledger`; `spool` keeps a batch on disk before it is appended; `scan` reads with Ibis and is
imported by workers alone, because Ibis takes two seconds to come up.
"""
