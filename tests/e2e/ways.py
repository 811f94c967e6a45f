"""The guide's ways, step by step, for any hand and any language."""

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, expect

from hellowork_portal.kit.i18n import say
from tests.e2e.hands import Hand
from tests.e2e.post import Mail, Post
from tests.e2e.screen import Visit
from tests.e2e.words import chapters, named

PASSWORD = "Kawasemi-2026!"  # a test's own
_NUMBER = re.compile(r"[2-9A-HJKMNP-Z]{5}-[2-9A-HJKMNP-Z]{5}")


@dataclass(frozen=True)
class Person:
    """Somebody who registers."""

    mail: str
    name: str = "髙橋 﨑𠮷"
    reading: str = "タカハシ サキキチ"
    born: tuple[str, str, str] = ("1990", "4", "1")
    phone: str = "090-1234-5678"
    claimant_number: str = ""


@dataclass
class Walk:
    """Somebody with a hand, a page and a mailbox."""

    visit: Visit
    hand: Hand
    post: Post

    def box(self, name: str) -> Locator:
        """Find an input by its id; ids of forms that are data may contain dots."""
        return self.visit.page.locator(f"[id='{name}']")

    def choose_in_menu(self, key: str) -> None:
        """Open 「メニュー」 and choose from it."""
        page = self.visit.page
        if page.locator("#menu").get_attribute("open") is None:
            self.hand.press(page.locator("#menu > summary"))
        menu = page.locator("#menu")
        name = named(self.visit.language, key)
        found = menu.get_by_role("link", name=name).or_(menu.get_by_role("button", name=name))
        self.hand.press(found.first)

    # registering

    def ask_for_registration(self, person: Person) -> None:
        """Steps 1 to 4: menu, terms, address, 「メール送信完了（利用者登録）」."""
        self.choose_in_menu("frame.menu.register")
        self.visit.see("access.register.title")
        self.agree_and_give_mail(person)

    def agree_and_give_mail(self, person: Person) -> None:
        """Steps 2 to 4, wherever the terms were reached from."""
        self.hand.tick(self.box("agree"))
        self.hand.press(self.visit.button("access.register.agree_button"))
        self.visit.see("access.mail.title")
        self.hand.fill(self.box("mail_address"), person.mail)
        self.hand.press(self.visit.button("access.mail.send"))
        self.visit.see("access.sent.title")

    def open_mail_link(self, person: Person) -> None:
        """Step 5: the mail, and the URL in it."""
        subject = say(self.visit.language, "mail.register_link.subject")
        mail = self.post.wait(person.mail, subject)
        self.visit.page.goto(mail.link("/links/register"))
        self.visit.see("access.form.title", "access.form.empty")

    def fill_particulars(self, person: Person) -> None:
        """Step 6: 「利用者ID入力」 with its living password conditions."""
        met = self.visit.page.locator("#password-conditions [data-met=true]")
        expect(met).to_have_count(0)
        self.hand.fill(self.box("password"), PASSWORD)
        expect(met).to_have_count(5)
        self.hand.fill(self.box("password_again"), PASSWORD)
        typed = {
            "name": person.name,
            "reading": person.reading,
            "born_on.year": person.born[0],
            "born_on.month": person.born[1],
            "born_on.day": person.born[2],
            "phone": person.phone,
            "claimant_number": person.claimant_number,
        }
        for name, text in typed.items():
            if text:
                self.hand.fill(self.box(name), text)

    def finish_registration(self, person: Person) -> None:
        """Steps 6 to 8: 「確認へ進む」, 「登録する」, 「利用者登録完了」."""
        self.hand.press(self.visit.button("access.form.continue"))
        self.visit.see("access.confirm.title")
        expect(self.visit.page.locator("main")).to_contain_text(person.name)
        self.hand.press(self.visit.button("access.confirm.button"))
        self.visit.see("access.done.title")

    def register(self, person: Person) -> None:
        """All of 「利用者登録をする」."""
        self.ask_for_registration(person)
        self.open_mail_link(person)
        self.fill_particulars(person)
        self.finish_registration(person)

    def sign_out(self) -> None:
        """Leave by the menu."""
        self.choose_in_menu("frame.menu.sign_out")
        self.visit.see("access.signed_out.title")

    def sign_in(self, mail: str, password: str = PASSWORD) -> None:
        """Fill in 「ログイン」, wherever it was reached from."""
        self.visit.see("access.sign_in.title")
        self.hand.fill(self.box("mail_address"), mail)
        self.hand.fill(self.box("password"), password)
        self.hand.press(self.visit.button("access.sign_in.button"))

    # booking

    def search(self, typed: str) -> None:
        """Steps 1 and 2: 「予約手続き」, 「検索キーワード」."""
        self.choose_in_menu("frame.menu.procedures")
        self.visit.see("search.title", "search.all")
        self.hand.fill(self.box("q"), typed)
        self.hand.press(self.visit.page.get_by_role("search").get_by_role("button"))
        self.visit.page.wait_for_url(re.compile("[?&]q="))
        self.visit.see("search.title", "search.found")

    def choose_procedure(self) -> None:
        """Step 3: the first 「面談予約」 of 「手続き一覧」."""
        self.hand.press(self.visit.page.locator("main li a[href*='/calendar?']").first)
        self.visit.see("calendar.title", "calendar.month")

    def choose_day_and_time(self) -> None:
        """Steps 4 and 5: a day with seats, then a time with seats."""
        free = self.visit.page.locator("[data-day][aria-disabled=false]").filter(has_text=re.compile("[○△]"))
        self.choose_day(free.last)
        self.visit.see("calendar.title", "calendar.day")
        self.choose_time()
        self.visit.see("calendar.title", "calendar.time")

    def choose_day(self, day: Locator) -> None:
        """Step 4: press a day and wait for its times."""
        iso = day.get_attribute("data-day") or ""
        self.hand.press_day(day)
        self.visit.page.wait_for_url(re.compile(f"day={iso}"))
        chosen = self.visit.page.locator(f"[data-day='{iso}'][aria-pressed=true]")
        expect(chosen).to_have_count(1)

    def choose_time(self) -> None:
        """Step 5: press the first time that has a seat."""
        times = self.visit.page.locator("section:has(#times) button[aria-disabled=false]")
        self.hand.press(times.filter(has_text=re.compile("[○△]")).first)
        expect(self.visit.button("calendar.reserve")).to_be_visible()

    def reserve(self) -> None:
        """Step 6: 「予約する」."""
        self.hand.press(self.visit.button("calendar.reserve"))

    def agree_to_terms(self) -> None:
        """Step 7: the procedure's terms."""
        self.visit.see("reserve.terms.title")
        self.hand.tick(self.box("agree"))
        self.hand.press(self.visit.button("reserve.terms.button"))

    def fill_counselling(self, remarks: str = "") -> None:
        """Step 8: the form of 職業相談."""
        self.visit.see("reserve.form.title", "reserve.form.empty")
        self.hand.tick(self.box("topics.job_search"))
        if remarks:
            self.hand.fill(self.box("remarks"), remarks)
        if not self.box("telephone").input_value():
            self.hand.fill(self.box("telephone"), "090-1234-5678")
        self.hand.tick(self.box("purpose_consent"))

    def check(self) -> None:
        """Step 9: 「確認へ進む」."""
        self.hand.press(self.visit.button("reserve.form.continue"))
        self.visit.see("reserve.confirm.title")

    def apply(self) -> str:
        """Steps 10 to 12: 「申込み」; returns the 予約番号."""
        self.hand.press(self.visit.button("reserve.confirm.button"))
        self.visit.see("reserve.done.title")
        found = _NUMBER.search(self.visit.page.locator("main").inner_text())
        assert found, "no number"
        return found[0]

    def book(self, remarks: str = "") -> str:
        """All of 「面談予約をしたい」 after the search; returns the 予約番号."""
        self.choose_procedure()
        self.choose_day_and_time()
        self.reserve()
        self.agree_to_terms()
        self.fill_counselling(remarks)
        self.check()
        return self.apply()

    def confirmation(self, mail: str) -> Mail:
        """Step 13: the mail."""
        return self.post.wait(mail, say(self.visit.language, "mail.reservation_confirmed.subject"))

    # looking up

    def look_up(self, typed: str) -> None:
        """「予約内容照会」: a number or nothing, 「検索」."""
        self.choose_in_menu("frame.menu.lookup")
        self.visit.see("lookup.title")
        results = named(self.visit.language, "lookup.results")
        found = self.visit.page.locator("main").get_by_role("heading", name=results)
        expect(found).to_have_count(0)
        self.hand.fill(self.box("number"), typed)
        self.hand.press(self.visit.button("lookup.search"))
        expect(found).to_be_visible()
        self.visit.see("lookup.title", "lookup.found" if typed else "lookup.all")

    def join_link(self) -> Locator:
        """Find the link of 「会議情報」 by which Zoom starts."""
        return self.visit.page.locator("main a[target=_blank][href*='/j/']")

    def read_advice(self) -> None:
        """Open 「面談のしかた」: video, sound, sharing, the device's rights and leaving stand there."""
        advice = self.visit.page.locator("main details", has=self.visit.page.locator("h2"))
        self.hand.press(advice.locator("summary"))
        told = advice.get_by_role("heading")
        expect(told).to_contain_text(chapters(self.visit.language, "join"))

    def open_detail(self, number: str) -> None:
        """「詳細」 with 「会議情報」."""
        self.hand.press(self.visit.page.locator(f"main a[href*='{number.replace('-', '')}']").first)
        self.visit.see("detail.title")
