"""The information point: content, dialogue, delivery."""
