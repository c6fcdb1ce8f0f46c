"""The one exception for what the user has to correct before a run."""


class GoalsheetError(Exception):
    """The run cannot be done; exit status 2.

    `message` says in one line what is wrong and names the file or cell; `remedy` says what to do. What is wrong *in* a
    workbook is never raised: it is a `Finding`.
    """

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message}\n  {self.remedy}" if self.remedy else self.message
