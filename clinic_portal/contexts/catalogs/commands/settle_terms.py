"""A clinic says what it makes of changes upstream: the shared term as it now is, or what it had."""

from clinic_portal.contexts.catalogs import shelf, uses
from clinic_portal.contexts.catalogs.layers import Layer, Row
from clinic_portal.contexts.catalogs.ledger import carry_out
from clinic_portal.contexts.catalogs.queries import pending
from clinic_portal.contracts.catalogs import Arrangement, Change, ChangeKind, Settlement, SettleTerms, UpstreamChange


def settle_terms(command: SettleTerms) -> Change | None:
    """None when none of them waited as it was seen."""
    kind, language = command.kind, command.language
    shelf.lock(kind)
    waiting = [one for one in pending.changes(kind, language, command.term_ids or None) if _is_as_seen(one, command)]
    if not waiting:
        return None
    before = shelf.read(kind, [one.term.id for one in waiting])
    settled = _kept if command.settlement is Settlement.KEEP else _accepted
    after = {one.term.id: settled(one, before[one.term.id], language) for one in waiting}
    seen = uses.seen(kind, list(after))
    uses.see(kind, {one.term.id: one.now.version for one in waiting if one.term.id in seen})
    return carry_out(kind, ChangeKind.SETTLED, after, before, seen)


def _is_as_seen(change: UpstreamChange, command: SettleTerms) -> bool:
    return command.versions.get(change.term.id, change.now.version) == change.now.version


def _accepted(change: UpstreamChange, row: Row, _language: str) -> Layer:
    """The shared name counts again; price, order and the like are not the shared term's business."""
    arrangement = row.arrangement.model_copy(update={"alias": None})
    return Layer(arrangement=arrangement, seen_version=change.now.version)


def _kept(change: UpstreamChange, row: Row, language: str) -> Layer:
    """What the clinic saw until now becomes its own: the name, the price, the length, and that it was in use."""
    return Layer(
        arrangement=_as_seen(change, row.arrangement, language),
        seen_version=change.now.version,
        keeps_retired=change.now.retired,
    )


def _as_seen(change: UpstreamChange, arrangement: Arrangement, language: str) -> Arrangement:
    then, now = change.then, change.now
    if then is None:
        return arrangement
    kept: dict[str, object] = {}
    old_name = then.names.get(language) or then.names.get("es")
    if arrangement.alias is None and old_name != (now.names.get(language) or now.names.get("es")):
        kept["alias"] = old_name
    for name in ("price", "minutes"):
        old = getattr(then.facts, name, None)
        if getattr(arrangement, name) is None and old is not None and old != getattr(now.facts, name, None):
            kept[name] = old
    return arrangement.model_copy(update=kept)
