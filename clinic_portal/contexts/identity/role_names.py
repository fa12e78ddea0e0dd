"""A role as a row names it, in the one word by which everybody else does."""

from clinic_portal.contracts.identity import RoleName


def role_name(role: str | None, role_id: int | None, own_name: str | None) -> RoleName:
    return RoleName(key=role) if role else RoleName(key=str(role_id), name=own_name or "")
