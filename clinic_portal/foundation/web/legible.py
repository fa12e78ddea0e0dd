"""A request with a NUL in it was made by hand: no keyboard writes one and no database keeps one."""

from flask import Flask, abort, request

NUL = "\0"


def init_app(app: Flask) -> None:
    app.before_request(_refuse_nul)


def _refuse_nul() -> None:
    """400 for a NUL in the address, its query or a form."""
    values = [request.path, *(value for _name, value in request.args.items(multi=True))]
    if request.method == "POST":
        values += [value for _name, value in request.form.items(multi=True)]
    if any(NUL in value for value in values):
        abort(400)
