"""A file that a clinic brought for its diseases, ready to be applied."""

from clinic_portal.contracts.catalogs import BringFile, CatalogKind, CatalogsContract
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.ids import new_id
from tests.stand.cast import House


def brought_file(house: House) -> int:
    """Inside the clinic."""
    content = f"Nombre en español\nMal de {house.slug} {new_id()}".encode()
    command = BringFile(
        idempotency_key=new_id(), kind=CatalogKind.DISEASES, file_name=f"{house.slug}.csv", content=content
    )
    return find(CatalogsContract).bring_file(command).id
