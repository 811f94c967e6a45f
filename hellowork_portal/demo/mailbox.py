"""A mail server that keeps everything to itself, with a page to read it."""

from pathlib import Path
from urllib.parse import urlsplit

import uvicorn

from hellowork_portal.demo.mailbox_pages import MailboxPages
from hellowork_portal.demo.mailbox_smtp import Catcher, Faults, controller
from hellowork_portal.demo.mailbox_store import MailStore
from hellowork_portal.kit import clock
from hellowork_portal.kit.settings import settings

HOST = "127.0.0.1"
PAGE_PORT = 8026


def run_mailbox() -> None:
    """Catch mails on the settings' SMTP port and show them on the mailbox's, until a signal ends it."""
    store, faults = MailStore(_file()), Faults()
    smtp = controller(Catcher(store, faults, clock.now), settings().smtp.port)
    smtp.start()
    try:
        port = urlsplit(settings().mailbox_url).port or PAGE_PORT
        uvicorn.run(MailboxPages(store, faults).app(), host=HOST, port=port, log_level="warning", ws="none")
    finally:
        smtp.stop()


def _file() -> Path:
    return settings().data_dir / "mailbox" / "mails.db"
