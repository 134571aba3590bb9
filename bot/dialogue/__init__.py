"""The conversation, pure: `plan` says what to ask the NLU, `turn` says what to answer. No clock, no database."""
