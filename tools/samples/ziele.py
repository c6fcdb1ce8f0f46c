"""ziele-2026.xlsx: a German personnel department's goals, with German headings and words throughout."""
# ruff: noqa: E501 (rows of data are read best as rows)

from datetime import date
from pathlib import Path
from typing import Any

from goalsheet.editing.new_workbook import ListColumn, ListSheet, NewBook, Tint, created
from tools.samples import AS_OF

ANNA, MEHMET, KATRIN, LUKAS = "Anna Köhler", "Mehmet Yılmaz", "Katrin Voß", "Lukas Brandl"
DATE, PERCENT = "dd\\.mm\\.yyyy", "0%"
GREEN, AMBER, RED = Tint("DDF0DF", "1E6B2E"), Tint("FFEFC7", "7A5200"), Tint("F9D6D2", "9B1C12")
BLUE, GREY = Tint("DCE9F7", "1F4E8C"), Tint("ECECEC", "5F6368")
WORDS = {
    "Offen": GREY, "In Arbeit": BLUE, "Erledigt": GREEN, "Blockiert": RED, "Im Plan": GREEN, "Gefährdet": AMBER,
}  # fmt: skip


def d(month: int, day: int) -> date:
    return date(2026, month, day)


ZIELE: list[tuple[Any, ...]] = [
    ("Z1", "Die Zeit bis zur Besetzung einer Stelle von 68 auf 45 Tage senken", ANNA, d(1, 12), d(12, 18), "Tage bis zur Besetzung",
     "Tage", 68, 45, 51, "Im Plan", "Jede offene Stelle kostet im Schnitt 410 € am Tag."),
    ("Z2", "24 Auszubildende für September 2027 gewinnen", MEHMET, d(8, 17), d(12, 18), "Zusagen", "Zusagen", 0, 24, 11,
     "Gefährdet", "In zwei Jahren gehen 31 Fachkräfte in Rente."),
    ("Z3", "Alle 640 Personalakten bis 30. November digital ablegen", KATRIN, d(3, 2), d(11, 30), "Digitale Akten", "Akten", 0, 640,
     548, "Im Plan", "Der Umzug ins neue Haus hat keinen Platz für Akten."),
    ("Z4", "Den Krankenstand von 6,4 % auf 5,5 % senken", LUKAS, d(1, 12), d(12, 18), "Krankenstand", "%", 6.4, 5.5, 6.1,
     "Gefährdet", "Ein Zehntelprozent sind 1.500 Arbeitsstunden im Jahr."),
]  # fmt: skip

MASSNAHMEN: list[tuple[Any, ...]] = [
    ("M1", "Z1", "Stellenanzeigen auf eine Seite kürzen", ANNA, d(1, 12), d(2, 27), d(2, 20), "Erledigt", 1, None),
    ("M2", "Z1", "Bewerbungen innerhalb von drei Werktagen beantworten", ANNA, d(3, 2), d(12, 18), None, "In Arbeit", 0.85, "seit Juni in 9 von 10 Fällen"),
    ("M3", "Z1", "Fachbereiche in Auswahlgesprächen schulen", LUKAS, d(9, 7), d(11, 13), None, "In Arbeit", 0.7, "zwei von sechs Terminen fehlen"),
    ("M4", "Z2", "An acht Schulen der Region vorstellen", MEHMET, d(9, 7), d(11, 27), None, "In Arbeit", 0.75, "sechs Schulen besucht"),
    ("M5", "Z2", "Tag der offenen Werkstatt ausrichten", MEHMET, d(9, 21), d(10, 24), d(10, 24), "Erledigt", 1, "190 Gäste"),
    ("M6", "Z2", "Auswahltage mit 60 Bewerberinnen und Bewerbern", MEHMET, d(11, 9), d(12, 11), None, "Blockiert", 0.2, "Raum in der Berufsschule noch nicht zugesagt"),
    ("M7", "Z3", "Akten der Standorte Nord und Süd scannen", KATRIN, d(3, 2), d(8, 28), d(9, 4), "Erledigt", 1, None),
    ("M8", "Z3", "Akten der Zentrale scannen", KATRIN, d(9, 7), d(11, 27), None, "In Arbeit", 0.65, None),
    ("M9", "Z3", "Papierakten vernichten lassen", KATRIN, d(11, 23), d(11, 30), None, "Offen", 0, "Abholung ist bestellt"),
    ("M10", "Z4", "Rückengerechte Arbeitsplätze in der Fertigung einrichten", LUKAS, d(4, 13), d(10, 30), None, "In Arbeit", 0.6, "Lieferung der Hebehilfen verspätet"),
    ("M11", "Z4", "Gespräche nach Rückkehr führen", LUKAS, d(2, 2), d(12, 18), None, "In Arbeit", 0.8, None),
    ("M12", "Z4", "Grippeimpfung im Haus anbieten", KATRIN, d(10, 5), d(11, 6), d(11, 4), "Erledigt", 1, "212 Geimpfte"),
]  # fmt: skip

