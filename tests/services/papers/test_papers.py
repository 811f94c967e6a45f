"""The declaration and the notice as PDF: whose they are, what they say sign by sign, and that they go on."""

import io
import re
from typing import Any

import pytest
from pypdf import PdfReader

from hellowork_portal.adapters.typst_papers import TypstPapers
from hellowork_portal.kit.i18n import LANGUAGES
from hellowork_portal.kit.principal import Grant, Principal, Role
from hellowork_portal.models import AuditEntry, CertificationDecision
from hellowork_portal.services.applications.decision import decision_view
from hellowork_portal.services.applications.errors import ApplicationUnknown
from hellowork_portal.services.applications.rows import closed
from hellowork_portal.services.papers import notice, service
from tests.factories import (
    NOW,
    TODAY,
    Desk,
    make_applicant,
    make_office,
    make_staff,
    principal_of,
    staff_principal,
)
from tests.factories.papers import make_application
from tests.factories.places import kept
from tests.services.papers.ground import NAME, declared, make_declaration, period

PAPERS = TypstPapers()


class Scene(Desk):
    """An application, its person, a stranger, staff here and elsewhere."""

    people: dict[str, Principal]
    id: int
    number: str


@pytest.fixture
def scene(database_url: str) -> Scene:
    scene = Scene(database_url)

    def made(session: Any) -> None:
        office, other = make_office(session, name="飯田橋"), make_office(session, "HW27-001", name="大阪東")
        person, stranger = make_applicant(session, name=NAME), make_applicant(session, "taro@example.jp")
        row = make_application(session, office, person, make_declaration(session), declared(), **period())
        here = make_staff(session, "here@example.jp", Role.COUNSELLOR, office.id)
        away = make_staff(session, "away@example.jp", Role.COUNSELLOR, other.id)
        people = {
            "owner": principal_of(person),
            "stranger": principal_of(stranger),
            "here": staff_principal(here, Grant(Role.COUNSELLOR, office.id)),
            "away": staff_principal(away, Grant(Role.COUNSELLOR, other.id)),
        }
        for name, value in {"people": people, "id": row.id, "number": row.number}.items():
            object.__setattr__(scene, name, value)

    scene.do(made)
    return scene


def decide(scene: Scene, outcome: str = "partly_certified", **changes: Any) -> None:
    said = {
        "outcome": outcome,
        "not_certified": {"worked": ["2026-11-04"]},
        "reason": "就労した日があるため",
        "message": "次回もお待ちしています。",
    }
    facts = {
        "application_id": scene.id,
        "turn": 1,
        "outcome": outcome,
        "certified_days": 27,
        "payable_yen": 136_572,
        "next_certification_on": TODAY.replace(day=29),
        "working_sealed": closed({}),
        "decided_sealed": closed(said),
        "decided_by_id": scene.people["here"].staff_id,
        "decided_at": NOW,
    }
    scene.do(lambda session: kept(session, CertificationDecision, **facts | changes))


def printed(paper: Any) -> PdfReader:
    return PdfReader(io.BytesIO(PAPERS.make(paper.template, paper.words)))


def text(reader: PdfReader) -> str:
    return "".join("".join(page.extract_text().split()) for page in reader.pages)


def own(scene: Scene, query: Any = service.own_paper, language: str = "ja") -> Any:
    who = scene.people["owner"]
    principal = Principal(who.kind, who.id, language=language)
    return scene.see(query, principal=principal, number=scene.number)


def test_the_declaration_says_all_that_was_declared(scene: Scene) -> None:
    reader = printed(own(scene))
    said = text(reader)
    for sign in (
        "様式第14号",
        "失業認定申告書",
        NAME.replace(" ", ""),
        "13010-26-000001-7",
        "6,000",
        "株式会社𠮷野",
    ):
        assert sign in said
    for sign in (
        "■アした",
        "□イしない",
        "■(オ)その他",
        "11月123",
        "28日間",
        "公共職業安定所長殿",
        "※公共職業安定所記載欄",
    ):
        assert sign in said
    assert said.count("○") >= 2
    catalog = reader.trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"]  # type: ignore[index]
    assert str(catalog["/Lang"]).startswith("ja")  # type: ignore[index]
    assert "pdfuaid" in (reader.xmp_metadata.stream.get_data().decode() if reader.xmp_metadata else "")
    assert reader.pages[0].mediabox.height == pytest.approx(841.9, abs=0.2)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_its_paper(scene: Scene, language: str) -> None:
    reader = printed(own(scene, language=language))
    assert NAME.replace(" ", "") in text(reader)
    assert len(reader.pages) <= 3


FORMS = "髙高﨑崎𠮷吉葛葛\U000e0100"
"""Old and new forms of the same signs; of the last one only a selector (IVS) tells the forms apart."""


def signs_of(reader: PdfReader) -> dict[str, set[str]]:
    """Return, by sign, the glyphs (CIDs) that the fonts of the first page draw it with, and what they say."""
    drawn: dict[str, set[str]] = {}
    for font in reader.pages[0]["/Resources"]["/Font"].values():  # type: ignore[index]
        table = font.get_object()["/ToUnicode"].get_data().decode("latin-1")
        for glyph, said in re.findall(r"^<([0-9a-fA-F]+)> <([0-9a-fA-F]+)>", table, re.MULTILINE):
            drawn.setdefault(bytes.fromhex(said).decode("utf-16-be")[0], set()).add(glyph)
    return drawn


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_name_is_drawn_sign_for_sign_with_the_form_that_it_was_typed_in(
    scene: Scene, language: str
) -> None:
    paper = own(scene, language=language)
    paper.words["signed"][0][1] = FORMS
    drawn = signs_of(printed(paper))
    assert all(len(drawn[sign]) == 1 for sign in "髙高﨑崎𠮷吉")
    assert len(set.union(*(drawn[sign] for sign in FORMS[:-1]))) == len(FORMS) - 1, "no form is another's"
    assert len(drawn["葛"]) == 2, "with the selector another glyph than without"


