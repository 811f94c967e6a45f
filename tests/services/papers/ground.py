"""A declaration with everything in it, as the service keeps it."""

from datetime import date
from typing import Any

from sqlmodel import Session

from hellowork_portal.forms.catalogue_files import digest, load_catalogue
from hellowork_portal.forms.definition import ProcedureDefinition
from hellowork_portal.kit.sql import id_of
from hellowork_portal.models import Procedure, ProcedureVersion
from tests.factories import NOW
from tests.factories.places import kept

NAME, NUMBER = "髙橋 﨑𠮷 葛󠄀城", "13010260000017"
FIRST, LAST, DAY = "2026-11-03", "2026-11-30", "2026-12-01"


def declared(**changes: Any) -> dict[str, Any]:
    """Checked answers of the declaration: work, side work, an income, a visit, an application."""
    activity = {
        "method": "hello_work",
        "done_on": "2026-11-10",
        "institution": "窓口",
        "content": "相談した。",
    }
    applied = {
        "employer": "株式会社𠮷野",
        "phone": "0312345678",
        "applied_on": "2026-11-12",
        "way": "internet",
        "occupation": "一般事務",
        "found_by": "internet",
        "result": "結果待ち",
    }
    return {
        "claimant_number": NUMBER,
        "claimant_name": NAME,
        "office_name": "ハローワーク飯田橋",
        "certification_on": DAY,
        "period_first": FIRST,
        "period_last": LAST,
        "worked": "yes",
        "marks": {"2026-11-04": "work", "2026-11-05": "side"},
        "incomes": [{"earned_on": "2026-11-05", "amount": 6000, "days": 2}],
        "searched": "yes",
        "activities": [activity],
        "direct_applications": [applied],
        "ready": "no",
        "not_ready_reason": "other",
        "not_ready_note": "引っ越しのため",
        "job_kind": "none",
        "truth": True,
    } | changes


def definition() -> ProcedureDefinition:
    """The declaration as it ships."""
    return next(one for one in load_catalogue() if one.code == "declaration")


def make_declaration(session: Session) -> ProcedureVersion:
    """The shipped declaration, published."""
    shipped = definition()
    procedure = kept(session, Procedure, code=shipped.code, kind=shipped.kind, purpose=shipped.purpose)
    facts = {"digest": digest(shipped), "definition": shipped.model_dump(mode="json", by_alias=True)}
    return kept(session, ProcedureVersion, procedure_id=id_of(procedure), number=1, published_at=NOW, **facts)


def period() -> dict[str, date]:
    """The columns that say the same."""
    return {"period_first": date.fromisoformat(FIRST), "period_last": date.fromisoformat(LAST)}
