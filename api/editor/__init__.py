"""The editor: where key figures keep the answers right."""
