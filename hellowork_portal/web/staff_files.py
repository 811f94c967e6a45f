"""Files for staff: posted for by a page's form, made when asked for, kept nowhere."""

from collections.abc import Callable
from datetime import datetime
from json import dumps

from starlette.requests import Request
from starlette.responses import Response

from hellowork_portal import runtime
from hellowork_portal.kit import clock, routes
from hellowork_portal.kit.errors import PortalError
from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.sheets import as_csv
from hellowork_portal.services.audit.asking import Asked
from hellowork_portal.services.audit.exporting import export_entries
from hellowork_portal.services.reports.service import AskedReport
from hellowork_portal.services.reports.sheets import as_one_table, sheets_of
from hellowork_portal.services.reviews.exporting import as_rows, decided_cases
from hellowork_portal.services.reviews.rules import day_of
from hellowork_portal.web import browser
from hellowork_portal.web.people import Typed, posted
from hellowork_portal.web.staff_door import staff_of

CSV = "text/csv; charset=utf-8"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_BOXES = ("since", "until", "actor_kind", "actor", "action", "subject_kind", "subject")
_LONGEST = 80


def for_staff(
    page: str, work: Callable[[Request, Principal, Typed], Response]
) -> Callable[[Request, Typed], Response]:
    """Let only signed-in staff through; what goes wrong is told on the page that asked."""

    def guarded(request: Request, typed: Typed) -> Response:
        typed = {name: text[:_LONGEST] for name, text in typed.items()}
        principal = staff_of(request)
        if principal is None:
            return browser.go(routes.staff_sign_in_and_return(page))
        try:
            return work(request, principal, typed)
        except PortalError:
            return browser.go(routes.with_query(page, **typed))

    return guarded


def attached(content: bytes, name: str, media_type: str, now: datetime) -> Response:
    """Return a file to be saved; its name says when it was made, in Japan."""
    stamp = clock.in_japan(now).strftime("%Y%m%d-%H%M")
    disposition = f'attachment; filename="{name.replace("*", stamp)}"'
    headers = {"Content-Disposition": disposition, "Cache-Control": "no-store"}
    return Response(content, media_type=media_type, headers=headers)


def _audit(_request: Request, principal: Principal, typed: Typed) -> Response:
    asked = Asked(**{name: typed[name] for name in _BOXES})
    found = runtime.run_now(export_entries, principal=principal, asked=asked, office_code=typed["office"])
    return attached(as_csv(found.rows), "audit-*.csv", CSV, clock.now())


def _report(_request: Request, principal: Principal, typed: Typed) -> Response:
    asked = AskedReport(typed["since"], typed["until"], typed["procedure"])
    sheets = runtime.read_now(sheets_of, principal=principal, asked=asked, office_code=typed["office"])
    if typed["kind"] == "xlsx":
        return attached(runtime.port("workbooks").make(sheets), "report-*.xlsx", _EXCEL, clock.now())
    return attached(as_csv(as_one_table(sheets, principal.language)), "report-*.csv", CSV, clock.now())


def _decided(_request: Request, principal: Principal, typed: Typed) -> Response:
    days = {"first": day_of(typed["first"]), "last": day_of(typed["last"])}
    found = runtime.run_now(decided_cases, principal=principal, office_code=typed["office"], **days)
    if typed["kind"] == "json":
        content = dumps(found, ensure_ascii=False, indent=1).encode()
        return attached(content, "decided-*.json", "application/json", clock.now())
    return attached(as_csv(as_rows(found)), "decided-*.csv", CSV, clock.now())


POSTS = {
    routes.STAFF_DECIDED_FILE: posted(
        for_staff(routes.STAFF_APPLICATIONS, _decided), "office", "first", "last", "kind"
    ),
    routes.STAFF_AUDIT_FILE: posted(for_staff(routes.STAFF_AUDIT, _audit), "office", *_BOXES),
    routes.STAFF_REPORT_FILE: posted(
        for_staff(routes.STAFF_REPORTS, _report), "office", "since", "until", "procedure", "kind"
    ),
}
