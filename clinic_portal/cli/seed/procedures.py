"""Two hundred made-up procedures to measure with; the real catalog comes from its own source."""

from itertools import product

from clinic_portal.contracts.catalogs import ImportTerm

CODE_SYSTEM = "seed"
_WHAT = (
    "Radiografía", "Ecografía", "Resonancia", "Infiltración", "Punción", "Cura", "Exploración", "Drenaje", "Biopsia",
    "Vendaje",
)  # fmt: skip
_WHERE = (
    "de hombro", "de codo", "de muñeca", "de mano", "de cadera", "de rodilla", "de tobillo", "de pie", "de cuello",
    "de columna lumbar", "de tórax", "de abdomen", "de pelvis", "de tiroides", "de mama", "de antebrazo", "de muslo",
    "de pantorrilla", "de oído", "de piel",
)  # fmt: skip


def procedures() -> tuple[ImportTerm, ...]:
    named = (f"{what} {where}" for what, where in product(_WHAT, _WHERE))
    return tuple(ImportTerm(code=f"P{number:03}", names={"es": name}) for number, name in enumerate(named))
