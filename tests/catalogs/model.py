"""Clinics' views of a shared catalog as a slow, obvious model: dictionaries, nothing cached, nothing clever."""

import copy
from dataclasses import dataclass, field, replace


@dataclass(frozen=True)
class Said:
    """What a shared term says at one version."""

    name: str
    price: int | None
    retired: bool = False


@dataclass
class SharedTerm:
    born: int
    said: Said
    version: int = 1
    past: dict[int, Said] = field(default_factory=dict)


@dataclass(frozen=True)
class Laid:
    """What a clinic laid over a term."""

    visible: bool = True
    alias: str | None = None
    price: int | None = None
    position: int | None = None
    favourite: bool = False


@dataclass(frozen=True)
class Layer:
    laid: Laid
    seen: int
    keeps: bool = False


@dataclass(frozen=True)
class Own:
    born: int
    name: str
    laid: Laid = Laid()
    retired: bool = False


@dataclass
class Change:
    """The clinic's rows that were changed, before and after, by the term's code; and the uses' versions before."""

    before: dict[str, Layer | Own | None]
    after: dict[str, Layer | Own | None]
    seen: dict[str, int]
    undone: bool = False


class SharedCatalog:
    def __init__(self) -> None:
        self.terms: dict[str, SharedTerm] = {}
        self.born = 0

    def next_born(self) -> int:
        self.born += 1
        return self.born

    def write(self, code: str, said: Said) -> None:
        if code not in self.terms:
            self.terms[code] = SharedTerm(self.next_born(), said)
            return
        term = self.terms[code]
        if term.said != said:
            term.past[term.version] = term.said
            term.said, term.version = said, term.version + 1

    def retire(self, code: str) -> None:
        if code in self.terms and not self.terms[code].said.retired:
            self.write(code, replace(self.terms[code].said, retired=True))


class Clinic:
    def __init__(self, shared: SharedCatalog) -> None:
        self.shared = shared
        self.rows: dict[str, Layer | Own] = {}
        self.uses: dict[str, int] = {}
        self.changes: list[Change] = []

    def layer(self, code: str) -> Layer | None:
        row = self.rows.get(code)
        return row if isinstance(row, Layer) else None

    def own(self) -> dict[str, Own]:
        return {code: row for code, row in self.rows.items() if isinstance(row, Own)}

    def sees(self, code: str) -> bool:
        term, layer = self.shared.terms[code], self.layer(code)
        if layer and not layer.laid.visible:
            return False
        return not term.said.retired or bool(layer and layer.keeps) or self.waits(code)

    def waits(self, code: str) -> bool:
        layer, version = self.layer(code), self.shared.terms[code].version
        return bool(layer and layer.seen < version) or self.uses.get(code, version) < version

    def view(self) -> list[tuple[str, int | None, bool]]:
        """(label, price, favourite) in the order in which the clinic's people see them."""
        rows = []
        for code, term in self.shared.terms.items():
            if self.sees(code):
                layer = self.layer(code)
                laid = layer.laid if layer else Laid()
                price = term.said.price if laid.price is None else laid.price
                rows.append((laid, term.said.name, term.born, price))
        shown = [own for own in self.own().values() if not own.retired and own.laid.visible]
        rows += [(own.laid, own.name, own.born, own.laid.price) for own in shown]
        rows.sort(key=lambda row: (not row[0].favourite, row[0].position or 10**9, row[1], row[2]))
        return [(laid.alias or name, price, laid.favourite) for laid, name, _born, price in rows]

    def pending(self) -> list[str]:
        return sorted(code for code in self.shared.terms if self.waits(code))

    def listed(self) -> list[str]:
        """The codes of the admin's grid."""
        shared = [
            code
            for code, term in self.shared.terms.items()
            if not term.said.retired or self.layer(code) or code in self.uses
        ]
        return shared + [code for code, own in self.own().items() if not own.retired]

    def arrange(self, code: str, laid: Laid) -> None:
        self.carry_out({code: self._with(code, laid)})

    def arrange_listed(self, **change: object) -> None:
        self.carry_out({code: self._with(code, replace(self._laid(code), **change)) for code in self.listed()})

    def reset_listed(self) -> None:
        self.carry_out(
            {
                code: replace(row, laid=Laid()) if isinstance(row := self.rows.get(code), Own) else None
                for code in self.listed()
            }
        )

    def add_own(self, code: str, name: str) -> None:
        self.carry_out({code: Own(self.shared.next_born(), name)})

    def use(self, code: str) -> None:
        self.uses.setdefault(code, self.shared.terms[code].version)

    def settle(self, *, keep: bool) -> None:
        after: dict[str, Layer | Own | None] = {}
        seen = {code: self.uses[code] for code in self.pending() if code in self.uses}
        for code in self.pending():
            term = self.shared.terms[code]
            laid = self._as_seen(code) if keep else replace(self._laid(code), alias=None)
            after[code] = Layer(laid, term.version, keep and term.said.retired)
        self.uses |= {code: self.shared.terms[code].version for code in seen}
        self.carry_out(after, seen)

    def undo(self, place: int) -> bool:
        """Whether the change could be taken back."""
        change = self.changes[place]
        if change.undone or any(self.rows.get(code) != row for code, row in change.after.items()):
            return False
        before = {
            code: replace(self.rows[code], retired=True)
            if row is None and isinstance(self.rows.get(code), Own)
            else row
            for code, row in change.before.items()
        }
        seen = {code: self.uses[code] for code in change.seen}
        self.uses |= change.seen
        self.carry_out(before, seen)
        change.undone = True
        return True

    def carry_out(self, after: dict[str, Layer | Own | None], seen: dict[str, int] | None = None) -> None:
        after = {code: None if self._is_empty(row) else row for code, row in after.items()}
        seen = seen or {}
        differing = {code: row for code, row in after.items() if code in seen or self.rows.get(code) != row}
        if not differing:
            return
        before = {code: copy.copy(self.rows.get(code)) for code in differing}
        for code, row in differing.items():
            if row is None:
                self.rows.pop(code, None)
            else:
                self.rows[code] = row
        self.changes.append(Change(before, differing, seen))

    def _with(self, code: str, laid: Laid) -> Layer | Own:
        row = self.rows.get(code)
        if row is None:
            return Layer(laid, self.shared.terms[code].version)
        return replace(row, laid=laid)

    def _laid(self, code: str) -> Laid:
        row = self.rows.get(code)
        return row.laid if row else Laid()

    def _as_seen(self, code: str) -> Laid:
        term, layer, laid = self.shared.terms[code], self.layer(code), self._laid(code)
        stood = [version for version in (layer and layer.seen, self.uses.get(code)) if version is not None]
        then = term.past[min(stood)]
        if laid.alias is None and then.name != term.said.name:
            laid = replace(laid, alias=then.name)
        if laid.price is None and then.price is not None and then.price != term.said.price:
            laid = replace(laid, price=then.price)
        return laid

    @staticmethod
    def _is_empty(row: Layer | Own | None) -> bool:
        return isinstance(row, Layer) and row.laid == Laid() and not row.keeps
