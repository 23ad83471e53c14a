"""What the settings file may say of signing in, and how a mistake in it is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from vandpunkt.domain.problems import Problem
from vandpunkt.domain.roles import Role
from vandpunkt.installation import Installation
from vandpunkt.sign_in_settings import SECRET_VARIABLE, SignIn, sign_in_settings

SERVER = '[oidc]\nissuer = "https://login.example"\nclient_id = "vandpunkt"\n'


def read(folder: Path, text: str) -> SignIn:
    """What an installation with these settings asks of who signs in."""
    (folder / "vandpunkt.toml").write_text(text, encoding="utf-8")
    return sign_in_settings(Installation(folder))


def test_without_a_word_passwords_are_locked_after_five_wrong_ones(tmp_path: Path) -> None:
    assert read(tmp_path, "") == SignIn(password=True, attempts=5, locked_minutes=15)


def test_roles_are_read_by_their_names(tmp_path: Path) -> None:
    found = read(tmp_path, '[sign_in]\nrequire_totp = ["administrator", "case_officer"]\n')
    assert found.require_totp == {Role.ADMINISTRATOR, Role.CASE_OFFICER}


def test_a_group_gives_one_role_or_several(tmp_path: Path) -> None:
    roles = '[oidc.roles]\n"VP-Rektorer" = "head_teacher"\nutredare = ["case_officer", "analyst"]\n'
    server = read(tmp_path, SERVER + roles).login_server
    assert server is not None
    assert server.roles == {
        "VP-Rektorer": {Role.HEAD_TEACHER},
        "utredare": {Role.CASE_OFFICER, Role.ANALYST},
    }


def test_nobody_new_comes_in_unless_the_settings_say_so(tmp_path: Path) -> None:
    server = read(tmp_path, SERVER).login_server
    assert server is not None
    assert (server.create, server.link, server.trust_second_step) == (False, False, False)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "[sign_in]\npasword = true\n",
            r"\[sign_in\] har ingen inställning pasword. De som finns är password",
        ),
        ('[sign_in]\npassword = "nej"\n', "password går inte att förstå: 'nej'"),
        ("[sign_in]\nattempts = true\n", "attempts går inte att förstå"),
        ("[sign_in]\nattempts = 1\n", "attempts ska vara mellan 2 och 100"),
        ("[sign_in]\nlocked_minutes = 0\n", "locked_minutes ska vara mellan 1 och 1440"),
        ('[sign_in]\nrequire_totp = ["rektor"]\n', "anger rollen «rektor», som inte finns"),
        ("[sign_in]\npassword = false\n", "Då kan ingen logga in"),
        ('[oidc]\nissuer = "https://login.example"\n', r"\[oidc\] saknar client_id"),
        ('[oidc]\nissuer = "http://login.example"\nclient_id = "v"\n', "måste börja med https://"),
        (SERVER + '[oidc.roles]\ng = "chef"\n', r"\[oidc.roles\] g anger rollen «chef»"),
        (SERVER + 'client_secret = "hemlig"\n', "har ingen inställning client_secret"),
        (SERVER + 'client_secret_file = "saknas"\n', "saknas, som inte går att läsa"),
    ],
)
def test_a_mistake_is_told_with_the_file_and_what_is_wrong(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(Problem, match=words) as raised:
        read(tmp_path, text)
    assert "vandpunkt.toml" in str(raised.value)


def test_the_secret_comes_from_a_file_of_the_owners_or_from_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = f'{SERVER}client_secret_file = "oidc-secret"\n'
    (tmp_path / "oidc-secret").write_text("ur filen\n")
    (tmp_path / "oidc-secret").chmod(0o640)
    with pytest.raises(Problem, match="kan läsas av andra"):
        read(tmp_path, text)
    (tmp_path / "oidc-secret").chmod(0o600)
    server = read(tmp_path, text).login_server
    assert server is not None
    assert server.client_secret == "ur filen"
    assert "ur filen" not in repr(server)
    monkeypatch.setenv(SECRET_VARIABLE, "ur miljön")
    server = read(tmp_path, text).login_server
    assert server is not None
    assert server.client_secret == "ur miljön"
