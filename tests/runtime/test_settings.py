"""The settings, as a deployment gives them."""

from datetime import timedelta

import pytest
from pydantic import ValidationError

from contracts.animation import ANIMATION_EDIT, ANIMATION_FULL
from contracts.article_video import ARTICLE_VIDEO
from contracts.kinds import KINDS
from contracts.quotas import OwnerLimits
from contracts.script_video import SCRIPT_VIDEO
from contracts.speech import SPEECH
from runtime.settings import CREATIONS_A_MINUTE, OPEN_JOBS, AuthMode, Settings
from runtime.stack import temporal_command

MONTH = timedelta(days=30)


def settings() -> Settings:
    return Settings(_env_file=None)


@pytest.mark.parametrize(
    ("host", "auth", "is_open"),
    [
        ("0.0.0.0", AuthMode.OFF, True),  # noqa: S104 - it is what is warned of
        ("::", AuthMode.OFF, True),
        ("reelwork.example", AuthMode.OFF, True),
        ("127.0.0.1", AuthMode.OFF, False),
        ("127.5.5.5", AuthMode.OFF, False),
        ("::1", AuthMode.OFF, False),
        ("localhost", AuthMode.OFF, False),
        ("0.0.0.0", AuthMode.KEYS, False),  # noqa: S104 - the same
    ],
)
def test_who_listens_to_strangers_without_asking_who_they_are(
    host: str, auth: AuthMode, *, is_open: bool
) -> None:
    assert Settings(_env_file=None, api_host=host, auth=auth).open_to_strangers is is_open


def test_tokens_need_to_know_their_issuer() -> None:
    with pytest.raises(ValidationError, match="REELWORK_JWT_ISSUER"):
        Settings(_env_file=None, auth=AuthMode.JWT, jwt_audience="reelwork")


def test_what_jobs_made_is_kept_as_long_as_its_kind_says() -> None:
    kept = settings().kept

    assert kept.keys() == KINDS.keys()
    assert {kind: kept[kind] for kind in (ANIMATION_FULL, ANIMATION_EDIT, SPEECH, SCRIPT_VIDEO)} == {
        ANIMATION_FULL: MONTH,
        ANIMATION_EDIT: MONTH,
        SPEECH: MONTH,
        SCRIPT_VIDEO: MONTH,
    }
    assert kept[ARTICLE_VIDEO] is None, "until somebody deletes it"


def test_a_deployment_keeps_it_longer_or_shorter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REELWORK_KEPT_DAYS", '{"speech": 7, "article_video": 365, "script_video": null}')

    kept = settings().kept

    assert kept[SPEECH] == timedelta(days=7)
    assert kept[ARTICLE_VIDEO] == timedelta(days=365)
    assert kept[SCRIPT_VIDEO] is None
    assert kept[ANIMATION_FULL] == MONTH


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ('{"speach": 7, "film": 1}', "no kind of job is called film, speach; there are animation_full, anim"),
        ('{"speech": 0}', "greater than or equal to 1"),
        ('{"speech": "long"}', "valid integer"),
    ],
)
def test_a_mistake_is_told(monkeypatch: pytest.MonkeyPatch, given: str, said: str) -> None:
    monkeypatch.setenv("REELWORK_KEPT_DAYS", given)

    with pytest.raises(ValidationError, match=said):
        settings()


@pytest.mark.parametrize(("given", "told"), [(None, "normal"), ("normal", "normal"), ("full", "full")])
def test_the_embedded_temporal_is_told_whether_to_wait_for_the_disk(
    monkeypatch: pytest.MonkeyPatch, given: str | None, told: str
) -> None:
    if given:
        monkeypatch.setenv("REELWORK_TEMPORAL_SYNCHRONOUS", given)

    assert f"synchronous={told}" in temporal_command(settings())


def test_what_could_break_the_file_in_a_power_cut_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REELWORK_TEMPORAL_SYNCHRONOUS", "off")

    with pytest.raises(ValidationError, match="'normal' or 'full'"):
        settings()


@pytest.mark.parametrize(
    "wrong", ["app.example", "https://app.example/", "ftp://a.example", "*,https://a.example"]
)
def test_what_is_no_origin_is_refused_at_start(wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REELWORK_ALLOWED_ORIGINS", wrong)
    with pytest.raises(ValidationError, match="origin"):
        settings()


def test_owners_are_limited_where_they_are_known(monkeypatch: pytest.MonkeyPatch) -> None:
    assert settings().owner_limits == OwnerLimits(), "all of them may be the same one"
    monkeypatch.setenv("REELWORK_AUTH", "keys")
    assert settings().owner_limits == OwnerLimits(CREATIONS_A_MINUTE, OPEN_JOBS)
    monkeypatch.setenv("REELWORK_CREATIONS_A_MINUTE", "0")
    monkeypatch.setenv("REELWORK_OPEN_JOBS", "7")
    assert settings().owner_limits == OwnerLimits(creations=None, open_jobs=7)
    monkeypatch.setenv("REELWORK_AUTH", "off")
    monkeypatch.setenv("REELWORK_CREATIONS_A_MINUTE", "3")
    assert settings().owner_limits == OwnerLimits(creations=3, open_jobs=7)
