"""The settings, all of them: variables with the prefix ``REELWORK_``, or a file ``.env``."""

import os
from datetime import timedelta
from enum import StrEnum
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Final, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from contracts.animation import Quality
from contracts.kinds import KINDS, POOLS
from contracts.origins import AllowedOrigins, origin_of
from contracts.quotas import OwnerLimits

CREATIONS_A_MINUTE: Final = 60
OPEN_JOBS: Final = 100


class AuthorName(StrEnum):
    """Who plans and writes: rules without a network, or a model."""

    LOCAL = "local"
    MODEL = "model"


class Synchronous(StrEnum):
    """What a power cut may take of what the embedded Temporal had written."""

    NORMAL = "normal"
    """The last seconds of it: the file stays whole, but the workflows of jobs may be lost."""
    FULL = "full"
    """Nothing: each write waits for the disk."""


class AuthMode(StrEnum):
    """How who asks is known."""

    OFF = "off"
    """Not at all: everyone who reaches the API may do everything, and is believed who they say they are."""
    KEYS = "keys"
    """By a key that they were given (``python -m runtime.keys``)."""
    JWT = "jwt"
    """By a token of the company's own sign-in."""


class Settings(BaseSettings):
    """All settings but Temporal's own (address, namespace, TLS, key: ``TEMPORAL_ADDRESS`` and so on)."""

    model_config = SettingsConfigDict(env_prefix="REELWORK_", env_file=".env", extra="ignore")

    home: Path = Field(Path("var"), description="All state of the embedded stack lies here.")
    api_host: str = Field("127.0.0.1", description="The address the embedded stack's API listens on.")
    api_port: int = Field(8000, description="The API's port.")
    temporal_port: int = Field(7233, description="The embedded Temporal's port.")
    temporal_ui_port: int = Field(8233, description="The embedded Temporal Web UI's port.")

    temporal_synchronous: Synchronous = Field(
        Synchronous.NORMAL,
        description="Whether the embedded Temporal's writes wait for the disk: normal or full.",
    )

    public_url: str = Field(
        "", description="Where people reach the API, with a path if it has one: https://example.com/reel."
    )
    allowed_origins: str = Field(
        "",
        description="Other origins whose pages may use the API: https://app.example,https://www.example; "
        "loopback: all of this machine; *: everyone's, without cookies.",
    )
    local_url: str = Field(
        "",
        description="Where this machine reaches the API: while there is no public address, the links of the "
        "Temporal Web UI lead there.",
    )
    temporal_ui_url: str = Field(
        "", description="Where people open the Temporal Web UI; empty: no links to it."
    )

    auth: AuthMode = Field(AuthMode.OFF, description="How who asks is known: off, keys or jwt.")
    jwt_issuer: str = Field("", description="Who makes the tokens: their iss.")
    jwt_audience: str = Field("", description="Whom the tokens are made for: their aud.")
    jwt_keys_url: str = Field("", description="Where the issuer's public keys are told, as a JWK set.")

    creations_a_minute: int | None = Field(
        None,
        ge=0,
        description=f"Jobs that an owner may start within a minute; 0: any number. By default "
        f"{CREATIONS_A_MINUTE} with authentication, any number without.",
    )
    open_jobs: int | None = Field(
        None,
        ge=0,
        description=f"Jobs of all kinds that an owner may have open; 0: any number. By default {OPEN_JOBS} "
        "with authentication, any number without.",
    )

    places: dict[str, Annotated[int, Field(ge=1)] | None] = Field(
        default_factory=dict,
        description='How many jobs run at once, by pool: {"videos": 4}; null: any number. The others wait '
        "their turn. By default as many as there are cores, in each pool. The same in every process.",
    )

    request_seconds: float = Field(
        30, gt=0, description="How long a request may take to arrive, headers and body."
    )
    connections_an_address: int | None = Field(
        None,
        ge=0,
        description="Connections of one address at a time; 0: any number. By default 256 of an address of "
        "the internet, and any number from the own network, where a proxy may be.",
    )

    database_url: str = Field("", description="The ledger; empty: SQLite in the home folder.")
    artifacts_url: str = Field("", description="The artifacts; empty: a folder in the home folder.")

    author: AuthorName = Field(AuthorName.LOCAL, description="Who plans and writes scripts.")
    model: str = Field("", description="The model, as pydantic-ai names it, for example openai:gpt-5.")
    model_api_key: SecretStr | None = Field(None, description="The key of the model's provider.")
    model_base_url: str | None = Field(None, description="An OpenAI-compatible server's address.")

    azure_speech_key: SecretStr | None = Field(None, validation_alias="AZURE_SPEECH_KEY")
    azure_speech_region: str | None = Field(None, validation_alias="AZURE_SPEECH_REGION")
    azure_speech_host: str | None = Field(
        None, validation_alias="AZURE_SPEECH_HOST", description="Instead of a region: a container's ws://…"
    )
    google_speech_key: SecretStr | None = Field(None, description="Google Cloud Text-to-Speech.")
    elevenlabs_key: SecretStr | None = Field(None, description="ElevenLabs.")
    openai_speech_key: SecretStr | None = Field(None, description="OpenAI, or who speaks its speech API.")
    openai_speech_url: str | None = Field(None, description="The address of who speaks OpenAI's speech API.")
    openai_speech_model: str = Field("gpt-4o-mini-tts", description="The model that is asked for there.")
    speech_fallback: bool = Field(
        default=False, description="The embedded voice stands in for a provider that has no key."
    )
    speech_cache_days: int = Field(30, ge=1, description="How long what was spoken is kept.")
    speech_cache_mb: int = Field(2048, ge=1, description="How much of what was spoken is kept.")

    pexels_key: SecretStr | None = Field(None, description="Stock pictures and clips of Pexels.")
    pexels_url: str = Field("https://api.pexels.com", description="Who speaks the API of Pexels.")
    fetch_allowed_hosts: str = Field(
        "",
        description="Hosts that may be fetched from although they are not public, for development: a,b:8080.",
    )
    respect_robots: bool = Field(default=True, description="Fetch no article that its robots.txt excludes.")
    reuse_articles: bool = Field(
        default=False, description="Answer an article of the last day, unchanged, by the finished video."
    )
    video_soft_limit_seconds: int = Field(
        1500, ge=1, description="A video that takes longer is stopped, cleaned up, and has failed."
    )
    video_limit_seconds: int = Field(1800, ge=1, description="Then what did not stop is left behind.")
    video_slots: int = Field(
        default_factory=lambda: os.cpu_count() or 1, ge=1, description="Scenes composed at once by a worker."
    )

    quality: Quality = Field(Quality.LOW, description="Of new animations.")
    render_slots: int = Field(
        default_factory=lambda: os.cpu_count() or 1, ge=1, description="Scripts run at once by a worker."
    )

    unconfined_scripts: bool = Field(
        default=False, description="Run scripts even where this machine offers too few walls to confine them."
    )

    ping_seconds: float = Field(30, gt=0, description="Silence on a stream before a ping.")
    kept_days: dict[str, Annotated[int, Field(ge=1)] | None] = Field(
        default_factory=dict,
        description='How long what a kind made is kept, if not as long as the kind says: {"speech": 7}; '
        "null: until somebody deletes it.",
    )
    retention_days: int = Field(
        30, ge=1, description="How long jobs are kept that failed, or whose files stay without them."
    )
    cancelled_retention_days: int = Field(7, ge=1, description="How long cancelled jobs are kept.")
    maintenance_seconds: int = Field(60, ge=1, description="Between two runs of the maintenance.")

    log_json: bool = Field(default=False, description="Logs as JSON lines, for a collector.")

    @field_validator("kept_days")
    @classmethod
    def _known_kinds(cls, given: dict[str, int | None]) -> dict[str, int | None]:
        unknown = sorted(given.keys() - KINDS.keys())
        if unknown:
            raise ValueError(f"no kind of job is called {', '.join(unknown)}; there are {', '.join(KINDS)}")
        return given

    @field_validator("places")
    @classmethod
    def _known_pools(cls, given: dict[str, int | None]) -> dict[str, int | None]:
        unknown = sorted(given.keys() - set(POOLS))
        if unknown:
            raise ValueError(
                f"no pool of places is called {', '.join(unknown)}; there are {', '.join(POOLS)}"
            )
        return given

    @field_validator("allowed_origins")
    @classmethod
    def _are_origins(cls, given: str) -> str:
        AllowedOrigins.parse(given)
        return given

    @field_validator("public_url")
    @classmethod
    def _is_address(cls, given: str) -> str:
        parts = urlsplit(given)
        if given and (parts.query or parts.fragment or not origin_of(given)):
            raise ValueError("the public address ends after its path, as in https://example.com/reel")
        return given

    @model_validator(mode="after")
    def _complete(self) -> Self:
        home = self.home.resolve()
        self.home = home
        self.database_url = self.database_url or f"sqlite:///{home}/ledger.db"
        self.artifacts_url = self.artifacts_url or (home / "artifacts").as_uri()
        self.public_url = self.public_url.rstrip("/")
        self.local_url = self.local_url.rstrip("/")
        if self.author is AuthorName.MODEL and not self.model:
            raise ValueError("REELWORK_AUTHOR=model needs REELWORK_MODEL, for example openai:gpt-5")
        if self.auth is AuthMode.JWT and not (self.jwt_issuer and self.jwt_audience and self.jwt_keys_url):
            raise ValueError(
                "REELWORK_AUTH=jwt needs REELWORK_JWT_ISSUER, REELWORK_JWT_AUDIENCE and REELWORK_JWT_KEYS_URL"
            )
        if self.video_limit_seconds < self.video_soft_limit_seconds:
            raise ValueError(
                "REELWORK_VIDEO_LIMIT_SECONDS must not be below REELWORK_VIDEO_SOFT_LIMIT_SECONDS"
            )
        return self

    @property
    def origins(self) -> AllowedOrigins:
        """Those of ``allowed_origins``."""
        return AllowedOrigins.parse(self.allowed_origins)

    @property
    def links_url(self) -> str:
        """Where links from elsewhere lead, as those of the Temporal Web UI; empty: nowhere."""
        return self.public_url or self.local_url

    @property
    def owner_limits(self) -> OwnerLimits:
        """Those of each owner. Without authentication all may be one owner, or each as many as he likes."""
        known = self.auth is not AuthMode.OFF
        creations = CREATIONS_A_MINUTE if known else None
        open_jobs = OPEN_JOBS if known else None
        return OwnerLimits(
            creations if self.creations_a_minute is None else self.creations_a_minute or None,
            open_jobs if self.open_jobs is None else self.open_jobs or None,
        )

    @property
    def places_of_pools(self) -> dict[str, int | None]:
        """How many jobs of each pool may run at once; None: any number."""
        return dict.fromkeys(POOLS, os.cpu_count() or 1) | self.places

    @property
    def allowed_hosts(self) -> frozenset[str]:
        """Those of ``fetch_allowed_hosts``."""
        return frozenset(host.strip() for host in self.fetch_allowed_hosts.split(",") if host.strip())

    @property
    def kept(self) -> dict[str, timedelta | None]:
        """How long what jobs of each kind made is kept; None: until somebody deletes it."""
        chosen = {
            name: None if days is None else timedelta(days=days) for name, days in self.kept_days.items()
        }
        return {name: kind.kept for name, kind in KINDS.items()} | chosen

    @property
    def open_to_strangers(self) -> bool:
        """Whether anybody on other machines may do everything here."""
        return self.auth is AuthMode.OFF and not is_loopback(self.api_host)

    @property
    def video_soft_time_limit(self) -> timedelta:
        """When the steps of a video are stopped."""
        return timedelta(seconds=self.video_soft_limit_seconds)

    @property
    def video_time_limit(self) -> timedelta:
        """When steps that did not stop are left behind."""
        return timedelta(seconds=self.video_limit_seconds)

    @property
    def scratch(self) -> Path:
        """Where scripts run and videos are composed; one folder a job."""
        return self.home / "scratch"


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches who listens on that address."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"
