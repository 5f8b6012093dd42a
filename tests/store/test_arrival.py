from __future__ import annotations

from collections.abc import Callable

from models.extraction import Extraction
from store import Store
from store.audit import Trail
from store.records import ReviewDoubt, ReviewItem

FILES, DOUBTS, PAGE = 4, 5, 3


def queue(store: Store) -> list[ReviewItem]:
    """The whole queue, page by page."""
    page = store.review.page(limit=PAGE)
    items = [*page.items]
    while page.next_cursor is not None:
        page = store.review.page(after=page.next_cursor, limit=PAGE)
        items += page.items
    return items


def test_the_queue_comes_in_the_order_of_arrival(store: Store, extraction: Callable[[], Extraction]) -> None:
    """Twenty items within a few milliseconds; ids that say nothing of time come so once in 20! runs."""
    arrived = []
    for file in range(FILES):
        doubts = [
            ReviewDoubt(
                pointer="", value=f"{file}.{number}", confidence_per_mille=500, reason="low_confidence"
            )
            for number in range(DOUBTS)
        ]
        store.contracts.save(b"%d" % file, "a.txt", outcome=extraction(), doubts=doubts, trail=Trail("ann"))
        arrived += [doubt.value for doubt in doubts]
    assert [item.value for item in queue(store)] == arrived


def test_ids_keep_the_word_for_their_kind(store: Store, extraction: Callable[[], Extraction]) -> None:
    doubt = ReviewDoubt(pointer="", value=1, confidence_per_mille=500, reason="low_confidence")
    store.contracts.save(b"sow", "a.txt", outcome=extraction(), doubts=[doubt], trail=Trail("ann"))
    key = store.keys.create("desk", mode="test", scopes=["read"], trail=Trail("ann")).key
    assert queue(store)[0].id.startswith("rev_")
    assert key.id.startswith("key_")
