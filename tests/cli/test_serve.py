"""`vandpunkt serve` answers on this machine alone, and says why when it cannot."""

from __future__ import annotations

import http.client
import re
import signal
import socket
from pathlib import Path

from tests.cli.running import run, start, told


def test_the_site_answers_on_a_free_port_until_it_is_stopped(home: Path) -> None:
    serving = start("serve", "--port", "0", home=home)
    try:
        assert serving.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:(\d+)/", serving.stdout.readline())
        assert found is not None
        connection = http.client.HTTPConnection("127.0.0.1", int(found[1]), timeout=20)
        connection.request("GET", "/")
        answer = connection.getresponse()
        assert answer.status in (200, 302)
        assert "default-src 'self'" in (answer.getheader("Content-Security-Policy") or "")
        answer.read()
        connection.request("GET", "/", headers={"Host": "annan.example"})
        assert connection.getresponse().status == 400
        connection.close()
    finally:
        serving.send_signal(signal.SIGINT)
        _, error = serving.communicate(timeout=20)
    assert "Traceback" not in error


def test_with_https_the_web_server_in_front_tells_how_it_was_asked(home: Path) -> None:
    settings = home / "vandpunkt.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("https = false", "https = true"))
    serving = start("serve", "--port", "0", home=home)
    try:
        assert serving.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:(\d+)/", serving.stdout.readline())
        assert found is not None
        connection = http.client.HTTPConnection("127.0.0.1", int(found[1]), timeout=20)
        answers = []
        for scheme in ("http", "https"):
            headers = {"X-Forwarded-Proto": scheme, "X-Forwarded-For": "192.0.2.7"}
            connection.request("GET", "/login/", headers=headers)
            answer = connection.getresponse()
            answer.read()
            answers.append((answer.status, "Secure" in (answer.getheader("Set-Cookie") or "")))
        assert answers == [(301, False), (200, True)]
        connection.close()
    finally:
        serving.send_signal(signal.SIGINT)
        serving.communicate(timeout=20)


def test_a_port_that_is_taken_is_told_with_another(home: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        told(run("serve", "--port", port, home=home), f"Porten {port} är upptagen")


def test_without_an_installation_nothing_is_served(tmp_path: Path) -> None:
    told(run("serve", home=tmp_path), "har ingen databas")
