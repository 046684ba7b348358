"""Colours of what is drawn, and of the background behind it."""

from collections.abc import Iterator, Sequence
from typing import Final

import libcst as cst
import libcst.matchers as m

from media.authoring.edits.colours import (
    DARK_GROUNDS,
    FIGURE_CONTRAST,
    LEAST_CONTRAST,
    LIGHT_GROUNDS,
    NEUTRAL,
    Colour,
    Shade,
    contrast,
    hex_of,
    least_contrast,
    luminance,
    mixed_to_contrast,
    readable,
    shaded,
)
from media.authoring.edits.kinds import Colouring, Grounding, Shading, Thing
from media.authoring.edits.mobjects import COLOURED_AFTERWARDS, DEFAULT_COLOURS, WITH_AXES
from media.authoring.edits.refused import Reason, RefusedError
from media.authoring.edits.scripts import (
    COLOUR_ARGUMENTS,
    COLOUR_SETTERS,
    Drawn,
    Script,
    called,
    colour_slots,
    colour_value,
    is_manim_colour,
    root_of,
    setter_slots,
)
from media.authoring.edits.selecting import companions, hues, main_figures, select
from media.authoring.edits.trees import (
    Change,
    changed,
    expression,
    method_call,
    with_argument,
    with_arguments,
)
from media.authoring.edits.words import Kind

_OTHERS = ("red", "green", "yellow", "purple", "orange", "teal", "pink", "blue")
"""The colours that are taken where any other than now is asked for."""
_OTHER_DARK_GROUNDS = ("#172C75", "#0B4642", "#3B1476", "#101828")
_OTHER_LIGHT_GROUNDS = ("#E0F2FE", "#FEF9C3", "#F3F4F6", "#FFFFFF")
_HOT: Final = frozenset({hex_of("YELLOW"), hex_of("RED_E")})
"""The colours of what is looked at, on dark and on light backgrounds."""
_DARK = 0.18
"""The luminance at which black and white stand out alike."""


# --- things -----------------------------------------------------------------------------------------------


def colour(script: Script, edit: Colouring) -> cst.Module:
    """Draw the things in the colour, or in a shade of it that stands out on the background."""
    if edit.things:
        chosen = list(dict.fromkeys(one for thing in edit.things for one in select(script, thing)))
        chosen += _companions(script, chosen, edit.things)
    else:
        chosen = main_figures(script)
    if not chosen:
        raise RefusedError(Reason.NO_SUCH_THING)
    wanted = edit.colour or _another(script, chosen)
    ink = _ink(wanted, script.background, wordy=any(one.wordy for one in chosen))
    changes: dict[cst.CSTNode, Change] = {}
    for one in chosen:
        changes |= paint(one, ink, script)
        if any(thing.name or thing.text for thing in edit.things):
            changes |= _later(script, one, ink)
    if not edit.things and not wanted.exact:
        # Cards below the figures go along, in a quieter shade.
        quiet = Colour(wanted.hue, Shade.DARK if luminance(script.background) < _DARK else Shade.LIGHT)
        for one in script.drawn:
            if one.panel and hues(script, one) - NEUTRAL:
                changes |= paint(one, quiet.ink, script)
    return changed(script.tree, changes)


def _companions(script: Script, chosen: Sequence[Drawn], things: Sequence[Thing]) -> list[Drawn]:
    """What has the colour of the things and goes with them; of one that is named only its label."""
    if any(thing.kind is Kind.EVERYTHING for thing in things):
        return []
    found = companions(script, chosen)
    if any(thing.name for thing in things):
        return [one for one in found if "label" in one.words]
    return found


def _later(script: Script, one: Drawn, ink: str) -> dict[cst.CSTNode, Change]:
    """One thing's colours in later animations of it, but for the one in which it is looked at."""
    changes: dict[cst.CSTNode, Change] = {}
    method = script.methods.get(one.method)
    for node in m.findall(method, m.Call(func=m.Attribute())) if method else ():
        call = cst.ensure_type(node, cst.Call)
        owner = root_of(call)
        if (
            called(call) not in COLOUR_SETTERS
            or not isinstance(owner, cst.Name)
            or owner.value not in one.names
        ):
            continue
        for slot in setter_slots(call):
            if colour_value(slot.value, script.constants) not in {None, *_HOT}:
                changes[slot.value] = _replacer(colour_node(ink))
    return changes


