"""Tags of languages, as BCP 47 has them."""


def primary(language: str) -> str:
    """The language of a BCP 47 tag without its region: ``zh`` of ``zh-TW``."""
    return language.lower().replace("_", "-").split("-")[0]
