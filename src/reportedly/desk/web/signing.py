"""Who is at the desk: passwords, sessions, and the proof that a form came from a page of ours."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
import time
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from starlette.requests import Request

from reportedly.errors import QueryError
from reportedly.ledger import Ledger

SESSION = "session"
"""The cookie that holds a session's token; the ledger holds its hash."""
KNOCK = "knock"
"""The cookie from which the sign-in form's token is made, before there is a session."""
LASTS = 12 * 3600
"""Seconds after which an editor signs in again."""
SPELL = 15 * 60
"""Seconds in which attempts are counted."""
ATTEMPTS_OF_NAME = 10
ATTEMPTS_FROM_ADDRESS = 30
SHORTEST, LONGEST = 12, 1024
"""Characters of a password."""
LONGEST_NAME = 64

_at_once = threading.Semaphore(2)  # each hash takes 64 MiB


class Admission(NamedTuple):
    """The token of a new session, None where there is none; ``locked`` says that it was not even looked at."""

    token: str | None = None
    locked: bool = False


@dataclass(frozen=True, slots=True)
class Signed:
    """Whether this desk has users, who asks, and the key from which tokens of this reader's forms are made."""

    offered: bool = False
    user: str | None = None
    key: str | None = None


NOBODY = Signed()


def signed(request: Request, ledger: Ledger) -> Signed:
    """Who asks."""
    token = request.cookies.get(SESSION)
    standing = ledger.standing(hashed(token) if token else None, now=int(time.time()))
    if standing.user is not None:
        return Signed(offered=True, user=standing.user, key=token)
    return Signed(offered=standing.users, key=request.cookies.get(KNOCK) or secrets.token_urlsafe(32))


def signed_of(request: Request) -> Signed:
    """What :func:`signed` found out for this request."""
    found: Signed = getattr(request.state, "signed", NOBODY)
    return found


def form_token(key: str | None, action: str) -> str:
    """A token that is good for one reader and the form of one address."""
    return hmac.new((key or "").encode(), action.encode(), hashlib.sha256).hexdigest()


def genuine(request: Request, key: str | None, token: str) -> bool:
    """Whether the form came from a page of ours: another site knows neither cookie nor token."""
    from_ours = request.headers.get("sec-fetch-site", "same-origin") == "same-origin"
    wanted = form_token(key, request.url.path)
    return from_ours and key is not None and hmac.compare_digest(wanted.encode(), token.encode())


def sign_in(ledger: Ledger, name: str, password: str, *, address: str) -> Admission:
    """A new session where name and password belong together.

    An unknown name takes as long as a wrong password, and is locked out alike
    after too many attempts for the name or from the address.
    """
    now = int(time.time())
    limits = {hashed(f"name {name}"): ATTEMPTS_OF_NAME, hashed(f"address {address}"): ATTEMPTS_FROM_ADDRESS}
    if not ledger.attempt(limits, now=now, since=now - SPELL):
        return Admission(locked=True)
    secret = ledger.secret(name)
    if not _right(secret or _nobodys(), password) or secret is None:
        return Admission()
    token = secrets.token_urlsafe(32)
    ledger.begin_session(hashed(token), user=name, now=now, ends=now + LASTS)
    ledger.forgive(hashed(f"name {name}"))
    return Admission(token)


def secret_of(name: str, password: str) -> str:
    """The hash of a new user's password.

    Raises:
        QueryError: the name or the password can't be used.
    """
    if not (0 < len(name) <= LONGEST_NAME and name.isprintable() and name == name.strip()):
        raise QueryError(f"The name {name!r} can't be used: give 1 to {LONGEST_NAME} letters, digits or signs")
    if not SHORTEST <= len(password) <= LONGEST:
        raise QueryError(f"The password has {len(password)} characters: give {SHORTEST} to {LONGEST}")
    return PasswordHasher().hash(password)


def hashed(token: str) -> str:
    """What the ledger holds in a token's place; tokens are random, so a quick hash is enough."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def _right(secret: str, password: str) -> bool:
    with _at_once:
        try:
            return PasswordHasher().verify(secret, password[:LONGEST])
        except (VerificationError, InvalidHashError):
            return False


@cache
def _nobodys() -> str:
    """The hash of a password that nobody knows."""
    return PasswordHasher().hash(secrets.token_urlsafe(32))
