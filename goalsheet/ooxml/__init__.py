"""Office Open XML as a file format: zip entries, packages and the parts of a workbook. No word of ours in here."""
