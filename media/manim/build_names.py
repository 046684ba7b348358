"""Writes ``manim_names.json``: what this Manim has, and what of it a script may use.

Lint and the security check read the file, so that a worker that only checks scripts never imports Manim.
After an upgrade of Manim run ``python -m media.manim.build_names`` and read the difference: what is new among
the safe names and members becomes usable by scripts. A test holds the file and the installed Manim together.
"""

import ast
import inspect
import json
import math
import re
import types
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import manim
import numpy as np

FILE: Final = Path(__file__).with_name("manim_names.json")

SAFE_MODULES: Final = (
    "rate_functions", "manim_colors", "AS2700", "BS381", "DVIPSNAMES", "SVGNAMES", "X11", "XKCD",
)  # fmt: skip
"""The modules among Manim's names that hold nothing but colours and rate functions."""

VALUES: Final = (
    *(
        str,
        bytes,
        list,
        dict,
        set,
        tuple,
        int,
        float,
        complex,
        slice,
        range,
        property,
        types.GeneratorType,
        Exception,
    ),
    *(np.ndarray, np.float64, np.random.Generator, np.poly1d, np.dtype),
)
"""The kinds of value a script handles beside Manim's."""

OTHER_MODULES: Final = ("typing", "collections.abc", "functools", "__future__")
"""Modules from which only the machinery comes that another module imports for itself."""

UNSAFE_NAMES: Final = re.compile(
    # settings, logs, the command line, plugins
    "config|console|logger|plugins|_MESSAGE$|EPILOG|CONTEXT_SETTINGS|cli_ctx|QUALITIES|DEFAULT_QUALITY"
    "|RESAMPLING|Error$|annotations|version"
    # files, pictures and sounds
    "|file|guarantee|full_path|extension|atime|executable|capture|metadata|dir_layout|raster|sound|Image"
    "|SVGMobject|SVGPath|image|font$|drag_pixels"
    # machinery: cameras, renderers, writers, sections, OpenGL
    "|Camera$|Renderer|Manager|Writer|Section|OpenGL|DotCloud|TrueDot|DictAsObject|^frame$|ParsableManimColor"
    "|ManimColorDType|ManimFrame|^override_|assert_is|print_family"
    # TeX's own settings
    "|TexTemplate|TexFont"
    # changes the dictionary it is given
    "|update_dict_recursively"
)

UNSAFE_MEMBERS: Final = re.compile(
    "file|(^|_)dir$|directory|writer|renderer|encoder|shader|embed|interact|^config$|config_|plugin|template"
    "|sound|session|^manager$|output|logger|console|window|movie|image|texture|^save_(?!state$)|^show$|_frame_data"
    "|^show_frame|dump|^open|^write|^read|get_attrs|ctypes|compiler|thread|queue|key_function|on_(key|mouse)"
    "|mouse|pixel_array|cairo|command|^format|_class$|^camera_class|parser|module|global|locals|^code$|gi_|f_back"
    "|^render|buffer|context|^thread|digest|dearpygui|^uniforms|_log$|^log_|partial_movie|^capture|^mro$|^with_traceback$"
    "|^section|default_configs|^widgets|^meshes|^update_frame|^get_frame|^add_frame|^method|^func$|_commands"
    "|^args$|^kwargs$|^spec$|^settings$|^hash_seed|preamble|^add_to_document"
    "|label_constructor$|^element_to_|camera_config$|^strides$|^[gs]etfield$|^setflags$|^view$|^base$|^modify_xml|^handle_trans"
    # what reads or sets attributes whose names it is given
    "|attr_arrays$|array_attrs$|merged_array$|^update_rgbas_array$|restructure"
)


def build() -> dict[str, Any]:
    """What the file holds."""
    exported = {name: getattr(manim, name) for name in dir(manim) if not name.startswith("_")}
    classes = [thing for thing in exported.values() if inspect.isclass(thing)]
    members = _stored_attributes() | {name for thing in classes for name in dir(thing)}
    public = {name for name in members if not name.startswith("_")}
    return {
        "manim": manim.__version__,
        "names": sorted(exported),
        "safe_names": sorted(
            name
            for name, thing in exported.items()
            if not isinstance(thing, ModuleType) and not UNSAFE_NAMES.search(name)
        ),
        "members": sorted(public),
        "safe_members": sorted(name for name in public if not UNSAFE_MEMBERS.search(name)),
        "private_members": sorted(name for name in members if name.startswith("_") and "__" not in name),
        "value_members": sorted(
            name for kind in VALUES for name in dir(kind) if not name.startswith("_") and name not in public
        ),
        "scenes": {
            name: sorted(member for member in _of_instances(thing) if not member.startswith("__"))
            for name, thing in exported.items()
            if inspect.isclass(thing) and issubclass(thing, manim.Scene)
        },
        "modules": {
            "numpy": _public(np),
            "math": _public(math),
            **{name: _public(exported[name]) for name in SAFE_MODULES},
        },
    }


def _public(module: ModuleType) -> list[str]:
    """What a module offers, without the modules and the machinery it imports itself."""
    return sorted(
        name
        for name in dir(module)
        if not name.startswith("_")
        and (module is np or not isinstance(getattr(module, name), ModuleType))
        and getattr(getattr(module, name), "__module__", "") not in OTHER_MODULES
    )


def _stored_attributes() -> set[str]:
    """The attributes that Manim's source assigns: what instances have beside their classes' members."""
    return {
        node.attr
        for path in Path(inspect.getfile(manim)).parent.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
    }


def _of_instances(scene: type) -> set[str]:
    """What an instance of a scene class has: members, and what its methods assign to ``self``."""
    assigned = {
        node.attr
        for ancestor in scene.__mro__
        if ancestor.__module__.startswith("manim.")
        for node in ast.walk(ast.parse(inspect.getsource(ancestor).strip()))
        if isinstance(node, ast.Attribute)
        and isinstance(node.ctx, ast.Store)
        and isinstance(node.value, ast.Name)
        and node.value.id == "self"
    }
    return set(dir(scene)) | assigned


if __name__ == "__main__":
    FILE.write_text(json.dumps(build(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
