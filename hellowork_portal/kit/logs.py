"""Structured logs without cookies, tokens or personal data."""

import logging
import re
from typing import Any

import structlog

_SECRET = re.compile(
    r"""(?ix)
    ( ["']? (?:http_)? (?: (?:set-)?cookie | (?:proxy-)?authorization ) (?: ["']\s*[:,=] | \s*[:=] ) \s* )
        (?: b?"[^"]*" | b?'[^']*' | [^\r\n"']+ )
    | ( (?<![a-z]) (?:\w+_)? (?:token|pwd|zak|password|secret) ["']? \s*[=:]\s* | \bcode= )
        (?: b?"[^"]*" | b?'[^']*' | [^&\s"',;}]+ )
    | ( (?:__Host-)? (?:session|link|known_browser) = ) [^;\s"',}]+"""
)
"""A header as a dict, a pair, bytes or a line; a named secret; a cookie of ours."""


def without_secrets(text: str) -> str:
    """Return a log line with cookies, authorisation headers and tokens blanked."""
    return _SECRET.sub(lambda match: f"{match[1] or match[2] or match[3]}[dropped]", text)


def _clean_entry(_logger: Any, _method: str, entry: Any) -> Any:
    """Clean the values of structlog's entries, which go past the records of `logging`."""
    return {name: _clean(value) for name, value in entry.items()}


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return without_secrets(value)
    return [_clean(one) for one in value] if isinstance(value, list | tuple) else value


def set_up_logs() -> None:
    """Send structlog's lines as JSON and clean every record of other loggers: the framework logs headers."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _clean_entry,
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
