"""The terminal as a channel: the pattern to copy for a new one."""
