"""Roles that are retired, of another clinic, or changed by somebody else meanwhile."""

import pytest
from flask import Flask

from clinic_portal.contracts.identity import (
    Permission,
    RoleGone,
    RoleInUse,
    UnknownRole,
)
from clinic_portal.foundation.refusals import NotFound, Stale
from tests.identity.staffing import GUEST, MANAGER, Office, create, edit
from tests.stand.cast import DOCTOR, RECEPTIONIST, House


def test_a_role_that_somebody_has_or_was_promised_is_not_retired(office: Office) -> None:
    role = create(office, frozenset({Permission.SEE_AGENDA}), None)
    office.give(office.who(RECEPTIONIST).user_id, role.role.key)
    office.invite(GUEST, role.role.key)
    with office.at() as identity, pytest.raises(RoleInUse) as refused:
        identity.retire_role(role.id)
    assert refused.value.holders == (GUEST, "Rosa Recepción")
    assert "Rosa Recepción" in str(refused.value.message)


def test_a_retired_role_is_given_to_nobody_and_its_name_is_free(office: Office) -> None:
    role = create(office, frozenset({Permission.SEE_AGENDA}), None)
    with office.at() as identity:
        identity.retire_role(role.id)
        identity.retire_role(role.id)
    for forbidden, refusal in (
        (lambda: office.give(office.who(DOCTOR).user_id, role.role.key), UnknownRole),
        (lambda: office.invite(GUEST, role.role.key), UnknownRole),
        (lambda: edit(office, role, MANAGER), RoleGone),
    ):
        with pytest.raises(refusal):
            forbidden()
    assert create(office, MANAGER, None).role.name == "Nuevo"
    assert office.facts("RoleRetired") == [{"role_id": role.id}]


def test_another_clinics_role_is_no_role(app: Flask, office: Office, sur: House) -> None:
    theirs = create(Office(app, sur), frozenset({Permission.SEE_AGENDA}), None)
    with pytest.raises(UnknownRole):
        office.give(office.who(DOCTOR).user_id, theirs.role.key)
    with office.at() as identity:
        assert theirs.role.name not in {role.role.name for role in identity.roles()}
        with pytest.raises(NotFound):
            identity.role(theirs.id)


def test_a_stale_write_is_told_what_stands(office: Office) -> None:
    role = create(office, frozenset({Permission.SEE_AGENDA}), None)
    newer = edit(office, role, frozenset({Permission.SEE_CATALOGS}))
    with pytest.raises(Stale) as stale:
        edit(office, role, MANAGER)
    assert stale.value.theirs == newer
    assert newer.version == role.version + 1
