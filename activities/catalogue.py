"""The steps that look animations up in the catalogue and put them there."""

import json

from temporalio import activity

from contracts.animation import (
    FIND_PRIOR,
    PUBLISH,
    Animation,
    AnimationResult,
    FindPriorInput,
    PublishInput,
)
from contracts.names import prompt_key, rendered_key, script_key, video_key
from store.artifacts import Artifacts
from store.catalogue import Catalogue


class CatalogueActivities:
    """Needs the catalogue, and the artifacts it points to."""

    def __init__(self, catalogue: Catalogue, artifacts: Artifacts) -> None:
        self._catalogue = catalogue
        self._artifacts = artifacts

    @activity.defn(name=FIND_PRIOR.name)
    async def find_prior(self, argument: FindPriorInput) -> Animation:
        """Look up the animation that is to be edited."""
        return await self._catalogue.animation_in_generation(argument.generation_id, argument.video_id)

    @activity.defn(name=PUBLISH.name)
    async def publish(self, argument: PublishInput) -> AnimationResult:
        """Put a rendered animation, its script and the generation's prompts where clients find them."""
        animation = argument.animation
        video = video_key(animation.video_id, animation.quality)
        code = script_key(animation.video_id)
        # The row comes first: whatever happens then, clean-up finds by it what to remove.
        await self._catalogue.add_animation(animation, argument.job_id)
        await self._artifacts.copy(rendered_key(argument.job_id), video)
        await self._artifacts.copy(argument.script_key, code)
        await write_prompts(self._catalogue, self._artifacts, animation.generation_id)
        return AnimationResult(
            video_id=animation.video_id,
            video_path=f"/{video}",
            prompt_path=f"/{prompt_key(animation.generation_id)}",
            manim_code_path=f"/{code}",
            generation_id=animation.generation_id,
        )


async def withdraw(catalogue: Catalogue, artifacts: Artifacts, job_id: str) -> None:
    """Take back what a job had published."""
    for animation in await catalogue.remove_animations_of_job(job_id):
        await artifacts.delete(video_key(animation.video_id, animation.quality))
        await artifacts.delete(script_key(animation.video_id))
        await write_prompts(catalogue, artifacts, animation.generation_id)


async def write_prompts(catalogue: Catalogue, artifacts: Artifacts, generation_id: int) -> None:
    """Store all that was asked for in a generation, as JSON."""
    generation = await catalogue.generation(generation_id)
    document = {
        "generation_id": generation.id,
        "content": generation.content,
        "additional_instructions": generation.additional_instructions,
        "videos": [
            {"video_id": a.video_id, "prior_video_id": a.prior_video_id, "prompt": a.prompt}
            for a in await catalogue.animations(generation_id)
        ],
    }
    text = json.dumps(document, ensure_ascii=False, indent=2)
    await artifacts.put(prompt_key(generation_id), text.encode())
