"""Measures what people would get: whole decisions, not only a classifier. Pure."""
