"""Amounts and rules of the law with the day from which they hold: listed, set."""

from datetime import datetime
from typing import Annotated

import typer

from hellowork_portal import runtime
from hellowork_portal.cli.talk import app, refuse_broken_settings, stop_with, tell, told
from hellowork_portal.services.certifications.dated import NAMES, set_value, settings_of

_VALUES = "name=value, all names of the setting: yen=1391"


@app.command("dated-settings")
def listed() -> None:
    """List every dated setting with the days from which its values hold."""
    refuse_broken_settings()
    with told():
        for code in NAMES:
            for one in runtime.read_now(settings_of, code=code):
                value = ", ".join(f"{name}={said}" for name, said in one.value.items())
                where = "dated.shipped" if one.is_shipped else "dated.own"
                tell(where, code=code, day=one.valid_from, value=value)


@app.command("set-dated")
def set_dated(
    code: Annotated[str, typer.Argument(help="deduction, benefit or required_activities.")],
    valid_from: Annotated[datetime, typer.Argument(formats=["%Y-%m-%d"], help="The first day: 2026-08-01.")],
    values: Annotated[list[str], typer.Argument(help=_VALUES)],
) -> None:
    """Let an amount or a rule hold from a day on; a value of the same day is replaced."""
    refuse_broken_settings()
    said = dict(one.split("=", 1) for one in values if "=" in one)
    if len(said) != len(values):
        stop_with("dated.pairs")
    with told():
        runtime.run_now(set_value, code=code, valid_from=valid_from.date(), value=said)
        tell("dated.set", code=code, day=valid_from.date())
