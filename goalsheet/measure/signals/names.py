"""What each signal is called where only its name is told."""

from collections.abc import Mapping

from goalsheet.language import message

NAMES: Mapping[str, str] = {
    "overdue": message("overdue"),
    "due-soon": message("due soon"),
    "metric-unreachable": message("metric unreachable"),
    "metric-off-pace": message("metric off pace"),
    "outside-band": message("outside band"),
    "float-used-up": message("float used up"),
    "dependency-late": message("dependency late"),
    "far-behind": message("far behind"),
    "time-and-record": message("time and record"),
    "behind": message("behind"),
    "no-start": message("no start"),
    "forecast-late": message("forecast late"),
    "children-off-track": message("children off track"),
    "declared": message("declared"),
    "blocked": message("blocked"),
    "no-update": message("no update"),
    "confidence": message("confidence"),
    "record": message("record"),
    "overload": message("overload"),
    "no-owner": message("no owner"),
    "no-due": message("no due"),
    "due-unread": message("due unread"),
    "due-moved": message("due moved"),
    "short-runway": message("short runway"),
}
