"""What every layout may know of the moment: who looks, in which clinic, and how they like it."""

from typing import Any

from flask import current_app, g, request
from flask_babel import get_locale
from flask_login import current_user
from flask_wtf.csrf import generate_csrf

from clinic_portal.blueprints.identity.landing import landing
from clinic_portal.blueprints.identity.visitor import Visitor

THEMES = ("light", "dark", "system")
DENSITIES = ("comfortable", "compact")


class Current:
    """Asked by templates as `current`; every value is looked up when it is asked for."""

    @property
    def locale(self) -> str:
        return str(get_locale() or "es").replace("_", "-")

    @property
    def theme(self) -> str:
        return _preference("theme", THEMES, "system")

    @property
    def density(self) -> str:
        return _preference("density", DENSITIES, "comfortable")

    @property
    def demo(self) -> bool:
        return bool(current_app.config["SETTINGS"].demo)

    @property
    def user(self) -> Visitor | None:
        # Themselves and not what stands for them: a page asks some seventy things of its visitor.
        visitor = current_user._get_current_object()  # noqa: SLF001  # Werkzeug's name for it
        return visitor if visitor.is_authenticated else None

    @property
    def clinic(self) -> Any:
        return g.get("clinic")

    @property
    def clinics(self) -> tuple[tuple[str, str, str], ...]:
        """(slug, name, first page) of each clinic the visitor belongs to."""
        places = self.user.memberships if self.user else ()
        return tuple((place.slug, place.clinic_name, landing(place)) for place in places)

    @property
    def start(self) -> str:
        """The first page that the visitor may open in the clinic that the page is about."""
        slug = self.clinic.slug if self.clinic else None
        return next((path for one, _name, path in self.clinics if one == slug), "/")

    def csrf_token(self) -> str:
        return str(generate_csrf())

    def may(self, permission: str) -> bool:
        """In the clinic that the page is about or, without one, as an operator."""
        user, clinic = self.user, self.clinic
        if not user:
            return False
        return user.may_operate(permission) or (clinic and user.may(clinic.id, permission))


def _preference(name: str, choices: tuple[str, ...], default: str) -> str:
    chosen = request.cookies.get(name, default)
    return chosen if chosen in choices else default
