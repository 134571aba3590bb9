"""WhatsApp by Meta's Cloud API: `parse` and `render` are pure, `client` speaks Meta's words, `channel` translates."""
