"""Debian's programs that the whole test run needs beside Python's packages."""

import glob
import os
import shutil
import subprocess

from hellowork_portal.start.words import Stop, tell

_SIGNS = {
    "chromium": ("/usr/bin/chromium",),
    "chromium-headless-shell": ("/usr/bin/chromium-headless-shell",),
    "postgresql": ("/usr/lib/postgresql/*/bin/initdb",),
    "redis-server": ("/usr/bin/redis-server",),
    "fonts-noto-cjk": ("/usr/share/fonts/*/noto/NotoSansCJK*", "/usr/share/fonts/noto*/NotoSansCJK*"),
}
"""Package → files of which one shows that it is installed."""


def missing_packages() -> list[str]:
    """Return the packages of which this machine shows no sign."""
    return [name for name, signs in _SIGNS.items() if not any(glob.glob(sign) for sign in signs)]


def need_packages() -> None:
    """Install what is missing where CI is set and we are root; else stop with the line that does."""
    missing = missing_packages()
    if not missing:
        return
    if not (os.environ.get("CI") and os.geteuid() == 0 and shutil.which("apt-get")):
        raise Stop("packages_missing", packages=" ".join(missing))
    tell("packages_install", packages=" ".join(missing))
    quietly = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update"], ["install", "-y", "--no-install-recommends", *missing]):
        if subprocess.run(["apt-get", "-q", *words], env=quietly, check=False).returncode:
            raise Stop("packages_missing", packages=" ".join(missing))
