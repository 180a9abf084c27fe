"""What an expression may become: each function gives texts for a node, from what is in scope."""

import ast
import copy
from collections.abc import Iterator, Sequence

from .scope import Scope

__all__ = [
    "axis",
    "call",
    "comparison",
    "condition",
    "constant",
    "factor",
    "function_around",
    "grouping",
    "index",
    "indexed",
    "name",
    "one_more",
    "operands",
    "operator",
    "other_expression",
    "sign",
    "term",
    "transposed",
]

OPERATORS = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Pow, ast.MatMult)
COMPARISONS = (ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Eq, ast.NotEq)
#: Names of functions that are mistaken for each other.
ALIKE: tuple[tuple[str, ...], ...] = (
    ("sum", "mean"),
    ("max", "min", "argmax", "maximum", "minimum", "sum"),
    ("argmax", "argmin"),
    ("zeros", "ones", "zeros_like"),
    ("zeros_like", "ones_like", "zeros"),
    ("log", "log2", "log10", "log1p", "exp"),
    ("exp", "expm1", "log"),
    ("std", "var"),
    ("sin", "cos"),
    ("tanh", "cosh", "sinh", "cos"),
    ("sqrt", "square", "abs"),
    ("floor", "ceil", "round"),
    ("dot", "outer", "matmul", "multiply"),
    ("cumsum", "sum"),
    ("argsort", "sort"),
    ("append", "extend"),
    ("vstack", "hstack"),
)
AROUND = ("np.sqrt({})", "np.exp({})", "np.log({})", "np.abs({})", "({}) ** 2", "np.sum({})",
          "np.mean({})", "np.array({})", "np.copy({})", "1 - ({})", "1 / ({})")  # fmt: skip

Texts = Iterator[str]


def operator(node: ast.expr, scope: Scope) -> Texts:  # noqa: ARG001
    """Another operator, the operands the other way round, or the outer product of vectors."""
    if isinstance(node, ast.BinOp):
        for other in OPERATORS:
            yield ast.unparse(ast.BinOp(node.left, other(), node.right))
        if isinstance(node.op, (ast.Mult, ast.MatMult)):
            yield f"np.outer({ast.unparse(node.left)}, {ast.unparse(node.right)})"
        if not isinstance(node.op, (ast.Add, ast.Mult)):
            yield ast.unparse(ast.BinOp(node.right, node.op, node.left))


def operands(node: ast.expr, scope: Scope) -> Texts:  # noqa: ARG001
    """One of the parts alone."""
    if isinstance(node, ast.BinOp):
        yield from map(ast.unparse, (node.left, node.right))
    elif isinstance(node, ast.BoolOp):
        yield from map(ast.unparse, node.values)
    elif isinstance(node, ast.IfExp):
        yield from map(ast.unparse, (node.body, node.orelse))
        yield ast.unparse(ast.IfExp(node.test, node.orelse, node.body))
    elif isinstance(node, ast.UnaryOp):
        yield ast.unparse(node.operand)
    elif isinstance(node, ast.Subscript) or (isinstance(node, ast.Attribute) and node.attr == "T"):
        yield ast.unparse(node.value)


def comparison(node: ast.expr, scope: Scope) -> Texts:  # noqa: ARG001
    """Another comparison."""
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        for other in COMPARISONS:
            yield ast.unparse(ast.Compare(node.left, [other()], node.comparators))


def constant(node: ast.expr, scope: Scope) -> Texts:  # noqa: ARG001
    """Another number, or the other truth value."""
    if not isinstance(node, ast.Constant):
        return
    value = node.value
    if isinstance(value, bool):
        yield str(not value)
    elif value is None:
        yield from ("0", "1", "-1")
    elif isinstance(value, (int, float)):
        numbers = (value + 1, value - 1, 0, 1, 2, -1, 0.5, -value, 2 * value, value / 2)
        yield from map(repr, numbers)
        if isinstance(value, float):
            powers = (1e-8, 1e-7, 1e-5, 1e-12, 10 * value, value / 10, 1 - value, 0.1, 0.01, 0.001)
            yield from map(repr, powers)
        yield from ("None", "np.inf", "-np.inf")


def sign(node: ast.expr, scope: Scope) -> Texts:  # noqa: ARG001
    """The opposite sign."""
    if isinstance(node, (ast.BinOp, ast.Call, ast.Name, ast.Attribute, ast.Subscript)):
        yield f"-({ast.unparse(node)})"


