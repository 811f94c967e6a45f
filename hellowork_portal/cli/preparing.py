"""Preparing the portal."""

from dataclasses import asdict
from pathlib import Path

import typer

from hellowork_portal import runtime
from hellowork_portal.cli.talk import app, refuse_broken_settings, step, tell, told, words
from hellowork_portal.forms.catalogue_files import load_catalogue
from hellowork_portal.kit import sealing
from hellowork_portal.kit.settings import ROOT, settings
from hellowork_portal.services.procedures.service import load_procedures
from hellowork_portal.services.schedules.release import release_slots

STAFF_ACCOUNTS = "demonstration-staff.json"
"""Where `make run` finds how to sign in as staff."""


@app.command()
def prepare() -> None:
    """Bring tables, procedures and slots (and demonstration data) up to date; safe to repeat."""
    refuse_broken_settings()
    settings().data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    with told():
        step("prepared.tables", _upgrade)
        if settings().is_demonstration:
            step("prepared.demonstration", _demonstrate)
        else:
            step(
                "prepared.procedures", lambda: runtime.run_now(load_procedures, definitions=load_catalogue())
            )
            release_all()


def _upgrade() -> None:
    from alembic import command
    from alembic.config import Config

    config = Config(ROOT / "alembic.ini")
    config.set_main_option("script_location", str(ROOT / "alembic"))
    command.upgrade(config, "head")


def _demonstrate() -> int:
    from hellowork_portal.demo.people import keep_accounts, kept_accounts
    from hellowork_portal.demo.seed import seed

    path = settings().data_dir / "demonstration.json"
    accounts = runtime.run_now(seed, known=kept_accounts(path))
    keep_accounts(path, [asdict(account) | {"who": words(f"who.{account.code}")} for account in accounts])
    return len(accounts) + _demonstrate_staff()


def _demonstrate_staff() -> int:
    from hellowork_portal.demo.people import keep_accounts
    from hellowork_portal.demo.seed import demonstration_data
    from hellowork_portal.demo.seed_applications import seed_applications
    from hellowork_portal.demo.seed_clients import seed_clients
    from hellowork_portal.demo.staff import kept_staff, seed_staff

    path = settings().data_dir / STAFF_ACCOUNTS
    accounts = runtime.run_now(seed_staff, staff=demonstration_data()["staff"], known=kept_staff(path))
    runtime.run_now(seed_clients, data=demonstration_data())
    runtime.run_now(seed_applications, data=demonstration_data())
    keep_accounts(path, [asdict(account) | {"who": words(f"who.{account.code}")} for account in accounts])
    return len(accounts)


@app.command("release-slots")
def release() -> None:
    """Write the slots of the coming days; the worker does it daily."""
    refuse_broken_settings()
    with told():
        release_all()


def release_all() -> None:
    """Write the slots of the coming days and say how many were new."""
    step("prepared.slots", lambda: runtime.run_now(release_slots))


@app.command("make-keys")
def make_keys(path: Path) -> None:
    """Write a new key file (0600) for PORTAL_KEY_FILE; an existing one stays."""
    if path.exists():
        tell("keys_there", path=path)
        raise typer.Exit(1)
    with told():
        sealing.make_key_file(path)
        tell("keys_made", path=path)
