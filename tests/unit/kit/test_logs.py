"""No cookie, token or password reaches a log, whatever writes the line."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from hellowork_portal.kit.logs import set_up_logs, without_secrets

SECRET = "Zx9-secret.value"
LINES = [
    f"GET /links/register?token={SECRET} HTTP/1.1",
    f"https://zoom.example.jp/j/1?x=2&pwd={SECRET}",
    f"https://zoom.example.jp/s/1?zak={SECRET}",
    f"oauth?code={SECRET}&state=1",
    f"Cookie: lang=ja; session={SECRET}; known_browser={SECRET}",
    f"Cookie: lang=ja; anything={SECRET}",
    f"set-cookie: __Host-session={SECRET}; Path=/",
    f"Authorization: Bearer {SECRET}",
    f"authorization: Basic {SECRET}",
    f"{{'cookie': 'lang=ja; other={SECRET}', 'host': 'x'}}",
    f'{{"Authorization": "Bearer {SECRET}"}}',
    f"[(b'host', b'x'), (b'authorization', b'Bearer {SECRET}'), (b'cookie', b'other={SECRET}')]",
    f"{{'HTTP_COOKIE': 'other={SECRET}'}}",
    f"session={SECRET}; lang=ja",
    f"link={SECRET}",
    f"__Host-link={SECRET}",
    f"known_browser={SECRET}",
    f'{{"access_token": "{SECRET}", "expires_in": 3600}}',
    f"client_secret={SECRET}&grant_type=account_credentials",
    f"{{'password': '{SECRET}', 'mail_address': 'x'}}",
]


@pytest.fixture
def logs() -> Iterator[None]:
    """Logging as the portal has it, given back afterwards."""
    records = logging.getLogRecordFactory()
    set_up_logs()
    yield
    logging.setLogRecordFactory(records)
    structlog.reset_defaults()


def handled(logger: logging.Logger) -> io.StringIO:
    """Give a logger a handler of its own and return what it writes."""
    written = io.StringIO()
    logger.handlers = [logging.StreamHandler(written)]
    logger.propagate = False
    logger.setLevel(logging.DEBUG)
    return written


@pytest.mark.parametrize("line", LINES)
def test_a_secret_is_dropped_wherever_it_stands(line: str) -> None:
    clean = without_secrets(line)
    assert SECRET not in clean
    assert "[dropped]" in clean


@pytest.mark.parametrize(
    "line",
    [
        "POST /session/sign-in 303",
        "state=held link to 3 sessions",
        "event_refused name=x.setvar",
        "拒否 code_twice",
    ],
)
def test_what_is_no_secret_stays(line: str) -> None:
    assert without_secrets(line) == line


@pytest.mark.parametrize(
    "name", ["uvicorn.access", "engineio.server", "reflex", "websockets", "somebody.elses"]
)
@pytest.mark.usefixtures("logs")
def test_every_logger_is_cleaned_its_arguments_too(name: str) -> None:
    logger = logging.getLogger(name)
    kept = logger.handlers, logger.propagate, logger.level
    written = handled(logger)
    for line in LINES:
        logger.warning("from %s: %s", "192.0.2.1", line)
    logger.handlers, logger.propagate, logger.level = kept
    assert written.getvalue().count("192.0.2.1") == written.getvalue().count("\n") == len(LINES)
    assert SECRET not in written.getvalue()


@pytest.mark.usefixtures("logs")
def test_what_an_error_says_is_cleaned_with_its_causes() -> None:
    logger = logging.getLogger("tests.errors")
    written = handled(logger)
    try:
        try:
            raise KeyError(f"Authorization: Bearer {SECRET}")
        except KeyError as error:
            raise ValueError(f"GET /x?token={SECRET}") from error
    except ValueError:
        logger.exception("failed with session=%s", SECRET)
    assert "ValueError" in written.getvalue()
    assert "KeyError" in written.getvalue()
    assert SECRET not in written.getvalue()


@pytest.mark.usefixtures("logs")
def test_our_own_lines_are_json_and_clean(capsys: pytest.CaptureFixture[str]) -> None:
    for line in LINES:
        structlog.get_logger("tests").warning("odd", line=line, 名前="値")
    written = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert len(written) == len(LINES)
    assert {(entry["event"], entry["名前"], entry["level"]) for entry in written} == {
        ("odd", "値", "warning")
    }
    assert SECRET not in json.dumps(written)
