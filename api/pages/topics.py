"""The page of topics: what animations are known to show, grouped, each one press away from a filled form."""

import asyncio
from collections.abc import Mapping
from typing import Final

from fastapi import APIRouter, Request, Response

from api.access import ViewerDep
from api.pages.languages import LanguageDep, later
from api.pages.rendering import PageRoute, page
from api.services import ServicesDep
from api.topics import AnimationTopic, Subject, listed

router = APIRouter(route_class=PageRoute, include_in_schema=False)

_SUBJECTS: Final[Mapping[Subject, str]] = {
    Subject.ARITHMETIC: later("Arithmetic"),
    Subject.ALGEBRA: later("Algebra"),
    Subject.FUNCTIONS: later("Functions"),
    Subject.GEOMETRY: later("Geometry"),
    Subject.TRIGONOMETRY: later("Trigonometry"),
    Subject.CALCULUS: later("Calculus"),
    Subject.LINEAR_ALGEBRA: later("Linear algebra"),
    Subject.STATISTICS: later("Probability and statistics"),
    Subject.MECHANICS: later("Mechanics"),
    Subject.ELECTRICITY: later("Electricity"),
    Subject.WAVES: later("Light and waves"),
    Subject.HEAT: later("Heat and matter"),
    Subject.CHEMISTRY: later("Atoms and reactions"),
    Subject.LIFE: later("Living things"),
    Subject.EARTH: later("Earth and space"),
    Subject.ALGORITHMS: later("Algorithms"),
    Subject.DATA: later("Data and its structures"),
    Subject.NETWORKS: later("Networks and security"),
    Subject.LEARNING: later("Machine learning"),
    Subject.MONEY: later("Money"),
}
"""What each subject is called."""


@router.get("/topics")
async def show(request: Request, services: ServicesDep, language: LanguageDep, caller: ViewerDep) -> Response:
    """All topics in the reader's language."""
    del caller  # whoever may see the pages may see it
    groups: dict[str, list[AnimationTopic]] = {}
    told = await asyncio.to_thread(listed, language.tag, None, services.address)
    for topic in told.topics:
        groups.setdefault(_SUBJECTS[topic.subject], []).append(topic)
    return page(request, "topics.html", groups=groups)
