"""What `win` can do, one module a command."""
