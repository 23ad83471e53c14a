"""Only licences that the product can meet come in with its dependencies."""

from __future__ import annotations

import json

import pytest

from tools import licences


class TestStatements:
    @pytest.mark.parametrize(
        "statement",
        [
            "MIT",
            "BSD-3-Clause AND 0BSD AND MIT AND Zlib AND CC0-1.0",
            "Apache-2.0 OR BSD-2-Clause",
            "GPL-2.0-only OR MIT",
            "(MIT OR GPL-2.0-only) AND PSF-2.0",
            "MIT License; BSD License",
            "Mozilla Public License 2.0 (MPL 2.0)",
        ],
    )
    def test_what_can_be_met_is_allowed(self, statement: str) -> None:
        assert licences.is_allowed(statement)

    @pytest.mark.parametrize(
        "statement",
        ["GPL-3.0-only", "MIT AND GPL-3.0-only", "UNKNOWN", "", "MIT License; GNU General Public License"],
    )
    def test_what_cannot_or_is_not_stated_is_not(self, statement: str) -> None:
        assert not licences.is_allowed(statement)

    def test_a_refused_package_is_named(self) -> None:
        assert licences.refused({"good": "MIT", "bad": "Proprietary"}) == {"bad": "Proprietary"}


class TestTheProduct:
    def test_everything_installed_is_allowed(self) -> None:
        assert licences.refused(licences.installed()) == {}

    def test_everything_of_the_tests_login_server_too(self) -> None:
        assert licences.refused(licences.locked_by_npm()) == {}
        assert "oidc-provider" in licences.locked_by_npm()

    def test_its_locked_versions_have_hashes_and_name_no_host_to_fetch_from(self) -> None:
        packages = json.loads(licences.NPM_LOCK.read_text(encoding="utf-8"))["packages"]
        assert not any("resolved" in package for package in packages.values())
        assert all(package["integrity"].startswith("sha512-") for path, package in packages.items() if path)

    def test_no_exception_is_kept_for_a_package_that_is_gone(self) -> None:
        assert set(licences.installed()) >= set(licences.STATED_ELSEWHERE)