def condition(node: ast.expr, scope: Scope) -> Texts:  # noqa: ARG001
    """The opposite, or `and` for `or`."""
    if isinstance(node, ast.BoolOp):
        other = ast.And() if isinstance(node.op, ast.Or) else ast.Or()
        yield ast.unparse(ast.BoolOp(other, node.values))
    if isinstance(node, (ast.BoolOp, ast.Compare)):
        yield f"not ({ast.unparse(node)})"
        yield from ("True", "False")


def call(node: ast.expr, scope: Scope) -> Texts:  # noqa: ARG001
    """An argument alone, arguments swapped or left out, another function of the same family."""
    if not isinstance(node, ast.Call):
        return
    args, keywords = node.args, node.keywords
    yield from (ast.unparse(arg) for arg in args if not isinstance(arg, ast.Starred))
    if isinstance(node.func, ast.Attribute) and not _is_module(node.func.value):
        yield ast.unparse(node.func.value)
    for i in range(len(args) - 1):
        swapped = [*args[:i], args[i + 1], args[i], *args[i + 2 :]]
        yield ast.unparse(ast.Call(node.func, swapped, keywords))
    for i in range(len(args)):
        yield ast.unparse(ast.Call(node.func, [*args[:i], *args[i + 1 :]], keywords))
    for i in range(len(keywords)):
        yield ast.unparse(ast.Call(node.func, args, [*keywords[:i], *keywords[i + 1 :]]))
    own = node.func.attr if isinstance(node.func, ast.Attribute) else ast.unparse(node.func)
    for other in dict.fromkeys(o for family in ALIKE if own in family for o in family):
        yield ast.unparse(ast.Call(_named(node.func, other), args, keywords))


def index(node: ast.expr, scope: Scope) -> Texts:  # noqa: ARG001
    """Its neighbours, a slice with other bounds, the indices the other way round."""
    if not isinstance(node, ast.Subscript):
        return
    where = node.slice
    if isinstance(where, ast.Slice):
        yield from (_at(node, other) for other in _slices(where))
    elif isinstance(where, ast.Tuple):
        yield _at(node, ast.Tuple(where.elts[::-1], ast.Load()))
    else:
        text = ast.unparse(where)
        for other in (f"{text} + 1", f"{text} - 1", f"-{text}", f":, {text}", f"{text}, :",
                      f"{text}:", f":{text}"):  # fmt: skip
            yield f"{ast.unparse(node.value)}[{other}]"


def grouping(node: ast.expr, scope: Scope) -> Texts:  # noqa: ARG001
    """The same parts with other parentheses, inside or outside of a call."""
    if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.BinOp):
        inner = node.args[0]
        for one, other in ((inner.left, inner.right), (inner.right, inner.left)):
            called = ast.Call(node.func, [one, *node.args[1:]], node.keywords)
            yield _binary(called, inner.op, other)
    if not isinstance(node, ast.BinOp):
        return
    left, right = node.left, node.right
    if isinstance(left, ast.BinOp):
        yield _binary(left.left, left.op, ast.BinOp(left.right, node.op, right))
    if isinstance(right, ast.BinOp):
        yield _binary(ast.BinOp(left, node.op, right.left), right.op, right.right)
    if isinstance(left, ast.Call) and len(left.args) >= 1:
        inside = ast.BinOp(left.args[0], node.op, right)
        yield ast.unparse(ast.Call(left.func, [inside, *left.args[1:]], left.keywords))
    if isinstance(right, ast.Call) and len(right.args) >= 1:
        inside = ast.BinOp(left, node.op, right.args[0])
        yield ast.unparse(ast.Call(right.func, [inside, *right.args[1:]], right.keywords))


def name(node: ast.expr, scope: Scope) -> Texts:
    """Another name in scope."""
    if (isinstance(node, ast.Name) and node.id in scope.names) or (
        isinstance(node, ast.Attribute) and ast.unparse(node) in scope.names
    ):
        yield from scope.names


def transposed(node: ast.expr, scope: Scope) -> Texts:  # noqa: ARG001
    """Rows and columns exchanged."""
    if isinstance(node, (ast.Name, ast.Attribute, ast.Subscript, ast.Call)):
        yield f"{ast.unparse(node)}.T"


