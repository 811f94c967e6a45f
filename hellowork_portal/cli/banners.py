"""Banners above the pages: put up, listed, taken down."""

import json
import re
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from hellowork_portal import runtime
from hellowork_portal.cli.talk import app, language, refuse_broken_settings, stop_with, tell, told, words
from hellowork_portal.kit import clock
from hellowork_portal.kit.i18n import LANGUAGES, with_readings
from hellowork_portal.kit.principal import SYSTEM
from hellowork_portal.kit.words import Words
from hellowork_portal.models import BannerKind
from hellowork_portal.services.banners.rules import NewBanner
from hellowork_portal.services.banners.service import add_banner, end_banner
from hellowork_portal.services.banners.service import banners as all_banners
from hellowork_portal.services.banners.views import BannerLine

_MOMENT = re.compile(r"(\d{4})-(\d{2})-(\d{2})[ T](\d{1,2}):(\d{2})")
_FIELDS = ("kind", "starts", "ends", "office")
Text = Annotated[str, typer.Option(help="Words of this language; Japanese is needed.")]
Moment = Annotated[str, typer.Option(help="Japan's time: 2026-12-04 22:00.")]
"""The words of options are English, as everything that --help says."""


@app.command("banner-add")
def add(
    file: Annotated[Path | None, typer.Argument(help="JSON: kind, starts, ends, office, texts.")] = None,
    kind: Annotated[str, typer.Option(help="maintenance, incident or notice.")] = "notice",
    ja: Text = "",
    ja_easy: Text = "",
    en: Text = "",
    starts: Moment = "",
    ends: Moment = "",
    office: Annotated[str, typer.Option(help="An office's code: shown on its pages alone.")] = "",
) -> None:
    """Put a banner above the pages; open pages show it within a minute."""
    refuse_broken_settings()
    texts = {"ja": ja, "ja-easy": ja_easy, "en": en}
    given = {"kind": kind, "starts": starts, "ends": ends, "office": office}
    with told():
        banner = _banner_of(given, texts) if file is None else _banner_in(file)
        number = runtime.run_now(add_banner, banner=banner, principal=SYSTEM)
        tell("banners.added", number=number)
        missing = [language for language in LANGUAGES if not banner.texts.get(language)]
        if missing:
            tell("banners.languages_missing", languages=", ".join(missing))


def _banner_in(file: Path) -> NewBanner:
    try:
        content = json.loads(file.read_text(encoding="utf-8-sig"))
        texts = {str(name): str(text) for name, text in content["texts"].items()}
        given = {name: str(content.get(name) or "") for name in _FIELDS}
    except (ValueError, KeyError, AttributeError, TypeError):
        stop_with("banners.file_broken")
    return _banner_of(given, texts)


def _banner_of(given: dict[str, str], texts: dict[str, str]) -> NewBanner:
    if given["kind"] not in tuple(BannerKind):
        stop_with("banners.kind_unknown", kinds=", ".join(BannerKind))
    return NewBanner(
        kind=BannerKind(given["kind"]),
        starts_at=_instant(given["starts"]) or clock.now(),
        ends_at=_instant(given["ends"]),
        texts=texts,
        office_code=given["office"],
    )


def _instant(typed: str) -> datetime | None:
    """Return the instant of a wall-clock time in Japan; none for an empty text."""
    if not typed:
        return None
    found = _MOMENT.fullmatch(typed.strip())
    try:
        year, month, day, hour, minute = map(int, found.groups()) if found else (0, 0, 0, 0, 0)
        return datetime(year, month, day, hour, minute, tzinfo=clock.JAPAN)
    except ValueError:
        stop_with("banners.time_broken", typed=typed)


@app.command("banner-list")
def show() -> None:
    """List the latest banners: number, state, from when to when, where, words."""
    refuse_broken_settings()
    with told():
        lines = runtime.read_now(all_banners)
    for line in lines:
        typer.echo(_said(line))
    if not lines:
        tell("banners.none")


def _said(line: BannerLine) -> str:
    return words(
        "banners.line",
        number=line.id,
        state=words(f"banners.state.{line.state}"),
        kind=line.kind,
        starts=_picked(line.starts),
        ends=_picked(line.ends) or words("banners.open_end"),
        office=line.office_code or words("banners.everywhere"),
        text=_picked(line.text),
    )


def _picked(texts: Words) -> str:
    return with_readings(texts.get(language(), ""))


@app.command("banner-end")
def end(number: int) -> None:
    """Take a banner down, or call a planned one off."""
    refuse_broken_settings()
    with told():
        runtime.run_now(end_banner, banner_id=number, principal=SYSTEM)
        tell("banners.ended", number=number)
