"""The advisers' desk, pure: what a case is, who may do what with it, when the desk is open. No clock, no database."""