def shade(script: Script, edit: Shading) -> cst.Module:
    """Draw the things in other shades of their colours; words stay readable."""
    chosen = list(dict.fromkeys(one for thing in edit.things for one in select(script, thing)))
    changes: dict[cst.CSTNode, Change] = {}
    for one in chosen:
        slots = [*colour_slots(one), *_styled(one.call)]
        for slot in slots:
            value = colour_value(slot, script.constants)
            if value is not None:
                changes[slot] = _replacer(colour_node(_shaded(value, edit.shade, script, wordy=one.wordy)))
        if not slots and not one.setter:
            default = hex_of(DEFAULT_COLOURS.get(one.maker, "WHITE")) or ""
            changes |= paint(one, _shaded(default, edit.shade, script, wordy=one.wordy), script)
    if not changes:
        raise RefusedError(Reason.NO_SUCH_THING, edit.things[0].written)
    return changed(script.tree, changes)


def _shaded(value: str, shade: Shade | None, script: Script, *, wordy: bool) -> str:
    new = shaded(value, shade, script.background)
    return readable(new, script.background, least_contrast(new, wordy=True)) if wordy else new


def _styled(call: cst.Call) -> Iterator[cst.BaseExpression]:
    """The colours in the dictionaries of a call: those of a grid's lines and of axes."""
    for found in m.findall(call, m.DictElement(key=m.SimpleString())):
        entry = cst.ensure_type(found, cst.DictElement)
        if cst.ensure_type(entry.key, cst.SimpleString).evaluated_value in COLOUR_ARGUMENTS:
            yield entry.value


def ink_on(script: Script, wanted: Colour) -> str:
    """A colour as it is drawn on the script's background, where words may be in it."""
    return _ink(wanted, script.background, wordy=True)


def _ink(wanted: Colour, ground: str, *, wordy: bool) -> str:
    value = hex_of(wanted.ink) or ""
    if not wanted.exact:
        return readable(wanted.ink, ground, least_contrast(value, wordy=wordy))
    if contrast(value, ground) < LEAST_CONTRAST:
        raise RefusedError(Reason.INVISIBLE, wanted.ink, (ground,))
    return wanted.ink


def _another(script: Script, chosen: Sequence[Drawn]) -> Colour:
    used = {hue for one in chosen for hue in hues(script, one)}
    return Colour(next((hue for hue in _OTHERS if hue not in used), _OTHERS[0]))


def paint(one: Drawn, ink: str, script: Script) -> dict[cst.CSTNode, Change]:
    """The changes that draw one thing in ``ink``."""
    node = colour_node(ink)
    changes: dict[cst.CSTNode, Change] = {}
    for call in (one.call,) if one.setter else one.chain:
        if called(call) in COLOUR_SETTERS:
            changes[call] = _setter_painter(call, node)
    if one.setter:
        return changes
    outline = _kept_outline(one, script)
    if one.maker in COLOURED_AFTERWARDS:
        if not any(called(call) == "set_color" for call in one.chain):
            changes[one.call] = lambda call: method_call(call, "set_color", node)
        return changes
    slots = {slot for slot in colour_slots(one) if slot is not outline}
    set_after = any(called(call) == "set_color" for call in one.chain)
    changes[one.call] = lambda call: _painted(call, one.call, slots, node, add=not set_after)
    return changes


def colour_node(ink: str) -> cst.BaseExpression:
    """A colour as code."""
    return expression(repr(ink).replace("'", '"') if ink.startswith("#") else ink)


def _painted(
    call: cst.Call,
    original: cst.Call,
    slots: set[cst.BaseExpression],
    node: cst.BaseExpression,
    *,
    add: bool,
) -> cst.Call:
    """The call with the colour in all its slots; without a slot, as an argument more if ``add``."""
    args = []
    found = False
    for arg, before in zip(call.args, original.args, strict=True):
        if before.keyword is not None and before.keyword.value == "gradient":
            continue  # it would cover the colour
        replaced = before.value in slots
        found |= replaced
        args.append(arg.with_changes(value=node) if replaced else arg)
    painted = with_arguments(call, args)
    return with_argument(painted, "color", node) if add and not found else painted


