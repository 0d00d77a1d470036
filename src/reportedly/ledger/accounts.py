"""Who may correct: users of the desk, their sessions, and attempts to sign in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Whether a desk has users at all, and whose session it is: None where it is nobody's."""

    users: bool
    user: str | None


class Accounts(Protocol):
    """What a ledger keeps of its users.

    It holds hashes alone: ``secret`` of a password, ``token`` of a session's
    token, ``subjects`` of the names and addresses that tried to sign in.
    Instants are seconds since 1970.
    """

    def add_user(self, name: str, *, secret: str) -> None:
        """Let somebody sign in.

        Raises:
            QueryError: there is a user of that name.
        """
        ...

    def remove_user(self, name: str) -> bool:
        """Take a user away with all sessions; whether there was one. What the user corrected stays."""
        ...

    def users(self) -> tuple[str, ...]:
        """Every user's name, in order."""
        ...

    def secret(self, name: str) -> str | None:
        """The hash of a user's password."""
        ...

    def begin_session(self, token: str, *, user: str, now: int, ends: int) -> None:
        """Keep a session; sessions that ended by now are forgotten."""
        ...

    def end_session(self, token: str) -> None:
        """Forget a session."""
        ...

    def standing(self, token: str | None, *, now: int) -> Standing:
        """Whose session the token is, unless it has ended."""
        ...

    def attempt(self, limits: dict[str, int], *, now: int, since: int) -> bool:
        """Count an attempt for each subject, and say whether all had fewer than their limit since then.

        It is counted before the password is looked at, so that a thousand
        attempts at once are no more than one after the other. A refused one
        does not count, or whoever is locked out could be kept out for ever.
        """
        ...

    def forgive(self, subject: str) -> None:
        """Forget a subject's attempts."""
        ...
