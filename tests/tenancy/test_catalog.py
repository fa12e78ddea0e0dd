"""Every table of the migrated database stands behind the walls, or in a short list that says why it need not."""

from pathlib import Path

import pytest

from clinic_portal.foundation.roles import APP, OPERATOR, OWNER, RELAY
from migrations.protection import POLICY
from tests.stand.servers import TEMPLATE, Addresses
from tests.tenancy import catalog

GRANTS = Path(__file__).with_name("grants.txt")
EXACT = "(clinic_id = (current_setting('app.clinic_id'::text))::bigint)"


@pytest.fixture(scope="module")
def url(addresses: Addresses) -> str:
    return addresses.admin.rsplit("/", 1)[0] + f"/{TEMPLATE}"


def test_every_table_is_a_clinics_or_reviewed(url: str) -> None:
    assert {name for name, owned in catalog.tables(url).items() if not owned} == set(catalog.GLOBAL_TABLES)


def test_row_security_is_forced_on_every_owned_table(url: str) -> None:
    states = catalog.row_security(url)
    assert {table for table in catalog.owned_tables(url) if states[table] != (True, True)} == set()


def test_every_owned_table_has_exactly_the_policy(url: str) -> None:
    policies = catalog.policies(url)
    expected = ("clinic", "PERMISSIVE ALL", f"{{{APP},{OWNER}}}", EXACT, EXACT)
    assert POLICY == "clinic_id = current_setting('app.clinic_id')::bigint"
    for table in catalog.owned_tables(url):
        assert [policy for policy in policies.get(table, []) if APP in policy[2]] == [expected], table


def test_the_doors_through_the_wall_are_a_reviewed_few(url: str) -> None:
    """Policies that see all clinics: for staff roles, and for the owner's one function that lists memberships."""
    open_doors = {
        (policy[2].strip("{}"), policy[1].split()[1], table)
        for table, policies in catalog.policies(url).items()
        for policy in policies
        if policy[0] != "clinic"
    }
    assert open_doors == {
        (RELAY, "ALL", "events.outbox"),
        (OPERATOR, "ALL", "events.outbox"),
        (OPERATOR, "ALL", "clinics.clinic_profile"),
        (OPERATOR, "ALL", "clinics.feature_flag"),
        (OWNER, "SELECT", "identity.membership"),
        (OWNER, "SELECT", "identity.own_role"),
        (OWNER, "SELECT", "identity.workplace"),
    }


def test_the_clinic_leads_every_key_of_an_owned_table(url: str) -> None:
    owned = set(catalog.owned_tables(url))
    wrong = [
        f"{table}.{name} ({', '.join(columns)})"
        for table, name, kind, columns, target in catalog.keys(url)
        if table in owned and (kind != "f" or target in owned) and columns[0] != "clinic_id"
    ]
    assert wrong == []


def test_every_owned_table_has_its_clinic_in_the_primary_key(url: str) -> None:
    led = {table for table, _, kind, columns, _ in catalog.keys(url) if kind == "p" and columns[0] == "clinic_id"}
    assert set(catalog.owned_tables(url)) - led == set()


def test_the_clinic_leads_every_unique_index_of_an_owned_table(url: str) -> None:
    owned = set(catalog.owned_tables(url))
    wrong = [
        f"{table}: {name}"
        for name, (table, first) in catalog.unique_indexes(url).items()
        if table in owned and first != "clinic_id"
    ]
    assert wrong == []


def test_nothing_global_points_into_a_clinic(url: str) -> None:
    owned = set(catalog.owned_tables(url))
    wrong = [
        f"{table}.{name}"
        for table, name, kind, _, target in catalog.keys(url)
        if kind == "f" and table not in owned and target in owned
    ]
    assert wrong == []


def test_partitions_cannot_be_entered_past_their_table(url: str) -> None:
    """Row security of a partitioned table holds only for those who come through it: nobody has a grant on a part."""
    parts = {
        str(name)
        for (name,) in catalog.rows(
            url, "SELECT inhrelid::regclass::text FROM pg_inherits JOIN pg_class ON oid = inhrelid WHERE relkind = 'r'"
        )
    }
    assert [grant for grant in catalog.grants(url) if grant.rsplit(" ", 1)[1] in parts] == []


def test_views_ask_as_the_one_who_looks(url: str) -> None:
    views = catalog.rows(
        url,
        f"""SELECT n.nspname || '.' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('v', 'm') AND {catalog.OURS} AND c.relname NOT LIKE 'pg_stat_statements%'
            AND NOT coalesce('security_invoker=true' = ANY (c.reloptions), false)""",
    )
    assert views == []


def test_definer_functions_are_a_reviewed_few(url: str) -> None:
    """A function that runs as its owner passes the wall; it must fix its search path, and the web gets only these."""
    found = catalog.rows(
        url,
        f"""SELECT n.nspname || '.' || p.proname, array_to_string(p.proconfig, ',')
            FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE p.prosecdef AND {catalog.OURS}""",
    )
    assert {name for name, _ in found} == {"identity.memberships_of"}
    assert all("search_path=" in str(settings) for _, settings in found)


@pytest.mark.parametrize("role", [APP, RELAY, OPERATOR])
def test_role_owns_nothing_and_has_no_powers(url: str, role: str) -> None:
    powers = catalog.rows(
        url,
        f"""SELECT rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolreplication
            FROM pg_roles WHERE rolname = '{role}'""",
    )
    assert powers == [(False,) * 5]
    owned = catalog.rows(url, f"SELECT relname FROM pg_class WHERE relowner = '{role}'::regrole")
    member = catalog.rows(url, f"SELECT roleid::regrole::text FROM pg_auth_members WHERE member = '{role}'::regrole")
    assert (owned, member) == ([], [])


def test_grants_are_the_reviewed_ones(url: str) -> None:
    """Each grant is a line of grants.txt; a change of either is seen by whoever reviews the change."""
    assert catalog.grants(url) == GRANTS.read_text().splitlines()


def test_nobody_may_truncate_or_trigger(url: str) -> None:
    assert [
        line for line in catalog.grants(url) if "TRUNCATE" in line or "TRIGGER" in line or "REFERENCES" in line
    ] == []


def test_the_append_only_log_is_append_only(url: str) -> None:
    assert f"{APP}: INSERT, SELECT on events.event" in catalog.grants(url)