def test_many_rows_and_endless_words_go_on_to_the_next_page(scene: Scene) -> None:
    words = "とても長い会社の名前" * 20 + "A" * 200
    rows = [declared()["direct_applications"][0] | {"employer": f"第{turn}番 {words}"} for turn in range(20)]

    def longer(session: Any) -> None:
        from hellowork_portal.models import Application

        row = session.get(Application, scene.id)
        row.answers_sealed = closed(declared(direct_applications=rows))
        session.add(row)

    scene.do(longer)
    reader = printed(own(scene))
    said = text(reader)
    assert len(reader.pages) > 4
    assert all(f"第{turn}番" in said for turn in range(20))
    assert said.count("A" * 8) > 20


def test_what_people_type_is_never_markup(scene: Scene) -> None:
    def wild(session: Any) -> None:
        from hellowork_portal.models import Application

        row = session.get(Application, scene.id)
        row.answers_sealed = closed(declared(not_ready_note='#read("/etc/passwd") $x$ *b* \\ 😀'))
        session.add(row)

    scene.do(wild)
    assert '#read("/etc/passwd")$x$*b*\\' in text(printed(own(scene)))


@pytest.mark.parametrize("query", [service.own_paper, notice.own_notice])
def test_nobody_prints_what_is_not_theirs(scene: Scene, query: Any) -> None:
    decide(scene)
    with pytest.raises(ApplicationUnknown):
        scene.see(query, principal=scene.people["stranger"], number=scene.number)


@pytest.mark.parametrize("command", [service.office_paper, notice.office_notice])
def test_the_offices_staff_print_and_it_is_recorded(scene: Scene, command: Any) -> None:
    decide(scene)
    with pytest.raises(ApplicationUnknown):
        scene.do(command, principal=scene.people["away"], number=scene.number, now=NOW)
    assert scene.rows(AuditEntry, action="paper.made") == []
    paper = scene.do(command, principal=scene.people["here"], number=scene.number, now=NOW)
    assert paper.words["language"] == "ja"
    assert len(scene.rows(AuditEntry, action="paper.made")) == 1


def test_the_offices_box_is_empty_until_a_decision_is_in_force(scene: Scene) -> None:
    decide(scene, needs_approval=True)
    assert {value for _, value in own(scene).words["staff"]["rows"]} == {""}
    with pytest.raises(ApplicationUnknown):
        own(scene, notice.own_notice)


def test_after_the_decision_the_offices_box_is_filled(scene: Scene) -> None:
    decide(scene)
    box = dict(own(scene).words["staff"]["rows"])
    assert box["基本手当支給日数"] == "27"
    assert box["次回認定日と時間"].startswith("2026年12月29日")


@pytest.mark.parametrize(
    ("outcome", "title", "appeals"),
    [("certified", "認定", False), ("partly_certified", "一部認定", True), ("not_certified", "不認定", True)],
)
def test_the_notice_says_what_why_and_how_to_object(
    scene: Scene, outcome: str, title: str, appeals: bool
) -> None:
    decide(scene, outcome)
    paper = own(scene, notice.own_notice)
    said = text(printed(paper))
    assert f"決定の内容{title}" in said
    for sign in (
        NAME.replace(" ", ""),
        "136,572円",
        "次回もお待ちしています。",
        "就労した日があるため",
        "27日",
    ):
        assert sign in said
    for right in ("審査請求", "3か月以内", "6か月以内"):
        assert (right in said) is appeals
    assert "就職・就労した日：2026年11月4日（水）（1日）" in said


REDUCED = {"reduced_days": 2, "reduction_yen": 1_916}


@pytest.mark.parametrize(
    ("taken", "signs"),
    [
        (REDUCED, ["2日分、合計1,916円"]),
        ({"deferred_days": 3}, ["先送りする日数3日"]),
        (REDUCED | {"deferred_days": 3}, ["2日分、合計1,916円", "先送りする日数3日"]),
    ],
)
def test_what_is_reduced_or_put_off_is_told_with_the_right_of_appeal(
    scene: Scene, taken: dict[str, int], signs: list[str]
) -> None:
    said = {"outcome": "certified", "not_certified": {}, **taken}
    decide(scene, "certified", decided_sealed=closed(said))
    printed_text = text(printed(own(scene, notice.own_notice)))
    for sign in [*signs, "審査請求", "3か月以内", "136,572円"]:
        assert sign in printed_text
    view = scene.see(decision_view, scene.id)
    assert view.is_negative
    assert (view.reduced_days, view.deferred_days) == tuple(
        taken.get(name, 0) for name in ("reduced_days", "deferred_days")
    )
    assert view.paid_days == 27 - taken.get("deferred_days", 0)


def test_without_a_decision_there_is_no_notice(scene: Scene) -> None:
    with pytest.raises(ApplicationUnknown):
        own(scene, notice.own_notice)
