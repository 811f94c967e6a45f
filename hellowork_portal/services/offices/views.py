"""What people are told about offices."""

from dataclasses import dataclass
from enum import StrEnum

from hellowork_portal.kit.words import Words


class PhoneKind(StrEnum):
    """Whose telephone a number is: the office's, the portal operator's, or nobody's."""

    OFFICE = "office"
    PORTAL = "portal"
    NONE = "none"


@dataclass(frozen=True)
class PrefectureView:
    """One of the 47 prefectures."""

    code: str
    name: str
    latin: str


@dataclass(frozen=True)
class OfficeView:
    """An office as people see it; its name is never shown without the prefecture (decision 13).

    `words` is both in every language. An unknown telephone is replaced by the operator's,
    and `phone_kind` says so.
    """

    id: int
    code: str
    name: str
    words: Words
    prefecture_code: str
    prefecture: str
    postal_code: str
    address: str
    phone: str
    phone_kind: PhoneKind
    jurisdiction: str
    formal_name: str = ""
