"""Proof instead of trust: golden values against the reference, the reference against torch."""
