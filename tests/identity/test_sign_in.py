"""A person signs in; whoever is not that person learns nothing."""

import pytest
from argon2 import PasswordHasher
from flask import Flask
from sqlalchemy import select

from clinic_portal.contexts.identity import passwords
from clinic_portal.contexts.identity.models import AppUser, UserSession
from clinic_portal.contracts.identity import (
    CreateUser,
    EmailTaken,
    IdentityContract,
    Role,
    SignInRefused,
    WeakPassword,
)
from clinic_portal.foundation.work import work
from tests.identity.conftest import Enter
from tests.stand.cast import BOTH, OPERATOR, PASSWORD, RECEPTIONIST, Cast


class Counting:
    """A hasher that counts what it is asked."""

    def __init__(self, hasher: PasswordHasher) -> None:
        self.hasher = hasher
        self.verified = 0

    def verify(self, stored: str, password: str) -> bool:
        self.verified += 1
        return self.hasher.verify(stored, password)

    def __getattr__(self, name: str) -> object:
        return getattr(self.hasher, name)


def test_a_person_is_known_with_all_their_clinics(enter: Enter, cast: Cast) -> None:
    person = enter(BOTH)
    assert person.name == "Berta Ambas"
    assert [(place.clinic_id, place.slug, place.clinic_name, place.role) for place in person.memberships] == [
        (cast.norte.id, "norte", "Clínica Norte", Role.RECEPTIONIST),
        (cast.sur.id, "sur", "Clínica Sur", Role.RECEPTIONIST),
    ]


def test_an_operator_belongs_to_no_clinic(enter: Enter) -> None:
    person = enter(OPERATOR)
    assert person.operator
    assert person.memberships == ()


@pytest.mark.parametrize("email", ["  RECEPCION@norte.example", "recepcion@norte.EXAMPLE"])
def test_the_email_is_taken_in_any_case(enter: Enter, email: str) -> None:
    assert enter(email).email == RECEPTIONIST


@pytest.mark.parametrize("password", ["", "una frase para prueba", PASSWORD.upper(), PASSWORD + " "])
def test_a_wrong_password_is_refused(enter: Enter, password: str) -> None:
    with pytest.raises(SignInRefused):
        enter(RECEPTIONIST, password)


def test_the_same_letters_composed_otherwise_are_the_same_password(identity: IdentityContract, enter: Enter) -> None:
    identity.create_user(CreateUser(email="nu@norte.example", name="Ñu", password="el ñu come hierba"))
    assert enter("nu@norte.example", "el n\u0303u come hierba")


def test_an_unknown_email_costs_the_same_as_a_wrong_password(enter: Enter, monkeypatch: pytest.MonkeyPatch) -> None:
    counted = []
    for email in (RECEPTIONIST, "nadie@norte.example"):
        counting = Counting(passwords.HASHER)
        monkeypatch.setattr(passwords, "HASHER", counting)
        with pytest.raises(SignInRefused) as refusal:
            enter(email, "no es la suya")
        counted.append((counting.verified, repr(refusal.value)))
        monkeypatch.undo()
    assert counted[0] == counted[1]
    assert counted[0][0] == 1


def test_digests_follow_todays_parameters(enter: Enter, app: Flask) -> None:
    weak = PasswordHasher(memory_cost=8192, time_cost=1, parallelism=1).hash(PASSWORD)
    with app.app_context(), work() as session:
        user = session.scalars(select(AppUser).where(AppUser.email == RECEPTIONIST)).one()
        user.password_hash = weak
    enter(RECEPTIONIST)
    with app.app_context(), work() as session:
        now_stored = session.scalars(select(AppUser.password_hash).where(AppUser.email == RECEPTIONIST)).one()
    assert now_stored.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    enter(RECEPTIONIST)


def test_a_session_is_kept_as_a_digest(enter: Enter, app: Flask) -> None:
    person = enter(RECEPTIONIST)
    with app.app_context(), work() as session:
        row = session.scalars(select(UserSession).where(UserSession.user_id == person.user_id)).one()
    assert person.session_id not in (row.digest, row.id)
    assert len(person.session_id) >= 43


def test_the_demo_password_opens_nothing_outside_of_a_demo(enter: Enter, app: Flask) -> None:
    with app.app_context(), work() as session:
        user = session.scalars(select(AppUser).where(AppUser.email == RECEPTIONIST)).one()
        user.password_hash = passwords.digest("clinica-demo")
    with pytest.raises(SignInRefused):
        enter(RECEPTIONIST, "clinica-demo")


@pytest.mark.parametrize("password", ["clinica-demo", "corta", "contraseña1234", "nueva@norte.example"])
def test_a_weak_password_is_refused_for_a_new_person(identity: IdentityContract, password: str) -> None:
    with pytest.raises(WeakPassword):
        identity.create_user(CreateUser(email="nueva@norte.example", name="Nueva", password=password))


def test_an_email_is_one_persons(identity: IdentityContract) -> None:
    with pytest.raises(EmailTaken):
        identity.create_user(CreateUser(email=RECEPTIONIST.upper(), name="Otra", password=PASSWORD))
