"""The web face: health, metrics and the web chat, as one FastAPI application."""
