"""What a form has no field for stays as it was asked when an earlier job's request is changed in it."""

from typing import Any


def keep(earlier: Any, shown: Any, sent: Any) -> Any:
    """The request that was sent; what the sender left as the form had shown it is taken from the earlier one.

    All three are requests as they are dumped: ``shown`` is what the form makes of the earlier one when nobody
    changes anything, so it has lost what the form cannot hold.
    """
    if sent == shown:
        return earlier
    if isinstance(earlier, dict) and isinstance(shown, dict) and isinstance(sent, dict):
        both = earlier.keys() & shown.keys()
        return {
            name: keep(earlier[name], shown[name], value) if name in both else value
            for name, value in sent.items()
        }
    lists = isinstance(earlier, list) and isinstance(shown, list) and isinstance(sent, list)
    if lists and len(earlier) == len(shown) == len(sent):
        return [keep(*each) for each in zip(earlier, shown, sent, strict=True)]
    return sent
