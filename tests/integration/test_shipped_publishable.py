"""Every shipped guide passes the checks an editor must pass: changing one word is never blocked by an old fault."""

from __future__ import annotations

import pytest

from guides.adapters.knowledge_files import read_knowledge
from guides.domain.publishing import publishing_faults
from guides.selectors.studio import known_for
from guides.services.knowledge import knowledge_load
from tests.factories import NOW


@pytest.mark.django_db
def test_it_finds_no_fault_in_what_ships() -> None:
    knowledge_load(now=NOW)
    faults = [
        f"{document['slug']}: {fault.words.zh}"
        for document in read_knowledge().guides
        for fault in publishing_faults(document, known_for(document, NOW.date()))
    ]
    assert len(read_knowledge().guides) > 10
    assert not faults
