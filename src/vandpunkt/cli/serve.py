"""`vandpunkt serve`: the site, for the browser on this machine."""

from __future__ import annotations

import errno
from typing import Any

import click

from vandpunkt.cli.database import installation_ready
from vandpunkt.cli.language import translate
from vandpunkt.domain.problems import Problem, marked

HOST = "127.0.0.1"
THREADS = 8


@click.command(
    help=translate(
        marked(
            "Visa webbplatsen på den här datorn. Den svarar bara på 127.0.0.1; låt en webbserver med "
            "https stå framför när andra ska nå den."
        )
    )
)
@click.option(
    "--port",
    default=8000,
    show_default=True,
    type=click.IntRange(0, 65535),
    envvar="PORT",
    help=translate(marked("Webbplatsens port; 0 väljer en ledig.")),
)
def command(port: int) -> None:
    """Serve the site until it is stopped."""
    with installation_ready():
        pass
    serve_site(port=port)


def serve_site(*, port: int) -> None:
    """Serve the site on this machine. Raises Problem where the port is taken. Django must be set up."""
    from django.core.wsgi import get_wsgi_application
    from waitress.server import create_server

    try:
        server = create_server(
            get_wsgi_application(),
            host=HOST,
            port=port,
            threads=THREADS,
            ident=None,
            **_what_stands_in_front(),
        )
    except OSError as error:
        raise _port_problem(error, port) from error
    address = f"http://{HOST}:{server.effective_port}/"
    click.echo(
        translate(marked("Webbplatsen finns på {address}. Avsluta med Ctrl+C.")).format(address=address)
    )
    try:
        server.run()
    finally:
        server.close()


def _what_stands_in_front() -> dict[str, Any]:
    """With https: what the web server in front, on this machine, is trusted to say of who asks and how."""
    from django.conf import settings

    if not settings.SECURE_SSL_REDIRECT:
        return {}
    return {
        "trusted_proxy": HOST,
        "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"},
        "clear_untrusted_proxy_headers": True,
    }


def _port_problem(error: OSError, port: int) -> Problem:
    if error.errno == errno.EADDRINUSE:
        return Problem(
            marked("Porten {port} är upptagen. Välj en annan med --port, till exempel {other}."),
            port=port,
            other=port + 1,
        )
    return Problem(
        marked("Porten {port} går inte att använda: {error}."), port=port, error=error.strerror or error
    )