def _kept_outline(one: Drawn, script: Script) -> cst.BaseExpression | None:
    """A white or black outline round a filling keeps bars and tiles apart."""
    keyed = {arg.keyword.value: arg.value for arg in one.call.args if arg.keyword is not None}
    outline = keyed.get("stroke_color")
    if outline is None or "fill_color" not in keyed:
        return None
    value = colour_value(outline, script.constants)
    return outline if value in {"#FFFFFF", "#000000"} else None


def _setter_painter(original: cst.Call, node: cst.BaseExpression) -> Change:
    slots = {slot.value for slot in setter_slots(original)}

    def painter(call: cst.Call) -> cst.Call:
        if called(original) == "set_color_by_gradient":
            return call.with_changes(
                func=cst.ensure_type(call.func, cst.Attribute).with_changes(attr=cst.Name("set_color")),
                args=[cst.Arg(node)],
            )
        args = [
            arg.with_changes(value=node) if before.value in slots else arg
            for arg, before in zip(call.args, original.args, strict=True)
        ]
        return call.with_changes(args=args)

    return painter


# --- the background ---------------------------------------------------------------------------------------


def ground(script: Script, edit: Grounding) -> cst.Module:
    """Set the background, and give whatever no longer stands out on it a shade that does."""
    new = ground_of(script.background, edit)
    if new == script.background:
        return script.tree
    changes = _repairs(script, new)
    settings = list(_settings(script.tree))
    for node in settings:
        match node.value:
            case cst.Name(value=name) if name in script.constants:
                changes[script.constants[name]] = _value_setter(new)
            case _:
                changes[node] = _value_setter(new)
    if not settings:
        changes[script.construct] = _setting_inserter(new)
    return changed(script.tree, changes)


def ground_of(now: str, edit: Grounding) -> str:
    """The background that is asked for, as a hex value; ``now`` is the one before."""
    if edit.colour:
        return hex_of(edit.colour.ground) or now
    dark = luminance(now) < _DARK
    if edit.shade is Shade.DARK:
        return next((value for value in DARK_GROUNDS if luminance(value) < luminance(now)), now)
    if edit.shade is Shade.LIGHT:
        return next((value for value in LIGHT_GROUNDS if luminance(value) > luminance(now)), now)
    return next(value for value in (_OTHER_DARK_GROUNDS if dark else _OTHER_LIGHT_GROUNDS) if value != now)


def _settings(tree: cst.Module) -> Iterator[cst.Assign]:
    setting = m.Assign(targets=[m.AssignTarget(m.Attribute(attr=m.Name("background_color")))])
    for node in m.findall(tree, setting):
        yield cst.ensure_type(node, cst.Assign)


def _value_setter(value: str) -> Change:
    return lambda assign: assign.with_changes(value=colour_node(value))


def _setting_inserter(value: str) -> Change:
    statement = cst.parse_statement(f'self.camera.background_color = "{value}"')

    def inserter(construct: cst.FunctionDef) -> cst.FunctionDef:
        body = cst.ensure_type(construct.body, cst.IndentedBlock)
        at = 1 if construct.get_docstring() is not None else 0
        return construct.with_changes(
            body=body.with_changes(body=[*body.body[:at], statement, *body.body[at:]])
        )

    return inserter


# --- legibility -------------------------------------------------------------------------------------------


def _repairs(script: Script, new: str) -> dict[cst.CSTNode, Change]:
    """New shades for the colours that do not stand out on a new background.

    A colour is changed the same way wherever it occurs, so that what belonged together still does.
    """
    words = {slot for one in script.drawn if one.wordy for slot in colour_slots(one)}
    read = {node.value for node in words if isinstance(node, cst.Name)}
    places = list(_colour_places(script))
    least: dict[str, float] = {}
    for node, value in places:
        wordy = node in words or _defines(script, node, read)
        least[value] = max(least.get(value, 0.0), least_contrast(value, wordy=wordy))
    changes: dict[cst.CSTNode, Change] = {}
    for node, value in places:
        shade = _shade_on(value, script.background, new, least[value])
        if hex_of(shade) != value:
            changes[node] = _replacer(colour_node(shade))
    for one in script.drawn:
        changes |= _default_repair(script, one, new)
    return changes


