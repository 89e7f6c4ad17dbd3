"""What the products export, read: one file a connector in `catalog/`."""
