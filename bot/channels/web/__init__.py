"""The web chat as a channel: its page reads what is stored, so storing is sending."""
