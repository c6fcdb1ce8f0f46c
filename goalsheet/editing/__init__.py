"""Edits put into an Office Open XML package without losing anything, and taken out again. No word of goals in here."""
