"""Article videos over HTTP and their WebSocket, with the API and the stage of the API's own tests."""

from tests.api.conftest import api as api
from tests.api.conftest import home as home
from tests.api.conftest import module_stage as module_stage
from tests.api.conftest import stage as stage
