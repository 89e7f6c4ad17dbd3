"""Declared indicators, and the engine that turns facts into readings of them."""
