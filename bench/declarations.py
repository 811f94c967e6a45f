"""P22, P23: a thousand declarations at half past eight by fifty connections, and setting one on paper."""

import asyncio
from datetime import date, timedelta
from statistics import median, quantiles
from time import perf_counter
from typing import Any

from bench import bare
from bench.events import DOORS, citizens_of, sign_in
from bench.goals import Figure
from bench.ground import OFFICE, PERSON, Ground, learn, put, put_people
from bench.roundtrips import READ
from bench.served import served
from bench.wire import Citizen, all_at_once, leads_on, sets
from hellowork_portal.adapters.database import reading, transaction
from hellowork_portal.adapters.typst_papers import TypstPapers
from hellowork_portal.forms.catalogue_files import digest, load_catalogue
from hellowork_portal.forms.definition import ProcedureDefinition
from hellowork_portal.kit import clock, routes
from hellowork_portal.kit.principal import Principal, PrincipalKind
from hellowork_portal.kit.sealing import fingerprint, seal
from hellowork_portal.models import (
    Application,
    ApplicationState,
    ApplicationSubmission,
    CertificationDay,
    Claimant,
    Job,
    Office,
    OfficeCertification,
    Prefecture,
    Procedure,
    ProcedureVersion,
)
from hellowork_portal.services.applications.boxes import boxes_of
from hellowork_portal.services.applications.rows import closed
from hellowork_portal.services.papers.service import own_paper
from hellowork_portal.ui.citizen.apply.draft_states import CheckState
from tests.factories import Desk
from tests.services.papers.ground import declared

CONNECTIONS, WARM, OFFICES = 50, 100, 20
OPEN, SUBMIT = (f"{CheckState.get_full_name()}.{name}" for name in ("open", "submit"))
_CODE = "declaration"


def measure(ground: Ground, people: int, papers: int) -> list[Figure]:
    """Let everybody submit, `CONNECTIONS` at a time and by a double click; then print some of it."""
    url = ground.database("postgresql")
    count = WARM + people
    lay_out(url, count)
    with served(url, ground.folder) as portal, bare.reading(ground.folder, url) as anchor:
        ours, theirs, seconds = asyncio.run(_file(portal.url, anchor.url, count))
    wrong = _off(url, count)
    notes = [
        f"ours p50 {median(ours):.0f} ms, p99 {_p99(ours):.0f} ms; {people} in {seconds:.1f} s",
        f"bare p50 {median(theirs):.1f} ms",
    ]
    reference = f"bare {_p99(theirs):.1f} ms"
    return [
        Figure("P22", f"{people} people, {CONNECTIONS} connections", [wrong], notes),
        Figure("P22b", "p99 / bare p99", [_p99(ours) / _p99(theirs)], notes, reference=reference),
        Figure("P22c", "p99", [_p99(ours)], notes),
        Figure("P23", "the declaration on paper", _printed(url, papers)),
    ]


def lay_out(url: str, count: int) -> None:
    """Make people with a record, whose 認定日 is today, each with a draft that only waits for its button."""
    today = clock.day_in_japan(clock.now())
    first = today - timedelta(days=28)
    definition = next(one for one in load_catalogue() if one.code == _CODE)
    put_people(url, count)
    with transaction(url) as session:
        put(session, Prefecture, [{"code": "13", "name": "東京都", "kana": "とうきょうと", "latin": "Tokyo"}])
        put(session, Office, [_office(turn) for turn in range(OFFICES)])
        hours = {"files_from_minute": 0, "files_until_minute": 24 * 60, "changed_at": clock.now()}
        put(session, OfficeCertification, [{"office_id": OFFICE + turn} | hours for turn in range(OFFICES)])
        _procedure(session, definition)
        put(session, Claimant, [_claimant(place) for place in range(count)])
        days = [first, today]
        put(
            session,
            CertificationDay,
            [{"claimant_id": PERSON + place, "on_day": day} for place in range(count) for day in days],
        )
        put(session, Application, [_draft(place, definition, first, today) for place in range(count)])
    sign_in(url, count)
    learn(url)


def _office(turn: int) -> dict[str, Any]:
    return {
        "id": OFFICE + turn,
        "code": f"13{turn:03}",
        "name": "飯田橋",
        "kana": "いいだばし",
        "kind": "main",
        "prefecture_code": "13",
    }


def _procedure(session: Any, definition: ProcedureDefinition) -> None:
    kinds = {"kind": definition.kind, "purpose": definition.purpose, "is_published": True}
    put(session, Procedure, [{"id": 9, "code": _CODE} | kinds])
    content = definition.model_dump(mode="json", by_alias=True)
    row = {"id": 9, "procedure_id": 9, "number": 1, "digest": digest(definition), "definition": content}
    put(session, ProcedureVersion, [row | {"published_at": clock.now()}])


def _claimant(place: int) -> dict[str, Any]:
    number = f"13010{place:09}"
    facts = {"number_sealed": seal(number), "number_fingerprint": fingerprint(number), "online_kind": "b"}
    return facts | {"id": PERSON + place, "applicant_id": PERSON + place, "office_id": _office_of(place)}


