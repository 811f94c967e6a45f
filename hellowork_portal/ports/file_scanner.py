"""What the portal needs from whoever looks for malware in files."""

from typing import Protocol


class ScannerAway(Exception):
    """It cannot be asked just now; `reason` is a code."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class FileScanner(Protocol):
    """Says whether a file may be shown to people; asked by a job, never in a transaction."""

    def is_clean(self, content: bytes) -> bool:
        """Whether nothing was found; raises ScannerAway."""
        ...
