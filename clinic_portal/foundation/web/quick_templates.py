"""Jinja with shortcuts: text joined once, cheap escaping, attributes, macros and functions reached directly.

The output is the same, letter by letter; `QUICK_TEMPLATES=0` goes back to stock Jinja.
"""

from collections.abc import Callable, Iterable
from types import FunctionType
from typing import Any

from jinja2 import Environment, Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.runtime import Context, Macro
from markupsafe import Markup, _escape_inner, escape  # type: ignore[attr-defined]  # what `escape` itself calls

ESCAPE = "quick_escape"


def quick_escape(value: Any) -> str:
    """What `markupsafe.escape` gives, as a bare string where nobody will look at its type."""
    kind = type(value)
    if kind is str:
        return _escape_inner(value)
    if kind is Markup:
        return value
    if kind is int:
        return str(value)
    return escape(value)


class QuickCode(CodeGenerator):
    """Collects what the root and each block of a template put out, and yields it whole instead of bit by bit."""

    def write_commons(self) -> None:
        super().write_commons()
        self.writeline(f"escape = environment.filters[{ESCAPE!r}]")

    def blockvisit(self, nodes: Iterable[nodes.Node], frame: Frame) -> None:
        whole = frame.buffer is None and (frame.rootlevel or frame.block_frame)
        if whole:
            self.buffer(frame)
        super().blockvisit(nodes, frame)
        if whole:
            self.writeline(f"yield concat({frame.buffer})")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802  # Jinja's own name
        """The attribute if there is one; else, as ever, the item or the undefined value."""
        self.write("(held if (held := getattr((owner := ")
        self.visit(node.node, frame)
        self.write(f"), {node.attr!r}, missing)) is not missing else environment.getattr(owner, {node.attr!r}))")


class QuickContext(Context):
    """Calls macros and plain functions without asking first what they want to be given."""

    def call(self, called: Callable[..., Any], /, *args: Any, **values: Any) -> Any:
        kind = type(called)
        if kind is Macro:
            values.pop("_block_vars", None)
            values.pop("_loop_vars", None)
            return called(self.eval_ctx, *args, **values)
        if kind is FunctionType and not hasattr(called, "jinja_pass_arg"):
            values.pop("_block_vars", None)
            values.pop("_loop_vars", None)
            return called(*args, **values)
        return super().call(called, *args, **values)


class QuickTemplate(Template):
    """Imported again it is the same module, unless the importing page brings globals of its own."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        if self._module is not None and ctx is not None and self.environment.globals.keys() >= ctx.globals_keys:
            return self._module
        return super()._get_default_module(ctx)


def quicken(environment: Environment) -> None:
    """Before its first template is compiled."""
    environment.filters[ESCAPE] = quick_escape
    environment.code_generator_class = QuickCode
    environment.context_class = QuickContext
    environment.template_class = QuickTemplate
