"""What each system needs to make and mail a workbook's report regularly: the texts, and where to put them."""

import re
import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path, PurePosixPath
from xml.sax.saxutils import escape

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_LONG = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Job:
    """What to run, and when: `program` is the command as words, `days` count from 0 for Monday. `folder` is the
    workbook's, `inside` the workbook's path within its repository, `first` the first day of a calendar that needs one.
    """

    workbook: Path
    program: tuple[str, ...]
    days: tuple[int, ...]
    at: time
    first: date
    inside: str = ""

    @property
    def folder(self) -> Path:
        return self.workbook.parent

    @property
    def name(self) -> str:
        return re.sub(r"[^\w-]+", "-", f"goalsheet-{self.workbook.stem}", flags=re.ASCII).strip("-").lower()

    @property
    def commands(self) -> tuple[tuple[str, ...], ...]:
        """Report, then send: each as its words."""
        name = str(self.workbook)
        return (*self.program, "report", "--quiet", name), (*self.program, "send", "--send", "--yes", name)


def cron(job: Job) -> str:
    """A line for `crontab -e`. In a crontab, % ends a command, so it is escaped with a backslash. A report that ends
    with exit status 1 found errors in the workbook; its mails are sent all the same."""
    days = ",".join(DAYS[day] for day in job.days)
    report, send = map(shlex.join, job.commands)
    command = f"{report} || [ $? = 1 ] && {send}".replace("%", r"\%")
    return (
        f"# Add with: crontab -e. Put the settings of your mail server above it, e.g.\n"
        f"# GOALSHEET_SMTP_HOST=smtp.example.com\n"
        f"{job.at.minute} {job.at.hour} * * {days} {command}\n"
    )


def systemd(job: Job) -> str:
    """A service and its timer, for the user's own systemd."""
    days = ",".join(DAYS[day].capitalize() for day in job.days)
    report, send = map(_for_systemd, job.commands)
    return f"""\
# ~/.config/systemd/user/{job.name}.service
[Unit]
Description=Report of {_plain(job.workbook.name).replace("%", "%%")}

[Service]
Type=oneshot
EnvironmentFile=%h/.config/goalsheet/mail.env
# The report ends with 1 when the workbook has errors: the mail goes out all the same.
SuccessExitStatus=1
ExecStart={report}
ExecStart={send}

# ~/.config/systemd/user/{job.name}.timer
[Unit]
Description=When the report of {_plain(job.workbook.name).replace("%", "%%")} is made

[Timer]
OnCalendar={days} *-*-* {job.at:%H:%M}:00
Persistent=true

[Install]
WantedBy=timers.target

# Then: systemctl --user daemon-reload && systemctl --user enable --now {job.name}.timer
"""


def windows(job: Job) -> str:
    """A task for the Windows Task Scheduler, as its XML (Task 1.2)."""
    days = "".join(f"<{_LONG[day]} />" for day in job.days)
    return f"""\
<?xml version="1.0"?>
<!-- Save as {job.name}.xml, then in PowerShell:
     Register-ScheduledTask -TaskName {job.name} -Xml (Get-Content {job.name}.xml -Raw)
     The settings of your mail server: setx GOALSHEET_SMTP_HOST smtp.example.com -->
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo><Description>Report of {_xml(job.workbook.name)}</Description></RegistrationInfo>
  <Triggers>
    <CalendarTrigger>
      <StartBoundary>{job.first}T{job.at:%H:%M}:00</StartBoundary>
      <Enabled>true</Enabled>
      <ScheduleByWeek><DaysOfWeek>{days}</DaysOfWeek><WeeksInterval>1</WeeksInterval></ScheduleByWeek>
    </CalendarTrigger>
  </Triggers>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <StartWhenAvailable>true</StartWhenAvailable>
    <ExecutionTimeLimit>PT1H</ExecutionTimeLimit>
  </Settings>
  <Actions Context="Author">{_exec(job)}
  </Actions>
</Task>
"""


def github(job: Job) -> str:
    """A workflow for GitHub Actions, for a workbook kept in a repository. Its times are UTC."""
    inside = shlex.quote(job.inside or job.workbook.name)
    outbox = str(PurePosixPath(job.inside or job.workbook.name).with_suffix(".outbox"))
    days = ",".join(DAYS[day] for day in job.days)
    return f"""\
# .github/workflows/{job.name}.yml
name: {_yaml(f"Report of {job.workbook.name}")}
on:
  schedule:
    - cron: "{job.at.minute} {job.at.hour} * * {days}"
  workflow_dispatch:
permissions:
  contents: write
concurrency: {job.name}
jobs:
  report:
    runs-on: ubuntu-latest
    env:
      GOALSHEET_SMTP_HOST: ${{{{ vars.GOALSHEET_SMTP_HOST }}}}
      GOALSHEET_SMTP_USER: ${{{{ vars.GOALSHEET_SMTP_USER }}}}
      GOALSHEET_SMTP_PASSWORD: ${{{{ secrets.GOALSHEET_SMTP_PASSWORD }}}}
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - run: pip install goalsheet
      - run: {_yaml(f"goalsheet report --quiet {inside} || [ $? = 1 ]")}
      - run: {_yaml(f"goalsheet send --send --yes {inside}")}
      - if: always()
        run: |
          git config user.name goalsheet
          git config user.email goalsheet@users.noreply.github.com
          git add -f -- {inside} {shlex.quote(outbox)}
          git diff --cached --quiet || (git commit -m "Report" && git push)
"""


SYSTEMS: Mapping[str, Callable[[Job], str]] = {
    "cron": cron,
    "systemd": systemd,
    "windows": windows,
    "github": github,
}


def _plain(text: str) -> str:
    """On one line."""
    return " ".join(text.split())


def _for_systemd(words: tuple[str, ...]) -> str:
    """A command line as systemd reads it: quoted, with % and $ doubled."""
    escaped = (word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$") for word in words)
    return " ".join(f'"{word}"' for word in escaped)


def _exec(job: Job) -> str:
    """One action, as each of several would run whatever became of the one before. A report that ends with 2 or more was
    not made: nothing is sent."""
    report, send = (" ".join(map(_for_cmd, words)) for words in job.commands)
    return f"""
    <Exec>
      <Command>cmd.exe</Command>
      <Arguments>{_xml(f'/d /s /c "{report} & if not errorlevel 2 {send}"')}</Arguments>
      <WorkingDirectory>{_xml(str(job.folder))}</WorkingDirectory>
    </Exec>"""


def _for_cmd(word: str) -> str:
    return f'"{word}"' if re.search(r"[\s&^()%!,;=]", word) else word


def _xml(text: str) -> str:
    return escape(_plain(text))


def _yaml(text: str) -> str:
    """A text in YAML's single quotes."""
    quoted = _plain(text).replace("'", "''")
    return f"'{quoted}'"
