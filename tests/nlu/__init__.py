"""Tests of the NLU; they run in its own environment."""
