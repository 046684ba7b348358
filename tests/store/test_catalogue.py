import pytest

from contracts.errors import AnimationNotFound, GenerationNotFound
from store.catalogue import NewGeneration, publishing
from store.ledger import Ledger
from tests.store.samples import CREATED, accepted, animation, draft, published


async def generation(ledger: Ledger) -> int:
    return int(str((await ledger.accept(draft())).job.order["generation_id"]))


async def test_a_generation_tells_what_was_asked_for(ledger: Ledger) -> None:
    known = await ledger.catalogue.generation(await generation(ledger))

    assert NewGeneration(**known.model_dump(exclude={"id"})) == NewGeneration(
        owner="ann", content="三角形の面積", additional_instructions="", created_at=CREATED
    )


@pytest.mark.parametrize("generation_id", [0, -1, 2, 2**31, 2**70])
async def test_an_unknown_generation_is_not_found(ledger: Ledger, generation_id: int) -> None:
    await generation(ledger)

    with pytest.raises(GenerationNotFound, match=f"^Generation not found: {generation_id}$"):
        await ledger.catalogue.generation(generation_id)
    job = (await ledger.accept(draft(generation=False))).job.snapshot
    with pytest.raises(GenerationNotFound):
        await published(ledger, publishing(animation(generation_id)), job_id=job.job_id)


async def test_an_animation_is_published_once(ledger: Ledger) -> None:
    made = animation(await generation(ledger))
    job = await accepted(ledger)

    await published(ledger, publishing(made), job_id=job.job_id)
    await published(ledger, publishing(made), job_id=job.job_id)

    assert await ledger.catalogue.animations(made.generation_id) == [made]


async def test_a_job_that_publishes_again_under_another_id_has_the_animation_that_it_had(
    ledger: Ledger,
) -> None:
    made = animation(await generation(ledger))
    job = await accepted(ledger)
    await published(ledger, publishing(made), job_id=job.job_id)

    again = await published(ledger, publishing(animation(made.generation_id)), job_id=job.job_id)

    assert again == made
    assert await ledger.catalogue.animations(made.generation_id) == [made]


async def test_an_animation_is_looked_up_within_its_generation(ledger: Ledger) -> None:
    made = animation(await generation(ledger))
    await published(ledger, publishing(made))
    other = await generation(ledger)
    found = ledger.catalogue.animation_in_generation

    assert await found(made.generation_id, made.video_id) == made
    with pytest.raises(AnimationNotFound, match=f"^Animation not found in generation {other}:"):
        await found(other, made.video_id)
    with pytest.raises(AnimationNotFound, match=r"^Animation not found: nothing$"):
        await found(other, "nothing")
    with pytest.raises(GenerationNotFound):
        await found(404, made.video_id)


async def test_the_animations_of_a_generation_are_listed_the_oldest_first(ledger: Ledger) -> None:
    original = animation(await generation(ledger))
    edits = [
        animation(original.generation_id, prior_video_id=original.video_id, prompt=f"Edit {number}")
        for number in range(3)
    ]
    for made in (original, *edits, animation(await generation(ledger), prior_video_id="elsewhere")):
        await published(ledger, publishing(made))

    assert await ledger.catalogue.animations(original.generation_id) == [original, *edits]
