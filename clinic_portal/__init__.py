"""A multi-tenant clinic portal: agenda, patients, catalogs and the work around them."""
