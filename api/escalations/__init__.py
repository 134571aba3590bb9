"""The escalation API: cases for other organisations' systems (`/api/escalations`)."""
