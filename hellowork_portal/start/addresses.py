"""The loopback addresses of `make run`, checked before anything is made."""

import socket
from dataclasses import dataclass

from hellowork_portal.start.places import configured
from hellowork_portal.start.words import Stop

HOST = "127.0.0.1"
_DEFAULTS = {"PORT": 3000, "SMTP_PORT": 8025, "MAILBOX_PORT": 8026, "ZOOM_PORT": 8027}


@dataclass(frozen=True)
class Addresses:
    """Ports on the loopback interface."""

    portal: int
    smtp: int
    mailbox: int
    zoom: int

    @property
    def public_url(self) -> str:
        """Where people reach the portal: what the operator set, else the portal's own port."""
        return configured("PORTAL_PUBLIC_URL") or f"http://{HOST}:{self.portal}"


def chosen_addresses() -> Addresses:
    """Return the ports that the environment chooses; a broken, double or taken one stops."""
    ports = {variable: _port(variable) for variable in _DEFAULTS}
    for variable, port in ports.items():
        if list(ports.values()).count(port) > 1:
            raise Stop("port_twice", port=port, variable=variable)
        if not is_free(port):
            raise Stop("port_taken", port=port, variable=variable)
    return Addresses(*ports.values())


def _port(variable: str) -> int:
    typed = configured(variable) or str(_DEFAULTS[variable])
    if not (typed.isascii() and typed.isdigit() and 0 < int(typed) < 65536):
        raise Stop("port_broken", variable=variable, typed=typed)
    return int(typed)


def is_free(port: int) -> bool:
    """Whether a server could listen on the port now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
        return True


def answers(port: int) -> bool:
    """Whether somebody listens on the port."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((HOST, port)) == 0
