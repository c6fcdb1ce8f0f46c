"""Why a row is no item, as the report says it: "Left out: 3 rows (nothing names it)"."""

from goalsheet.language.wording import msg

ACTUALS = msg("the actual dates of the step above")
BLANK = msg("empty")
COPY = msg("the same rows again")
EMPTY = msg("numbered, but empty")
END = msg("the end of the list")
FOOTER = msg("a footer")
HEADING = msg("a heading")
HEADING_AGAIN = msg("the heading again")
HELP = msg("says how to fill in the columns")
LONE_HEADING = msg("a heading with no steps under it")
MAPPED = msg("left out by the mapping")
NAMELESS = msg("nothing names it")
NEXT_TABLE = msg("another table begins here")
NOTE = msg("a note")
NOTE_BELOW = msg("a note below the table")
PART = msg("the same line under each item")
SUM = msg("sums up the rows below it")
TEMPLATE = msg("a template's row, not filled in")
TOTAL = msg("a total")
WHOLE_PLAN = msg("the name of the whole plan")
