"""What the figures were measured on; without it nobody can compare them."""

import os
import platform
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

_SPINS = 400_000
_SYNC_SECONDS = 0.4
_PACKAGES = ("sqlalchemy", "sqlmodel", "psycopg", "reflex")
_TICKS = os.sysconf("SC_CLK_TCK")


def record() -> dict[str, Any]:
    """Return cores, versions, disk and how busy the machine is with other things."""
    return {
        "cores": os.cpu_count(),
        "processor": _processor(),
        "python": platform.python_version(),
        "packages": {name: version(name) for name in _PACKAGES},
        "load_average": [round(one, 2) for one in os.getloadavg()],
        "fdatasync_per_second": round(fdatasync_rate()),
        "spins_per_millisecond": round(spin_rate()),
    }


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), "")


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


@dataclass
class Foreign:
    """How many cores something else kept busy meanwhile."""

    cores: float = 0.0


@contextmanager
def watched() -> Iterator[Foreign]:
    """Measure what other programs used of the machine: what was busy and not ours."""
    foreign, began = Foreign(), time.monotonic()
    busy, own = _busy_seconds(), cpu_seconds_of(os.getpid())
    yield foreign
    used = _busy_seconds() - busy - (cpu_seconds_of(os.getpid()) - own)
    foreign.cores = max(0.0, used / max(time.monotonic() - began, 0.01))


def _busy_seconds() -> float:
    """Return the time all cores together were not idle, since the machine started."""
    user, nice, system, _idle, _wait, irq, soft, stolen, *_ = (
        int(word) for word in Path("/proc/stat").read_text(encoding="utf-8").splitlines()[0].split()[1:]
    )
    return (user + nice + system + irq + soft + stolen) / _TICKS


def cpu_seconds_of(root: int) -> float:
    """Return the processor time of a process with all its descendants, ended ones included."""
    return sum(sum(map(int, fields[11:15])) / _TICKS for fields in _family(root).values())


def _family(root: int) -> dict[int, list[str]]:
    """Return a process with all its descendants: what /proc says of each."""
    found: dict[int, list[str]] = {}
    children: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text(encoding="utf-8", errors="replace").rsplit(")", 1)[1].split()
        except OSError:
            continue
        found[int(path.parent.name)] = fields
        children.setdefault(int(fields[1]), []).append(int(path.parent.name))
    pending, family = [root], {}
    while pending:
        pid = pending.pop()
        if pid in found:
            family[pid] = found[pid]
        pending += children.get(pid, [])
    return family


def pss_kilobytes_of(root: int) -> float:
    """Return the proportional set size of a process with all its descendants."""
    return sum(_pss_kilobytes(pid) for pid in _family(root))


def _pss_kilobytes(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0.0
    return next((float(line.split()[1]) for line in lines if line.startswith("Pss:")), 0.0)