MESSWERTE: list[tuple[Any, ...]] = [
    (d(3, 31), "Tage bis zur Besetzung", 66, 65, None), (d(6, 30), "Tage bis zur Besetzung", 60, 58, None),
    (d(9, 30), "Tage bis zur Besetzung", 54, 51, None), (d(10, 31), "Tage bis zur Besetzung", 51, 49, None),
    (d(9, 30), "Zusagen", 3, 4, None), (d(10, 31), "Zusagen", 8, 12, "nach dem Werkstatttag"), (d(11, 16), "Zusagen", 11, 16, None),
    (d(6, 30), "Digitale Akten", 240, 285, None), (d(9, 30), "Digitale Akten", 455, 500, None),
    (d(11, 16), "Digitale Akten", 548, 610, None),
    (d(3, 31), "Krankenstand", 6.7, 6.2, "Grippewelle"), (d(6, 30), "Krankenstand", 6.2, 6.0, None),
    (d(9, 30), "Krankenstand", 6.0, 5.7, None), (d(10, 31), "Krankenstand", 6.1, 5.6, None),
]  # fmt: skip

PERSONEN = [
    (ANNA, "a.koehler@nordwerk.example", None, "Personalleitung"), (MEHMET, "m.yilmaz@nordwerk.example", ANNA, "Ausbildung"),
    (KATRIN, "k.voss@nordwerk.example", ANNA, "Verwaltung"), (LUKAS, "l.brandl@nordwerk.example", ANNA, "Gesundheit und Schulung"),
]  # fmt: skip

FEIERTAGE = [(d(10, 3), "Tag der Deutschen Einheit"), (d(12, 25), "1. Weihnachtstag"), (d(12, 26), "2. Weihnachtstag")]


def make(path: Path) -> None:
    sheets = (ziele(), massnahmen(), messwerte(), personen(), feiertage(), einstellungen())
    names = {"Namen": "Personen!$A$4:$A$7", "Stichtag": "Einstellungen!$B$4"}
    path.write_bytes(created(NewBook("Ziele 2026", sheets, names, color="5B4B8A", accent="C2703D")))


def ziele() -> ListSheet:
    columns = (
        ListColumn("Nr.", 6), ListColumn("Ziel", 48, needed=True, wrap=True), ListColumn("Verantwortlich", 18, choices="Namen"),
        ListColumn("Beginn", 12, DATE), ListColumn("Termin", 12, DATE), ListColumn("Kennzahl", 24), ListColumn("Einheit", 10),
        ListColumn("Ausgangswert", 13), ListColumn("Zielwert", 10), ListColumn("Istwert", 10),
        ListColumn("Status", 13, choices=tuple(WORDS), tints=WORDS), ListColumn("Warum", 48, wrap=True),
    )  # fmt: skip
    return ListSheet("Ziele", "Ziele 2026", "Personalabteilung der Nordwerk GmbH", columns, ZIELE, 3, 2)


def massnahmen() -> ListSheet:
    alert = 'AND(ISNUMBER($F4),$F4<Stichtag,$H4<>"Erledigt")'
    columns = (
        ListColumn("Nr.", 6), ListColumn("Ziel", 7, choices=("Z1", "Z2", "Z3", "Z4")),
        ListColumn("Maßnahme", 54, needed=True, wrap=True), ListColumn("Verantwortlich", 18, choices="Namen"),
        ListColumn("Beginn", 12, DATE), ListColumn("Termin", 12, DATE, alert=alert), ListColumn("Erledigt am", 12, DATE),
        ListColumn("Status", 13, choices=tuple(WORDS), tints=WORDS), ListColumn("Fortschritt", 12, PERCENT, bars=True),
        ListColumn("Bemerkung", 40, wrap=True),
    )  # fmt: skip
    return ListSheet(
        "Maßnahmen", "Maßnahmen", "Was wir dafür tun: eine Zeile, ein Name, ein Termin.", columns, MASSNAHMEN, 5, 3
    )


def messwerte() -> ListSheet:
    columns = (
        ListColumn("Datum", 12, DATE, needed=True), ListColumn("Kennzahl", 26, needed=True),
        ListColumn("Wert", 11, needed=True), ListColumn("Soll", 11), ListColumn("Bemerkung", 36),
    )  # fmt: skip
    return ListSheet("Messwerte", "Messwerte", "Eine Zeile je Messung.", columns, MESSWERTE, 6)


def personen() -> ListSheet:
    columns = (
        ListColumn("Name", 20, needed=True), ListColumn("E-Mail", 32), ListColumn("Vorgesetzte", 20), ListColumn("Abteilung", 28),
    )  # fmt: skip
    return ListSheet("Personen", "Personen", "Wer wofür einsteht.", columns, PERSONEN, 2)


def feiertage() -> ListSheet:
    columns = (ListColumn("Datum", 14, DATE, needed=True), ListColumn("Feiertag", 32))
    return ListSheet("Feiertage", "Feiertage", "Niedersachsen, viertes Quartal.", columns, FEIERTAGE)


def einstellungen() -> ListSheet:
    columns = (ListColumn("Einstellung", 20, needed=True), ListColumn("Wert", 30), ListColumn("Bedeutung", 60))
    rows = (
        ("As of", AS_OF, "Stichtag des Berichts; leer: heute"),
        ("Title", "Ziele 2026, Personalabteilung", "Überschrift des Berichts"),
        ("Language", "de", "Sprache des Berichts"),
        ("Mail to", "a.koehler@nordwerk.example", "wer den Bericht bekommt"),
    )
    return ListSheet("Einstellungen", "Einstellungen", "Was goalsheet über diese Mappe wissen soll.", columns, rows)
