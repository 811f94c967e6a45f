"""Advice for the online interview; its address until the table of routes has it."""

ROUTE = "/guide/interview"
