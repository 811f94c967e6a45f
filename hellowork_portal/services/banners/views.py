"""What is told of banners: to everybody above the pages, and to those who put them up."""

from dataclasses import dataclass

from hellowork_portal.kit.words import Words


@dataclass(frozen=True)
class BannerView:
    """A banner as people read it; nothing in it is personal.

    `office_code` is empty where it is for everybody; else it belongs on that office's
    pages. `when` is from–to of a maintenance, empty for all others.
    """

    id: int
    kind: str
    office_code: str
    heading: Words
    when: Words
    text: Words


@dataclass(frozen=True)
class BannerLine:
    """A banner in the operator's list; `state` is planned, shown, over or taken_down.

    `ends` is empty where no end was given, `office_code` where it is for everybody.
    """

    id: int
    kind: str
    state: str
    office_code: str
    starts: Words
    ends: Words
    text: Words
