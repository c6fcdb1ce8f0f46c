"""What each signal is called where only its name is told."""

from collections.abc import Mapping

from goalsheet.language import translatable

NAMES: Mapping[str, str] = {
    "overdue": translatable("overdue"),
    "due-soon": translatable("due soon"),
    "metric-unreachable": translatable("metric unreachable"),
    "metric-off-pace": translatable("metric off pace"),
    "outside-band": translatable("outside band"),
    "float-used-up": translatable("float used up"),
    "dependency-late": translatable("dependency late"),
    "far-behind": translatable("far behind"),
    "time-and-record": translatable("time and record"),
    "behind": translatable("behind"),
    "no-start": translatable("no start"),
    "forecast-late": translatable("forecast late"),
    "children-off-track": translatable("children off track"),
    "declared": translatable("declared"),
    "blocked": translatable("blocked"),
    "no-update": translatable("no update"),
    "confidence": translatable("confidence"),
    "record": translatable("record"),
    "overload": translatable("overload"),
    "no-owner": translatable("no owner"),
    "no-due": translatable("no due"),
    "due-unread": translatable("due unread"),
    "due-moved": translatable("due moved"),
    "short-runway": translatable("short runway"),
}
