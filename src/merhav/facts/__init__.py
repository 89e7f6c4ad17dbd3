"""The contract between what happens and what is measured: typed tables, closed vocabularies, rows."""
