"""The scene builders: each writes one method of a script from a scene of a plan."""

from collections.abc import Callable
from typing import Final

from media.authoring.scenes import (
    bar_chart,
    binary,
    code,
    comparison,
    formula,
    function_plot,
    geometry,
    key_points,
    number_line,
    process,
    sorting,
    summary,
    title,
    vectors,
)
from media.authoring.scenes.page import Page

BUILDERS: Final[dict[str, Callable[[Page], None]]] = {
    "title": title.build,
    "key_points": key_points.build,
    "vectors": vectors.build,
    "function_plot": function_plot.build,
    "formula": formula.build,
    "number_line": number_line.build,
    "geometry": geometry.build,
    "bar_chart": bar_chart.build,
    "process": process.build,
    "comparison": comparison.build,
    "sorting": sorting.build,
    "binary": binary.build,
    "code": code.build,
    "summary": summary.build,
}