def _shade_on(value: str, old: str, new: str, least: float) -> str:
    if contrast(value, old) < FIGURE_CONTRAST == least:
        # It was meant to be faint, so it stays as faint.
        return mixed_to_contrast(new, contrast(value, old))
    return readable(value, new, least)


def _replacer(node: cst.BaseExpression) -> Change:
    return lambda _: node


def _defines(script: Script, node: cst.BaseExpression, read: set[str]) -> bool:
    return any(name in read and assign.value is node for name, assign in script.constants.items())


def _colour_places(script: Script) -> Iterator[tuple[cst.BaseExpression, str]]:
    """Every place in the script that says a colour, but for the background's own."""
    grounds = {assign.value for assign in _settings(script.tree)}
    grounds |= {
        script.constants[n.value].value
        for n in grounds
        if isinstance(n, cst.Name) and n.value in script.constants
    }
    collector = _ColourPlaces()
    script.tree.visit(collector)
    for node in collector.found:
        value = colour_value(node, {})
        if value is not None and node not in grounds:
            yield node, value


class _ColourPlaces(cst.CSTVisitor):
    """Finds Manim's colour names wherever they are values, and hex strings where a colour is expected."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[cst.BaseExpression, None] = {}

    def visit_Arg(self, node: cst.Arg) -> None:  # noqa: N802  libcst's names
        self._add(node.value, strings=node.keyword is not None and node.keyword.value in COLOUR_ARGUMENTS)

    def visit_Call(self, node: cst.Call) -> None:  # noqa: N802
        if called(node) in COLOUR_SETTERS:
            for slot in setter_slots(node):
                self._add(slot.value, strings=True)

    def visit_Assign(self, node: cst.Assign) -> None:  # noqa: N802
        self._add(node.value, strings=True)

    def visit_Element(self, node: cst.Element) -> None:  # noqa: N802
        self._add(node.value, strings=False)

    def visit_DictElement(self, node: cst.DictElement) -> None:  # noqa: N802
        self._add(node.value, strings=True)

    def _add(self, node: cst.BaseExpression, *, strings: bool) -> None:
        if is_manim_colour(node) or (strings and isinstance(node, cst.SimpleString)):
            self.found[node] = None


def _default_repair(script: Script, one: Drawn, new: str) -> dict[cst.CSTNode, Change]:
    """A colour for what is drawn in Manim's default, if that does not stand out."""
    if one.setter or colour_slots(one):
        return {}
    default = DEFAULT_COLOURS.get(one.maker, "WHITE")
    shade = readable(default, new, least_contrast(hex_of(default) or "", wordy=one.wordy))
    if shade == default:
        return {}
    if one.maker in WITH_AXES:
        return _axis_repair(one, shade)
    return paint(one, shade, script)


def _axis_repair(one: Drawn, shade: str) -> dict[cst.CSTNode, Change]:
    """Only the axes' own colour: ``set_color`` would cover the bars and the grid as well."""
    config = next(
        (arg.value for arg in one.call.args if arg.keyword and arg.keyword.value == "axis_config"), None
    )
    entry = cst.DictElement(cst.SimpleString('"color"'), colour_node(shade))
    match config:
        case None:
            return {one.call: lambda call: with_argument(call, "axis_config", cst.Dict([entry]))}
        case cst.Dict(elements=elements) if not any(_is_colour_entry(element) for element in elements):
            comma = cst.Comma(whitespace_after=cst.SimpleWhitespace(" "))
            first = entry.with_changes(comma=comma) if elements else entry
            return {config: lambda node: node.with_changes(elements=[first, *node.elements])}
        case _:
            return {}


def _is_colour_entry(element: cst.BaseDictElement) -> bool:
    return m.matches(
        element, m.DictElement(key=m.SimpleString(value=m.MatchIfTrue(lambda text: text[1:-1] == "color")))
    )
