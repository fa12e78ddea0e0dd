"""Two administrators at the same moment: one is first, the other is told, and a clinic never loses its last branch."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask

from clinic_portal.contracts.clinics import AddBranch, ChangeLogo, EditTexts, LastBranch, Part, Retire
from clinic_portal.foundation.refusals import Refusal, Stale
from clinic_portal.foundation.tenancy import inside
from tests.clinics.arranging import door
from tests.clinics.uploads import picture
from tests.stand.cast import House


@pytest.fixture
def at_once(app: Flask, norte: House) -> Callable[..., list[type[Refusal] | None]]:
    """Does all of it at one moment in Norte; gives how each was refused."""

    def race(*acts: Callable[[], object]) -> list[type[Refusal] | None]:
        start = Barrier(len(acts))

        def run(act: Callable[[], object]) -> type[Refusal] | None:
            with app.app_context(), inside(norte.id):
                start.wait()
                try:
                    act()
                except Refusal as refusal:
                    return type(refusal)
                return None

        with ThreadPoolExecutor(len(acts)) as threads:
            return list(threads.map(run, acts))

    return race


def test_of_many_first_writers_of_a_text_one_is_first(at_once, within, norte):
    words = [f"Saludo {number}" for number in range(6)]
    acts = [lambda word=word: door().edit_texts(EditTexts(language="es", version=0, greeting=word)) for word in words]
    ends = at_once(*acts)
    assert ends.count(None) == 1
    assert ends.count(Stale) == 5
    with within(norte):
        assert door().directory().text("es").greeting == words[ends.index(None)]


def test_the_last_two_branches_are_not_retired_past_each_other(at_once, within, norte):
    with within(norte):
        port = door().add_branch(AddBranch(name="Puerto")).id
    ends = at_once(
        *(
            lambda part_id=part_id: door().retire(Retire(part=Part.BRANCH, id=part_id, version=1))
            for part_id in (norte.branch, port)
        )
    )
    assert sorted(map(str, ends)) == sorted(map(str, (None, LastBranch)))
    with within(norte):
        assert len(door().directory().branches) == 1


def test_first_logos_are_put_up_one_after_the_other(at_once, within, norte):
    uploads = [ChangeLogo(file_name="logo.png", content=picture(size=(20 + number, 20))) for number in range(4)]
    assert at_once(*(lambda upload=upload: door().change_logo(upload) for upload in uploads)) == [None] * 4
    with within(norte):
        assert door().logo().fingerprint == door().directory().clinic.logo
