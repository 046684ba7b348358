"""What docker-compose.yml, the Dockerfile and their settings say, held against the code they deploy."""

import json
import re
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest
import yaml

from activities.implementations import classes
from media.manim.limits import RENDER
from runtime.settings import Settings
from runtime.stack import TEMPORAL_TUNING

ROOT = Path(__file__).resolve().parents[2]
COMPOSE_TEXT = (ROOT / "docker-compose.yml").read_text("utf-8")
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
ENV_EXAMPLE = (ROOT / "deploy" / "env.example").read_text("utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load(COMPOSE_TEXT)
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
BUILT = {name for name, service in SERVICES.items() if "build" in service}


def default(setting: str) -> Any:
    return Settings.model_fields[setting].default


def copied() -> list[str]:
    """What the Dockerfile copies from the repository."""
    lines = re.findall(r"^COPY (?!--from)(.+)$", DOCKERFILE, re.MULTILINE)
    return [source for line in lines for source in line.split()[:-1]]


def test_the_file_is_valid_compose() -> None:
    schema = files("check_jsonschema") / "builtin_schemas" / "vendor" / "compose-spec.json"
    jsonschema.validate(COMPOSE, json.loads(schema.read_text("utf-8")))


# --- settings ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", [COMPOSE_TEXT, DOCKERFILE, ENV_EXAMPLE], ids=["compose", "image", "example"])
def test_every_setting_that_is_named_exists(text: str) -> None:
    named = {name.lower() for name in re.findall(r"REELWORK_(\w+)", text)}
    assert named
    assert named <= set(Settings.model_fields)


def test_the_example_names_all_that_env_can_set() -> None:
    substituted = set(re.findall(r"(?<!\$)\$\{(\w+)", COMPOSE_TEXT))
    handed_on = {
        name
        for service in SERVICES.values()
        for name, value in service.get("environment", {}).items()
        if value is None
    }
    assert substituted | handed_on == set(re.findall(r"^(?:# )?(\w+)=", ENV_EXAMPLE, re.MULTILINE))


def test_no_secret_stands_in_the_file() -> None:
    secrets = {
        (service, name): value
        for service, definition in SERVICES.items()
        for name, value in definition.get("environment", {}).items()
        if re.search("PASSWORD|PWD|KEY|DATABASE_URL", name)
    }
    assert secrets
    for value in secrets.values():
        assert value is None or re.search(r"\$\{\w+:\?[^}]*env\.example\}", value)


def test_ports_are_the_settings_defaults() -> None:
    published = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}
    port = default("api_port")
    assert published == {
        "api": [f"${{API_ADDRESS:-127.0.0.1}}:{port}:{port}"],
        "temporal-ui": [f"127.0.0.1:{default('temporal_ui_port')}:8080"],
    }
    assert f"EXPOSE {port}\n" in DOCKERFILE
    probes = (str(SERVICES["api"]["healthcheck"]["test"]), DOCKERFILE)
    assert all(f"http://127.0.0.1:{port}/healthz" in probe for probe in probes)
    addresses = {
        s["environment"]["TEMPORAL_ADDRESS"] for s in SERVICES.values() if "TEMPORAL_ADDRESS" in str(s)
    }
    assert addresses == {f"temporal:{default('temporal_port')}"}


def test_all_speak_of_one_namespace() -> None:
    names = {
        value
        for service in SERVICES.values()
        for name, value in service.get("environment", {}).items()
        if name in ("TEMPORAL_NAMESPACE", "TEMPORAL_DEFAULT_NAMESPACE")
    }
    assert names == {"reelwork"}


def test_temporal_is_tuned_as_the_embedded_one() -> None:
    config = yaml.safe_load((ROOT / "deploy" / "temporal-dynamic-config.yaml").read_text("utf-8"))
    assert {name: values[0]["value"] for name, values in config.items()} == TEMPORAL_TUNING


# --- services ---------------------------------------------------------------------------------------------


def test_every_queue_has_its_worker() -> None:
    commands = [service["command"] for name, service in SERVICES.items() if name.startswith("worker-")]
    queues = [command[command.index("--queue") + 1] for command in commands]
    assert sorted(queues) == sorted(classes())


def test_what_runs_on_is_watched_and_what_ends_is_waited_for() -> None:
    one_shot = {name for name, service in SERVICES.items() if service["restart"] == "no"}
    assert one_shot == {"temporal-schema", "temporal-namespace", "migrate"}
    for name in SERVICES.keys() - one_shot:
        assert "healthcheck" in SERVICES[name], name
    for service in SERVICES.values():
        for needed, how in service.get("depends_on", {}).items():
            ended = needed in one_shot
            assert how["condition"] == ("service_completed_successfully" if ended else "service_healthy")


def test_images_are_pinned_and_ours_carries_the_projects_version() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    images = {service["image"] for service in SERVICES.values()}
    images |= set(re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE))
    assert all(re.search(r":\d+\.\d+", image) for image in images)
    assert {SERVICES[name]["image"] for name in BUILT} == {f"reelwork:{version}"}


def test_files_that_are_mounted_exist() -> None:
    mounts = [mount for service in SERVICES.values() for mount in service.get("volumes", [])]
    sources = [mount.split(":")[0] for mount in mounts if mount.startswith("./")]
    assert sources
    assert all((ROOT / source).is_file() for source in sources)


# --- walls ------------------------------------------------------------------------------------------------


def test_nothing_of_ours_runs_as_root() -> None:
    assert re.findall(r"^USER (.+)$", DOCKERFILE, re.MULTILINE) == ["10001:10001"]
    assert all("user" not in SERVICES[name] for name in BUILT)
    assert not [
        name for name, service in SERVICES.items() if str(service.get("user", "1")).startswith(("0", "root"))
    ]


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_no_service_can_gain_rights(name: str) -> None:
    assert SERVICES[name]["cap_drop"] == ["ALL"]
    assert SERVICES[name]["security_opt"] == ["no-new-privileges:true"]


def test_our_containers_cannot_be_written_to() -> None:
    assert all(SERVICES[name]["read_only"] for name in BUILT)


def test_scripts_run_where_no_network_leads_out() -> None:
    assert COMPOSE["networks"]["inside"] == {"internal": True}
    assert SERVICES["worker-render"]["networks"] == ["inside"]


def test_what_confines_scripts_needs_no_right() -> None:
    ordinary = {"privileged", "cap_add", "devices", "userns_mode", "pid", "ipc"}
    assert not ordinary & SERVICES["worker-render"].keys()
    assert not [option for option in SERVICES["worker-render"]["security_opt"] if "seccomp" in option]
    assert SERVICES["worker-render"]["pids_limit"] >= 4 * RENDER.tasks


# --- the image --------------------------------------------------------------------------------------------


def test_what_the_image_copies_exists() -> None:
    assert all((ROOT / source).exists() for source in copied())


def test_the_image_has_every_package_of_the_project() -> None:
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"bench", "quality"}
    assert packages <= set(copied())


def test_the_build_sees_what_it_copies_and_nothing_else() -> None:
    seen = re.findall(r"^!(\S+)$", (ROOT / ".dockerignore").read_text("utf-8"), re.MULTILINE)
    assert sorted(seen) == sorted(copied())