def _office_of(place: int) -> int:
    return OFFICE + place % OFFICES


def _draft(place: int, definition: ProcedureDefinition, first: date, today: date) -> dict[str, Any]:
    now = clock.now()
    return {
        "applicant_id": PERSON + place,
        "claimant_id": PERSON + place,
        "office_id": _office_of(place),
        "procedure_id": 9,
        "procedure_version_id": 9,
        "state": ApplicationState.DRAFT,
        "certification_on": today,
        "period_first": first,
        "period_last": today - timedelta(days=1),
        "draft_sealed": closed(boxes_of(definition, answers(first))),
        "answers_sealed": "",
        "findings": [],
        "accepted": [],
        "created_at": now,
        "saved_at": now,
        "terms_agreed_at": now,
    }


def answers(first: date) -> dict[str, Any]:
    """Return a declaration that raises no doubt: a day of side work with its income, two visits."""
    whole = declared()
    day = [(first + timedelta(days=turn)).isoformat() for turn in range(10)]
    visit = whole["activities"][0]
    return whole | {
        "marks": {day[3]: "side"},
        "incomes": [{"earned_on": day[5], "amount": 3000, "days": 1}],
        "activities": [visit | {"done_on": day[turn], "institution": f"窓口{turn}"} for turn in (2, 6)],
        "direct_applications": [],
        "ready": "yes",
        "not_ready_reason": None,
        "not_ready_note": None,
    }


async def _file(portal: str, anchor: str, count: int) -> tuple[list[float], list[float], float]:
    """Return the milliseconds of submissions and of the bare handler's answers, and the seconds all took.

    Wave after wave of people press their button at the same moment, in turn with the bare handler;
    what the first ones took is not counted.
    """
    bare_ones = citizens_of(anchor, range(CONNECTIONS))
    ours, theirs, seconds = list[float](), list[float](), 0.0
    for first in range(0, count, CONNECTIONS):
        people = citizens_of(portal, range(first, min(first + CONNECTIONS, count)))
        await all_at_once(people, lambda who, turn, first=first: _enter(who, first + turn + 1), DOORS)
        began = perf_counter()
        took = await all_at_once(
            people, lambda who, turn, first=first: _submit(who, first + turn + 1), CONNECTIONS
        )
        if first >= WARM:
            ours, seconds = ours + took, seconds + perf_counter() - began
        await all_at_once(people, lambda who, _turn: who.close(), DOORS)
        await all_at_once(bare_ones, lambda who, _turn: who.connect("/"), DOORS)
        theirs += await all_at_once(bare_ones, _read, CONNECTIONS)
        await all_at_once(bare_ones, lambda who, _turn: who.close(), DOORS)
    return ours, theirs, seconds


async def _enter(who: Citizen, its: int) -> None:
    """Open the page on which one's declaration can be submitted."""
    here = {"application": its}
    await who.connect(routes.APPLY_CONFIRM, **here)
    await who.throw(OPEN, routes.APPLY_CONFIRM, here)
    await who.hear(sets("sections"))


async def _submit(who: Citizen, its: int) -> float:
    """Click twice; return the milliseconds until the page of completion is called for."""
    here, began = {"application": its}, perf_counter()
    for _ in range(2):
        await who.throw(SUBMIT, routes.APPLY_CONFIRM, here, form={})
    await who.hear(leads_on)
    return 1000 * (perf_counter() - began)


async def _read(who: Citizen, turn: int) -> float:
    """Ask the bare handler for a row."""
    began = perf_counter()
    await who.throw(READ, "/", None, row=1 + turn)
    await who.hear(sets("name"))
    return 1000 * (perf_counter() - began)


def _off(url: str, count: int) -> float:
    """Return how far the rows are from one application, one submission, one letter and one number each."""
    desk = Desk(url)
    received = desk.rows(Application, state=ApplicationState.RECEIVED)
    numbers, people = {row.number for row in received}, {row.applicant_id for row in received}
    letters = [row for row in desk.rows(Job, kind="mail") if row.args["mail"] == "application_received"]
    found = (received, numbers, people, letters, desk.rows(ApplicationSubmission))
    return float(sum(abs(len(one) - count) for one in found))


def _printed(url: str, many: int) -> list[float]:
    """Return the milliseconds of gathering and setting papers, with the library loaded."""
    papers, times = TypstPapers(), []
    rows = Desk(url).rows(Application, state=ApplicationState.RECEIVED)[: many + 1]
    for row in rows:
        began = perf_counter()
        with reading(url) as session:
            who = Principal(PrincipalKind.APPLICANT, row.applicant_id)
            paper = own_paper(session, principal=who, number=row.number)
        papers.make(paper.template, paper.words)
        times.append(1000 * (perf_counter() - began))
    return times[1:]


def _p99(times: list[float]) -> float:
    return quantiles(times, n=100)[98]
