"""What earlier reports said, kept in the workbook itself."""
