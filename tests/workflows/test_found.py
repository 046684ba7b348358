"""Each kind has one workflow, found by its row; one that has none is told which is missing, and where."""

from collections import Counter
from dataclasses import replace

import pytest
from temporalio import workflow

from contracts.kinds import KINDS
from contracts.names import MAINTENANCE_WORKFLOW
from contracts.speech import SPEECH, VOICE_SAMPLE
from workflows.found import WORKFLOWS, workflow_of


def test_each_kind_has_one_workflow_of_its_name_and_what_is_no_job_has_its_own() -> None:
    names = Counter(workflow._Definition.must_from_class(cls).name for cls in WORKFLOWS)

    assert names == Counter([*KINDS, MAINTENANCE_WORKFLOW, VOICE_SAMPLE])


def test_a_kind_without_a_module_is_told() -> None:
    with pytest.raises(LookupError, match=r"The kind 'speech' has no module workflows\.nowhere"):
        workflow_of(replace(KINDS[SPEECH], home="nowhere"))


def test_a_module_without_the_kinds_workflow_is_told() -> None:
    with pytest.raises(LookupError, match=r"workflows\.animation must have one workflow called 'speech'"):
        workflow_of(replace(KINDS[SPEECH], home="animation"))
