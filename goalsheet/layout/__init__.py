"""Finds and understands the tables in a workbook's sheets."""

from goalsheet.layout.find import find

__all__ = ["find"]
