"""When a banner is shown, and which one may be put up; pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from hellowork_portal.kit.i18n import DEFAULT_LANGUAGE, LANGUAGES, READING
from hellowork_portal.models import BannerKind
from hellowork_portal.services.banners import errors

ANNOUNCED = timedelta(days=7)
"""How long before its beginning a maintenance is announced."""
LONGEST_TEXT = 300
_FIRST = (BannerKind.INCIDENT, BannerKind.MAINTENANCE, BannerKind.NOTICE)


class BannerState(StrEnum):
    """Where a banner stands in its life."""

    PLANNED = "planned"
    SHOWN = "shown"
    OVER = "over"
    TAKEN_DOWN = "taken_down"


@dataclass(frozen=True)
class NewBanner:
    """A banner to be put up; `texts` is language → words, times are instants.

    For a maintenance the times are those of the work, for others those of the banner.
    """

    kind: BannerKind
    starts_at: datetime
    ends_at: datetime | None = None
    texts: Mapping[str, str] = field(default_factory=dict)
    office_code: str = ""


def shown_from(kind: BannerKind, starts_at: datetime) -> datetime:
    """Return when a banner appears: a maintenance seven days ahead, others when they begin."""
    return starts_at - ANNOUNCED if kind is BannerKind.MAINTENANCE else starts_at


def state_of(
    kind: BannerKind,
    starts_at: datetime,
    ends_at: datetime | None,
    taken_down_at: datetime | None,
    now: datetime,
) -> BannerState:
    """Return where a banner stands at `now`."""
    if taken_down_at is not None:
        return BannerState.TAKEN_DOWN
    if ends_at is not None and ends_at <= now:
        return BannerState.OVER
    return BannerState.SHOWN if shown_from(kind, starts_at) <= now else BannerState.PLANNED


def place_of(kind: BannerKind) -> int:
    """Return where a kind stands among banners shown together: what hinders people comes first."""
    return _FIRST.index(kind)


def check(banner: NewBanner, *, now: datetime) -> None:
    """Raise one of this feature's errors where a banner may not be put up."""
    check_texts(banner.texts)
    if banner.ends_at is None:
        if banner.kind is BannerKind.MAINTENANCE:
            raise errors.BannerEndMissing
    elif banner.ends_at <= max(banner.starts_at, now):
        raise errors.BannerTimesWrong


def check_texts(texts: Mapping[str, str]) -> None:
    """Raise where the Japanese text lacks, or any text is too long or wrongly marked."""
    if not texts.get(DEFAULT_LANGUAGE):
        raise errors.BannerTextMissing
    for text in texts.values():
        if len(READING.sub(r"\1", text)) > LONGEST_TEXT:
            raise errors.BannerTextTooLong(most=LONGEST_TEXT)
        if set("{}") & set(READING.sub("", text)):
            raise errors.BannerTextBroken


def cleaned(texts: Mapping[str, str]) -> dict[str, str]:
    """Return the texts of languages that the portal speaks, spaces folded, empty ones left out."""
    folded = {language: " ".join(texts.get(language, "").split()) for language in LANGUAGES}
    return {language: text for language, text in folded.items() if text}
