"""Who may give what to whom: nobody more than they have, and somebody who may do everything always remains."""

from threading import Barrier, Thread

import pytest
from flask import Flask

from clinic_portal.contexts.identity import rules, session_cache
from clinic_portal.contracts.identity import (
    CLINIC_PERMISSIONS,
    IdentityContract,
    MoreThanOwn,
    NobodyLeft,
    Permission,
    Permissions,
    Role,
)
from clinic_portal.foundation.refusals import Refusal
from tests.identity.conftest import Enter
from tests.identity.staffing import GUEST, MANAGER, Office, create, edit
from tests.stand.cast import ADMIN, DOCTOR, RECEPTIONIST
from tests.stand.staff import hire, own_role

ALL = frozenset(CLINIC_PERMISSIONS)


@pytest.fixture
def manager(office: Office) -> int:
    """Rosa, who manages the staff and may do little else."""
    with office.at():
        role = own_role("Encargada", MANAGER)
    return office.give(office.who(RECEPTIONIST).user_id, role.role.key).user_id


@pytest.mark.parametrize(
    ("before", "after", "out"),
    [
        ([ALL], [], True),
        ([ALL], [MANAGER], True),
        ([ALL, MANAGER], [ALL], False),
        ([ALL, ALL], [ALL], False),
        ([MANAGER], [frozenset({Permission.BOOK})], True),
        ([MANAGER], [MANAGER], False),
        ([frozenset({Permission.BOOK})], [], False),
    ],
)
def test_whether_a_change_locks_everybody_out(before: list[Permissions], after: list[Permissions], out: bool) -> None:
    assert rules.locks_out(before, after) is out


def test_a_role_may_see_what_it_may_change() -> None:
    assert rules.completed(frozenset({Permission.BOOK})) == {
        Permission.BOOK,
        Permission.SEE_AGENDA,
        Permission.SEE_PATIENTS,
    }
    assert rules.completed(ALL) == ALL
    assert Permission.OPERATE not in ALL


def test_nobody_gives_what_they_do_not_have(office: Office, manager: int) -> None:
    doctor = office.who(DOCTOR)
    for forbidden in (
        lambda: office.invite(GUEST, Role.ADMIN, by=manager),
        lambda: office.give(doctor.user_id, Role.ADMIN, by=manager),
        lambda: create(office, frozenset({Permission.EDIT_CATALOGS}), manager),
    ):
        with pytest.raises(MoreThanOwn):
            forbidden()
    assert office.who(DOCTOR) == doctor
    assert create(office, frozenset({Permission.SEE_AGENDA}), manager).permissions == {Permission.SEE_AGENDA}


def test_nobody_takes_from_whoever_may_do_more(office: Office, manager: int) -> None:
    ada = office.who(ADMIN)
    with office.at() as identity:
        identity.deactivate_member(office.who(DOCTOR).user_id)
    with office.at(manager) as identity:
        for forbidden in (
            lambda: identity.deactivate_member(ada.user_id),
            lambda: identity.reactivate_member(office.who(DOCTOR).user_id),
            lambda: office.give(ada.user_id, own_role("Encargada").role.key, by=manager),
        ):
            with pytest.raises(MoreThanOwn):
                forbidden()
    assert office.who(ADMIN) == ada


def test_a_role_above_ones_own_is_not_changed_or_retired(office: Office, manager: int) -> None:
    role = create(office, frozenset({Permission.EDIT_PATIENTS}), None)
    with pytest.raises(MoreThanOwn):
        edit(office, role, frozenset({Permission.SEE_AGENDA}), manager)
    with office.at(manager) as identity, pytest.raises(MoreThanOwn):
        identity.retire_role(role.id)


def test_running_the_portal_is_in_no_clinics_role(office: Office) -> None:
    role = create(office, frozenset({Permission.OPERATE, Permission.SEE_AGENDA}), None)
    assert role.permissions == {Permission.SEE_AGENDA}


