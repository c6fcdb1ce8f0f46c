"""Rules over a plan: everything that is wrong in the workbook, each finding with its cell."""
