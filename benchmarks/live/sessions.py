"""Open sessions of the one receptionist, one for each browser: what is remembered of one does not spare another."""

import psycopg

from benchmarks.bench import Bench
from benchmarks.visitor import EMAIL
from clinic_portal.contexts.identity.commands.open_session import open_session
from clinic_portal.foundation.tenancy import outside
from clinic_portal.foundation.work import work


def cookies(bench: Bench, many: int) -> list[str]:
    """What these browsers send as `Cookie`."""
    app = bench.app
    signer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]  # ours has one
    with psycopg.connect(bench.ground.lord_url) as connection:
        ((user_id,),) = connection.execute("SELECT id FROM identity.app_user WHERE email = %s", [EMAIL])
    with app.app_context(), outside(), work():
        opened = [open_session(user_id, "127.0.0.1", "bench") for _ in range(many)]
    name = app.config["SESSION_COOKIE_NAME"]
    return [f"{name}={signer.dumps({'_user_id': one, '_fresh': True})}" for one in opened]
