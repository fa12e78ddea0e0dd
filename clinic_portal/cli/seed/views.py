"""How the demo's clinics see the shared catalogs: their prices and words, what they hide, and terms of their own."""

from dataclasses import dataclass, field
from decimal import Decimal

from clinic_portal.contracts.catalogs import (
    AddOwnTerm,
    Arrangement,
    ArrangeTerm,
    CatalogKind,
    CatalogsContract,
    OwnTermFields,
    ProcedureFacts,
    TaxClass,
    TermQuery,
)
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.ids import new_id


@dataclass(frozen=True)
class View:
    """By catalog and code what is laid over a shared term; `own` are procedures that only this clinic has."""

    arranged: dict[CatalogKind, dict[str, Arrangement]]
    own: tuple[OwnTermFields, ...] = field(default=())


def arrange(view: View) -> None:
    """Give the entered clinic its view; a code that is not there is passed over."""
    catalogs = find(CatalogsContract)
    for kind, arranged in view.arranged.items():
        ids = {code: _id(kind, code) for code in arranged}
        commands = tuple(
            ArrangeTerm(kind=kind, term_id=term_id, arrangement=arranged[code])
            for code, term_id in ids.items()
            if term_id is not None
        )
        catalogs.arrange_each(kind, commands)
    for fields in view.own:
        catalogs.add_own(AddOwnTerm(kind=CatalogKind.PROCEDURES, fields=fields, idempotency_key=new_id()))


def _id(kind: CatalogKind, code: str) -> int | None:
    found = find(CatalogsContract).terms(TermQuery(kind=kind, text=code)).terms
    return next((term.id for term in found if term.code == code), None)


def _said(aliases: dict[str, str], hidden: tuple[str, ...]) -> dict[str, Arrangement]:
    return {
        **{code: Arrangement(alias=alias) for code, alias in aliases.items()},
        **dict.fromkeys(hidden, Arrangement(visible=False)),
    }


def _price(euros: str, alias: str | None = None, *, favourite: bool = False) -> Arrangement:
    return Arrangement(price=Decimal(euros), alias=alias, favourite=favourite)


_FAVOURITE = Arrangement(favourite=True)
_HIDDEN = Arrangement(visible=False)

NORTE = View(
    arranged={
        CatalogKind.DISEASES: _said(
            {
                "J45": "Asma bronquial",
                "J00": "Catarro común",
                "I10": "Tensión alta",
                "E11": "Azúcar (diabetes tipo 2)",
                "M54.5": "Lumbago",
                "R51": "Dolor de cabeza",
                "K02": "Caries",
                "A09": "Gastroenteritis",
                "N39.0": "Infección de orina",
                "H66.9": "Otitis",
            },
            ("A20", "A22", "B50", "X39", "Y36"),
        ),
        CatalogKind.PROCEDURES: {
            "first-visit": _price("60", favourite=True),
            "follow-up-visit": _price("45", favourite=True),
            "urgent-visit": _price("70"),
            "video-visit": _price("40"),
            "electrocardiogram": _price("35", "Electro"),
            "spirometry": _price("50", "Prueba de soplar"),
            "abdominal-ultrasound": _price("85"),
            "joint-injection": _price("80"),
            "ear-irrigation": _price("30", "Quitar tapones del oído"),
            "gynaecological-visit": _price("80"),
            "obstetric-ultrasound": _price("90"),
            "blood-sample": _price("15", "Análisis de sangre"),
            "vaccination": _price("12"),
            "dental-first-visit": _price("0"),
            "dental-cleaning": _price("60", "Limpieza de boca", favourite=True),
            "composite-filling-one": _price("55", "Empaste sencillo"),
            "composite-filling-two": _price("70", "Empaste doble"),
            "root-canal-multiple": _price("220", "Endodoncia de muela"),
            "simple-extraction": _price("60"),
            "wisdom-tooth-surgery": _price("180", "Muela del juicio"),
            "dental-crown": _price("380"),
            "implant-placement": _price("850"),
            "well-child-visit": _price("55"),
            "paediatric-visit": _price("50"),
            "child-vaccination": _price("12"),
            "physiotherapy-assessment": _price("50"),
            "physiotherapy-session": _price("45"),
            "aesthetic-botulinum": _HIDDEN,
            "aesthetic-filler": _HIDDEN,
            "aesthetic-peel": _HIDDEN,
            "laser-hair-removal": _HIDDEN,
            "wellness-massage": _HIDDEN,
        },
        CatalogKind.MEDICATIONS: {
            "paracetamol-tablet-1g": _FAVOURITE,
            "ibuprofen-tablet-600mg": _FAVOURITE,
            "amoxicillin-capsule-500mg": _FAVOURITE,
            "omeprazole-gastro-resistant-capsule-20mg": _FAVOURITE,
        },
    },
    own=(
        OwnTermFields(
            code="N-BLANQUEO",
            names={"es": "Blanqueamiento dental en clínica", "en": "Tooth whitening at the clinic"},
            synonyms=("estética dental",),
            facts=ProcedureFacts(minutes=60, price=Decimal(290), tax_class=TaxClass.STANDARD, practice="dental"),
        ),
        OwnTermFields(
            code="N-EMPRESA",
            names={"es": "Reconocimiento de empresa", "en": "Occupational health check"},
            synonyms=("vigilancia de la salud",),
            facts=ProcedureFacts(minutes=30, price=Decimal(40), practice="general"),
        ),
    ),
)
SUR = View(
    arranged={
        CatalogKind.DISEASES: _said({"J00": "Resfriado", "K02": "Caries", "M54.5": "Dolor lumbar"}, ("A00",)),
        CatalogKind.PROCEDURES: {
            "first-visit": _price("50"),
            "follow-up-visit": _price("35"),
            "dental-cleaning": _price("50", "Higiene dental"),
            "physiotherapy-session": _price("38"),
        },
    }
)
