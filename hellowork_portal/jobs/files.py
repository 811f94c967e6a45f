"""People's files: looked through by a scanner, deleted when given up, tidied once a day."""

from datetime import timedelta

import structlog

from hellowork_portal.jobs.kinds import GiveUp, RetryAt, Tools, patience
from hellowork_portal.jobs.queue import Claim
from hellowork_portal.ports.file_scanner import ScannerAway
from hellowork_portal.ports.file_store import FileMissing
from hellowork_portal.services.attachments import scanning, tidying
from hellowork_portal.services.attachments.rules import STRAY_AFTER

log = structlog.get_logger("jobs.files")
_SHORTEST_WAIT, _LONGEST_WAIT = timedelta(seconds=10), timedelta(minutes=10)


def scan(job: Claim, tools: Tools) -> None:
    """Ask the scanner about a file, outside any transaction; while it is away the file stays hidden.

    Its absence costs no attempt: a file waits for as long as that takes.
    """
    its = job.args["attachment"]
    with tools.reading() as session:
        key = scanning.waiting_key(session, attachment_id=its)
    if not key:
        return
    try:
        is_clean = tools.scanner.is_clean(tools.files.get(key))
    except ScannerAway as away:
        when = patience(job, now=tools.now(), shortest=_SHORTEST_WAIT, longest=_LONGEST_WAIT)
        raise RetryAt(when, f"scanner_away {away.reason}") from away
    except FileMissing as error:
        raise GiveUp("file_missing") from error
    with tools.writing() as session:
        scanning.note_scanned(session, attachment_id=its, is_clean=is_clean, now=tools.now())
    if not is_clean:
        log.warning("file_refused", attachment=its)


def forget(job: Claim, tools: Tools) -> None:
    """Delete the content of a file that was given up."""
    tools.files.delete(job.args["key"])


def tidy(_job: Claim, tools: Tools) -> None:
    """Let go what the law lets go, and delete what no case has."""
    with tools.writing() as session:
        gone = tidying.let_go(session, now=tools.now())
    with tools.reading() as session:
        strays = list(tidying.strays(session, tools.files.keys(tools.now() - STRAY_AFTER)))
    for key in strays:
        tools.files.delete(key)
    log.info("files_tidied", gone=gone, strays=len(strays))
