"""What the figures were measured on; without it nobody can compare them."""

import os
import platform
import tempfile
import time
from importlib.metadata import version
from typing import Any

_SPINS = 400_000
_SYNC_SECONDS = 0.4
_PACKAGES = ("sqlalchemy", "sqlmodel", "psycopg", "reflex")


def record() -> dict[str, Any]:
    """Return cores, versions, disk and how busy the machine is with other things."""
    return {
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "packages": {name: version(name) for name in _PACKAGES},
        "load_average": [round(one, 2) for one in os.getloadavg()],
        "fdatasync_per_second": round(fdatasync_rate()),
        "spins_per_millisecond": round(spin_rate()),
    }


def spin_rate() -> float:
    """Return how fast one core counts now: compared before and after, it shows a disturbed run."""
    began = time.perf_counter()
    for _ in range(_SPINS):
        pass
    return _SPINS / (time.perf_counter() - began) / 1000


def fdatasync_rate() -> float:
    """Return how many 8 kB writes a second reach the disk one after the other."""
    with tempfile.TemporaryFile() as file:
        count, began = 0, time.perf_counter()
        while time.perf_counter() - began < _SYNC_SECONDS:
            file.seek(0)
            file.write(b"\0" * 8192)
            file.flush()
            os.fdatasync(file.fileno())
            count += 1
    return count / _SYNC_SECONDS
