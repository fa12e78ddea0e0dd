"""Parts that the statements about a clinic's catalogs share; each is for one `:clinic_id` and one `:kind`."""

OWN = """own AS MATERIALIZED (
        SELECT term_id, visible, alias, search_alias, price, minutes, position, favourite,
               seen_version, keeps_retired, version
        FROM catalogs.clinic_term_override WHERE clinic_id = :clinic_id AND kind = :kind)"""

KEPT = """kept AS MATERIALIZED (
        SELECT term.id FROM catalogs.term LEFT JOIN own ON own.term_id = term.id
        WHERE term.kind = :kind AND term.retired_at IS NOT NULL AND own.visible IS NOT false
          AND (own.keeps_retired OR own.seen_version < term.version OR EXISTS (
              SELECT FROM catalogs.clinic_term_use AS use
              WHERE use.clinic_id = :clinic_id AND use.kind = :kind AND use.term_id = term.id
                AND use.uses > 0 AND use.seen_version < term.version)))"""
"""Retired terms that the clinic still sees: it keeps them, or has not settled that they were retired."""

SPECIAL = """special AS MATERIALIZED (
        SELECT term.id, own.favourite, own.position, term.sort_key, term.search || own.search_alias AS search
        FROM own JOIN catalogs.term ON term.id = own.term_id
        WHERE own.visible AND (term.retired_at IS NULL OR term.id IN (SELECT id FROM kept))
        UNION ALL
        SELECT id, false, NULL, sort_key, search FROM catalogs.term
        WHERE id IN (SELECT id FROM kept) AND id NOT IN (SELECT term_id FROM own)
        UNION ALL
        SELECT id, favourite, position, sort_key, search || search_alias FROM catalogs.clinic_term
        WHERE clinic_id = :clinic_id AND kind = :kind AND visible AND retired_at IS NULL)"""
"""Terms that the clinic sees in a way of its own, few beside the untouched ones."""

UNTOUCHED = """kind = :kind AND retired_at IS NULL AND id NOT IN (SELECT term_id FROM own)"""
"""Shared terms that the clinic sees as they are."""

USED = """used AS MATERIALIZED (
        SELECT term_id, sum(uses)::bigint AS uses, min(seen_version) AS seen_version FROM (
            SELECT term_id, uses, CASE WHEN uses > 0 THEN seen_version END AS seen_version
            FROM catalogs.clinic_term_use WHERE clinic_id = :clinic_id AND kind = :kind
            UNION ALL
            SELECT DISTINCT ON (template.id, procedure.id) procedure.id, 1, NULL::integer
            FROM catalogs.clinic_term AS template
            CROSS JOIN jsonb_array_elements(template.facts -> 'steps') AS step
            CROSS JOIN LATERAL (
                SELECT id, 0 AS distance FROM catalogs.clinic_term
                WHERE clinic_id = :clinic_id AND kind = 'procedures' AND code = step ->> 'procedure'
                UNION ALL
                SELECT id, 1 FROM catalogs.term WHERE kind = 'procedures' AND code = step ->> 'procedure'
                ORDER BY distance, id LIMIT 1
            ) AS procedure
            WHERE :kind = 'procedures' AND template.clinic_id = :clinic_id
              AND template.kind = 'treatment-templates' AND template.retired_at IS NULL
        ) AS counted GROUP BY term_id)"""
"""How often the clinic used each term; a procedure also by the clinic's own treatment templates that name it."""

_ACCENTED = "áàâäãåéèêëíìîïóòôöõúùûüçýÁÀÂÄÃÅÉÈÊËÍÌÎÏÓÒÔÖÕÚÙÛÜÇÝÑ"
_BARE = "aaaaaaeeeeiiiiooooouuuucyaaaaaaeeeeiiiiooooouuuucyñ"


def sorted_by(text: str) -> str:
    """An expression that sorts by bytes as a Spanish dictionary does; the embedded PostgreSQL knows no language."""
    return f"""replace(lower(translate({text}, '{_ACCENTED}', '{_BARE}')), 'ñ', 'nþ') COLLATE "C\""""
