"""Which term a row means: by its code system and code, by its code alone where that is enough, or a new one."""

from collections.abc import Mapping

from clinic_portal.contexts.catalogs.files.cells import Unfit, understood
from clinic_portal.contexts.catalogs.files.heading import Heading
from clinic_portal.contexts.catalogs.files.standing import Standing, Terms
from clinic_portal.contracts.catalogs import OWN, FaultKind
from clinic_portal.foundation.folding import folded

_OF_NAMES = {FaultKind.NAME_TWICE, FaultKind.NAME_STANDS, FaultKind.NO_NAME}


class Finder:
    """For one file; each term is named once."""

    def __init__(self, heading: Heading, terms: Terms) -> None:
        self._terms = terms
        self._columns = {column.code: (place, column) for place, column in heading.columns.items()}
        self._rows: dict[tuple[str, str], int] = {}
        self.named: set[int] = set()

    def find(self, number: int, said: Mapping[int, str]) -> tuple[Standing | None, str]:
        """The term, or None and the code of a new one, empty where it gets one; raises Unfit."""
        system, code = self._said("code_system", said), self._said("code", said)
        if not code:
            self._refuse_doubtful(number, system, said)
            return None, ""
        standing = self._standing(system, code)
        key = (standing.code_system, code) if standing else (OWN, code)
        self._once(number, key, FaultKind.CODE_TWICE)
        if standing:
            self.named.add(standing.id)
        return standing, code

    def place_of(self, unfit: Unfit) -> int | None:
        """The column that a fault of `find` is about."""
        wished = ("name_es", "name_en") if unfit.kind in _OF_NAMES else ("code", "code_system")
        return next((self._columns[code][0] for code in wished if code in self._columns), None)

    def _said(self, code: str, said: Mapping[int, str]) -> str:
        place, column = self._columns.get(code, (None, None))
        return "" if place is None or column is None else understood(column.kind, said[place]) or ""

    def _standing(self, system: str, code: str) -> Standing | None:
        if system:
            found = self._terms.by_key.get((system, code))
            if found is None and system != OWN:
                raise Unfit(FaultKind.UNKNOWN_CODE, system)
            return found
        candidates = self._terms.by_code.get(code, [])
        if len(candidates) > 1:
            raise Unfit(FaultKind.SEVERAL_CODES, ", ".join(sorted(one.code_system for one in candidates)))
        if not candidates:
            raise Unfit(FaultKind.UNKNOWN_CODE)
        return candidates[0]

    def _refuse_doubtful(self, number: int, system: str, said: Mapping[int, str]) -> None:
        """A new term has a name that no other term of the clinic's has, nor another row."""
        if system not in {"", OWN}:
            raise Unfit(FaultKind.NO_CODE, system)
        names = {folded(name) for language in ("es", "en") if (name := self._said(f"name_{language}", said))}
        if not names:
            raise Unfit(FaultKind.NO_NAME)
        if stands := next((self._terms.own_names[name] for name in names if name in self._terms.own_names), None):
            raise Unfit(FaultKind.NAME_STANDS, stands)
        for name in names:
            self._once(number, ("", name), FaultKind.NAME_TWICE)

    def _once(self, number: int, key: tuple[str, str], fault: FaultKind) -> None:
        if (first := self._rows.setdefault(key, number)) != number:
            raise Unfit(fault, str(first))
