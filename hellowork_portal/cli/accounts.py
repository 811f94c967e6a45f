"""Accounts: a code for somebody who has lost their mailbox, after staff have seen who it is."""

from typing import Annotated

import typer

from hellowork_portal import runtime
from hellowork_portal.cli.talk import app, refuse_broken_settings, stop_with, tell, told
from hellowork_portal.kit import routes
from hellowork_portal.kit.principal import SYSTEM
from hellowork_portal.kit.settings import settings
from hellowork_portal.services.accounts.counter_codes import account_of, make_counter_code
from hellowork_portal.services.accounts.rules import CODE_LIFE, CounterPurpose
from hellowork_portal.services.reservations.rules import number_shown

_VERIFIED = "Who has verified, from a document with a photograph, that this is the person."


@app.command("counter-code")
def counter_code(
    verified_by: Annotated[str, typer.Option(help=_VERIFIED)],
    reservation: Annotated[str, typer.Option(help="A reservation number of the person.")] = "",
    account: Annotated[str, typer.Option(help="The present user ID (mail address).")] = "",
) -> None:
    """Make a one-time code with which a person starts a new address; it is shown this once."""
    refuse_broken_settings()
    if bool(reservation) == bool(account):
        stop_with("codes.name_one")
    with told():
        found = runtime.read_now(account_of, reservation=reservation, mail_address=account)
        code = runtime.run_now(
            make_counter_code,
            principal=SYSTEM,
            applicant_id=found,
            purpose=CounterPurpose.RECOVERY,
            made_by=verified_by,
        )
        hours = int(CODE_LIFE.total_seconds()) // 3600
        tell("codes.made", code=number_shown(code), hours=hours)
        tell("codes.where", page=f"{settings().public_url}{routes.RECOVER}")
