"""A mail server on this machine, for letters that are really sent."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message
from email.policy import default


class MailServer(socketserver.ThreadingTCPServer):
    """Keeps the letters it is given; `refused` are the addresses that it will not deliver to."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.letters: list[Message] = []
        self.refused: set[str] = set()

    @property
    def port(self) -> int:
        """The port it listens on."""
        return int(self.server_address[1])


class _Conversation(socketserver.StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        """Answer the commands of one client until it leaves."""
        self._say("220 mail server")
        for line in self.rfile:
            command, _, rest = line.decode("ascii").strip().partition(" ")
            command = command.upper()
            if command == "QUIT":
                return self._say("221 bye")
            if command == "DATA":
                self._keep()
            elif command == "RCPT" and rest.partition("<")[2].rstrip(">") in self.server.refused:
                self._say("550 nobody here")
            else:
                self._say("250 well")
        return None

    def _keep(self) -> None:
        self._say("354 go on")
        lines = []
        for line in self.rfile:
            if line == b".\r\n":
                break
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        self.server.letters.append(message_from_bytes(b"".join(lines), policy=default))
        self._say("250 kept")

    def _say(self, text: str) -> None:
        self.wfile.write(text.encode() + b"\r\n")


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """A server that listens until the block ends."""
    with MailServer() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield server
        server.shutdown()
        thread.join()