def axis(node: ast.expr, scope: Scope) -> Texts:  # noqa: ARG001
    """Another axis, with and without keepdims."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return
    if node.func.attr not in (
        "sum",
        "mean",
        "max",
        "min",
        "argmax",
        "argmin",
        "prod",
        "std",
        "var",
    ):
        return
    args = node.args[:1] if _is_module(node.func.value) else []
    for keywords in ("", "axis=0", "axis=1", "axis=-1"):
        for keep in ("", "keepdims=True"):
            text = ", ".join(part for part in (*map(ast.unparse, args), keywords, keep) if part)
            yield f"{ast.unparse(node.func)}({text})"


def indexed(node: ast.expr, scope: Scope) -> Texts:
    """An argument at the index that a loop counts, in place of something else."""
    if isinstance(node, (ast.Name, ast.Subscript)):
        yield from (f"{name}[{index}]" for name in scope.arguments for index in scope.counted)


def one_more(node: ast.expr, scope: Scope) -> Texts:  # noqa: ARG001
    """One more, one less."""
    if isinstance(node, (ast.Name, ast.Attribute, ast.BinOp, ast.Call, ast.Subscript)):
        text = ast.unparse(node)
        yield from (
            f"{text} + 1",
            f"{text} - 1",
            f"2 * ({text})",
            f"({text}) / 2",
            f"({text}) ** 2",
        )


def function_around(node: ast.expr, scope: Scope) -> Texts:  # noqa: ARG001
    """A function around it, or its complement."""
    if isinstance(node, (ast.Name, ast.Attribute, ast.BinOp, ast.Call, ast.Subscript)):
        text = ast.unparse(node)
        yield from (around.format(text) for around in AROUND)


def factor(node: ast.expr, scope: Scope) -> Texts:
    """A factor or a divisor in scope, or one minus it, or a number of examples."""
    if isinstance(node, (ast.Name, ast.Attribute, ast.BinOp, ast.Call, ast.Subscript)):
        text = ast.unparse(node)
        for other in scope.names:
            yield f"({text}) * {other}"
            yield f"({text}) / {other}"
            yield f"({text}) * (1 - {other})"
            yield f"({text}) / len({other})"
            yield f"({text}) ** {other}"


def term(node: ast.expr, scope: Scope) -> Texts:
    """Another term in scope."""
    if isinstance(node, (ast.Name, ast.Attribute, ast.BinOp, ast.Call, ast.Subscript)):
        text = ast.unparse(node)
        for other in (*scope.names, *scope.expressions):
            yield f"{text} + {other}"
            yield f"{text} - {other}"
            yield f"{other} - {text}"


def other_expression(node: ast.expr, scope: Scope) -> Texts:
    """Another expression of the same function."""
    if isinstance(node, (ast.Name, ast.Attribute, ast.BinOp, ast.Call, ast.Subscript)):
        yield from scope.expressions
        if isinstance(node, (ast.BinOp, ast.Call, ast.Subscript)):
            yield from scope.names


def _binary(left: ast.expr, op: ast.operator, right: ast.expr) -> str:
    return ast.unparse(ast.BinOp(left, op, right))


def _named(function: ast.expr, other: str) -> ast.expr:
    if isinstance(function, ast.Attribute):
        return ast.Attribute(function.value, other, ast.Load())
    return ast.Name(other, ast.Load())


def _is_module(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id in ("np", "numpy", "math")


def _at(node: ast.Subscript, where: ast.expr) -> str:
    other = copy.copy(node)
    other.slice = where
    return ast.unparse(other)


def _slices(where: ast.Slice) -> Sequence[ast.expr]:
    """Slices whose bounds are one further, or left out."""
    lower, upper, step = where.lower, where.upper, where.step
    minus, one = ast.UnaryOp(ast.USub(), ast.Constant(1)), ast.Constant(1)
    found = [
        ast.Slice(None, upper, step),
        ast.Slice(lower, None, step),
        ast.Slice(None, minus, step),
        ast.Slice(one, upper, step),
        ast.Slice(lower, minus, step),
        ast.Slice(lower, upper, None if step else minus),
    ]
    for change in (ast.Add(), ast.Sub()):
        if lower is not None:
            found.append(ast.Slice(ast.BinOp(lower, change, one), upper, step))
        if upper is not None:
            found.append(ast.Slice(lower, ast.BinOp(upper, change, one), step))
    return found
