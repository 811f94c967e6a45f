"""Taking an office's file of claimants: kept, shown, then taken whole or not at all."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import update
from sqlmodel import Session

from hellowork_portal.kit.clock import day_in_japan
from hellowork_portal.kit.principal import Principal, Role
from hellowork_portal.kit.sealing import seal, unseal
from hellowork_portal.kit.sql import id_of, table_of
from hellowork_portal.kit.text import clean_name
from hellowork_portal.kit.words import Words, in_all
from hellowork_portal.models import ClaimantImport
from hellowork_portal.services.audit.service import record, record_each
from hellowork_portal.services.claimants.errors import FileFaulty, FileGone
from hellowork_portal.services.claimants.file_rows import Fault, decoded, read_lines
from hellowork_portal.services.claimants.file_story import changed_by, made_by
from hellowork_portal.services.claimants.plan import plan_of, write
from hellowork_portal.services.claimants.records import hold_office
from hellowork_portal.services.claimants.views import FaultLine, ImportView
from hellowork_portal.services.staff.offices import office_for

_FILE = table_of(ClaimantImport)
_MANAGER = (Role.OFFICE_MANAGER,)
KEPT = timedelta(hours=24)
_MOST_SHOWN, _LONGEST_NAME = 200, 100


def keep_file(
    session: Session, *, principal: Principal, office_code: str, file_name: str, content: bytes, now: datetime
) -> int:
    """Keep a file, sealed, to be looked at and taken within a day; return its id.

    Raises FileUnreadable for what is no list of claimants, NotAllowed.
    """
    office = office_for(session, principal=principal, code=office_code, roles=_MANAGER)
    text = decoded(content)
    read_lines(text)
    forget_files(session, now=now)
    row = ClaimantImport(
        office_id=office.id,
        made_by_id=principal.staff_id,
        made_at=now,
        file_name=clean_name(file_name)[-_LONGEST_NAME:],
        content_sealed=seal(text),
    )
    session.add(row)
    session.flush()
    return id_of(row)


def import_view(
    session: Session, *, principal: Principal, office_code: str, import_id: int, now: datetime
) -> ImportView:
    """Return what taking a kept file would do; changes nothing. Raises FileGone, NotAllowed."""
    office = office_for(session, principal=principal, code=office_code, roles=_MANAGER)
    row = session.get(ClaimantImport, import_id)
    if row is None or row.office_id != office.id:
        raise FileGone
    if row.taken_at is not None:
        return ImportView(import_id=import_id, file_name=row.file_name, is_taken=True)
    if not row.content_sealed or row.made_at <= now - KEPT:
        raise FileGone
    file = read_lines(unseal(row.content_sealed))
    plan = plan_of(session, office.id, file, day_in_japan(now))
    return ImportView(
        import_id=import_id,
        file_name=row.file_name,
        lines=len(plan.new) + len(plan.changed) + plan.same,
        new=len(plan.new),
        changed=len(plan.changed),
        same=plan.same,
        losing=plan.losing,
        fault_count=len(plan.faults),
        faults=_told(plan.faults),
        warnings=_told(file.warnings),
        unknown_columns=", ".join(file.unknown_columns),
    )


def take_file(
    session: Session, *, principal: Principal, office_code: str, import_id: int, now: datetime
) -> ImportView:
    """Take a kept file whole; a second click tells that it was taken.

    Raises FileFaulty where a line is wrong, by now or from the first: nothing is taken then.
    """
    office = office_for(session, principal=principal, code=office_code, roles=_MANAGER)
    hold_office(session, office.id)
    row = session.get(ClaimantImport, import_id, with_for_update=True)
    if row is None or row.office_id != office.id:
        raise FileGone
    done = ImportView(import_id=import_id, file_name=row.file_name, is_taken=True)
    if row.taken_at is not None:
        return done
    if not row.content_sealed or row.made_at <= now - KEPT:
        raise FileGone
    today = day_in_japan(now)
    plan = plan_of(session, office.id, read_lines(unseal(row.content_sealed)), today)
    if plan.faults:
        raise FileFaulty(count=len(plan.faults))
    ids = write(session, office.id, plan, now)
    row.taken_at, row.content_sealed = now, ""
    counts = {"new": len(plan.new), "changed": len(plan.changed), "same": plan.same}
    record(session, principal, "claimant.imported", ("office", office.id), now=now, file=import_id, **counts)
    record_each(session, principal, "claimant.made_by_file", ("claimant", made_by(plan, ids)), now=now)
    record_each(session, principal, "claimant.changed_by_file", ("claimant", changed_by(plan, ids)), now=now)
    return ImportView(**{**done.__dict__, **counts})


def forget_files(session: Session, *, now: datetime) -> int:
    """Empty files that nobody took within a day; return how many."""
    old = (_FILE.c.made_at <= now - KEPT) & (_FILE.c.content_sealed != "")
    return session.connection().execute(update(_FILE).where(old).values(content_sealed="")).rowcount


def _told(faults: Iterable[Fault]) -> list[FaultLine]:
    """Return the first faults as sentences."""
    return [FaultLine(one.line, _column(one), _sentence(one), one.text) for one in list(faults)[:_MOST_SHOWN]]


def _column(fault: Fault) -> Words:
    if not fault.column:
        return in_all("staff.claimants.whole_line")
    return in_all(f"staff.claimants.column.{fault.column}")


def _sentence(fault: Fault) -> Words:
    return in_all(f"staff.claimants.fault.{fault.code}")
