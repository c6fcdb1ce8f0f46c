"""Reading any workbook, and editing an OOXML package without losing anything. No word of goals in here."""
