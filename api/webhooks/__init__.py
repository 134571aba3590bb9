"""Where messengers deliver: verify, store, answer 200; the work follows."""
