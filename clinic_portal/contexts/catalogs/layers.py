"""What a clinic has laid over terms, and its own terms, as values that can be kept, compared and put back."""

from typing import Any

from clinic_portal.contexts.catalogs import rules
from clinic_portal.contracts.catalogs import Arrangement, CatalogKind, OwnTermFields, facts_of
from clinic_portal.foundation.values import Value


class Layer(Value):
    """A clinic's row for a shared term; without anything laid over it there is no row."""

    arrangement: Arrangement = Arrangement()
    seen_version: int = 1
    keeps_retired: bool = False

    @property
    def is_empty(self) -> bool:
        return self.arrangement == Arrangement() and not self.keeps_retired

    def columns(self) -> dict[str, Any]:
        return {
            **_arranged(self.arrangement),
            "seen_version": self.seen_version,
            "keeps_retired": self.keeps_retired,
        }


class OwnTerm(Value):
    """A term of the clinic's own, arrangement and all; `fields.code` is always there."""

    fields: OwnTermFields
    arrangement: Arrangement = Arrangement()
    retired: bool = False

    def columns(self) -> dict[str, Any]:
        said = self.fields
        return {
            **_arranged(self.arrangement),
            "code": said.code,
            "names": said.names,
            "synonyms": list(said.synonyms),
            "facts": rules.stored_facts(said.facts),
            "search": rules.search_text(said.code or "", said.names, said.synonyms),
            "sort_key": rules.sort_key(said.code or "", said.names),
            "retired": self.retired,
        }


class Row(Value):
    """What stands for one term: a layer, an own term, or nothing, which is version 0.

    `term_version` is the shared term's as it now is, 0 for an own one; `label` is how the clinic calls it.
    """

    term_id: int
    label: str
    layer: Layer | None = None
    own: OwnTerm | None = None
    version: int = 0
    term_version: int = 0

    @property
    def is_own(self) -> bool:
        return self.own is not None

    @property
    def arrangement(self) -> Arrangement:
        standing = self.own or self.layer
        return standing.arrangement if standing else Arrangement()

    def arranged(self, arrangement: Arrangement) -> Layer | OwnTerm:
        """The same with another arrangement; a new layer has seen the term as it now is."""
        if self.own:
            return self.own.model_copy(update={"arrangement": arrangement})
        layer = self.layer or Layer(seen_version=self.term_version)
        return layer.model_copy(update={"arrangement": arrangement})


def to_json(one: Layer | OwnTerm | None) -> dict[str, Any] | None:
    """A layer or an own term, short; None for nothing and for an empty layer."""
    if one is None or (isinstance(one, Layer) and one.is_empty):
        return None
    if isinstance(one, Layer):
        return one.model_dump(mode="json", exclude_defaults=True)
    fields = one.fields.model_dump(mode="json", exclude={"facts"}) | {"facts": rules.stored_facts(one.fields.facts)}
    return one.model_dump(mode="json", exclude_defaults=True, exclude={"fields"}) | {"fields": fields}


def from_json(kind: CatalogKind, stored: dict[str, Any] | None) -> Layer | OwnTerm:
    """What `to_json` gave; an empty layer for nothing."""
    if stored is None:
        return Layer()
    if "fields" not in stored:
        return Layer.model_validate(stored)
    fields = stored["fields"] | {"facts": facts_of(kind.value, stored["fields"]["facts"])}
    return OwnTerm.model_validate(stored | {"fields": OwnTermFields(**fields)})


def _arranged(arrangement: Arrangement) -> dict[str, Any]:
    alias = (arrangement.alias or "").strip() or None
    return {
        "visible": arrangement.visible,
        "alias": alias,
        "search_alias": rules.search_name(alias) if alias else "",
        "price": None if arrangement.price is None else str(arrangement.price),
        "minutes": arrangement.minutes,
        "position": arrangement.position,
        "favourite": arrangement.favourite,
    }
