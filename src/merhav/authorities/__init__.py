"""Tenants and their staff: every row of the operational data belongs to an authority."""
