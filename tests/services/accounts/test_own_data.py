"""Everything held about a person, as a file and as a paper."""

import io
import json
import re
from datetime import timedelta
from typing import Any, cast

import pytest
from pypdf import PdfReader
from sqlmodel import Session as Db

from hellowork_portal.adapters.typst_papers import TypstPapers
from hellowork_portal.kit.i18n import LANGUAGES, catalogue
from hellowork_portal.kit.principal import SYSTEM, Principal
from hellowork_portal.kit.sealing import seal
from hellowork_portal.models import (
    Applicant,
    AuditEntry,
    DayChangeRequest,
    DayNotice,
    DayNoticeKind,
    Delivery,
    DeliveryState,
    WaitlistEntry,
    WaitlistKind,
)
from hellowork_portal.services.access.errors import WrongPassword
from hellowork_portal.services.accounts import own_data
from hellowork_portal.services.accounts.counter_codes import make_counter_code
from hellowork_portal.services.accounts.own_data import FileKind, OwnData
from hellowork_portal.services.accounts.rules import CounterPurpose
from hellowork_portal.services.audit.service import record
from tests.factories import NOW, TODAY, Desk, make_claimant
from tests.factories.papers import make_application
from tests.factories.places import kept
from tests.services.accounts.conftest import HASH, OLD, ask, book, confirm, signed_in

NAME, NUMBER = "髙橋 﨑𠮷 葛󠄀城", "13010260000001"
PAPERS = TypstPapers()


@pytest.fixture
def owner(desk: Desk) -> Principal:
    """Somebody of whom every table knows something."""
    owner = signed_in(desk, OLD, name=NAME, number=NUMBER, address="東京都新宿区歌舞伎町2-42-10")
    desk.do(furnish, owner)
    desk.do(
        make_counter_code,
        principal=SYSTEM,
        applicant_id=owner.applicant_id,
        purpose=CounterPurpose.CLAIMANT,
        made_by="職員 一郎",
        now=NOW,
    )
    confirm(desk, ask(desk, owner))
    return owner


def furnish(session: Db, owner: Principal) -> None:
    reservation = book(session, owner.applicant_id)
    record(session, owner, "reservation.confirmed", ("reservation", reservation.id), now=NOW)
    from hellowork_portal.models import Offering, Office, ProcedureVersion, Slot

    slot = session.get_one(Slot, reservation.slot_id)
    offering = session.get_one(Offering, slot.offering_id)
    office = session.get_one(Office, offering.office_id)
    version = session.get_one(ProcedureVersion, reservation.procedure_version_id)
    make_application(session, office, session.get_one(Applicant, owner.id), version, {"wish": "仕事"})
    claimant = make_claimant(session, office, session.get_one(Applicant, owner.id), days=[TODAY])
    asked = {"claimant_id": claimant.id, "applicant_id": owner.id, "office_id": office.id, "asked_at": NOW}
    kept(
        session,
        DayChangeRequest,
        from_day=TODAY,
        reason="exam",
        note_sealed=seal("試験"),
        state="asked",
        **asked,
    )
    kept(
        session,
        Delivery,
        message_id="1@example.jp",
        kind="reservation_confirmed",
        recipient=OLD,
        applicant_id=owner.id,
        state=DeliveryState.SENT,
        created_at=NOW,
        sent_at=NOW,
    )
    kept(
        session,
        WaitlistEntry,
        applicant_id=owner.id,
        offering_id=offering.id,
        kind=WaitlistKind.DAY,
        wanted="day:2026-12-04",
        on_day=TODAY,
        created_at=NOW,
    )
    kept(session, DayNotice, reservation_id=reservation.id, kind=DayNoticeKind.LATE, minutes=10, at=NOW)


def take(desk: Desk, owner: Principal, language: str = "ja", kind: FileKind = FileKind.JSON) -> OwnData:
    principal = Principal(owner.kind, owner.id, owner.session_id, language)
    return desk.do(own_data.take_own_data, principal=principal, verified_hash=HASH, kind=kind, now=NOW)


def held(desk: Desk, owner: Principal, language: str = "ja") -> dict[str, Any]:
    return json.loads(own_data.as_json(take(desk, owner, language)))


def test_the_file_holds_every_section_with_the_number_whole(desk: Desk, owner: Principal) -> None:
    file = held(desk, owner)
    assert file["profile"]["name"] == NAME
    assert file["profile"]["claimant_number"] == NUMBER
    assert file["profile"]["created_at"] == "2026-11-01T10:00:00+09:00"
    (reservation,) = file["reservations"]
    assert reservation["answers"] == [{"question": "面談", "answer": "面談の希望"}]
    assert (reservation["state"], reservation["mode"]) == ("confirmed", "online")
    assert file["claims"][0]["certification_days"] == ["2026-12-01"]
    assert (file["day_changes"][0]["reason"], file["day_changes"][0]["note"]) == ("exam", "試験")
    assert [one["kind"] for one in file["mails"]] == ["reservation_confirmed"]
    assert file["said_on_the_day"][0]["minutes"] == 10
    assert file["address_changes"][0]["old_address"] == OLD
    assert file["counter_codes"][0]["purpose"] == "claimant"
    actions = [(one["action"], one["by"]) for one in file["audit"]]
    assert ("reservation.confirmed", "self") in actions
    assert ("counter_code.made", "system") in actions
    empty = [name for name, rows in file.items() if not rows]
    assert empty == [], "this person has something everywhere"


