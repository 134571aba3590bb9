"""Staff pages: sign-in, own account, and the ground that desk, editor and administration stand on."""
