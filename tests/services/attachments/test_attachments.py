"""Files of a case: whose they are, who may open them, when they may come and go."""

from datetime import timedelta
from typing import Any

import pytest

from hellowork_portal.kit.errors import NotAllowed, SignInNeeded
from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.settings import settings
from hellowork_portal.models import ApplicationState, Attachment, AttachmentState, AuditEntry
from hellowork_portal.services.attachments import scanning, service
from hellowork_portal.services.attachments.errors import (
    AttachmentAllFull,
    AttachmentClosed,
    AttachmentGone,
    AttachmentTooMany,
)
from hellowork_portal.services.attachments.listing import office_files, own_files
from hellowork_portal.services.attachments.rules import OwnerKind
from hellowork_portal.services.attachments.tidying import forget_files_of_drafts
from tests.factories import NOW
from tests.services.attachments.conftest import Case

APPLICATION = OwnerKind.APPLICATION


def scanned(case: Case, its: int, *, is_clean: bool = True) -> bool:
    return case.do(scanning.note_scanned, attachment_id=its, is_clean=is_clean, now=NOW)


def only(case: Case) -> Any:
    return case.row(Attachment)


def listed(case: Case) -> Any:
    return case.see(own_files, principal=case.owner, kind=APPLICATION, case_id=case.id)


def actions(case: Case) -> list[str]:
    return [row.action for row in case.rows(AuditEntry, subject_kind="attachment")]


def test_a_file_waits_for_the_scanner_and_its_name_lies_sealed(case: Case) -> None:
    assert case.attach()
    row = only(case)
    assert (row.state, case.jobs("file.scan")) == (AttachmentState.QUARANTINED, [{"attachment": row.id}])
    assert "受験票" not in case.everything()
    (line,) = listed(case).lines
    assert (line.name, line.href, line.can_remove) == ("受験票.jpg", "", True)
    assert line.facts["en"].startswith("Picture (JPEG), 2.1 MB, received on ")
    with pytest.raises(AttachmentGone):
        case.see(service.open_own, principal=case.owner, attachment_id=row.id)
    assert actions(case) == ["attachment.added"]


def test_a_clean_file_is_opened_by_its_person_and_by_the_office(case: Case) -> None:
    case.attach()
    row = only(case)
    assert scanned(case, row.id)
    assert not scanned(case, row.id, is_clean=False)
    own = case.see(service.open_own, principal=case.owner, attachment_id=row.id)
    assert (own.store_key, own.name, own.media_type) == (row.store_key, "受験票.jpg", "image/jpeg")
    case.change(state=ApplicationState.RECEIVED)
    args = {"principal": case.counsellor, "attachment_id": row.id, "now": NOW}
    assert case.do(service.open_for_staff, **args) == own
    assert actions(case) == ["attachment.added", "attachment.viewed"]
    (line,) = case.see(office_files, principal=case.counsellor, kind=APPLICATION, case_id=case.id).lines
    assert line.look_href.startswith("/files/staff/attachment?id=")
    assert not line.can_remove


@pytest.mark.parametrize("who", ["stranger", "elsewhere", "counsellor", "anonymous"])
def test_others_find_nothing(case: Case, who: str) -> None:
    """The counsellor, too, as long as the case is a draft."""
    case.attach()
    its = only(case).id
    scanned(case, its)
    principal = getattr(case, who, Principal())
    for command in (service.open_own, service.open_for_staff):
        args = {"now": NOW} if command is service.open_for_staff else {}
        with pytest.raises((AttachmentGone, SignInNeeded)):
            case.do(command, principal=principal, attachment_id=its, **args)
    with pytest.raises((AttachmentGone, SignInNeeded)):
        case.do(service.remove, principal=principal, attachment_id=its, now=NOW)
    for query in (own_files, office_files):
        with pytest.raises((NotAllowed, SignInNeeded)):
            case.see(query, principal=principal, kind=APPLICATION, case_id=case.id)
    with pytest.raises((NotAllowed, SignInNeeded)):
        case.attach("d2", principal)
    assert len(case.rows(Attachment)) == 1
    assert actions(case) == ["attachment.added"]


def test_what_staff_may_not_open_is_not_written_down_as_opened(case: Case) -> None:
    case.attach()
    case.change(state=ApplicationState.RECEIVED)
    with pytest.raises(AttachmentGone):
        case.do(service.open_for_staff, principal=case.counsellor, attachment_id=only(case).id, now=NOW)
    assert actions(case) == ["attachment.added"]


