"""One rule says who may have a job; each contract says how much it counts who a caller says to be."""

import pytest

from api.access import Action, Caller, anyone, check, may, owner_alone, viewer
from contracts.access import ANONYMOUS
from contracts.errors import JobNotFound
from contracts.jobs import JobSnapshot
from contracts.kinds import KINDS
from contracts.speech import SPEECH
from tests.workflows.stage import full


def job_of(owner: str) -> JobSnapshot:
    return full().first.model_copy(update={"owner": owner})


@pytest.mark.parametrize(
    ("caller", "may_have"),
    [
        (anyone(), {ANONYMOUS, "ann", "bob"}),
        (owner_alone("ann"), {"ann"}),
        (owner_alone(ANONYMOUS), {ANONYMOUS}),
        (viewer("ann"), {"ann"}),
        (viewer(ANONYMOUS), {ANONYMOUS, "ann", "bob"}),
    ],
)
@pytest.mark.parametrize("action", Action)
def test_whose_jobs_a_caller_may_have(caller: Caller, may_have: set[str], action: Action) -> None:
    owners = (ANONYMOUS, "ann", "bob")
    assert {owner for owner in owners if may(caller, job_of(owner), action)} == may_have


def test_what_a_caller_may_not_have_is_as_unknown_as_none() -> None:
    job = job_of("ann")
    assert check(owner_alone("ann"), job, Action.READ, KINDS) is job
    for caller, kinds in ((owner_alone("bob"), KINDS), (anyone(), (SPEECH,))):
        with pytest.raises(JobNotFound):
            check(caller, job, Action.READ, kinds)
