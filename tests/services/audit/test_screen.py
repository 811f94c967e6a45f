"""What the audit's screen asks for: as it is typed, told in words with before and after, and as a file."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session

from hellowork_portal.kit.errors import Invalid, NotAllowed, SignInNeeded
from hellowork_portal.kit.principal import SYSTEM, Principal, PrincipalKind, Role
from hellowork_portal.models import Applicant, AuditEntry, Office
from hellowork_portal.services.audit import exporting, search
from hellowork_portal.services.audit.asking import Asked, find_entries
from hellowork_portal.services.audit.exporting import export_entries
from hellowork_portal.services.audit.sealing import seal_entries
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.audit.standing import chain_standing
from hellowork_portal.services.audit.views import AuditLine, AuditPage
from hellowork_portal.services.reservations.rules import number_shown
from tests.factories import NOW, make_claimant, make_staff, staff_principal
from tests.services.audit.test_search import A, B, House, house

__all__ = ["house"]
MINUTE = timedelta(minutes=1)


def find(house: House, who: Principal, office: str = "", **asked: str) -> AuditPage:
    wanted = Asked(**asked)
    return house.desk.do(find_entries, principal=who, asked=wanted, office_code=office, now=NOW + MINUTE)


def actions(page: AuditPage) -> list[str]:
    return [line.action for line in page.lines if not line.action.startswith("audit.")]


def only(house: House, **asked: str) -> AuditLine:
    (line,) = find(house, house.administrator, **asked).lines
    return line


def test_a_reservation_is_found_by_its_number_as_people_type_it(house: House) -> None:
    typed = number_shown(house.number).lower()
    line = only(house, subject_kind="reservation", subject=f" {typed} ")
    assert line.subject == house.number
    assert actions(find(house, house.administrator, subject_kind="reservation", subject=line.subject)) == [
        "reservation.held"
    ]
    assert find(house, house.administrator, subject_kind="reservation", subject="ZZZZZ-99999").lines == []


def test_staff_are_found_by_name_address_and_number_in_any_width(house: House) -> None:
    member = house.desk.do(make_staff, "mori@example.jp", Role.POLICY_DESIGNER, None, name="森 一郎")
    house.desk.do(record, staff_principal(member), "banner.added", ("banner", 1), now=NOW)
    wide = str(member.id).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    for typed in ("森", "MORI@example.jp", str(member.id), wide):
        assert actions(find(house, house.administrator, actor_kind="staff", actor=typed)) == ["banner.added"]
    for typed in ("%", "_", "森 二郎", "9" * 40, "😀" * 5_000):
        assert actions(find(house, house.administrator, actor_kind="staff", actor=typed)) == []


def test_days_are_days_in_japan_and_both_count(house: House) -> None:
    for hour in (14, 15):  # the last hour of the 27th in Japan, and the first one of the 28th
        at = NOW.replace(month=11, day=27, hour=hour, minute=30)
        house.desk.do(record, SYSTEM, "job.died", ("job", hour), now=at)
    for since, until, found in (
        ("2026-11-27", "2026-11-27", [14]),
        ("2026-11-28", "2026-11-28", [15]),
        ("2026-11-27", "2026-11-28", [15, 14]),
        ("2026-11-28", "", [15]),
    ):
        page = find(house, house.administrator, since=since, until=until, action="job")
        assert [line.subject_id for line in page.lines] == found


@pytest.mark.parametrize(
    ("asked", "wrong"),
    [
        ({"since": "26.11.2026"}, {"since": "staff_audit_day"}),
        ({"until": "9999-12-31"}, {"until": "staff_audit_day"}),
        ({"since": "2026-11-27", "until": "2026-11-26"}, {"until": "staff_audit_days_turned"}),
    ],
)
def test_impossible_days_are_said_at_their_box(
    house: House, asked: dict[str, str], wrong: dict[str, str]
) -> None:
    with pytest.raises(Invalid) as caught:
        find(house, house.administrator, **asked)
    assert {name: error.code for name, error in caught.value.fields.items()} == wrong
    with pytest.raises(NotAllowed):
        find(house, house.manager, B, **asked)


def test_a_name_tells_a_manager_nothing_about_other_offices(house: House) -> None:
    member = house.desk.do(make_staff, "mori@example.jp", Role.POLICY_DESIGNER, None, name="森 一郎")
    house.desk.do(record, staff_principal(member), "banner.added", ("banner", 1), now=NOW)
    there, nobody = (find(house, house.manager, A, actor=name) for name in ("森", "木"))
    assert there == nobody == AuditPage()


def test_a_name_without_a_kind_means_staff_and_nobody_else_with_that_number(house: House) -> None:
    member = house.desk.do(make_staff, "mori@example.jp", Role.POLICY_DESIGNER, None, name="森 一郎")
    same_number = Principal(PrincipalKind.APPLICANT, member.id)
    house.desk.do(record, same_number, "session.ended", ("session", 1), now=NOW)
    house.desk.do(record, staff_principal(member), "banner.added", ("banner", 1), now=NOW)
    assert actions(find(house, house.administrator, actor="森")) == ["banner.added"]
    assert len(actions(find(house, house.administrator, actor=str(member.id)))) == 2


def told(line: AuditLine, language: str = "ja") -> list[tuple[str, str, str]]:
    return [(one.label[language], one.was.get(language, ""), one.value[language]) for one in line.told]


def test_what_changed_is_told_from_and_to(house: House) -> None:
    times = {"from_at": "2026-11-27T00:00:00+00:00", "to_at": "2026-11-30T05:30:00+00:00"}
    moved = {"from_slot": 1, "to_slot": 2, "revision": 1, **times}
    house.desk.do(record, SYSTEM, "reservation.changed", ("reservation", 1), now=NOW, **moved)
    line = only(house, action="reservation.changed")
    assert told(line) == [
        ("変更の回数", "", "1"),
        ("日時", "2026年11月27日（金） 9:00", "2026年11月30日（月） 14:30"),
    ]


@pytest.mark.parametrize(
    ("details", "said"),
    [
        ({"before": {"seats": 2}, "after": {"seats": 3}}, [("seats", "2", "3")]),
        ({"before": None, "after": "confirmed"}, [("値", "なし", "予約済み")]),
        ({"old_role": "counsellor", "new_role": "office_manager"}, [("権限", "相談員", "所長・統括")]),
        (
            {"outcome": "wrong_code", "everywhere": True},
            [("結果", "", "コードが違った"), ("すべての端末", "", "はい")],
        ),
        ({"until_on": "not a day", "what": "=1"}, [("until_on", "", "not a day"), ("what", "", "=1")]),
        (
            {"wanted": {"action": "job", "actor_ids": [3, 4]}},
            [("操作", "", "job"), ("した人の番号", "", "3, 4")],
        ),
        (
            {"method": "questions", "result": "confirmed"},
            [("方法", "", "質問"), ("結果", "", "本人と確認できた")],
        ),
        ({"by": ["first", "to_do"]}, [("条件・きっかけ", "", "いつから, 審査する申請")]),
        ({"office": 2**31 - 1}, [("ハローワーク", "", "2147483647")]),
    ],
)
def test_details_are_told_whatever_they_are(
    house: House, details: dict[str, Any], said: list[tuple[str, str, str]]
) -> None:
    house.desk.do(record, SYSTEM, "job.died", ("job", 1), now=NOW, **details)
    assert told(only(house, action="job.died")) == said


def test_offices_are_told_by_name_with_their_prefecture(house: House) -> None:
    (office,) = house.manager.offices_as(Role.OFFICE_MANAGER)
    house.desk.do(record, SYSTEM, "schedule.changed", ("office", office), now=NOW, office=office)
    line = only(house, action="schedule")
    assert "が、新宿（東京都）の" in line.sentence["ja"], "an office name says by itself what it is"
    assert told(line, "en") == [("Office", "", "新宿 (Tokyo)")]


def test_a_file_has_everything_that_is_found_and_is_itself_recorded(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "_AT_ONCE", 2)
    for turn in range(5):
        house.desk.do(record, SYSTEM, "job.died", ("job", turn), now=NOW, kind="mail")
    asked = {"principal": house.administrator, "asked": Asked(action="job"), "now": NOW + MINUTE}
    found = house.desk.do(export_entries, **asked)
    assert [row[7] for row in found.rows[1:]] == ["4", "3", "2", "1", "0"]
    assert found.rows[1][2] == '{"kind": "mail"}'
    assert found.is_whole
    entry = house.desk.row(AuditEntry, action="audit.exported")
    assert (entry.actor_id, entry.details) == (
        house.administrator.id, {"shown": 5, "wanted": {"action": "job"}}
    )  # fmt: skip
    monkeypatch.setattr(exporting, "MOST_EXPORTED", 3)
    cut = house.desk.do(export_entries, **asked)
    assert (len(cut.rows), cut.is_whole) == (5, False)
    assert cut.rows[-1] == ["ここまでで3件です。続きがあります。期間を狭めて、もう一度保存してください。"]


def test_a_file_is_for_those_who_may_read_and_of_what_they_may_read(house: House) -> None:
    def export(who: Principal, office: str = "") -> int:
        asked = {"principal": who, "asked": Asked(action="reservation"), "now": NOW}
        return len(house.desk.do(export_entries, office_code=office, **asked).rows) - 1

    assert (export(house.administrator), export(house.manager, A)) == (2, 1)
    for who, office in ((house.manager, ""), (house.manager, B)):
        with pytest.raises(NotAllowed):
            export(who, office)
    with pytest.raises(SignInNeeded):
        export(house.applicant, A)


def test_managers_read_what_their_staff_did_about_claimants_and_people(house: House) -> None:
    (a,) = house.manager.offices_as(Role.OFFICE_MANAGER)

    def write(session: Session) -> None:
        office = session.get_one(Office, a)
        claimant = make_claimant(session, office, session.get_one(Applicant, house.applicant.id or 0))
        record(session, SYSTEM, "claimant.viewed", ("claimant", claimant.id), now=NOW)
        record(session, SYSTEM, "claimant.viewed", ("claimant", 4711), now=NOW)
        for place in (a, a + 1):
            record(session, SYSTEM, "applicant.viewed", ("applicant", 1), now=NOW, office=place)
        record(session, SYSTEM, "applicant.changed", ("applicant", 1), now=NOW, office=a)

    house.desk.do(write)
    page = find(house, house.manager, A)
    assert sorted(actions(page)) == ["applicant.viewed", "claimant.viewed", "reservation.held"]


def _standing(house: House, minutes: int) -> Any:
    return house.desk.see(chain_standing, principal=house.administrator, now=NOW + MINUTE * minutes)


def test_readers_are_told_how_the_chain_stands(house: House) -> None:
    view = _standing(house, 1)
    assert (view.number, view.hash, view.waiting, view.is_late) == (0, "", 2, False)
    head = house.desk.do(seal_entries, now=NOW + MINUTE)
    house.desk.do(record, SYSTEM, "job.died", ("job", 1), now=NOW + MINUTE * 2)
    view = _standing(house, 12)
    assert (view.number, view.hash, view.waiting, view.is_late) == (1, head.hash if head else "", 1, False)
    assert _standing(house, 13).is_late
    house.desk.do(seal_entries, now=NOW + MINUTE * 13)
    assert (_standing(house, 14).waiting, _standing(house, 14).is_late) == (0, False)
    with pytest.raises(NotAllowed):
        house.desk.see(chain_standing, principal=house.manager, office_code=B, now=NOW)


def test_a_page_of_what_was_typed_goes_on_where_it_ended(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "PAGE", 2)

    def write(session: Session) -> None:
        for turn in range(5):
            record(session, SYSTEM, "job.died", ("job", turn), now=NOW)

    house.desk.do(write)
    first = find(house, house.administrator, action="job")
    asked = {"asked": Asked(action="job"), "after": first.next, "now": NOW + MINUTE}
    second = house.desk.do(find_entries, principal=house.administrator, **asked)
    assert [line.subject_id for line in (*first.lines, *second.lines)] == [4, 3, 2, 1]
