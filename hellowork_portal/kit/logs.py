"""Structured logs without cookies, tokens or personal data."""

import logging
import re
from typing import Any

import structlog

_SECRET = re.compile(
    r"""(?ix) (["']?(?:cookie|set-cookie|authorization)["']?\s*[:=]\s*) ("[^"]*"|'[^']*'|\S+)
    | ((?:[?&]|\b)(?:token|pwd|zak|code)=) [^&\s"']+
    | (__Host-session|__Host-link|session|link)=[^;\s"',}]+"""
)


def without_secrets(text: str) -> str:
    """Return a log line with cookies, authorisation headers and tokens blanked."""
    return _SECRET.sub(lambda match: f"{match[1] or match[3] or (match[4] or '') + '='}[dropped]", text)


def set_up_logs() -> None:
    """Send structlog's lines as JSON and clean every record of other loggers: the framework logs headers."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ]
    )
    logging.setLogRecordFactory(_clean_record)


_make_record = logging.getLogRecordFactory()


def _clean_record(*args: Any, **kwargs: Any) -> logging.LogRecord:
    """Make a record that holds no secret, whichever logger and handler it goes through."""
    record = _make_record(*args, **kwargs)
    record.msg, record.args = without_secrets(record.getMessage()), ()
    if record.exc_info and record.exc_info[1] is not None:
        record.exc_text = without_secrets(logging.Formatter().formatException(record.exc_info))
    return record
