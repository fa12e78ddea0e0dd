"""Many patients at once: found, shown in the agenda and reachable like those who were registered one by one."""

import pytest

from clinic_portal.contracts.agenda import AgendaContract
from clinic_portal.contracts.patients import BadPhone, PatientFields, PatientsContract
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.work import work

MANY = tuple(
    PatientFields(given="Noa", family=f"Quiroga {name}", phone=f"61100000{at}") for at, name in enumerate("ABC")
)


def count(table: str, ids: tuple[int, ...]) -> int:
    with work() as session:
        statement = f"SELECT count(*) FROM {table} WHERE patient_id = ANY(%(ids)s)"
        return session.connection().exec_driver_sql(statement, {"ids": list(ids)}).scalar_one()


def test_they_are_found_and_known_to_the_others(within, norte, sur):
    with within(norte):
        ids = find(PatientsContract).bring(MANY)
        assert [find(PatientsContract).patient(number).family for number in ids] == [one.family for one in MANY]
        assert {one.id for one in find(PatientsContract).search("quiroga noa")} == set(ids)
        assert (count("agenda.patient_card", ids), count("notifications.contact", ids)) == (3, 3)
        assert find(AgendaContract).patient_appointments(ids[0]) == ()
    with within(sur):
        assert find(PatientsContract).search("quiroga") == ()


def test_one_bad_phone_keeps_all_out(within, norte):
    with within(norte):
        with pytest.raises(BadPhone):
            find(PatientsContract).bring((*MANY, MANY[0].model_copy(update={"phone": "12"})))
        assert find(PatientsContract).search("quiroga") == ()
