"""The look of the portal: what can be checked without a browser."""
