"""Everything that differs from one house to another, read once from the environment."""

from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parents[2]
MinutesBefore = Annotated[int, Field(ge=1, le=40_320)]


class Mode(StrEnum):
    """What this installation is for."""

    DEMONSTRATION = "demonstration"
    TEST = "test"
    PRODUCTION = "production"


class SmtpSettings(BaseModel):
    """The mail server that takes our letters."""

    host: str = "127.0.0.1"
    port: int = 8025
    start_tls: bool = False
    user: str = ""
    password: SecretStr = SecretStr("")
    sender: str = "no-reply@example.jp"


class ZoomSettings(BaseModel):
    """The Zoom account (server-to-server OAuth); addresses without a trailing slash."""

    account_id: str = ""
    client_id: str = ""
    client_secret: SecretStr = SecretStr("")
    base_uri: str = "https://api.zoom.us/v2"
    oauth_uri: str = "https://zoom.us/oauth/token"


class ContactSettings(BaseModel):
    """Whom a citizen reaches where an office's own telephone is unknown."""

    phone: str = ""
    mail: str = ""


class RetentionSettings(BaseModel):
    """How many years the law keeps what (product.md decision 16)."""

    declaration_years: int = 5
    reservation_years: int = 3
    access_log_years: int = 1


class FileSettings(BaseModel):
    """What people may attach: bytes as sent, pages of a PDF, pixels of a picture, files of one case.

    `most_megabytes_per_person`: all files of a person together.
    """

    most_megabytes: Annotated[int, Field(ge=1, le=50)] = 10
    most_pages: Annotated[int, Field(ge=1, le=500)] = 30
    most_megapixels: Annotated[int, Field(ge=1, le=200)] = 60
    most_per_case: Annotated[int, Field(ge=1, le=100)] = 10
    most_megabytes_per_person: Annotated[int, Field(ge=10, le=100_000)] = 500

    @property
    def most_bytes(self) -> int:
        """The longest file, in bytes."""
        return self.most_megabytes * 1024 * 1024


class Settings(BaseSettings):
    """Settings of one process; nested names join by `__` (`PORTAL_SMTP__HOST`)."""

    model_config = SettingsConfigDict(
        env_prefix="PORTAL_", env_nested_delimiter="__", env_file=".env", extra="ignore"
    )

    mode: Mode = Mode.PRODUCTION
    data_dir: Path = ROOT / ".portal"
    database_url: str = ""
    redis_url: str = ""
    public_url: str = "http://127.0.0.1:3000"
    mailbox_url: str = ""
    web_workers: int = 1
    key_file: Path | None = None
    keys: SecretStr = SecretStr("")
    trusted_proxy_hops: int = 0
    most_visitors: Annotated[int, Field(ge=0)] = 0
    """How many people may be inside at once before others wait their turn; 0: no limit."""
    left_state_seconds: Annotated[int, Field(ge=1)] = 300
    """How long a web process without Redis remembers what a closed tab showed."""
    reminder_minutes: Annotated[list[MinutesBefore], Field(max_length=5)] = [1440, 60]
    """How long before an interview people are reminded of it."""
    offer_minutes: Annotated[int, Field(ge=10, le=720)] = 30
    """How long by day a seat is kept for somebody to whom the waitlist has offered it."""
    join_minutes_before: Annotated[int, Field(ge=1, le=120)] = 10
    """How long before an interview its meeting can be joined."""
    smtp: SmtpSettings = SmtpSettings()
    zoom: ZoomSettings = ZoomSettings()
    contact: ContactSettings = ContactSettings()
    retention: RetentionSettings = RetentionSettings()
    files: FileSettings = FileSettings()
    files_dir: Path | None = None
    """Where attached files lie, sealed; every process that serves or checks them needs it."""

    @model_validator(mode="after")
    def _several_workers_need_redis(self) -> "Settings":
        if self.web_workers > 1 and not self.redis_url:
            raise ValueError(
                "PORTAL_WEB_WORKERS above 1 needs PORTAL_REDIS_URL: limits must hold across workers"
            )
        return self

    @property
    def database(self) -> str:
        """The database's address; a file below `data_dir` unless set."""
        return self.database_url or f"sqlite:///{self.data_dir / 'portal.db'}"

    @property
    def file_folder(self) -> Path:
        """The folder of attached files; below `data_dir` unless set."""
        return self.files_dir or self.data_dir / "files"

    @property
    def is_secure(self) -> bool:
        """Whether cookies may and must be marked Secure."""
        return self.public_url.startswith("https://")

    @property
    def is_demonstration(self) -> bool:
        """Whether pages and mails carry the 「実演」 banner."""
        return self.mode is Mode.DEMONSTRATION


def unknown_settings(names: Iterable[str]) -> list[str]:
    """Return those names of ours that nothing reads: a misspelt one would be passed over in silence."""
    known = {"PORTAL_LANGUAGE"}
    for name, one in Settings.model_fields.items():
        inner = getattr(one.annotation, "model_fields", None)
        known |= {f"PORTAL_{name}__{part}".upper() for part in inner} if inner else {f"PORTAL_{name}".upper()}
    ours = {name.upper() for name in names if name.upper().startswith("PORTAL_")}
    return sorted(name for name in ours - known if not name.startswith("PORTAL_STAND_IN_"))


@cache
def settings() -> Settings:
    """Return the process's settings; a broken one raises pydantic's ValidationError."""
    return Settings()
