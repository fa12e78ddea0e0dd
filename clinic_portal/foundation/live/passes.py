"""A pass to listen: whoever was shown a view may for some seconds begin to listen to what it was drawn from."""

from dataclasses import dataclass
from datetime import date

from itsdangerous import BadData, URLSafeTimedSerializer

SECONDS = 30
"""A pass is of use for so long; who listens by then goes on."""


@dataclass(frozen=True, slots=True)
class Pass:
    """`of` names a kind of stamp, whose days from `first` to `last` may be listened to.

    `holder` is the digest of the session or, not `signed_in`, of the secret address that the view was shown for.
    """

    clinic_id: int
    of: str
    first: date
    last: date
    holder: str
    signed_in: bool


class Passes:
    """Signed with the portal's secret."""

    def __init__(self, secret: str) -> None:
        self._signer = URLSafeTimedSerializer(secret, salt="live pass")

    def issue(self, one: Pass) -> str:
        days = one.first.toordinal(), one.last.toordinal()
        text = self._signer.dumps([one.clinic_id, one.of, *days, one.holder, one.signed_in])
        return text if isinstance(text, str) else text.decode()

    def read(self, text: str) -> Pass | None:
        """Nothing for one that is not ours or has run out."""
        try:
            clinic_id, of, first, last, holder, signed_in = self._signer.loads(text, max_age=SECONDS)
        except BadData:
            return None
        return Pass(clinic_id, of, date.fromordinal(first), date.fromordinal(last), holder, signed_in)
