"""The public page of all automatic sentences, and that its examples are what the sentences say."""

from __future__ import annotations

import re

from django.test import Client

from tools.sentence_examples import heard_examples
from vandpunkt.cases.demonstration import Demonstration
from vandpunkt.cases.sentence_list import kept_examples, rules

DAY = re.compile(r"\d{1,2} \w+ 20\d\d")


def test_every_kept_example_is_what_its_sentence_says(site: Demonstration) -> None:
    heard = {(name, DAY.sub("DAY", text.strip())) for name, text in heard_examples()}
    kept = {(name, DAY.sub("DAY", text)) for name, text in kept_examples().items()}
    assert kept - heard == set(), "python tools/sentence_list.py examples FOLDER"


def test_anybody_may_read_the_list_and_link_to_a_sentence(site: Demonstration) -> None:
    page = Client().get("/sentences/").content.decode()
    assert all(f'id="{rule.name}"' in page for rule in rules())


def test_the_list_is_searched(site: Demonstration) -> None:
    page = Client().get("/sentences/", {"q": "skolan avböjde"}).content.decode()
    assert 'id="declined"' in page
    assert 'id="proposal"' not in page
    assert "Visa alla" in Client().get("/sentences/", {"q": "xyzzy"}).content.decode()
