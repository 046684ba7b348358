"""Swagger UI at /docs, from its own files: no other host is asked for anything."""

from fastapi import APIRouter, FastAPI, Request
from fastapi.openapi.docs import get_swagger_ui_html
from fastapi.responses import HTMLResponse
from fastapi.staticfiles import StaticFiles

from api.services import ServicesDep

router = APIRouter(include_in_schema=False)


def install(app: FastAPI) -> None:
    """Serve the page and its files."""
    app.mount("/swagger", StaticFiles(packages=[("fastapi_swagger", "resources")]))
    app.include_router(router)


@router.get("/docs")
async def page(request: Request, services: ServicesDep) -> HTMLResponse:
    """The page; its addresses carry no host, so that it works behind any proxy."""
    app: FastAPI = request.app
    root = services.address.root
    return get_swagger_ui_html(
        title=app.title,
        openapi_url=f"{root}{app.openapi_url}",
        swagger_js_url=f"{root}/swagger/swagger-ui-bundle.js",
        swagger_css_url=f"{root}/swagger/swagger-ui.css",
        swagger_favicon_url=f"{root}/swagger/favicon-32x32.png",
        swagger_ui_parameters={"tryItOutEnabled": True, "displayRequestDuration": True},
    )
