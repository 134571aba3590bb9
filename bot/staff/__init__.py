"""Staff: who they are, what they may do, how they prove it. Pure rules; the store and the clock come from outside."""
