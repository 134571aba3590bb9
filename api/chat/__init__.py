"""The web chat: pages, forms and the stream of new messages."""
