"""The demo's register and case, to search in."""

from tests.web.conftest import client_as, demonstration, site

__all__ = ["client_as", "demonstration", "site"]
