"""What the features above are told of imports."""

from django.dispatch import Signal

facts_changed = Signal()
"""The facts of an import came into the ledger or were taken back. `import_`: the import; sent inside the transaction."""
