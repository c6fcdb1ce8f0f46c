"""The memory of a workbook: what earlier reports saw, what changed since, and what it teaches. See docs/history.md.

`sheet` reads and writes the History sheet, `match` tells which item is which, `story` puts past and present together;
`changes`, `wins`, `lessons`, `estimates` and `cadence` tell of it; `ask` and `replies` are the round of questions.
"""
