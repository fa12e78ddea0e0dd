"""Somebody else was quicker: both texts are shown, either is taken, nothing that was typed is lost."""

from datetime import time

import pytest

from clinic_portal.contracts.clinics import EditRoom
from tests.clinics.arranging import door, edited_branch, edited_practitioner, edited_profile
from tests.clinics.sent import HTMX, SETTINGS, form_of, opened
from tests.stand.cast import ADMIN


@pytest.fixture
def desk(browser_of):
    return browser_of(ADMIN)


def test_both_texts_stand_side_by_side_when_somebody_was_quicker(desk, within, norte):
    branch = f"{SETTINGS}/branches/{norte.branch}/edit"
    practitioner = f"{SETTINGS}/practitioners/{norte.practitioners[0]}/edit"
    room, profile, texts = f"{SETTINGS}/rooms/{norte.rooms[0]}/edit", f"{SETTINGS}/profile", f"{SETTINGS}/texts/es"
    addresses = (branch, practitioner, room, profile)
    mine = {address: opened(desk, address, name="Lo mío") for address in addresses}
    mine[texts] = opened(desk, texts, greeting="Lo mío")
    with within(norte):
        home = door().directory()
        door().edit_branch(edited_branch(home.branches[0], name="Lo suyo", hours=((0, time(7), time(8)),)))
        door().edit_practitioner(edited_practitioner(home.practitioners[0], name="Lo suyo", hue=9))
        door().edit_room(EditRoom(room_id=norte.rooms[0], version=1, name="Lo suyo"))
        door().edit_profile(edited_profile(name="Lo suyo", country="PT"))
    other = form_of(desk.get(texts).text)
    assert desk.post(texts, data={**other, "greeting": "Lo suyo"}).status_code == 303
    for address, data in mine.items():
        for headers in ({}, HTMX):
            stale = desk.post(address, data=data, headers=headers)
            assert stale.status_code == 409, address
            assert "Lo mío" in stale.text, address
            assert "Lo suyo" in stale.text, address
            assert 'name="take" value="all"' in stale.text
    assert "lunes: 07:00–08:00" in desk.post(branch, data=mine[branch]).text
    assert "Rojo" in desk.post(practitioner, data=mine[practitioner]).text
    assert "Portugal" in desk.post(profile, data=mine[profile]).text


def test_theirs_is_taken_field_by_field_and_what_is_mine_is_saved(desk, within, norte):
    address = f"{SETTINGS}/branches/{norte.branch}/edit"
    mine = opened(desk, address, name="Lo mío", address="Calle mía")
    with within(norte):
        hours = ((0, time(7), time(8)),)
        door().edit_branch(edited_branch(door().directory().branches[0], name="Lo suyo", hours=hours))
    taken = desk.post(address, data={**mine, "take": "hours"})
    assert taken.status_code == 200
    assert 'id="hours-theirs"' not in taken.text
    assert desk.post(address, data=form_of(taken.text)).status_code == 303
    with within(norte):
        home = door().directory()
    assert (home.branches[0].name, home.branches[0].address) == ("Lo mío", "Calle mía")
    assert [(one.weekday, one.opens) for one in home.hours] == [(0, time(7))]


def test_a_form_without_its_version_is_stale(desk, norte):
    address = f"{SETTINGS}/rooms/{norte.rooms[0]}/edit"
    for version in ("", "x", "-1", "0"):
        assert desk.post(address, data={**opened(desk, address), "version": version}).status_code == 409
