"""All files of a document at once, and the same."""

from __future__ import annotations

import threading

from tests.documents.sample import sample_document
from vandpunkt.documents.rendering import render_all


def test_four_files_each_told_when_ready() -> None:
    told: list[str] = []

    files = render_all(sample_document(), on_progress=told.append)
    assert told == list(files) == ["docx", "pdf", "html", "txt"]
    assert [files[ending][:2] for ending in files] == [b"PK", b"%P", b"<!", b"Ut"]


def test_several_at_once_give_what_one_gives() -> None:
    alone = render_all(sample_document())
    together: list[dict[str, bytes]] = []
    threads = [
        threading.Thread(target=lambda: together.append(render_all(sample_document()))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert together == [alone] * 4
