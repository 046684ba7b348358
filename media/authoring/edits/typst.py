"""Simple LaTeX formulas in Typst's notation, for where LaTeX is missing."""

import re
from typing import Final

_COMMANDS: Final = {
    "cdot": "dot",
    "cdots": "dots.h.c",
    "ldots": "dots",
    "dots": "dots",
    "pm": "plus.minus",
    "div": "div",
    "leq": "<=",
    "le": "<=",
    "geq": ">=",
    "ge": ">=",
    "neq": "!=",
    "ne": "!=",
    "approx": "approx",
    "equiv": "equiv",
    "sim": "~",
    "propto": "prop",
    "to": "->",
    "rightarrow": "->",
    "Rightarrow": "=>",
    "implies": "=>",
    "iff": "<=>",
    "infty": "infinity",
    "int": "integral",
    "prod": "product",
    "partial": "partial",
    "nabla": "nabla",
    "angle": "angle",
    "circ": "compose",
    "degree": "degree",
    "cap": "inter",
    "cup": "union",
    "notin": "in.not",
    "subset": "subset",
    "subseteq": "subset.eq",
    "emptyset": "emptyset",
    "varepsilon": "epsilon",
    "epsilon": "epsilon.alt",
    "varphi": "phi",
    "phi": "phi.alt",
    "quad": "quad",
    "qquad": "quad quad",
    "left": "",
    "right": "",
    "displaystyle": "",
    "limits": "",
    "mid": "|",
    "prime": "prime",
}
_SAME: Final = frozenset(
    re.findall(
        r"\w+",
        "alpha beta gamma delta zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon "
        "chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega times sum lim sin "
        "cos tan log ln exp max min in forall exists sec csc cot arcsin arccos arctan sinh cosh tanh "
        "det gcd mod ",
    )
)
"""Commands that Typst calls the same."""
_ONE_GROUP: Final = {
    "sqrt": "sqrt",
    "vec": "arrow",
    "overrightarrow": "arrow",
    "overline": "overline",
    "bar": "overline",
    "hat": "hat",
    "tilde": "tilde",
    "dot": "dot",
    "mathbf": "bold",
    "boldsymbol": "bold",
    "mathbb": "bb",
    "mathcal": "cal",
}
_WORDS: Final = frozenset({"text", "mathrm", "textbf", "mbox", "operatorname"})
_TOKEN: Final = re.compile(r"\\([A-Za-z]+)|\\([,;:!{}|%& ])|([0-9.]+)|([A-Za-z])|(.)", re.DOTALL)
_ESCAPED: Final = {"{": "{", "}": "}", "|": "||", "%": "%", "&": "amp"}


class UnknownNotationError(Exception):
    """A LaTeX command without a simple counterpart."""


def typst(latex: str) -> str:
    """The formula in Typst's notation."""
    reader = _Reader(latex.replace("$", ""))
    result = reader.row(until="")
    return re.sub(r"\s+(?=[\^_'])", "", re.sub(r"\s+", " ", result)).strip()


class _Reader:
    def __init__(self, text: str) -> None:
        self._tokens = list(_TOKEN.finditer(text))
        self._next = 0

    def row(self, until: str) -> str:
        """Everything up to a closing mark, or the end."""
        parts: list[str] = []
        while self._next < len(self._tokens):
            match = self._tokens[self._next]
            if until and match[0] == until:
                self._next += 1
                return " ".join(parts)
            parts.append(self._item())
        if until:
            raise UnknownNotationError(until)
        return " ".join(parts)

    def _item(self) -> str:
        match = self._tokens[self._next]
        self._next += 1
        command, escaped, digits, letter, mark = match.groups()
        if command:
            return self._command(command)
        if escaped:
            return _ESCAPED.get(escaped, " ")
        if digits or letter:
            return digits or letter
        match mark:
            case "{":
                return self.row("}")
            case "^" | "_":
                return f"{mark}({self._group()})"
            case "}" | "\\" | "#" | "&" | '"':
                raise UnknownNotationError(mark)
            case _:
                return mark

    def _command(self, name: str) -> str:
        if name in {"frac", "dfrac", "tfrac"}:
            return f"frac({self._group()}, {self._group()})"
        if name == "binom":
            return f"binom({self._group()}, {self._group()})"
        if name in _WORDS:
            return f'"{self._raw()}"'
        if name == "sqrt" and self._peek() == "[":
            self._next += 1
            return f"root({self.row(']')}, {self._group()})"
        if name in _ONE_GROUP:
            return f"{_ONE_GROUP[name]}({self._group()})"
        if name in _SAME or name in _COMMANDS:
            return _COMMANDS.get(name, name)
        raise UnknownNotationError(name)

    def _peek(self) -> str:
        return self._tokens[self._next][0] if self._next < len(self._tokens) else ""

    def _group(self) -> str:
        while self._peek().isspace():
            self._next += 1
        if not self._peek():
            raise UnknownNotationError("{")
        return self._item()

    def _raw(self) -> str:
        """The words between braces, to the letter."""
        if self._peek() != "{":
            raise UnknownNotationError("{")
        self._next += 1
        words = ""
        while (token := self._peek()) != "}":
            if not token or token in {'"', "\\", "{"} or token.startswith("\\"):
                raise UnknownNotationError(token)
            words += token
            self._next += 1
        self._next += 1
        return words
