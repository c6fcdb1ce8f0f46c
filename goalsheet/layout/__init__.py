"""Finds and understands the tables in a workbook's sheets."""