def test_the_last_who_may_do_everything_stays(office: Office, manager: int) -> None:
    ada = office.who(ADMIN)
    with pytest.raises(NobodyLeft):
        office.give(ada.user_id, Role.DOCTOR)
    with office.at() as identity, pytest.raises(NobodyLeft):
        identity.deactivate_member(ada.user_id)
    office.give(office.who(DOCTOR).user_id, Role.ADMIN)
    assert office.give(ada.user_id, Role.DOCTOR).role.key == Role.DOCTOR


def test_an_own_role_that_may_do_everything_counts_and_cannot_be_emptied(office: Office) -> None:
    role = create(office, ALL, None, "Dirección")
    doctor = office.give(office.who(DOCTOR).user_id, role.role.key)
    office.give(office.who(ADMIN).user_id, Role.DOCTOR)
    with pytest.raises(NobodyLeft):
        edit(office, role, frozenset({Permission.SEE_AGENDA}))
    assert office.who(DOCTOR).permissions == doctor.permissions == ALL


def test_two_administrators_who_deactivate_each_other_at_once_do_not_both_succeed(app: Flask, office: Office) -> None:
    first = office.who(ADMIN).user_id
    with office.at():
        second = hire("otra@norte.example", "Otra Admin", Role.ADMIN)
    start, refused = Barrier(2), []

    def deactivate(whom: int, by: int) -> None:
        with office.at(by) as identity:
            start.wait()
            try:
                identity.deactivate_member(whom)
            except Refusal as refusal:
                refused.append(type(refusal))

    both = [Thread(target=deactivate, args=pair) for pair in ((first, second), (second, first))]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert len(refused) == 1
    with office.at() as identity:
        assert [identity.member(one).active for one in (first, second)].count(True) == 1


def test_a_changed_role_holds_at_once_for_open_sessions(
    office: Office, enter: Enter, identity: IdentityContract
) -> None:
    role = create(office, frozenset({Permission.SEE_AGENDA}), None)
    office.give(office.who(RECEPTIONIST).user_id, role.role.key)
    session = enter(RECEPTIONIST)
    (place,) = session.memberships
    assert (place.own_role, place.permissions) == ("Nuevo", {Permission.SEE_AGENDA})
    edit(office, role, frozenset({Permission.SEE_CATALOGS}))
    again = identity.find_session(session.session_id)
    assert again
    assert again.memberships[0].permissions == {Permission.SEE_CATALOGS}
    assert not again.memberships[0].includes(Permission.SEE_AGENDA)


def test_what_was_read_just_before_a_change_is_not_remembered_after_it(
    app: Flask, office: Office, enter: Enter, identity: IdentityContract, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A request that has read the session from the database keeps it only after the deactivation has committed."""
    session, rosa = enter(RECEPTIONIST), office.who(RECEPTIONIST)
    keep, kept_late = session_cache.keep, []
    monkeypatch.setattr(session_cache, "keep", lambda *seen: kept_late.append(seen))
    app.extensions["redis_client"].flushdb()
    assert identity.find_session(session.session_id)
    with office.at() as door:
        door.deactivate_member(rosa.user_id)
    with app.app_context():
        keep(*kept_late[0])
    after = identity.find_session(session.session_id)
    assert after
    assert after.memberships == ()


def test_every_change_is_a_fact(office: Office) -> None:
    doctor = office.who(DOCTOR)
    role = create(office, frozenset({Permission.SEE_AGENDA}), None)
    office.give(doctor.user_id, role.role.key)
    edit(office, role, frozenset({Permission.SEE_CATALOGS}))
    with office.at() as identity:
        identity.deactivate_member(doctor.user_id)
        identity.deactivate_member(doctor.user_id)
        identity.reactivate_member(doctor.user_id)
    assert office.facts("MemberRoleChanged") == [{"user_id": doctor.user_id, "role": role.role.key}]
    assert [fact["permissions"] for fact in office.facts("RoleChanged")] == [["catalogs.see"]]
    assert office.facts("MemberDeactivated") == office.facts("MemberReactivated") == [{"user_id": doctor.user_id}]
