"""Take the pictures of the portal that runs on this machine, or of another by its settings."""

import os
import shutil
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from docs.pictures.album import SCREEN, Addressed, Album
from docs.pictures.front import FRONT, take_front
from docs.pictures.ways import book, join, look_up, register
from hellowork_portal.kit.i18n import LANGUAGES
from hellowork_portal.start.addresses import Addresses
from hellowork_portal.start.children import settings_of
from hellowork_portal.start.places import ROOT, configured

FOLDER = ROOT / "assets" / "guide"
_PATIENCE_MS = 20_000
_PORTS = {"PORT": 3000, "SMTP_PORT": 8025, "MAILBOX_PORT": 8026, "ZOOM_PORT": 8027}


def take_all(
    browser: Browser,
    portal: Addressed,
    folder: Path = FOLDER,
    languages: tuple[str, ...] = LANGUAGES,
    front: Path = FRONT,
) -> None:
    """Take every picture, README's in the first language's walk; those that are no longer taken go."""
    for language in languages:
        context = browser.new_context(viewport=SCREEN, bypass_csp=True)
        context.set_default_timeout(_PATIENCE_MS)
        context.add_cookies([{"name": "lang", "value": language, "url": portal.url}])
        album = Album(context, portal, language, folder)
        shutil.rmtree(album.folder, ignore_errors=True)
        register(album)
        number = book(album)
        look_up(album)
        join(album, number, portal.zoom)
        if language == languages[0]:
            take_front(context, portal.url, number, front)
        context.close()
        sizes = [path.stat().st_size for path in album.folder.glob("*.webp")]
        print(f"{language}: {len(sizes)} pictures, {sum(sizes) // 1024} KB, largest {max(sizes)} bytes")


def main() -> None:
    """Find the running portal by its settings and take the pictures."""
    ports = {name: int(configured(name) or port) for name, port in _PORTS.items()}
    settings = settings_of(Addresses(*ports.values()))
    zoom = {
        name: settings[f"PORTAL_ZOOM__{name}"]
        for name in ("CLIENT_ID", "CLIENT_SECRET", "ACCOUNT_ID", "BASE_URI", "OAUTH_URI")
    }
    chromium = shutil.which("chromium") or os.environ.get("CHROMIUM", "")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        take_all(browser, Addressed(settings["PORTAL_PUBLIC_URL"], settings["PORTAL_MAILBOX_URL"], zoom))
        browser.close()


if __name__ == "__main__":
    main()
