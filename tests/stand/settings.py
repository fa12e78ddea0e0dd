"""Settings of a portal under test."""

from pathlib import Path

from clinic_portal.foundation.settings import Settings
from tests.stand.servers import Addresses


def portal_settings(addresses: Addresses, database: str, redis_number: int, **others: object) -> Settings:
    """Those of a portal with a database and a Redis number of its own."""
    environment = {name.lower(): value for name, value in addresses.environment(database).items()}
    return Settings(
        **environment,
        redis_url=f"{addresses.redis.rsplit('/', 1)[0]}/{redis_number}",
        clinic_portal_home=Path(addresses.home),
        secure_cookies=False,
        **others,
    )
