"""Schedules: read by what will read them, and the cron line run for real."""

import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest
import yaml
from lxml import etree

from goalsheet.mail.schedule import SYSTEMS, Job, cron, github, systemd, windows
from tests.support.program import ROOT, run, sample
from tests.support.sure import sure

WEIRD = Path("/home/ana/Goals & plans/100% \"done\" $HOME 'x'.xlsx")
JOB = Job(WEIRD, ("/opt/go al/goalsheet",), (0, 3), time(8, 5), date(2026, 11, 20), "plans/goals & x.xlsx")
NS = {"t": "http://schemas.microsoft.com/windows/2004/02/mit/task"}


@pytest.mark.slow
def test_the_cron_line_runs(tmp_path: Path) -> None:
    """What cron hands to the shell, with cron's escaped % undone, makes the report and mails it."""
    folder = tmp_path / "100% & co"
    folder.mkdir()
    book = sample("marketing-goals", folder)
    job = Job(book, (sys.executable, "-m", "goalsheet"), (4,), time(8), date(2026, 11, 20))
    line = cron(job).splitlines()[-1]
    minute, hour, day, month, days, command = line.split(" ", 5)
    assert (minute, hour, day, month, days) == ("0", "8", "*", "*", "fri")
    assert r"100\%" in command
    environment = {"GOALSHEET_MAIL_VIA": f"folder:{tmp_path / 'out'}", "PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"}
    shell = ["/bin/sh", "-c", command.replace(r"\%", "%")]
    done = subprocess.run(shell, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert len(list((tmp_path / "out").glob("*.eml"))) == 1
    assert (folder / "marketing-goals-report" / "2026-11-20" / "report.html").exists()


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
def test_systemd_reads_its_units(tmp_path: Path) -> None:
    service, timer = systemd(JOB).split("# ~/.config/systemd/user/")[1:]
    for text in (service, timer):
        (tmp_path / text.splitlines()[0]).write_text(
            text.split("\n", 1)[1].replace("/opt/go al/goalsheet", "/bin/true")
        )
    found = list(map(str, tmp_path.iterdir()))
    done = subprocess.run(["systemd-analyze", "verify", "--user", *found], capture_output=True, text=True, check=False)
    assert not [line for line in done.stderr.splitlines() if str(tmp_path) in line]


def test_systemd_quotes_what_it_would_read_otherwise() -> None:
    text = systemd(JOB)
    assert '"/home/ana/Goals & plans/100%% \\"done\\" $$HOME \'x\'.xlsx"' in text
    assert "OnCalendar=Mon,Thu *-*-* 08:05:00" in text
    assert "Persistent=true" in text


def test_the_windows_task_is_xml_of_its_kind() -> None:
    task = etree.fromstring(windows(JOB).encode())
    assert task.get("version") == "1.2"
    assert task.findtext(".//t:StartBoundary", namespaces=NS) == "2026-11-20T08:05:00"
    assert [etree.QName(day).localname for day in sure(task.find(".//t:DaysOfWeek", NS))] == ["Monday", "Thursday"]
    assert [one.text for one in task.findall(".//t:Command", NS)] == ["cmd.exe"]
    words = str(task.findtext(".//t:Arguments", namespaces=NS))
    assert words.startswith('/d /s /c ""/opt/go al/goalsheet" report --quiet "')
    assert ' & if not errorlevel 2 "/opt/go al/goalsheet" send --send --yes "' in words


@pytest.mark.skipif(shutil.which("sh") is None, reason="no shell here")
@pytest.mark.parametrize(("status", "mails"), [(0, True), (1, True), (2, False), (3, False), (130, False)])
def test_nothing_is_sent_where_no_report_was_made(status: int, mails: bool, tmp_path: Path) -> None:
    program = tmp_path / "goalsheet"
    program.write_text(f'#!/bin/sh\necho "$1"\n[ "$1" = send ] || exit {status}\n')
    program.chmod(0o755)
    line = cron(replace(JOB, program=(str(program),))).splitlines()[-1].split(" ", 5)[5].replace(r"\%", "%")
    done = subprocess.run(["sh", "-c", line], capture_output=True, text=True, check=False)
    assert done.stdout.split() == (["report", "send"] if mails else ["report"])
    assert "SuccessExitStatus=1\n" in systemd(JOB)


def test_the_workflow_is_yaml_that_runs_what_it_should() -> None:
    read = yaml.safe_load(github(JOB))
    assert read[True]["schedule"] == [{"cron": "5 8 * * mon,thu"}]
    runs = [step["run"] for step in read["jobs"]["report"]["steps"] if "run" in step]
    assert runs[1] == "goalsheet report --quiet 'plans/goals & x.xlsx' || [ $? = 1 ]"
    assert runs[2] == "goalsheet send --send --yes 'plans/goals & x.xlsx'"
    assert "'plans/goals & x.outbox'" in runs[3]
    assert read["jobs"]["report"]["env"]["GOALSHEET_SMTP_PASSWORD"] == "${{ secrets.GOALSHEET_SMTP_PASSWORD }}"


@pytest.mark.parametrize("system", SYSTEMS)
def test_every_schedule_is_printed(system: str, tmp_path: Path) -> None:
    done = run("schedule", sample("marketing-goals", tmp_path), "--for", system, "--on", "Mon", "--at", "07:30")
    assert done.returncode == 0
    assert "marketing-goals.xlsx" in done.stdout


def test_what_is_no_day_or_time_is_said(tmp_path: Path) -> None:
    book = sample("marketing-goals", tmp_path)
    assert "write days of the week" in run("schedule", book, "--on", "someday").stderr
    assert "write it as 08:00" in run("schedule", book, "--at", "noon").stderr
    assert run("schedule", tmp_path / "none.xlsx").returncode == 2
