"""What components take. Vars of a state look like their plain values to a type checker, hence Any."""

from typing import Any

Label = Any
"""Words: a component of `tr()` or `worded()`; for labels nobody sees a var of `t()` or `labelled()`."""

AS_WRITTEN = {"translate": "no"}
"""`custom_attrs` of what stands as its owner writes it (names, addresses): no translation, no readings.

Give each component a copy of its own, because the framework writes into what it is given.
"""

Shown = Any
"""A var of a page's state, or an item of one inside rx.foreach."""
