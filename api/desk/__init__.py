"""The advisers' desk: queue, case, overview, saved replies, office hours; live by server-sent events."""
