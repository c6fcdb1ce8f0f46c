"""What the rows of goals, key results and steps say alike."""

from typing import Any

from goalsheet.plan.row_reader import RowReader


def work(row: RowReader, name: str, key: str = "") -> dict[str, Any]:
    """The fields of `model.Work` that are read in one way for all of them; `name` is the field that names the item.

    The key may come later: it takes all the rows to tell (`references.keys`).
    """
    share, status = row.progress()
    return {
        "key": key,
        "cells": row.cells,
        "home": row.home(name),
        "id": row.text("id"),
        "name": row.text(name) or "",
        "owners": row.people("owner"),
        "team": row.stated("team"),
        "life_cycle": status.life_cycle,
        "health": status.health,
        "status_text": row.text("status"),
        "status_computed": row.reader.is_computed("status"),
        "percent": share,
        "weight": row.number("weight"),
        "updated": row.day("updated"),
        "notes": row.text("notes"),
    }
