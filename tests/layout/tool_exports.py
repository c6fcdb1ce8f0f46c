"""Small exports with the columns and the ways of writing that the programs have, and how each is to be read.

The tables are drawn in `tool_exports.txt`. A line of `STEPS` is step | goal | owners | start | due | life-cycle;
several owners have `+` between them.
"""

from pathlib import Path

from tests.support.drawn import drawn_rows

EXPORTS = dict(drawn_rows(Path(__file__).with_suffix(".txt").read_text(encoding="utf-8")))

_BRIEF, _POSTERS = "2026-09-01 | 2026-09-18 | done", "2026-09-21 | 2026-12-10 | in progress"
_VENUE, _CATERING = " | 2026-12-15 | not started", " | | not started"

STEPS = {
    "asana": f"""
        Write the brief | Content | Ann Lee | {_BRIEF}
        Draw the posters | Content | Bo Chan | 2026-09-21 | 2026-12-10 |
        Book the venue | Event | Cy Dow | | 2026-12-15 |
        Order the catering | Event | | | |
    """,
    "jira": f"""
        Set up the shop | Online shop | Ann Lee | {_BRIEF}
        Load the prices | Online shop | Bo Chan | {_POSTERS}
        Write the texts | Campaign | Cy Dow | {_VENUE}
        Brief the agency | Campaign | | {_CATERING}
    """,
    "trello": f"""
        Write the brief | Launch | annlee | {_BRIEF}
        Book the venue | Launch | bochan + annlee | | 2026-12-10 | in progress
        Print the posters | Launch | annlee | {_CATERING}
        Order the catering | Launch | | {_CATERING}
    """,
    "clickup": f"""
        Write the brief | Content | Ann Lee | {_BRIEF}
        Draw the posters | Content | Bo Chan + Ann Lee | {_POSTERS}
        Book the venue | Event | Cy Dow | {_VENUE}
        Order the catering | Event | | {_CATERING}
    """,
    "planner": f"""
        Write the brief | Content | Ann Lee | {_BRIEF}
        Draw the posters | Content | Bo Chan + Ann Lee | {_POSTERS}
        Book the venue | Event | Cy Dow | {_VENUE}
        Order the catering | Event | | {_CATERING}
    """,
    "project": """
        Write the brief | Content | Ann Lee | 2026-09-01 | 2026-09-18 | done
        Draw the posters | Content | Bo Chan + Ann Lee | 2026-09-21 | 2026-12-10 |
        Book the venue | Event | Cy Dow | 2026-11-16 | 2026-12-11 |
    """,
    "smartsheet": f"""
        Write the brief | | Ann Lee | {_BRIEF}
        Draw the posters | | Bo Chan + Ann Lee | {_POSTERS}
        Book the venue | | Cy Dow | 2026-11-16 | 2026-12-15 | not started
        Order the catering | | | {_CATERING}
    """,
    "monday": f"""
        Write the brief | Content | Ann Lee | {_BRIEF}
        Draw the posters | Content | Bo Chan + Ann Lee | {_POSTERS}
        Book the venue | Event | Cy Dow | 2026-11-16 | 2026-12-15 | blocked
        Order the catering | Event | | | |
    """,
    "notion": f"""
        Write the brief | Content | Ann Lee | {_BRIEF}
        Draw the posters | Content | Bo Chan + Ann Lee | {_POSTERS}
        Book the venue | Event | Cy Dow | {_VENUE}
        Order the catering | Event | | {_CATERING}
    """,
    "devops": f"""
        Write the brief | Launch\\Sprint 1 | Ann Lee | {_BRIEF}
        Draw the posters | Launch\\Sprint 1 | Bo Chan | {_POSTERS}
        Book the venue | Launch\\Sprint 2 | Cy Dow | {_VENUE}
        Order the catering | Launch\\Sprint 2 | | {_CATERING}
    """,
    "github": f"""
        Write the brief | Content | annlee | {_BRIEF}
        Draw the posters | Content | bochan + annlee | {_POSTERS}
        Book the venue | Event | cydow | {_VENUE}
        Order the catering | Event | | {_CATERING}
    """,
    "project in German": """
        Brief schreiben | | Ann Lee | 2026-09-01 | 2026-09-18 | done
        Plakate malen | | Bo Chan | 2026-09-23 | 2026-12-10 |
    """,
    "planner in French": """
        Écrire le texte | Contenu | Ann Lee | 2026-09-01 | 2026-09-18 | done
        Louer la salle | Fête | Cy Dow | | 2026-12-15 | not started
    """,
    "github issues": """
        Write the brief | Content | annlee | | | done
        Book the venue | Event | cydow | | | not started
    """,
}
