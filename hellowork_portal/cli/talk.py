"""How the operator's commands speak: sentences, steps, lists, faults; and what settings they refuse."""

import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Annotated, Any, NoReturn

import typer
from dotenv import dotenv_values
from pydantic import ValidationError

from hellowork_portal.forms.catalogue_files import DefinitionBroken
from hellowork_portal.kit import sealing
from hellowork_portal.kit.errors import PortalError
from hellowork_portal.kit.i18n import say
from hellowork_portal.kit.settings import Mode, settings, unknown_settings

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


def step(element: str, work: Callable[[], int | None]) -> None:
    """Do a part of the preparation and say what came of it, with the seconds since the start."""
    said = words(element, count=work())
    typer.echo(f"[{time.monotonic() - _BEGAN:5.1f} s] {said}")


def refuse_broken_settings(*, only_database: bool = False) -> None:
    """Stop with exit code 2 where a setting cannot be used, or one of those that a command needs."""
    if problems := setting_problems(only_database=only_database):
        typer.echo("\n".join(problems), err=True)
        raise typer.Exit(BROKEN_SETTING)


def setting_problems(*, only_database: bool = False) -> list[str]:
    """Return a sentence for each setting that cannot be used; typed values are not repeated.

    `only_database`: keys and contact are not asked for, because the command needs neither.
    """
    if unknown := unknown_settings({*os.environ, *dotenv_values(".env")}):
        return [words("settings.unknown", variable=name) for name in unknown]
    try:
        configured = settings()
    except ValidationError as error:
        return [_setting_words(dict(problem)) for problem in error.errors()]
    if not configured.database.startswith(_DATABASES):
        return [words("settings.database", variable="PORTAL_DATABASE_URL")]
    if only_database:
        return []
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


def tell_all(sentences: Iterable[str]) -> None:
    """Print sentences below one another, the first twenty of them."""
    said = list(sentences)
    more = [words("more", count=len(said) - _SHOWN)] if len(said) > _SHOWN else []
    for sentence in [*said[:_SHOWN], *more]:
        typer.echo(f"  {sentence}")


def stop_with(element: str, **values: object) -> NoReturn:
    """Print why a command cannot be done, and stop."""
    typer.echo(words(element, **values), err=True)
    raise typer.Exit(1)


def stop_at(faults: Sequence[Any]) -> None:
    """Print what is wrong with a file, line by line, and stop; nothing where all is well."""
    for fault in faults:
        said = words(f"fault.{fault.code}", column=fault.column, value=fault.value)
        typer.echo(words("fault.line", line=fault.line, said=said), err=True)
    if faults:
        raise typer.Exit(1)
