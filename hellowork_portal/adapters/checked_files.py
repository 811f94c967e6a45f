"""Files as people send them, looked into by a process of its own (file_checks): at most two at a time."""

import json
import os
import subprocess
import sys
from threading import BoundedSemaphore
from typing import Any

import structlog

from hellowork_portal.kit.errors import PortalError
from hellowork_portal.kit.settings import ROOT, FileSettings
from hellowork_portal.ports import file_checker
from hellowork_portal.ports.file_checker import CheckedFile

_AT_ONCE = 2
_SECONDS, _MEMORY = 20, 2 * 1024**3
_COMMAND = (sys.executable, "-B", "-m", "hellowork_portal.adapters.file_checks")
_KEPT = ("PATH", "LANG", "LD_LIBRARY_PATH")
"""What the process sees of our surroundings: none of the portal's settings, and no keys."""
log = structlog.get_logger("portal.files")


class FileChecks:
    """Says what a file is by its content, within the settings' limits."""

    def __init__(self, limits: FileSettings) -> None:
        self._limits, self._turn = limits, BoundedSemaphore(_AT_ONCE)

    def check(self, content: bytes) -> CheckedFile:
        """Return what may be kept: a PDF as it came, a picture written anew; raises why not."""
        if not content:
            raise file_checker.AttachmentEmpty
        if len(content) > self._limits.most_bytes:
            raise file_checker.AttachmentTooBig(most=self._limits.most_megabytes)
        with self._turn:
            told, made = self._asked(content)
        if "refused" in told:
            raise self._error(told["refused"])
        return CheckedFile(told["media_type"], made, told["page_count"])

    def _asked(self, content: bytes) -> tuple[dict[str, Any], bytes]:
        """Ask the process; one that dies or takes too long says that the file is broken."""
        surroundings = {name: os.environ[name] for name in _KEPT if name in os.environ}
        given = json.dumps(self._for_process()).encode() + b"\n" + content
        try:
            done = subprocess.run(
                _COMMAND,
                check=False,
                input=given,
                capture_output=True,
                cwd=ROOT,
                env=surroundings,
                timeout=_SECONDS * 2,
            )
        except subprocess.TimeoutExpired:
            log.warning("file_check_endless", size=len(content))
            return {"refused": "broken"}, b""
        if done.returncode:
            log.warning("file_check_died", code=done.returncode, size=len(content))
            return {"refused": "broken"}, b""
        line, _, made = done.stdout.partition(b"\n")
        return json.loads(line), made

    def _for_process(self) -> dict[str, int]:
        pixels = self._limits.most_megapixels * 1_000_000
        own = {"most_pages": self._limits.most_pages, "most_pixels": pixels}
        own["most_bytes"] = self._limits.most_bytes
        return own | {"seconds": _SECONDS, "memory": _MEMORY}

    def _error(self, reason: str) -> PortalError:
        reasons: dict[str, PortalError] = {
            "unfit": file_checker.AttachmentUnfit(),
            "locked": file_checker.AttachmentLocked(),
            "active": file_checker.AttachmentActive(),
            "too_big": file_checker.AttachmentTooBig(most=self._limits.most_megabytes),
            "too_long": file_checker.AttachmentTooLong(most=self._limits.most_pages),
            "too_large": file_checker.AttachmentTooLarge(most=self._limits.most_megapixels),
        }
        return reasons.get(reason, file_checker.AttachmentBroken())
