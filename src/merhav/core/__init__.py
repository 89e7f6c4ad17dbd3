"""Periods, ids and translatable sentences: tools without a word of the domain."""
