"""Does an official address still answer? Asked politely, one at a time, and only on the public internet.

Addresses are typed by people, so an address may point anywhere: the name is resolved first, every address behind it
must be public, and the connection is made to exactly what was checked. Each redirect is checked the same way. No
answer is read beyond its headers.
"""

import socket
import ssl
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from ipaddress import IPv6Network, ip_address
from threading import Timer
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.utils.encoding import iri_to_uri

REDIRECTS = (301, 302, 303, 307, 308)
# It answers, but not to a machine.
GUARDED = (401, 403, 429)
# IPv6 addresses that stand for an IPv4 address (RFC 6052).
TRANSLATED = IPv6Network("64:ff9b::/96")


class AddressError(Exception):
    """It did not answer as it should; the message says how, for the people who keep the route map."""


@dataclass(frozen=True)
class Answer:
    is_ok: bool
    detail: str


def is_public(address: str) -> bool:
    """True for an IP address that anybody on the internet can reach."""
    ip = ip_address(address.partition("%")[0])
    if ip.version == 6:
        inner = ip.ipv4_mapped or ip.sixtofour
        if inner or ip in TRANSLATED:
            ip = inner or ip_address(int(ip) & 0xFFFFFFFF)
    return ip.is_global and not ip.is_multicast


@dataclass
class AddressChecker:
    """Asks addresses one by one. `allow_private` is for tests only: it also asks this machine and its network."""

    allow_private: bool = False
    timeout: float = 10
    pause: float = 2  # between two questions to one host
    redirects: int = 5
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    _asked: dict[str, float] = field(default_factory=dict)

    def check(self, url: str) -> Answer:
        """HEAD, and GET where a server does not like HEAD."""
        try:
            status = self._follow("HEAD", url)
            if status >= 400 and status not in (*GUARDED, 404, 410):
                status = self._follow("GET", url)
            elif status in (403, 404, 410):  # many servers answer HEAD alone like this
                status = self._follow("GET", url)
        except AddressError as error:
            return Answer(False, str(error)[:200])
        if status in GUARDED:
            return Answer(True, f"{status}, guarded")
        return Answer(status < 400, str(status))

    def _follow(self, method: str, url: str) -> int:
        """The status at the end of the redirects."""
        for _step in range(self.redirects + 1):
            status, location = self._ask(method, url)
            if status not in REDIRECTS or not location:
                return status
            url = urljoin(url, location)
        raise AddressError("too many redirects")

    def _ask(self, method: str, url: str) -> tuple[int, str]:
        try:
            parts = urlsplit(url)
            scheme, host, port = parts.scheme, (parts.hostname or "").encode("idna").decode(), parts.port
        except (ValueError, UnicodeError):
            raise AddressError("not an address") from None
        if scheme not in ("http", "https") or not host:
            raise AddressError("not an address of the web")
        self._wait_for(host)
        connection = self._connection(scheme, host, port or (443 if scheme == "https" else 80))
        # A server that sends its headers drop by drop is left after a while.
        patience = Timer(3 * self.timeout, connection.hang_up)
        patience.start()
        try:
            connection.request(method, iri_to_uri(parts._replace(scheme="", netloc="", fragment="").geturl() or "/"), headers=_headers())
            response: HTTPResponse = connection.getresponse()
            return response.status, iri_to_uri(response.headers.get("Location", ""))
        except TimeoutError:
            raise AddressError("no answer in time") from None
        except ssl.SSLError as error:
            raise AddressError(f"no safe connection ({error.reason or 'TLS'})") from None
        except (OSError, HTTPException, UnicodeError, AttributeError) as error:
            raise AddressError(f"no connection ({type(error).__name__})") from None
        finally:
            patience.cancel()
            connection.hang_up()
            self._asked[host] = self.clock()

    def _wait_for(self, host: str) -> None:
        if host in self._asked:
            left = self._asked[host] + self.pause - self.clock()
            if left > 0:
                self.sleep(left)
