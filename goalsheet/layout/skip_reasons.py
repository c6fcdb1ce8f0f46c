"""Why a row is no item, as the report says it: "Left out: 3 rows (nothing names it)"."""

from goalsheet.language.wording import msg

ACTUALS = msg("the actual dates of the step above")
BLANK = msg("empty")
EMPTY = msg("numbered, but empty")
FOOTER = msg("a footer")
HEADING = msg("a heading")
HEADING_AGAIN = msg("the heading again")
LONE_HEADING = msg("a heading with no steps under it")
MAPPED = msg("left out by the mapping")
NAMELESS = msg("nothing names it")
NEXT_TABLE = msg("another table begins here")
NOTE = msg("a note")
NOTE_BELOW = msg("a note below the table")
SUM = msg("sums up the rows below it")
TOTAL = msg("a total")
WHOLE_PLAN = msg("the name of the whole plan")
