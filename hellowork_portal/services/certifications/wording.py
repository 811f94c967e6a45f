"""Findings and workings in words, in every language; the same sentence for the person and for staff."""

from collections.abc import Mapping
from datetime import date

from hellowork_portal.kit.words import Words, in_all, of_day
from hellowork_portal.services.certifications.contract import Finding, Working

FINDING, WORKING = "finding.", "working."


def finding_words(finding: Finding) -> Words:
    """Return a finding's sentence."""
    return worded(FINDING + finding.key, finding.values)


def working_words(line: Working) -> Words:
    """Return a line of the working."""
    return worded(WORKING + line.code, line.values)


def worded(key: str, values: Mapping[str, object]) -> Words:
    """Return a sentence with its figures in groups and its days (ISO) as days."""
    return in_all(key, **{name: _shown(value) for name, value in values.items()})


def _shown(value: object) -> object:
    if isinstance(value, int):
        return f"{value:,}"
    try:
        return of_day(date.fromisoformat(str(value)))
    except ValueError:
        return value
