"""The audit: whether it is still what was sealed."""

from datetime import datetime
from typing import Annotated

import typer

from hellowork_portal import runtime
from hellowork_portal.cli.talk import app, language, refuse_broken_settings, tell, tell_all, told, words
from hellowork_portal.kit.i18n import with_readings
from hellowork_portal.kit.words import of_moment
from hellowork_portal.services.audit.chain import Head
from hellowork_portal.services.audit.verifying import Finding, Report, verify_chain

_HEAD = "A head that was kept (a hash): it must be in the chain, and only what follows it is walked."


@app.command("audit-verify")
def audit_verify(from_head: Annotated[str, typer.Option(help=_HEAD)] = "") -> None:
    """Walk the audit's chain and say what is wrong and where; exit code 1 if anything is."""
    refuse_broken_settings()
    with told():
        report = runtime.read_now(verify_chain, from_head=from_head)
    if report.found:
        _tell_wrong(report)
    elif report.head is None:
        tell("audit.nothing_sealed")
    else:
        element = "audit.good_since" if report.after else "audit.good"
        tell(element, after=report.after, seals=report.seals, entries=report.entries)
    if report.waiting:
        tell("audit.waiting", count=report.waiting)
    if report.head:
        _tell_head(report.head)
    if report.found:
        raise typer.Exit(1)


def _tell_wrong(report: Report) -> None:
    tell("audit.bad", count=report.found)
    if report.seals and report.seals_wrong == report.seals:
        tell("audit.keys")
    tell_all(map(_said, report.findings))
    if report.found > len(report.findings):
        tell("more", count=report.found - len(report.findings))


def _said(finding: Finding) -> str:
    values = {name: _shown(value) for name, value in finding.values.items()}
    return words(f"audit.found.{finding.code}", **values)


def _shown(value: object) -> object:
    if not isinstance(value, datetime):
        return value
    return with_readings(of_moment(value)[language()])


def _tell_head(head: Head) -> None:
    tell("audit.head", number=head.number, at=head.sealed_at.isoformat(), hash=head.hash)
