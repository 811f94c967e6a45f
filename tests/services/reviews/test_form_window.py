"""When declarations are written and filed: the office's own setting, its manager's, recorded, in force."""

from datetime import timedelta
from typing import Any

import pytest

from hellowork_portal.kit.errors import Invalid, NotAllowed
from hellowork_portal.kit.principal import Principal
from hellowork_portal.models import AuditEntry, OfficeCertification
from hellowork_portal.services.applications.cases import Standing, stand_of
from hellowork_portal.services.certifications.facts import hours_of
from hellowork_portal.services.certifications.periods import OfficeHours
from hellowork_portal.services.reviews.form_window import form_window, save_form_window
from hellowork_portal.services.reviews.setting_views import FormWindow
from tests.factories import NOW, at
from tests.services.reviews.conftest import OFFICE, OTHER, Bench

TYPED = {"drafts_days_before": "5", "files_from": "08:30", "files_until": "12:00"}


def keep(bench: Bench, who: Principal | None = None, code: str = OFFICE, **changes: Any) -> None:
    given = {"office_code": code, "form": TYPED | changes, "now": NOW}
    bench.do(save_form_window, principal=who or bench.manager, **given)


def shown(bench: Bench) -> FormWindow:
    return bench.see(form_window, principal=bench.first, office_code=OFFICE, now=NOW)


def test_it_is_kept_with_what_was_before_and_leaves_the_reviews_settings_alone(bench: Bench) -> None:
    bench.file()
    bench.need_two(sample_percent="40")
    assert shown(bench) == FormWindow(today=1, coming=1)
    keep(bench)
    assert shown(bench) == FormWindow(5, "08:30", "12:00", today=1, coming=1)
    row = bench.row(OfficeCertification)
    assert (row.needs_two_persons, row.sample_percent, row.changed_by_id) == (
        True,
        40,
        bench.manager.staff_id,
    )
    details = bench.row(AuditEntry, action="office.form_window_changed").details
    assert (details["before"]["files_until_minute"], details["after"]["files_until_minute"]) == (1035, 720)
    bench.need_two(sample_percent="10")
    assert bench.see(hours_of, bench.office_id) == OfficeHours(5, 510, 720)


def test_people_stand_by_the_offices_own_hours(bench: Bench) -> None:
    number = bench.file()
    applicant_id = bench.row(number=number).applicant_id
    keep(bench)
    standings = [
        bench.see(stand_of, applicant_id, when).standing
        for when in (at(0, "8:29"), at(0, "8:30"), at(0, "12:00"), at(0, "12:01"))
    ]
    assert standings == [Standing.DRAFTING, Standing.OPEN, Standing.OPEN, Standing.OVER]
    five_before = at(28) - timedelta(days=5)
    assert bench.see(stand_of, applicant_id, five_before).standing is Standing.DRAFTING
    assert bench.see(stand_of, applicant_id, five_before - timedelta(days=1)).standing is Standing.LATER


@pytest.mark.parametrize(
    ("changes", "boxes"),
    [
        ({"drafts_days_before": "15"}, {"drafts_days_before"}),
        ({"drafts_days_before": "-1"}, {"drafts_days_before"}),
        ({"drafts_days_before": ""}, {"drafts_days_before"}),
        ({"files_from": "12:00"}, {"files_until"}),
        ({"files_from": "13:00"}, {"files_until"}),
        ({"files_until": "24:00"}, {"files_until"}),
        ({"files_from": "8:60", "files_until": "いつか"}, {"files_from", "files_until"}),
        ({"files_from": "1" * 10_000, "drafts_days_before": "😀"}, {"files_from", "drafts_days_before"}),
    ],
)
def test_what_cannot_be_is_said_at_its_box(bench: Bench, changes: dict[str, Any], boxes: set[str]) -> None:
    with pytest.raises(Invalid) as refused:
        keep(bench, **changes)
    assert set(refused.value.fields) == boxes
    assert bench.rows(OfficeCertification) == []


def test_wide_figures_and_the_ends_of_the_day_are_taken(bench: Bench) -> None:
    keep(bench, drafts_days_before="０", files_from="0:00", files_until="23：59")
    assert bench.see(hours_of, bench.office_id) == OfficeHours(0, 0, 1439)


def test_only_the_offices_manager_changes_it(bench: Bench) -> None:
    for who, code in ((bench.first, OFFICE), (bench.of_other, OFFICE), (bench.manager, OTHER)):
        with pytest.raises(NotAllowed):
            keep(bench, who, code)
    assert bench.rows(OfficeCertification) == []
