"""Scenes: their order, and taking them out."""

import re
from collections.abc import Sequence
from typing import Final

import libcst as cst
import libcst.matchers as m

from media.authoring.edits.kinds import Edge, Moving, Removing, Spot, Swapping
from media.authoring.edits.refused import Reason, RefusedError
from media.authoring.edits.scripts import SceneCall, Script, read
from media.authoring.edits.selecting import find_scene
from media.authoring.edits.trees import Change, changed

_NUMBERED: Final = re.compile(r"scene_\d+(?=_|$)")
_OWN: Final = m.Attribute(value=m.Name("self"), attr=m.SaveMatchedNode(m.Name(), "name"))


def swap(script: Script, edit: Swapping) -> cst.Module:
    """Let two scenes change places."""
    one, other = find_scene(script, edit.one), find_scene(script, edit.other)
    order = list(script.scenes)
    order[one], order[other] = order[other], order[one]
    return _reordered(script, order)


def move(script: Script, edit: Moving) -> cst.Module:
    """Take a scene to another place."""
    scene = script.scenes[find_scene(script, edit.scene)]
    anchor = script.scenes[find_scene(script, edit.spot.anchor)] if edit.spot.anchor else None
    if anchor is scene:
        return script.tree
    order = [call for call in script.scenes if call is not scene]
    order.insert(place_of(order, edit.spot, anchor), scene)
    return _reordered(script, order)


def place_of(order: Sequence[SceneCall], spot: Spot, anchor: SceneCall | None) -> int:
    """Where in a row of scenes a new one goes."""
    if anchor is not None:
        return order.index(anchor) + (spot.edge is Edge.AFTER)
    return 0 if spot.edge is Edge.FRONT else len(order)


def remove(script: Script, edit: Removing) -> cst.Module:
    """Leave scenes out, and their methods with them."""
    gone = {find_scene(script, ref) for ref in edit.scenes}
    kept = [scene for place, scene in enumerate(script.scenes) if place not in gone]
    if not kept:
        raise RefusedError(Reason.ONLY_SCENE)
    _check_order(script, kept)
    changes: dict[cst.CSTNode, Change] = {}
    for place in gone:
        scene = script.scenes[place]
        changes[scene.statement] = _removed
        if scene.name not in {other.name for other in kept}:
            changes[script.methods[scene.name]] = _removed
    return renumbered(changed(script.tree, changes))


def renumbered(tree: cst.Module) -> cst.Module:
    """The numbers in the scenes' names are their places again."""
    script = read(tree.code)
    if script is None:
        return tree
    names = [scene.name for scene in script.scenes]
    new = {name: _NUMBERED.sub(f"scene_{place}", name, count=1) for place, name in enumerate(names, 1)}
    others = set(script.methods) - set(names)
    if len(set(names)) != len(names) or len(set(new.values())) != len(new) or others & set(new.values()):
        return tree  # a scene shown twice, or a name that is taken: the numbers were no numbering
    changes: dict[cst.CSTNode, Change] = {}
    for name, better in new.items():
        if better != name:
            changes[script.methods[name].name] = _renamed(better)
            for use in m.findall(script.scene_class, m.Attribute(value=m.Name("self"), attr=m.Name(name))):
                changes[cst.ensure_type(use, cst.Attribute).attr] = _renamed(better)
    return changed(script.tree, changes)


def _removed(_node: cst.CSTNode) -> cst.RemovalSentinel:
    return cst.RemoveFromParent()


def _renamed(name: str) -> Change:
    return lambda node: node.with_changes(value=name)


def _reordered(script: Script, order: Sequence[SceneCall]) -> cst.Module:
    _check_order(script, order)
    changes: dict[cst.CSTNode, Change] = {
        old.statement: _put(new.statement)
        for old, new in zip(script.scenes, order, strict=True)
        if old.statement is not new.statement
    }
    return renumbered(changed(script.tree, changes))


def _put(statement: cst.SimpleStatementLine) -> Change:
    return lambda _: statement


def _check_order(script: Script, order: Sequence[SceneCall]) -> None:
    """Refuse an order in which a scene would miss what another keeps in ``self`` for it."""
    kept = {scene.name: _attributes(script.methods[scene.name]) for scene in script.scenes}
    for maker, (made, _) in kept.items():
        for user, (own, used) in kept.items():
            names = [scene.name for scene in order]
            shared = (made & used) - own
            in_order = user not in names or (maker in names and names.index(maker) < names.index(user))
            if user != maker and shared and not in_order:
                raise RefusedError(Reason.SHARED, user, (maker,))


def _attributes(method: cst.FunctionDef) -> tuple[set[str], set[str]]:
    """The attributes of ``self`` that a method sets, and all that it mentions."""
    every = {_name(found) for found in m.extractall(method, _OWN)}
    targets = m.findall(method, m.AssignTarget(target=_OWN))
    return {_name(found) for target in targets for found in m.extractall(target, _OWN)}, every


def _name(found: object) -> str:
    node = found["name"] if isinstance(found, dict) else None
    return node.value if isinstance(node, cst.Name) else ""
