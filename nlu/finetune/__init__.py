"""Tunes the sentence encoder on our training phrases: `python -m finetune` (from nlu/, in an environment of its own).

Run by whoever changes the phrases a lot, not on a user's machine: what it makes, `encoder/adapters.npz`, is in the
repository, and `python -m encoder.build` adds it to the weights. README.md in this folder says how and what it brought.
"""
