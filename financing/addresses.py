"""Does an official address still answer? Asked politely, one at a time, and only on the public internet.

Addresses are typed by people, so they may point anywhere: a name is resolved first, every address behind it must be
public, and the connection goes to exactly what was looked at. Redirects are treated the same way. Nothing beyond the
headers of an answer is read.
"""

import socket
import ssl
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from ipaddress import IPv6Network, ip_address
from threading import Timer
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

REDIRECTS = (301, 302, 303, 307, 308)
# It answers, but not to a machine.
GUARDED = (401, 403, 429)
# IPv6 addresses that stand for an IPv4 address (RFC 6052).
TRANSLATED = IPv6Network("64:ff9b::/96")
# What can be wrong, other than the status of an answer.
FAULTS = {
    "geen-webadres": gettext_lazy("it is not an address of the web"),
    "niet-openbaar": gettext_lazy("it does not lead to the public internet"),
    "onbekende-naam": gettext_lazy("nobody knows the name"),
    "geen-verbinding": gettext_lazy("there is no connection"),
    "geen-antwoord": gettext_lazy("there is no answer in time"),
    "niet-veilig": gettext_lazy("there is no safe connection"),
    "omleidingen": gettext_lazy("it keeps sending on to other addresses"),
}


class AddressError(Exception):
    """It cannot be asked or does not answer; the message is one of FAULTS."""


@dataclass(frozen=True)
class Answer:
    """`detail` is the last status, or one of FAULTS."""

    is_ok: bool
    detail: str


def fault_in_words(detail: str) -> str:
    """What a broken address answered, for the people who keep the route map."""
    return str(FAULTS[detail]) if detail in FAULTS else _("it answers “%(status)s”") % {"status": detail}


def is_public(address: str) -> bool:
    """True for an IP address that anybody on the internet can reach."""
    ip = ip_address(address.partition("%")[0])
    if ip.version == 6:
        inner = ip_address(int(ip) & 0xFFFFFFFF) if ip in TRANSLATED else ip.ipv4_mapped or ip.sixtofour
        ip = inner or ip
    return ip.is_global and not ip.is_multicast


class _Connection(HTTPConnection):
    """To an IP address that was looked at; the name is only said."""

    def __init__(self, host, port, timeout, addresses):
        super().__init__(host, port, timeout)
        self.addresses = addresses

    def connect(self):
        for place, address in enumerate(self.addresses, start=1):
            try:
                self.sock = socket.create_connection((address, self.port), self.timeout)
                return
            except OSError:
                if place == len(self.addresses):
                    raise

    def hang_up(self):
        """From another thread: whoever waits for this connection stops waiting."""
        with suppress(OSError, AttributeError):
            self.sock.shutdown(socket.SHUT_RDWR)


class _SafeConnection(_Connection):
    default_port = 443

    def connect(self):
        super().connect()
        self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)


@dataclass
class AddressChecker:
    """`allow_private` is for tests: it also asks this machine and its network. Times are in seconds."""

    allow_private: bool = False
    timeout: float = 10
    pause: float = 2  # between two questions to one host
    redirects: int = 5
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    _asked: dict[str, float] = field(default_factory=dict)

    def check(self, url: str) -> Answer:
        """Asks for the headers only (HEAD), and by GET where a server does not like that."""
        try:
            status = self._follow("HEAD", url)
            if status >= 400 and status not in (401, 429):
                status = self._follow("GET", url)
        except AddressError as error:
            return Answer(False, str(error))
        return Answer(status < 400 or status in GUARDED, str(status))

    def _follow(self, method: str, url: str) -> int:
        """The status at the end of the redirects."""
        for _step in range(self.redirects + 1):
            status, location = self._ask(method, url)
            if status not in REDIRECTS or not location:
                return status
            url = urljoin(url, location)
        raise AddressError("omleidingen")

    def _ask(self, method: str, url: str) -> tuple[int, str]:
        scheme, host, port, target = _parts(url)
        addresses = self._look_up(host, port)
        self._wait_for(host)
        connection = (_SafeConnection if scheme == "https" else _Connection)(host, port, self.timeout, addresses)
        # A server that sends its headers drop by drop is left after a while.
        patience = Timer(3 * self.timeout, connection.hang_up)
        patience.start()
        try:
            connection.request(method, target, headers=_headers())
            with connection.getresponse() as response:
                return response.status, response.headers.get("Location", "")
        except TimeoutError:
            raise AddressError("geen-antwoord") from None
        except ssl.SSLError:
            raise AddressError("niet-veilig") from None
        except (OSError, HTTPException):
            raise AddressError("geen-verbinding") from None
        finally:
            patience.cancel()
            connection.close()
            self._asked[host] = self.clock()

    def _look_up(self, host: str, port: int) -> list[str]:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            raise AddressError("onbekende-naam") from None
        addresses = list(dict.fromkeys(entry[4][0] for entry in found))
        if not self.allow_private and not all(is_public(address) for address in addresses):
            raise AddressError("niet-openbaar")
        return addresses

    def _wait_for(self, host: str) -> None:
        left = self._asked[host] + self.pause - self.clock() if host in self._asked else 0
        if left > 0:
            self.sleep(left)


def _parts(url: str) -> tuple[str, str, int, str]:
    """Scheme, host in ASCII, port, and what to ask for there."""
    try:
        parts = urlsplit(iri_to_uri(url))
        host = (urlsplit(url).hostname or "").encode("idna").decode()
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        raise AddressError("geen-webadres") from None
    if parts.scheme not in ("http", "https") or not host:
        raise AddressError("geen-webadres")
    query = f"?{parts.query}" if parts.query else ""
    return parts.scheme, host, port, f"{parts.path or '/'}{query}"


def _headers() -> dict[str, str]:
    """Who is asking, so that the owner of a site can find us."""
    return {
        "User-Agent": f"mra-portal-address-check (+{settings.PORTAL_BASE_URL})",
        "Accept": "text/html,*/*;q=0.5",
        "Connection": "close",
    }
