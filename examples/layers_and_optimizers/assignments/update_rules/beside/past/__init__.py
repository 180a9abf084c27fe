"""Stands in for a package that older solutions import."""
