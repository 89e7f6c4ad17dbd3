"""The catalogue, a file a family. An indicator is registered by standing here."""