def test_secrets_are_no_part_of_the_file(desk: Desk, owner: Principal) -> None:
    text = own_data.as_json(take(desk, owner))
    for secret in (HASH, "_sealed", "fingerprint", "token", "code_hash", "password_hash"):
        assert secret not in text
    assert not re.search(r"gAAAA", text), "nothing sealed"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_of_the_file_is_explained_in_it(desk: Desk, owner: Principal, language: str) -> None:
    file = held(desk, owner, language)
    explained = set(file["keys"])
    sections = {name: rows for name, rows in file.items() if name not in ("about", "keys")}
    for name, rows in sections.items():
        assert f"{name}.title" in explained
        for one in rows if isinstance(rows, list) else [rows]:
            assert {f"{name}.{key}" for key in one} <= explained
    assert file["about"]["format"] == own_data.FORMAT
    assert all(file["keys"].values())


def test_other_peoples_rows_are_not_in_it(desk: Desk, owner: Principal) -> None:
    other = signed_in(desk, "jiro@example.jp", name="鈴木 次郎")
    file = held(desk, other)
    assert file["reservations"] == file["mails"] == file["claims"] == file["waiting"] == []
    assert len(file["sign_ins"]) == 1
    text = json.dumps(file, ensure_ascii=False)
    assert NAME not in text
    assert OLD not in text


def test_taking_it_needs_the_password_and_leaves_one_entry(desk: Desk, owner: Principal) -> None:
    with pytest.raises(WrongPassword):
        desk.do(own_data.take_own_data, principal=owner, verified_hash="another", kind=FileKind.JSON, now=NOW)
    assert desk.rows(AuditEntry, action="applicant.data_taken") == []
    take(desk, owner, kind=FileKind.PAPER)
    (entry,) = desk.rows(AuditEntry, action="applicant.data_taken")
    assert (entry.subject_id, entry.details) == (owner.id, {"kind": "pdf"})


def paper(data: OwnData) -> PdfReader:
    return PdfReader(io.BytesIO(PAPERS.make("own_data", own_data.as_paper(data))))


def text_of(reader: PdfReader) -> str:
    return re.sub(r"\s+", "", "".join(page.extract_text() for page in reader.pages))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_paper_says_the_same_in_words_and_is_tagged(desk: Desk, owner: Principal, language: str) -> None:
    reader = paper(take(desk, owner, language))
    text, root = text_of(reader), cast(dict[str, Any], reader.trailer["/Root"])
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712  (a boolean of the PDF library)
    assert root["/Lang"] == {"en": "en"}.get(language, "ja")
    assert reader.metadata is not None
    assert reader.metadata.title
    for said in (NAME, NUMBER, OLD, "taro.new@example.jp"):
        assert said.replace(" ", "") in text
    for name in ("profile", "reservations", "audit"):
        title = re.sub(r"\{([^|}]+)\|([^}]+)\}", r"\1（\2）", catalogue(language)[f"data.{name}.title"])
        assert title.replace(" ", "") in text
    assert not re.search(r"[{}|]", text)


def test_names_keep_their_old_and_rare_signs_and_markup_stays_text(desk: Desk, owner: Principal) -> None:
    def rename(session: Db) -> None:
        session.get_one(Applicant, owner.id).name = '髙﨑 𠮷葛󠄀 #eval("1") $x$ *b* \\'

    desk.do(rename)
    text = text_of(paper(take(desk, owner)))
    assert '髙﨑𠮷葛󠄀#eval("1")$x$*b*\\' in text


def test_a_name_that_the_font_cannot_show_gives_a_paper_that_says_so(desk: Desk, owner: Principal) -> None:
    def rename(session: Db) -> None:
        session.get_one(Applicant, owner.id).name = "김민수 😀"

    desk.do(rename)
    data = take(desk, owner)
    assert catalogue("ja")["data.incomplete"] in text_of(paper(data))
    assert json.loads(own_data.as_json(data))["profile"]["name"] == "김민수 😀"


def test_a_paper_of_very_many_entries_lists_the_newest_and_says_so(desk: Desk, owner: Principal) -> None:
    def many(session: Db) -> None:
        for turn in range(1100):
            at = NOW + timedelta(seconds=turn)
            record(session, owner, "applicant.changed", ("applicant", owner.id), now=at)

    desk.do(many)
    data = take(desk, owner)
    left = len(data.sections["audit"]) - 1000
    assert str(left) in text_of(paper(data))
    assert len(json.loads(own_data.as_json(data))["audit"]) == 1000 + left
