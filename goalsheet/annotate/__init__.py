"""From a review to what is written into the workbook."""
