"""What components take. Vars of a state look like their plain values to a type checker, hence Any."""

from typing import Any

Label = Any
"""Words: a var of `t()` or `words()`, a component of `tr()`, or plain text."""

Shown = Any
"""A var of a page's state, or an item of one inside rx.foreach."""
