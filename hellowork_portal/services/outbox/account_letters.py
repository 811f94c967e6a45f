"""Letters about an account, as jobs: secrets and personal words sealed."""

import json
from datetime import datetime
from typing import Any

from hellowork_portal.kit.sealing import seal
from hellowork_portal.services.outbox.service import NewJob


def letter(
    mail: str,
    about: int | None,
    *,
    now: datetime,
    language: str,
    to: str = "",
    applicant_id: int | None = None,
    link: str = "",
    **values: str,
) -> NewJob:
    """Return the job of one letter: to an address, or to a person's present one, or both.

    With both, the address counts and the letter is listed as the person's. `about` is the
    row that it tells of; the moment stands in the key beside it, because SQLite gives the
    ids of erased rows again. `values` fill the letter's placeholders.
    """
    args: dict[str, Any] = {"mail": mail, "language": language}
    if to:
        args["to"] = to
    if applicant_id is not None:
        args["applicant_id"] = applicant_id
    if link:
        args["link_sealed"] = seal(link)
    if values:
        args["values_sealed"] = seal(json.dumps(values))
    return NewJob("mail", f"mail:{mail}:{about}:{now.timestamp()}", args)
