"""Which language is this text, which does the person want, and how we say things in it. Pure."""
