"""The sample workbooks, one module each; all dates stand around one day."""

from datetime import date

#: The day all samples speak of: a Friday.
AS_OF = date(2026, 11, 20)
