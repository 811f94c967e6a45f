"""The week editor: what is drawn lies in the database, what is being typed in the browser."""

from typing import Any

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.kit.words import in_all
from hellowork_portal.services.schedule_drafts import weeks
from hellowork_portal.services.schedule_drafts.reading import ticked
from hellowork_portal.services.schedule_drafts.views import Block, WeekEdit
from hellowork_portal.ui.shell.page_state import known_id
from hellowork_portal.ui.shell.rights import requires_role
from hellowork_portal.ui.staff.schedule.base import LONGEST_ASKED, LOOKING, MANAGING, AtOffice
from hellowork_portal.ui.staff.schedule.inputs import WORKING_DAYS

NEW = "new"
_USUAL = {"slot_minutes": "30", "buffer_minutes": "5", "seats": "1", "held_back": "0"}
_PANEL = "panel-title"


class WeekState(AtOffice, rx.State):
    """An offering's week (`?offering=`, `?day=`) and the stretch that is being typed."""

    view: WeekEdit = WeekEdit()
    panel: str = ""
    """The key of the stretch in the form, `new`, or nothing."""
    panel_day: int = 0
    typed: dict[str, str] = _USUAL

    @rx.event
    @requires_role(*LOOKING)
    async def open(self):
        """Load the week of the address."""
        self._forget_words()
        self.panel = ""
        await self._load()

    async def _load(self) -> None:
        found = await self._read(weeks.week_to_edit, **await self._place())
        if found.is_good:
            self.view = found.value
        self.is_loaded = found.is_good

    async def _place(self) -> dict[str, Any]:
        return {
            "office_id": await self._office_id(),
            "offering_id": self._asked_int("offering"),
            "day": self._asked("day")[:LONGEST_ASKED],
        }

    async def _known_place(self) -> dict[str, Any]:
        """Return the place with the offering that is shown where the address names none."""
        place = await self._place()
        if not place["offering_id"]:
            if not self.view.offering_id:
                await self._load()
            place["offering_id"] = self.view.offering_id
        return place

    @rx.event
    @requires_role(*MANAGING)
    async def begin(self, weekday: int, minute: int):
        """Open the form for a new stretch of a weekday; a minute below 0 is not said yet.

        The first stretch of all is proposed for every working day, 9:00 to 17:00.
        """
        self._forget_words()
        is_first = self.view.is_empty
        self.panel = NEW
        self.panel_day = WORKING_DAYS if is_first else known_id(weekday) % 7
        is_said = isinstance(minute, int) and 0 <= minute < 1440
        starts = f"{minute // 60:02}:00" if is_said else "09:00"
        ends = "17:00" if is_first and starts < "17:00" else f"{min(int(starts[:2]) + 3, 24):02}:00"
        self.typed = {**_USUAL, **self.view.lengths, "from_minute": starts, "to_minute": ends}
        self.form_count += 1
        return rx.set_focus(_PANEL)

    @rx.event
    @requires_role(*MANAGING)
    async def choose(self, key: str):
        """Open the form for a stretch that is there."""
        self._forget_words()
        if not self.view.columns:
            await self._load()
        found = [block for column in self.view.columns for block in column.blocks if block.key == key]
        if not found:
            return None
        block = found[0]
        self.panel, self.panel_day = block.key, block.weekday
        self.typed = {
            **_numbers(block),
            "from_minute": _padded(block.starts),
            "to_minute": _padded(block.ends),
        }
        self.form_count += 1
        return rx.set_focus(_PANEL)

    @rx.event
    @requires_role(*MANAGING)
    async def leave(self):
        """Close the form; nothing that it held is kept."""
        self._forget_words()
        self.panel = ""
        return rx.set_focus(_PANEL)

    @rx.event
    @requires_role(*MANAGING)
    async def put(self, form: dict[str, Any]):
        """Put the stretch of the form into the week."""
        place, replaced = await self._known_place(), str(form.get("replaced", ""))
        done = await self._run(weeks.put_stretch, **place, form=form, replaced=replaced)
        if self._say_errors(done.error):
            return None
        return await self._drawn("staff.week.put", count=done.value)

    @rx.event
    @requires_role(*MANAGING)
    async def remove(self, key: str):
        """Take a stretch out of the week."""
        done = await self._run(weeks.remove_stretch, **await self._known_place(), key=str(key))
        return None if self._say_errors(done.error) else await self._drawn("staff.week.removed")

    @rx.event
    @requires_role(*MANAGING)
    async def copy_day(self, form: dict[str, Any]):
        """Give other days the hours of one."""
        source = str(form.get("source", ""))
        targets = [int(day) for day in ticked(form, "to", map(str, range(7)))]
        number = int(source) if source in tuple("0123456") else 0
        place = await self._known_place()
        done = await self._run(weeks.copy_day, **place, source=number, targets=targets)
        return None if self._say_errors(done.error) else await self._drawn("staff.week.day_copied")

    @rx.event
    @requires_role(*MANAGING)
    async def take_week(self, form: dict[str, Any]):
        """Draw the week of another offering."""
        source = str(form.get("source_id", ""))
        source_id = known_id(int(source)) if source.isascii() and source.isdigit() and len(source) < 12 else 0
        done = await self._run(weeks.take_week, **await self._known_place(), source_id=source_id)
        return None if self._say_errors(done.error) else await self._drawn("staff.week.week_copied")

    @rx.event
    @requires_role(*MANAGING)
    async def take_usual(self):
        """Draw the week that the procedure usually has."""
        done = await self._run(weeks.take_usual, **await self._known_place())
        return None if self._say_errors(done.error) else await self._drawn("staff.week.usual_taken")

    @rx.event
    @requires_role(*MANAGING)
    async def drop(self):
        """Throw the drawing away."""
        place = await self._known_place()
        place.pop("day")
        done = await self._run(weeks.drop_week, **place)
        return None if self._say_errors(done.error) else await self._drawn("staff.week.dropped")

    async def _drawn(self, told: str, **values: object) -> Any:
        self.panel, self.done = "", in_all(told, **values)
        self.form_count += 1
        await self._load()
        return rx.set_focus(_PANEL)

    @rx.event
    @requires_role(*MANAGING)
    async def show(self, form: dict[str, Any]):
        """Go on to what the drawing would change, from the day typed on."""
        done = await self._run(weeks.finish_week, **await self._known_place(), form=form)
        if self._say_errors(done.error):
            return None
        return rx.redirect(await self._address(routes.STAFF_PREVIEW, draft=done.value))


def _numbers(block: Block) -> dict[str, str]:
    return {name: str(getattr(block, name)) for name in _USUAL}


def _padded(wall: str) -> str:
    return wall.rjust(5, "0")