@pytest.mark.parametrize(
    ("state", "is_opened", "takes"),
    [
        (ApplicationState.DRAFT, False, True),
        (ApplicationState.RECEIVED, False, True),
        (ApplicationState.RECEIVED, True, False),
        (ApplicationState.IN_REVIEW, True, False),
        (ApplicationState.RETURNED, True, True),
        (ApplicationState.CERTIFIED, True, False),
        (ApplicationState.NOT_CERTIFIED, True, False),
        (ApplicationState.WITHDRAWN, False, False),
    ],
)
def test_a_case_takes_files_until_staff_look_at_it(
    case: Case, state: ApplicationState, is_opened: bool, takes: bool
) -> None:
    case.attach()
    case.change(state=state, opened_at=NOW + timedelta(minutes=1) if is_opened else None)
    assert listed(case).takes_files is takes
    if takes:
        assert case.attach("d2")
    else:
        with pytest.raises(AttachmentClosed):
            case.attach("d2")


def test_what_staff_have_had_before_them_stays(case: Case) -> None:
    case.attach()
    case.change(state=ApplicationState.RETURNED, opened_at=NOW - timedelta(hours=1))
    assert case.attach("d2")
    case.change(opened_at=NOW + timedelta(minutes=1))
    assert [line.can_remove for line in listed(case).lines] == [False, False]
    with pytest.raises(AttachmentClosed):
        case.do(service.remove, principal=case.owner, attachment_id=case.rows(Attachment)[0].id, now=NOW)


def test_a_file_is_taken_back_once_and_its_content_goes(case: Case) -> None:
    case.attach()
    row = only(case)
    for _ in range(2):
        case.do(service.remove, principal=case.owner, attachment_id=row.id, now=NOW)
    assert case.jobs("file.forget") == [{"key": row.store_key}]
    assert listed(case).lines == []
    assert actions(case) == ["attachment.added", "attachment.removed"]
    assert not scanned(case, row.id)


def test_the_same_file_twice_is_one_file(case: Case) -> None:
    assert case.attach("d1")
    assert not case.attach("d1")
    assert case.attach("d2")
    assert len(listed(case).lines) == 2


def test_a_case_has_so_many_files_and_no_more(case: Case) -> None:
    most = settings().files.most_per_case
    for turn in range(most):
        assert case.attach(f"d{turn}")
    assert listed(case).is_full
    with pytest.raises(AttachmentTooMany) as refused:
        case.attach("one more")
    assert refused.value.values == {"most": most}
    case.do(service.remove, principal=case.owner, attachment_id=case.rows(Attachment)[0].id, now=NOW)
    assert case.attach("one more")


def test_all_files_of_a_person_together_have_a_limit(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings().files, "most_megabytes_per_person", 10)
    for turn in range(2):
        assert case.attach(f"d{turn}", size=5 * 1024 * 1024)
    with pytest.raises(AttachmentAllFull) as refused:
        case.attach("one more")
    assert refused.value.values == {"most": 10}
    with pytest.raises(AttachmentAllFull):
        case.see(service.check_room, principal=case.owner, kind=APPLICATION, case_id=case.id)
    case.do(service.remove, principal=case.owner, attachment_id=case.rows(Attachment)[0].id, now=NOW)
    assert case.attach("one more")


def test_a_name_reads_as_it_is(case: Case) -> None:
    case.attach(name="受験票\u202egpj.exe\u200b", media_type="application/pdf")
    assert [line.name for line in listed(case).lines] == ["受験票gpj.pdf"]


def test_what_the_scanner_refuses_is_told_and_never_shown(case: Case) -> None:
    case.attach()
    row = only(case)
    assert scanned(case, row.id, is_clean=False)
    (line,) = listed(case).lines
    assert (line.state, line.href, line.can_remove) == ("refused", "", True)
    assert line.note["ja"]
    assert case.jobs("file.forget") == [{"key": row.store_key}]
    assert actions(case) == ["attachment.added", "attachment.refused"]


def test_the_files_of_a_draft_stay_with_what_is_filed_and_go_with_an_account_that_is_closed(
    case: Case,
) -> None:
    case.attach()
    case.change(state=ApplicationState.RECEIVED)
    case.do(forget_files_of_drafts, case.owner.id, now=NOW)
    assert len(listed(case).lines) == 1
    case.change(state=ApplicationState.DRAFT)
    case.do(forget_files_of_drafts, case.stranger.id, now=NOW)
    assert len(listed(case).lines) == 1
    case.do(forget_files_of_drafts, case.owner.id, now=NOW)
    assert listed(case).lines == []
    assert case.jobs("file.forget") == [{"key": only(case).store_key}]
