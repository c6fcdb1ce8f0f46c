"""Why a row is no item, as the report says it: "Left out: 3 rows (nothing names it)"."""

from goalsheet.language.wording import said

ACTUALS = said("the actual dates of the step above")
BLANK = said("empty")
EMPTY = said("numbered, but empty")
FOOTER = said("a footer")
HEADING = said("a heading")
HEADING_AGAIN = said("the heading again")
LONE_HEADING = said("a heading with no steps under it")
MAPPED = said("left out by the mapping")
NAMELESS = said("nothing names it")
NEXT_TABLE = said("another table begins here")
NOTE = said("a note")
NOTE_BELOW = said("a note below the table")
SUM = said("sums up the rows below it")
TOTAL = said("a total")
WHOLE_PLAN = said("the name of the whole plan")
