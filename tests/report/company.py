"""A company's plan of 20 goals and 200 steps, drawn as a team would write it, in English, German or Japanese, on two
Fridays: what a page has to hold in a usual week, with much that changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import openpyxl

from goalsheet.annotate import annotations
from goalsheet.editing.write import annotate
from goalsheet.review import Review, review
from tests.support.drawn import draw_file

BEFORE, AS_OF = date(2026, 11, 13), date(2026, 11, 20)


@dataclass(frozen=True)
class Words:
    """What a plan is written with: 20 goals with what each is about, 10 steps to each, people, teams, remarks."""

    goals: tuple[tuple[str, str], ...]
    steps: tuple[str, ...]
    people: tuple[str, ...]
    teams: tuple[str, ...]
    wins: tuple[str, ...]
    obstacles: tuple[str, ...]
    why: tuple[str, ...]


ENGLISH = Words(
    goals=(
        ("Open the customer portal in Poland, Spain and Italy", "the customer portal"),
        ("Bring first response times below two hours", "the support desk"),
        ("Win forty partners in the southern region", "the partner programme"),
        ("Certify the Leeds plant to ISO 14001", "the environmental audit"),
        ("Halve the days it takes to close a month", "the monthly close"),
        ("Launch the spring collection in all 62 shops", "the spring collection"),
        ("Move every service off the old data centre", "the move to the cloud"),
        ("Hire eleven engineers for the Porto office", "the Porto office"),
        ("Cut returns of shoes from 19 % to 12 %", "the size guide"),
        ("Publish the handbook for new colleagues", "the handbook"),
        ("Renew the framework contract with Northwind", "the Northwind contract"),
        ("Make deliveries within one day the rule", "next-day delivery"),
        ("Grow subscribers of the newsletter to 60,000", "the newsletter"),
        ("Reach an employee survey score of 8.0", "the employee survey"),
        ("Replace the till software before the summer", "the new tills"),
        ("Answer every tender within fourteen days", "the tender desk"),
        ("Bring energy use per pallet down by 15 %", "the cold store"),
        ("Train all team leads in giving feedback", "the feedback training"),
        ("Get the app to 4.5 stars in both stores", "the mobile app"),
        ("Pass the security review without findings", "the security review"),
    ),
    steps=(
        "Agree scope and budget",
        "Interview eight customers",
        "Draft the plan for {}",
        "Choose a supplier",
        "Train the regional teams",
        "Pilot {} with one team",
        "Correct what the pilot showed",
        "Announce {} to customers",
        "Roll it out in all regions",
        "Report what {} has brought",
    ),
    people=("Ana Silva", "Ben Wagner", "Cathy O'Neill", "Dilnoza Karimova", "Emeka Okafor", "Fiona MacLeod",
            "Giulia Bianchi", "Hiroshi Tanaka", "Isabel Fernández", "Jonas Lindqvist"),
    teams=("Sales and partners", "Operations", "People and culture", "Product", "Finance and legal"),
    wins=("The pilot team asked to keep it, and two others to be next", "Eleven of twelve customers would recommend it",
          "The supplier came down by nine per cent for a contract of two years"),
    obstacles=("The supplier delivers three weeks later than it had promised", "Nobody has time for the interviews"),
    why=("Half of our new customers first meet us here", "It is what customers complain of most",
         "Without it the old contract goes on for another three years"),
)  # fmt: skip

GERMAN = Words(
    goals=(
        ("Kundenportal in Polen, Spanien und Italien eröffnen", "Kundenportal"),
        ("Erste Antwort an Kunden in weniger als zwei Stunden", "Kundendienst"),
        ("Vierzig Partner in der Region Süd gewinnen", "Partnerprogramm"),
        ("Das Werk Öhringen nach ISO 14001 zertifizieren", "Umweltprüfung"),
        ("Monatsabschluss in der Hälfte der Tage schaffen", "Monatsabschluss"),
        ("Frühjahrskollektion in allen 62 Läden einführen", "Frühjahrskollektion"),
        ("Alle Dienste aus dem alten Rechenzentrum holen", "Umzug in die Cloud"),
        ("Elf Entwicklerinnen für das Büro in Porto einstellen", "Büro Porto"),
        ("Rücksendungen bei Schuhen von 19 % auf 12 % senken", "Größenberatung"),
        ("Handbuch für neue Kolleginnen veröffentlichen", "Handbuch"),
        ("Rahmenvertrag mit Nordwind verlängern", "Rahmenvertrag"),
        ("Lieferung am nächsten Tag zur Regel machen", "Lieferung am Folgetag"),
        ("Auf 60.000 Abonnenten des Rundbriefs wachsen", "Rundbrief"),
        ("In der Mitarbeiterbefragung 8,0 erreichen", "Mitarbeiterbefragung"),
        ("Kassensoftware vor dem Sommer ersetzen", "Kassensoftware"),
        ("Jede Ausschreibung in vierzehn Tagen beantworten", "Ausschreibungen"),
        ("Energie je Palette um 15 % senken", "Kühllager"),
        ("Alle Teamleitungen im Rückmelden schulen", "Schulung Rückmeldung"),
        ("Mit der App in beiden Läden 4,5 Sterne erreichen", "App"),
        ("Sicherheitsprüfung ohne Beanstandung bestehen", "Sicherheitsprüfung"),
    ),
    steps=(
        "Umfang und Budget abstimmen",
        "Acht Kundinnen befragen",
        "{}: Entwurf des Plans schreiben",
        "Lieferanten auswählen",
        "Regionalteams schulen",
        "{}: mit einem Team erproben",
        "Ergebnisse der Erprobung einarbeiten",
        "{}: Kunden ankündigen",
        "In allen Regionen einführen",
        "{}: über die Wirkung berichten",
    ),
    people=("Annegret Müller", "Ben Großmann", "Çağla Yılmaz", "Dörte Jürgens", "Emil Schäfer", "Fränze Köhler",
            "Günter Weiß", "Hannelore Böhm", "İbrahim Öztürk", "Jörg Lüdecke"),
    teams=("Vertrieb und Partner", "Betrieb", "Personal und Kultur", "Produkt", "Finanzen und Recht"),
    wins=("Das erste Team will es behalten, und zwei weitere möchten als Nächste",
          "Elf von zwölf Kunden würden es weiterempfehlen", "Der Lieferant gibt neun Prozent nach für zwei Jahre"),
    obstacles=("Der Lieferant kommt drei Wochen später als zugesagt", "Für die Befragungen fehlt überall die Zeit"),
    why=("Die Hälfte unserer neuen Kunden lernt uns hier kennen", "Darüber beschweren sich Kunden am häufigsten",
         "Sonst läuft der alte Vertrag weitere drei Jahre"),
)  # fmt: skip

JAPANESE = Words(
    goals=(
        ("ポーランド・スペイン・イタリアで顧客ポータルを公開する", "顧客ポータル"),
        ("お客様への初回回答を2時間以内にする", "サポート窓口"),
        ("南部地域で販売パートナーを40社獲得する", "パートナー制度"),
        ("豊橋工場で環境規格の認証を取得する", "環境監査"),
        ("月次決算にかかる日数を半分にする", "月次決算"),
        ("全62店舗で春のコレクションを発売する", "春のコレクション"),
        ("旧データセンターから全サービスを移行する", "クラウド移行"),
        ("福岡オフィスに技術者を11名採用する", "福岡オフィス"),
        ("靴の返品率を19%から12%に下げる", "サイズ案内"),
        ("新入社員のためのハンドブックを発行する", "ハンドブック"),
        ("北風商事との基本契約を更新する", "基本契約"),
        ("翌日配送を標準のサービスにする", "翌日配送"),
        ("メールマガジンの購読者を6万人に増やす", "メールマガジン"),
        ("従業員満足度調査で8点以上を達成する", "従業員調査"),
        ("夏までにレジのソフトウェアを入れ替える", "新レジ"),
        ("すべての入札に14日以内に回答する", "入札対応"),
        ("パレット当たりの電力使用量を15%減らす", "冷蔵倉庫"),
        ("全チームリーダーにフィードバック研修を行う", "フィードバック研修"),
        ("アプリの評価を両ストアで4.5にする", "モバイルアプリ"),
        ("セキュリティ審査を指摘なしで通過する", "セキュリティ審査"),
    ),
    steps=(
        "範囲と予算を合意する",
        "お客様に聞き取りを行う",
        "{}の計画の初稿をまとめる",
        "取引先を選定して契約する",
        "各地域のチームを研修する",
        "{}を一部で試行する",
        "試行で分かった点を直す",
        "{}をお客様に案内する",
        "全地域に展開する",
        "{}の効果を報告する",
    ),
    people=("佐藤 美咲", "鈴木 健太", "高橋 由美子", "田中 浩", "伊藤 さくら", "渡辺 大輔", "山本 恵", "中村 翔太",
            "小林 直子", "加藤 誠"),
    teams=("営業部", "業務部", "人事部", "製品開発部", "経理部"),
    wins=("試行したチームが継続を希望し、さらに二つのチームが手を挙げた",
          "お客様十二名のうち十一名が人に薦めたいと答えた", "二年契約で取引先が九%値下げした"),
    obstacles=("取引先の納品が約束より三週間遅れている", "聞き取りに割ける時間が誰にもない"),
    why=("新しいお客様の半数がここで初めて当社を知る", "お客様から最も苦情の多い点である",
         "このままでは旧契約がさらに三年続く"),
)  # fmt: skip

WORDS: Mapping[str, Words] = {"en": ENGLISH, "de": GERMAN, "ja": JAPANESE}

GOALS = "| ID | Goal | Owner | Team | Start | Due | Metric | Unit | Baseline | Target | Why it matters |"
STEPS = "| ID | Goal | Step | Milestone | Owner | Start | Due | Done on | Status | % complete |"
METRICS = "| Date | Metric | Value |"
CHECK_INS = "| Date | Goal | Author | Wins | Obstacles |"
MEASURED = 2  # goals that have a metric


@dataclass(frozen=True)
class Row:
    """A step as it stands on one Friday."""

    number: int
    goal: int
    name: str
    owner: str
    start: date
    due: date
    done: date | None = None
    progress: int | None = None

    @property
    def status(self) -> str:
        return "Done" if self.done else "In progress" if self.progress else "Not started"

    def drawn(self) -> str:
        share = "" if self.progress is None else f"{self.progress}%"
        milestone = "yes" if self.number % 20 == 3 else ""
        return (
            f"| S{self.number + 1} | G{self.goal + 1} | {self.name} | {milestone} | {self.owner} | {self.start} "
            f"| {self.due} | {self.done or ''} | {self.status} | {share} |"
        )


def luck(number: int) -> int:
    """0 to 99, the same for a step every time."""
    return (number * 61 + 17) % 100


def weekday(day: date) -> date:
    """The day, or the Friday before."""
    return day - timedelta(days=max(0, day.weekday() - 4))


def on_plan(row: Row, day: date) -> int:
    """The progress that a step should have on a day, in percent."""
    return max(0, min(90, 100 * (day - row.start).days // (row.due - row.start).days))


def steps(words: Words) -> Iterator[Row]:
    """As of the first Friday: what was due is mostly done, what runs is mostly where it should be."""
    for number in range(200):
        goal, place = divmod(number, 10)
        start = weekday(date(2026, 8, 31) + timedelta(days=13 * place + goal * 3 % 13))
        due = weekday(start + timedelta(days=16 + (number * 5) % 9))
        name = words.steps[place].format(words.goals[goal][1])
        row = Row(number, goal, name, words.people[(goal + place * 3) % len(words.people)], start, due)
        if due < BEFORE + timedelta(days=3) and luck(number) > 3:
            row = replace(row, done=due - timedelta(days=4 + number % 4), progress=100)
        elif start < BEFORE:
            behind = 30 if luck(number) < 5 else 0
            row = replace(row, progress=max(0, on_plan(row, BEFORE) - behind))
        yield row


def a_week_later(row: Row, people: tuple[str, ...]) -> Row:
    """What a week does to a step: done, further on, moved, handed over, or nothing."""
    n, fate = row.number, luck(row.number + 31)
    if row.done or row.start > AS_OF + timedelta(days=21):
        return row
    if row.due < AS_OF + timedelta(days=4) and fate > 8:
        return replace(row, done=AS_OF - timedelta(days=n % 5), progress=100)
    if fate > 86:
        return replace(row, due=weekday(row.due + timedelta(days=10)))
    if fate > 81:
        return replace(row, owner=people[(n + 5) % len(people)])
    behind = 25 if fate < 10 else 0
    return replace(row, progress=max(0, on_plan(row, AS_OF) - behind)) if row.start < AS_OF else row


def sheets(words: Words, rows: list[Row], as_of: date) -> str:
    """The workbook as text: Goals, Steps, Metrics, Check-ins."""
    people, teams = words.people, words.teams
    goals = [
        f"| G{n + 1} | {name} | {people[n % len(people)]} | {teams[n % len(teams)]} | 2026-08-31 "
        f"| {weekday(date(2027, 1, 29) + timedelta(days=n))} "
        f"| {f'{about} | % | 10 | 30' if n < MEASURED else ' | | | '} | {words.why[n % 3] if n % 2 else ''} |"
        for n, (name, about) in enumerate(words.goals)
    ]
    readings = [
        f"| {day} | {words.goals[n][1]} | {10 + week * (2 + n % 4)} |"
        for n in range(MEASURED)
        for week in range(6)
        if (day := date(2026, 9, 21) + timedelta(weeks=2 * week)) <= as_of
    ]
    check_ins = [
        f"| {as_of - timedelta(days=n)} | G{n + 1} | {words.people[n]} | {words.wins[n % len(words.wins)]} "
        f"| {words.obstacles[n % 2] if n % 2 else ''} |"
        for n in range(4)
    ]
    tables = (("Goals", GOALS, goals), ("Steps", STEPS, [row.drawn() for row in rows]))
    more = (("Metrics", METRICS, readings), ("Check-ins", CHECK_INS, check_ins))
    return "\n".join(line for name, head, drawn in (*tables, *more) for line in (name, head, *drawn))


def company(lang: str, folder: Path) -> Review:
    """Reported on a Friday, gone on with for a week, and reviewed on the next one."""
    words = WORDS[lang]
    rows = list(steps(words))
    path = draw_file(sheets(words, rows, BEFORE), folder / f"company-{lang}.xlsx")
    annotate(path, annotations(review(path, BEFORE)))
    later = draw_file(sheets(words, [a_week_later(row, words.people) for row in rows], AS_OF), folder / "later.xlsx")
    _type_over(path, later)
    return review(path, AS_OF, changes={"lang": lang})


def _type_over(path: Path, later: Path) -> None:
    """Every cell as the later workbook has it; what goalsheet wrote stays."""
    book = openpyxl.load_workbook(path)
    for sheet in openpyxl.load_workbook(later):
        for row in sheet.iter_rows():
            for cell in row:
                book[sheet.title][cell.coordinate].value = cell.value
    book.save(path)
