"""One rule says who may have a job; each contract says how much it counts who a caller says to be."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from api.access import Action, Caller, Identity, believed, check, may
from api.authentication import Principal
from contracts.access import ANONYMOUS, USUAL_SCOPES, Scope
from contracts.errors import Forbidden, JobNotFound
from contracts.jobs import JobSnapshot
from contracts.kinds import KINDS
from contracts.speech import SPEECH
from tests.workflows.stage import full

RULES: tuple[Callable[[Identity], Caller], ...] = (
    lambda identity: identity.anyone,
    lambda identity: identity.own,
    lambda identity: identity.viewer,
)


def said(owner: str) -> Identity:
    """Who says so, where nobody is authenticated."""
    return Identity(owner, open=True)


def known(owner: str, *scopes: Scope) -> Identity:
    """Who was recognised."""
    return Identity(owner, Principal(owner, frozenset(scopes) or USUAL_SCOPES))


def job_of(owner: str) -> JobSnapshot:
    return full().first.model_copy(update={"owner": owner})


@pytest.mark.parametrize(
    ("caller", "may_have"),
    [
        (said("ann").anyone, {ANONYMOUS, "ann", "bob"}),
        (said("ann").own, {"ann"}),
        (said(ANONYMOUS).own, {ANONYMOUS}),
        (said("ann").viewer, {"ann"}),
        (said(ANONYMOUS).viewer, {ANONYMOUS, "ann", "bob"}),
        *((rule(known("ann")), {"ann"}) for rule in RULES),
        *((rule(known("root", Scope.ADMIN)), {ANONYMOUS, "ann", "bob"}) for rule in RULES),
        # Who administers all and speaks for one has that one's alone.
        *((rule(replace(known("root", Scope.ADMIN), owner="bob", named=True)), {"bob"}) for rule in RULES),
        *((rule(Identity("")), set()) for rule in RULES),
    ],
)
@pytest.mark.parametrize("action", Action)
def test_whose_jobs_a_caller_may_have(caller: Caller, may_have: set[str], action: Action) -> None:
    owners = (ANONYMOUS, "ann", "bob")
    assert {owner for owner in owners if may(caller, job_of(owner), action)} == may_have


def test_what_a_caller_may_not_have_is_as_unknown_as_none() -> None:
    job = job_of("ann")
    assert check(said("ann").own, job, Action.READ, KINDS) is job
    for caller, kinds in ((said("bob").own, KINDS), (said("bob").anyone, (SPEECH,))):
        with pytest.raises(JobNotFound):
            check(caller, job, Action.READ, kinds)


def test_who_may_say_whose_a_request_is() -> None:
    for identity, owner in (
        (said("ann"), "bob"),
        (known("ann"), "ann"),
        (known("app", Scope.ACT_FOR_OTHERS), "bob"),
    ):
        assert believed(identity, owner) == owner
    for identity in (known("ann"), known("root", Scope.ADMIN)):
        with pytest.raises(Forbidden, match="act-for-others"):
            believed(identity, "bob")
