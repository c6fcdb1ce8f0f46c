"""Helpers that let tests show the user's own document."""
