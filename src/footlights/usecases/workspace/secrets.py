"""Passwords and tokens: told once, kept only as hashes."""

import re
from hashlib import sha256
from secrets import token_urlsafe

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from footlights.errors import NoEmailError, WeakPasswordError

LEAST_LETTERS = 10
"""Shorter passwords are refused."""

MOST_LETTERS = 1_000
"""Longer ones only cost time."""

_HASHER = PasswordHasher()
_EMAIL = re.compile(r"[^@\s\x00\ud800-\udfff]{1,64}@[^@\s\x00\ud800-\udfff]{1,250}")


def new_secret(kind: str) -> tuple[str, str]:
    """Make a token that nobody can guess.

    Args:
        kind: What it is for; stands before it, so that a token found somewhere can be
            told.

    Returns:
        The token, which is told once, and its hash, which is kept.
    """
    token = f"{kind}_{token_urlsafe(32)}"
    return token, hash_of(token)


def hash_of(token: str) -> str:
    """Give the hash of a token; it has so many letters that a quick one is enough."""
    return sha256(token.encode(errors="replace")).hexdigest()


def hashed_password(password: str, email: str, name: str) -> str:
    """Give the slow hash of a new password.

    Raises:
        WeakPasswordError: It is easy to guess.
    """
    plain = password.strip().casefold()
    is_told = plain in {email.casefold(), email.casefold().split("@")[0]}
    is_long = LEAST_LETTERS <= len(password) <= MOST_LETTERS
    if not is_long or is_told or plain == name.casefold() or len(set(plain)) < 4:
        raise WeakPasswordError(LEAST_LETTERS)
    return _HASHER.hash(password)


def is_password(password: str, kept: str | None) -> bool:
    """Whether a password is the one of a hash; takes as long if there is none."""
    try:
        return _HASHER.verify(kept or _NOBODYS, password[:MOST_LETTERS]) and bool(kept)
    except (VerificationError, InvalidHashError):
        return False


_NOBODYS = _HASHER.hash("nobody has this password")


def checked_email(email: str) -> str:
    """Give an address in small letters.

    Raises:
        NoEmailError: It is none.
    """
    said = email.strip().casefold()
    if not _EMAIL.fullmatch(said):
        raise NoEmailError(email)
    return said
