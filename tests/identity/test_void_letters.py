"""A letter is worth what its sender may give: whoever loses the right, its open invitations are void."""

import pytest

from clinic_portal.contracts.identity import (
    InvitationOver,
    MoreThanOwn,
    Permission,
    Permissions,
    RegisterInvited,
    Role,
    RoleView,
    StaffStatus,
)
from tests.identity.staffing import GUEST, MANAGER, Office, create, edit
from tests.stand.cast import ADMIN, DOCTOR, PASSWORD, RECEPTIONIST
from tests.stand.staff import own_role

VISITS: Permissions = frozenset({Permission.SEE_AGENDA})


@pytest.fixture
def manager(office: Office) -> int:
    """Rosa, who manages the staff by a role of the clinic's own."""
    with office.at():
        role = own_role("Encargada", MANAGER)
    return office.give(office.who(RECEPTIONIST).user_id, role.role.key).user_id


@pytest.fixture
def promised(office: Office, manager: int) -> str:
    """The token of a letter of hers, for the role `Visitas`, which she may give."""
    role = create(office, VISITS, None, "Visitas")
    office.invite(GUEST, role.role.key, by=manager)
    return office.token()


def is_open(office: Office) -> bool:
    with office.at() as identity:
        return [row.email for row in identity.staff(status=StaffStatus.INVITED).rows] == [GUEST]


def test_a_letter_of_whoever_is_deactivated_is_void(office: Office, manager: int, promised: str) -> None:
    with office.at() as identity:
        identity.deactivate_member(manager)
        with pytest.raises(InvitationOver):
            identity.register_invited(accepting(promised))
    assert not is_open(office)


def test_a_letter_of_whoever_is_demoted_is_void(office: Office, manager: int, promised: str) -> None:
    office.give(manager, Role.DOCTOR)
    assert not is_open(office)
    with office.at() as identity, pytest.raises(InvitationOver):
        identity.register_invited(accepting(promised))


@pytest.mark.parametrize("left", [MANAGER - VISITS, VISITS], ids=["without what it gives", "without the staff"])
def test_a_letter_is_void_when_its_senders_role_shrinks_below_it(
    office: Office, promised: str, left: Permissions
) -> None:
    edit(office, own_role_of(office), left)
    assert not is_open(office)


def test_a_letter_that_its_sender_may_still_send_stays(office: Office, manager: int, promised: str) -> None:
    edit(office, own_role_of(office), MANAGER - {Permission.SEE_CLINIC})
    assert is_open(office)
    office.give(manager, Role.ADMIN)
    assert is_open(office)
    with office.at() as identity:
        identity.deactivate_member(office.who(DOCTOR).user_id)
        identity.register_invited(accepting(promised))
    assert office.who(GUEST).active


def test_letters_of_others_stay(office: Office, manager: int) -> None:
    office.invite(GUEST, Role.DOCTOR, by=office.who(ADMIN).user_id)
    with office.at() as identity:
        identity.deactivate_member(manager)
    assert is_open(office)


def test_nobody_withdraws_a_letter_that_gives_more_than_they_have(office: Office, manager: int) -> None:
    letter = office.invite(GUEST, Role.ADMIN)
    with office.at(manager) as identity, pytest.raises(MoreThanOwn):
        identity.withdraw_invitation(letter.id)
    assert is_open(office)
    with office.at(office.who(ADMIN).user_id) as identity:
        identity.withdraw_invitation(letter.id)
    assert not is_open(office)


def accepting(token: str) -> RegisterInvited:
    return RegisterInvited(token=token, name="Quirina", password=PASSWORD, language="es")


def own_role_of(office: Office) -> RoleView:
    with office.at():
        return own_role("Encargada", MANAGER)
