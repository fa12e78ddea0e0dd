"""What the settings themselves say: a weak secret, a channel that is closed, an address nobody reaches."""

from collections.abc import Iterator

from clinic_portal.cli.doctor.finding import Finding, broken, note
from clinic_portal.foundation.settings import Settings

FEWEST_LETTERS = 12
"""Different characters that a random secret of 32 has at the very least."""


def secret_key(settings: Settings) -> Iterator[Finding]:
    """Whether cookies and links could be forged."""
    secret = settings.secret_key.get_secret_value()
    weak = len(secret) < 32 or len(set(secret)) < FEWEST_LETTERS
    if weak and settings.demo:
        yield note("SECRET_KEY is weak; that is fine for a demo and for nothing else.")
    elif weak:
        yield broken(
            "SECRET_KEY is weak: take at least 32 random characters, such as those of"
            ' python3 -c "import secrets; print(secrets.token_urlsafe(48))"'
        )


def ways_out(settings: Settings) -> Iterator[Finding]:
    """Whether messages can leave the house."""
    elsewhere = "go to the demo's mail box" if settings.demo else "are not sent at all"
    if not settings.sms_url:
        yield note(f"SMS_URL is not set: SMS {elsewhere}.")
    elif missing := _missing(settings, "sms_account", "sms_token", "sms_from"):
        yield broken(f"SMS cannot be sent: {missing} missing.")
    if not settings.smtp_host:
        yield note(f"SMTP_HOST is not set: e-mails, password resets too, {elsewhere}.")
    elif settings.smtp_user and (missing := _missing(settings, "smtp_password")):
        yield broken(f"The SMTP server cannot be entered: {missing} missing.")


def address(settings: Settings) -> Iterator[Finding]:
    """Whether the links in messages lead anywhere, and whether cookies fit the address."""
    if not settings.demo and "//127.0.0.1" in settings.public_url:
        yield note(f"PUBLIC_URL is {settings.public_url}: links in messages lead only to this machine.")
    if not settings.secure_cookies and settings.public_url.startswith("https://"):
        yield broken("SECURE_COOKIES is off although PUBLIC_URL is https: sessions could leak over plain HTTP.")


def _missing(settings: Settings, *names: str) -> str:
    values = {name: getattr(settings, name) for name in names}
    empty = [name.upper() for name, value in values.items() if not _text(value)]
    return f"{' and '.join(empty)} {'is' if len(empty) == 1 else 'are'}" if empty else ""


def _text(value: object) -> str:
    reveal = getattr(value, "get_secret_value", None)
    return str(reveal() if reveal else value)
