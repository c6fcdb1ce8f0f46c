"""goalsheet: goals in an Excel workbook, checked, measured, annotated and reported."""

__version__ = "0.1.0"
