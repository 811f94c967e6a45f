"""Faults: what nobody expected gets a reference number and one log line."""

import secrets

import structlog

from hellowork_portal.kit.errors import PortalError

_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
log = structlog.get_logger("portal")


class Fault(PortalError):
    """An unexpected failure; staff find `reference` in the log."""

    code = "fault"

    def __init__(self, reference: str) -> None:
        super().__init__(reference=reference)
        self.reference = reference


def new_fault(error: BaseException, where: str) -> Fault:
    """Log an unexpected error without its values (they may be personal) and name it."""
    reference = "".join(secrets.choice(_ALPHABET) for _ in range(8))
    log.error("fault", reference=reference, where=where, error=type(error).__name__, trace=_trace(error))
    return Fault(reference)


def _trace(error: BaseException) -> list[str]:
    """Return file:line of each frame; no values, no messages."""
    frames, step = [], error.__traceback__
    while step is not None:
        code = step.tb_frame.f_code
        frames.append(
            f"{code.co_filename.rsplit('/site-packages/')[-1].rsplit('/hellowork_portal/')[-1]}:{step.tb_lineno}"
        )
        step = step.tb_next
    return frames[-12:]
