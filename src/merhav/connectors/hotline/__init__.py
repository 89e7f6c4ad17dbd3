"""Inquiries of residents: a hotline's table, and the interface of Open311."""
