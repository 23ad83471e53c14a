"""Accounts, areas, and who leads a school."""
