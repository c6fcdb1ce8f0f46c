"""The memory of a workbook: what earlier reports saw, what changed since, and what it teaches. See docs/history.md.

`sheet` reads and writes the History sheet, `match` tells which item is which, `comparison` compares today with earlier
reports; `changes`, `wins`, `lessons`, `estimates` and `trend` tell of it; `ask` and `replies` are the round of
questions.
"""
