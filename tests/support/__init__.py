"""What tests share: a throw-away PostgreSQL, doubles, small worlds."""
