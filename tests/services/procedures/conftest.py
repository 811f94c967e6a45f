"""The shipped offices and procedures in an empty database."""

import pytest
from sqlmodel import Session

from hellowork_portal.forms.catalogue_files import load_catalogue
from hellowork_portal.services.offices.rows import read_office_file
from hellowork_portal.services.offices.service import DATA, import_offices, prefecture_names
from hellowork_portal.services.procedures.service import load_procedures
from tests.factories import NOW, Desk


@pytest.fixture
def desk(database_url: str) -> Desk:
    return Desk(database_url)


@pytest.fixture
def shipped(desk: Desk) -> Desk:
    def load(session: Session) -> None:
        text = (DATA / "offices.csv").read_text(encoding="utf-8-sig")
        import_offices(session, read_office_file(text, prefecture_names()), now=NOW)
        load_procedures(session, load_catalogue(), now=NOW)

    desk.do(load)
    return desk
