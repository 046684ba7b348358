import pytest

from contracts.errors import AnimationNotFound, GenerationNotFound
from store.catalogue import NewGeneration
from store.ledger import Ledger
from tests.store.samples import CREATED, animation, draft, ended


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
    with pytest.raises(GenerationNotFound):
        await ledger.catalogue.add_animation(animation(generation_id), "job")


async def test_an_animation_is_published_once(ledger: Ledger) -> None:
    published = animation(await generation(ledger))

    await ledger.catalogue.add_animation(published, "job")
    await ledger.catalogue.add_animation(published, "job")

    assert await ledger.catalogue.animation(published.video_id) == published
    with pytest.raises(AnimationNotFound, match=r"^Animation not found: other$"):
        await ledger.catalogue.animation("other")


async def test_an_animation_is_looked_up_within_its_generation(ledger: Ledger) -> None:
    published = animation(await generation(ledger))
    await ledger.catalogue.add_animation(published, "job")
    other = await generation(ledger)
    found = ledger.catalogue.animation_in_generation

    assert await found(published.generation_id, published.video_id) == published
    with pytest.raises(AnimationNotFound, match=f"^Animation not found in generation {other}:"):
        await found(other, published.video_id)
    with pytest.raises(AnimationNotFound):
        await found(other, "nothing")
    with pytest.raises(GenerationNotFound):
        await found(404, published.video_id)


async def test_the_animations_of_a_generation_are_listed_the_oldest_first(ledger: Ledger) -> None:
    original = animation(await generation(ledger))
    edits = [
        animation(original.generation_id, prior_video_id=original.video_id, prompt=f"Edit {number}")
        for number in range(3)
    ]
    for published in (original, *edits, animation(await generation(ledger), prior_video_id="elsewhere")):
        await ledger.catalogue.add_animation(published, "job")

    assert await ledger.catalogue.animations(original.generation_id) == [original, *edits]


async def test_what_a_job_published_can_be_taken_back(ledger: Ledger) -> None:
    mine, other = animation(await generation(ledger)), animation(await generation(ledger))
    await ledger.catalogue.add_animation(mine, "my-job")
    await ledger.catalogue.add_animation(other, "other-job")

    assert await ledger.catalogue.remove_animations_of_job("my-job") == [mine]
    assert await ledger.catalogue.remove_animations_of_job("my-job") == []
    with pytest.raises(AnimationNotFound):
        await ledger.catalogue.animation(mine.video_id)
    assert await ledger.catalogue.animation(other.video_id) == other


async def test_a_video_outlives_its_deleted_job(ledger: Ledger) -> None:
    job = await ended(ledger)
    published = animation(await generation(ledger))
    await ledger.catalogue.add_animation(published, job.job_id)

    await ledger.delete(job.job_id)

    assert await ledger.catalogue.animation(published.video_id) == published
