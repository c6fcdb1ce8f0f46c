"""From a file to a `Workbook`: its format, its values, and what else a layout needs to know of a cell."""
