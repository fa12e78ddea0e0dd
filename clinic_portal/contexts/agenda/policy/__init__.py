"""The clinic's rules about waiting, cancelling and not coming; one row a clinic, from the first change on."""
