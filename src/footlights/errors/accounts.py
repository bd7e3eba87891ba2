"""People who cannot sign in, join, or be given a role."""

from footlights.errors.base import FootlightsError


class WrongPasswordError(FootlightsError):
    """E-mail and password do not belong together; which of them is not said."""

    code = "wrong-password"

    def __init__(self) -> None:
        super().__init__(
            "This e-mail and this password do not belong together. Try again, or ask"
            " for a link to choose a new password."
        )


class TooManyAttemptsError(FootlightsError):
    """Somebody has tried to sign in too often."""

    code = "too-many-attempts"

    def __init__(self, minutes: int) -> None:
        super().__init__(
            f"There were too many attempts to sign in. Wait {minutes} minutes, and try"
            " again."
        )
        self.minutes = minutes


class WeakPasswordError(FootlightsError):
    """A password is too short, or says no more than the e-mail."""

    code = "weak-password"

    def __init__(self, least: int) -> None:
        super().__init__(
            f"This password is too easy to guess. Take at least {least} letters, such"
            " as four words, and neither the e-mail nor the name."
        )


class NoEmailError(FootlightsError):
    """A text is no e-mail address."""

    code = "no-email"

    def __init__(self, given: str) -> None:
        super().__init__(
            f"{given!r} is no e-mail address. Write it as ann@example.org."
        )


class PersonExistsError(FootlightsError):
    """Somebody with this e-mail has joined already."""

    code = "person-exists"

    def __init__(self, email: str) -> None:
        super().__init__(f"Somebody with the e-mail {email!r} has joined already.")


class UnknownTokenError(FootlightsError):
    """A program's token is of another workspace, was taken back, or has expired."""

    code = "unknown-token"

    def __init__(self) -> None:
        super().__init__(
            "This workspace does not know the token: it was taken back, has expired or"
            " belongs to another workspace. Make a new one on the page of your account."
        )


class ExpiredLinkError(FootlightsError):
    """A link was used up, taken back, has expired, or never was."""

    code = "expired-link"

    def __init__(self) -> None:
        super().__init__(
            "This link does not open anything: it was used, taken back, has expired or"
            " belongs to another workspace. Ask for a new one."
        )


class LastOwnerError(FootlightsError):
    """The only owner of a workspace would cease to be one."""

    code = "last-owner"

    def __init__(self) -> None:
        super().__init__(
            "A workspace needs an owner, and this is the only one. Make somebody else"
            " an owner first."
        )
