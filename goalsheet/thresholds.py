"""Every threshold by name, with its default and what it is for: one table, overridden by `settings.thresholds`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from goalsheet.folding import fold


@dataclass(frozen=True, slots=True)
class Threshold:
    name: str
    default: float
    doc: str


_TABLE = """
pace                 | .8   | behind plan, and the time and record rule, speak below this pace (actual / expected)
gap                  | .10  | behind plan wants at least this much between expected and actual
far pace             | .5   | far behind speaks below this pace
far expected         | .20  | far behind wants at least this much expected
far late share       | .34  | far behind is silent in a group whose late share is below this
grace days           | 2    | days after the start in which nothing need be recorded
grace share          | .10  | the same as a share of the item's length; the longer of the two holds
late share           | .4   | the time and record rule wants at least this late share beside a slow pace
late share alone     | .7   | from this late share on the time and record rule needs no slow pace
unknown late share   | .5   | the late share of a group of which nothing is known
record length        | 5    | how many of a group's last closed items its record looks at
record hint          | .5   | a late share from which the record is a hint
record hint closed   | 3    | closed items it takes for that
record warn          | .7   | a late share from which the record is a warning
record warn closed   | 4    | closed items it takes for that
soon share           | .20  | due soon: this share of the item's length is left
soon days            | 5    | due soon: or so many days are left (never more than half its length)
soon done            | .5   | due soon is silent from this progress on
forecast late        | .10  | a forecast past due by more than this share of its length is a warning, by less a hint
forecast expected    | .20  | no forecast at the present pace before this much is expected
forecast closed      | 10   | closed items of a group from which its own record makes the forecast
squeeze              | .5   | float used up is a fact where every open step would need less than this share of its time
moved times          | 2    | due date moved: so often
moved share          | .20  | due date moved: or by this share of the item's length in all
runway days          | 7    | short runway: due date set so few days ahead with nothing done
overload             | 1    | overload speaks where planned work is more than this much of capacity
overload days        | 14   | how far ahead overload looks, in calendar days
metric attainment    | .8   | metric off pace: attainment below this share of what is expected is a hint
metric pace          | .5   | metric off pace: pace below this share of the required pace is a warning
metric required      | 3    | metric unreachable: it needs so many times its pace
metric away          | 3    | metric moving away: over so many readings in a row
metric half          | .5   | unreachable or moving away past this share of its time is a fact
band twice           | 2    | outside its band in so many readings in a row is a fact
confidence low       | 3    | confidence of 10 at or below which it is a warning
confidence drop      | 3    | a fall in confidence, of 10, that is a hint
stale cadence        | 1.5  | no update for so many times the item's usual gap between updates
stale updates        | 3    | updates it takes to know the usual gap; before that the setting stale_days holds
stale least          | 7    | however often updates come, none is missed sooner than after so many days
children share       | .3333333333333333 | children off track with so much of the weight are a warning
declared days        | 14   | how long a declared status holds, in calendar days
ratio on track       | .95  | profile pace: on track from this pace on
ratio at risk        | .75  | profile pace: off track below this pace
points at risk       | .165 | profile points: at risk from this gap between expected and actual on
points off track     | .33  | profile points: off track from this gap on
okr red              | .3   | OKR grades: red below (0.3 itself is red), on the rounded grade
okr green            | .7   | OKR grades: green from here on
okr committed        | 1.0  | the mark of a committed objective
okr aspirational     | .7   | the mark of an aspirational objective
"""


def _rows() -> Mapping[str, Threshold]:
    cells = ([cell.strip() for cell in line.split("|")] for line in _TABLE.strip().splitlines())
    return {name: Threshold(name, float(default), doc) for name, default, doc in cells}


THRESHOLDS: Mapping[str, Threshold] = _rows()

#: Thresholds a profile changes; the workbook's own settings win over them.
CHANGES: Mapping[str, Mapping[str, float]] = {"strict": {"late share": 0.0, "far late share": 0.0, "gap": 0.0}}


def plain(name: str) -> str:
    """A threshold's name as looked up: `Far_Pace` and `far-pace` are `far pace`."""
    return fold(name.replace("_", " ").replace("-", " "))


_PLACE = re.compile(r"\{([A-Z_]+|[a-z][a-z ]*)(:%)?\}")


def filled(page: str, constants: Mapping[str, object] | None = None) -> str:
    """A manual page with numbers in the place of their names.

    `{far pace}` is a threshold's default, `{FEW_WORDS}` one of the constants given, `{gap:%}` either as percent. Raises
    KeyError for a name that is neither.

    >>> filled("pace < {far pace}, {gap:%} apart, {DAYS} days", {"DAYS": 5})
    'pace < 0.5, 10 % apart, 5 days'
    """

    def number(place: re.Match[str]) -> str:
        name = place[1]
        value = (constants or {})[name] if name.isupper() else THRESHOLDS[name].default
        return f"{100 * float(str(value)):.3g} %" if place[2] else f"{float(str(value)):.4g}"

    return _PLACE.sub(number, page)


def limits(own: Mapping[str, float], profile: str = "balanced") -> Mapping[str, float]:
    """Every threshold's value: the workbook's own, else the profile's, else the default."""
    given = {**CHANGES.get(profile, {}), **{plain(name): value for name, value in own.items()}}
    return {name: given.get(name, threshold.default) for name, threshold in THRESHOLDS.items()}


def nearest(name: str) -> str | None:
    """The threshold whose name is most like one that there is not.

    >>> nearest("far pce"), nearest("xyz")
    ('far pace', None)
    """
    return next(iter(get_close_matches(plain(name), THRESHOLDS, 1)), None)
