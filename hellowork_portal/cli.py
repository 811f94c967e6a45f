"""The operator's commands: `python -m hellowork_portal.cli <command>`."""

import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import ValidationError

from hellowork_portal import runtime
from hellowork_portal.forms.catalogue_files import DefinitionBroken, load_catalogue
from hellowork_portal.kit import sealing
from hellowork_portal.kit.errors import PortalError
from hellowork_portal.kit.i18n import say
from hellowork_portal.kit.settings import ROOT, Mode, settings
from hellowork_portal.services.offices.rows import read_office_file
from hellowork_portal.services.offices.service import (
    OfficeImportPreview,
    import_offices,
    prefecture_names,
    preview_offices,
)
from hellowork_portal.services.procedures.service import load_procedures
from hellowork_portal.services.schedules.hosts import assign_hosts, preview_hosts
from hellowork_portal.services.schedules.release import release_slots

BROKEN_SETTING = 2
_BEGAN, _SHOWN = time.monotonic(), 20
_DATABASES = ("sqlite:", "postgresql:", "postgresql+psycopg:")
app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
Apply = Annotated[bool, typer.Option("--apply", help="Do it; without this it is only shown.")]


def language() -> str:
    """Return the operator's language: PORTAL_LANGUAGE, else the terminal's; English where unknown."""
    wish = next(filter(None, map(os.environ.get, ("PORTAL_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return "ja" if wish.startswith("ja") else "en"


def words(element: str, **values: object) -> str:
    """Return an operator's sentence (`cli.<element>`)."""
    return say(language(), f"cli.{element}", **values)


def tell(element: str, **values: object) -> None:
    """Print an operator's sentence."""
    typer.echo(words(element, **values))


@contextmanager
def told() -> Iterator[None]:
    """Turn what can be expected to go wrong into a sentence and exit code 1."""
    try:
        yield
        return
    except DefinitionBroken as error:
        said = str(error)
    except PortalError as error:
        said = say(language(), f"error.{error.code}", **error.values)
    except (OSError, UnicodeDecodeError) as error:
        said = words("file_unreadable", detail=error)
    typer.echo(said, err=True)
    raise typer.Exit(1)


def _step(element: str, work: Callable[[], int | None]) -> None:
    """Do a part of the preparation and say what came of it, with the seconds since the start."""
    said = words(element, count=work())
    typer.echo(f"[{time.monotonic() - _BEGAN:5.1f} s] {said}")


@app.command()
def prepare() -> None:
    """Bring tables, procedures and slots (and demonstration data) up to date; safe to repeat."""
    _refuse_broken_settings()
    settings().data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    with told():
        _step("prepared.tables", _upgrade)
        if settings().is_demonstration:
            _step("prepared.demonstration", _demonstrate)
        else:
            _step(
                "prepared.procedures", lambda: runtime.run_now(load_procedures, definitions=load_catalogue())
            )
            _release()


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
    return len(accounts)


@app.command("check-settings")
def check_settings() -> None:
    """Say in one sentence each what is wrong with the settings; exit code 2 if anything is."""
    _refuse_broken_settings()
    tell("settings.good")


def _refuse_broken_settings() -> None:
    if problems := setting_problems():
        typer.echo("\n".join(problems), err=True)
        raise typer.Exit(BROKEN_SETTING)


def setting_problems() -> list[str]:
    """Return a sentence for each setting that cannot be used; typed values are not repeated."""
    try:
        configured = settings()
    except ValidationError as error:
        return [_setting_words(dict(problem)) for problem in error.errors()]
    if not configured.database.startswith(_DATABASES):
        return [words("settings.database", variable="PORTAL_DATABASE_URL")]
    try:
        sealing.check_keys()
    except sealing.KeysMissing:
        return [words("settings.keys_missing")]
    except (OSError, ValueError, KeyError, TypeError):
        return [words("settings.keys_broken")]
    if configured.mode is Mode.PRODUCTION and not configured.contact.phone:
        return [words("settings.contact_missing")]
    return []


def _setting_words(problem: dict[str, Any]) -> str:
    if not problem["loc"]:
        return words("settings.redis_needed")
    kind = next((kind for kind in ("enum", "int", "bool") if problem["type"].startswith(kind)), "other")
    variable = "PORTAL_" + "__".join(map(str, problem["loc"])).upper()
    return words(f"settings.{kind}", variable=variable, choices=problem.get("ctx", {}).get("expected", ""))


@app.command()
def worker() -> None:
    """Send mails, make meetings, release slots: until a signal ends it."""
    from hellowork_portal.jobs.worker import run_worker

    _refuse_broken_settings()
    run_worker()


@app.command()
def mailbox() -> None:
    """Catch mails and show them; for demonstrations alone."""
    _refuse_broken_settings()
    if settings().mode is Mode.PRODUCTION:
        tell("demonstration_only")
        raise typer.Exit(1)
    from hellowork_portal.demo.mailbox import run_mailbox

    run_mailbox()


@app.command("release-slots")
def release() -> None:
    """Write the slots of the coming days; the worker does it daily."""
    _refuse_broken_settings()
    with told():
        _release()


def _release() -> None:
    _step("prepared.slots", lambda: runtime.run_now(release_slots))


@app.command("make-keys")
def make_keys(path: Path) -> None:
    """Write a new key file (0600) for PORTAL_KEY_FILE; an existing one stays."""
    if path.exists():
        tell("keys_there", path=path)
        raise typer.Exit(1)
    with told():
        sealing.make_key_file(path)
        tell("keys_made", path=path)


@app.command("import-offices")
def offices(file: Path, apply: Apply = False) -> None:
    """Show what an office file (CSV, UTF-8) would change; with --apply, do it."""
    _refuse_broken_settings()
    with told():
        read = read_office_file(file.read_text(encoding="utf-8-sig"), prefecture_names())
        preview = runtime.read_now(preview_offices, file=read)
        _stop_at(preview.faults)
        _show_offices(preview)
        if apply:
            runtime.run_now(import_offices, file=read)
            runtime.run_now(load_procedures, definitions=load_catalogue())
            _release()
        tell("applied" if apply else "only_shown")


def _show_offices(preview: OfficeImportPreview) -> None:
    tell("offices.summary", added=len(preview.added), changed=len({one.code for one in preview.changed}))
    _list(words("offices.added", code=row.code, name=row.name) for row in preview.added)
    _list(words("offices.changed", **asdict(change)) for change in preview.changed)
    _list(words("offices.missing", **asdict(missing)) for missing in preview.missing)


@app.command("assign-hosts")
def hosts(file: Path, apply: Apply = False) -> None:
    """Show how a file (CSV: provider_user_id, office_code, procedure_code, lanes) lends meeting hosts."""
    _refuse_broken_settings()
    with told():
        text = file.read_text(encoding="utf-8-sig")
        preview = runtime.read_now(preview_hosts, text=text)
        _stop_at(preview.faults)
        tell("hosts.summary", added=len(preview.added), changed=len(preview.changed))
        _list(words("hosts.lent", **asdict(row)) for row in [*preview.added, *preview.changed])
        if apply:
            runtime.run_now(assign_hosts, text=text)
            _release()
        tell("applied" if apply else "only_shown")


def _list(sentences: Iterable[str]) -> None:
    said = list(sentences)
    more = [words("more", count=len(said) - _SHOWN)] if len(said) > _SHOWN else []
    for sentence in [*said[:_SHOWN], *more]:
        typer.echo(f"  {sentence}")


def _stop_at(faults: Sequence[Any]) -> None:
    for fault in faults:
        said = words(f"fault.{fault.code}", column=fault.column, value=fault.value)
        typer.echo(words("fault.line", line=fault.line, said=said), err=True)
    if faults:
        raise typer.Exit(1)


if __name__ == "__main__":
    app()
