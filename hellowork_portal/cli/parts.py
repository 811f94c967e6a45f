"""The processes that `make run` starts; each imports no more than it needs."""

import typer

from hellowork_portal.cli.talk import app, refuse_broken_settings, tell
from hellowork_portal.kit.settings import Mode, settings


@app.command("check-settings")
def check_settings() -> None:
    """Say in one sentence each what is wrong with the settings; exit code 2 if anything is."""
    refuse_broken_settings()
    tell("settings.good")


@app.command()
def worker() -> None:
    """Send mails, make meetings, release slots: until a signal ends it."""
    from hellowork_portal.jobs.worker import run_worker

    refuse_broken_settings()
    run_worker()


@app.command()
def mailbox() -> None:
    """Catch mails and show them; for demonstrations alone."""
    refuse_broken_settings()
    if settings().mode is Mode.PRODUCTION:
        tell("demonstration_only")
        raise typer.Exit(1)
    from hellowork_portal.demo.mailbox import run_mailbox

    run_mailbox()
