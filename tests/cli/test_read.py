"""Reading by the names that the register has, and by the shipped ones."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.cli.running import run
from vandpunkt.sources import SHIPPED

SEED = SHIPPED / "att-vanda-skolresultat.txt"
NETWORK = "Nätverk för rektorer i utsatta områden"


def _programmes(output: str) -> set[Any]:
    return {one["programme"] for one in json.loads(output)["interventions"]}


def test_a_new_register_reads_as_the_shipped_names_do(home: Path) -> None:
    assert run("read", SEED, "--json", "--register", home=home).stdout == run("read", SEED, "--json").stdout


def test_a_programme_is_read_by_the_name_that_the_register_gives_it(home: Path) -> None:
    with closing(sqlite3.connect(home / "vandpunkt.sqlite3")) as database, database:
        database.execute(
            "update register_programme set name = 'Rektorsnätverket', aliases = json_array(?) where name = ?",
            (NETWORK, NETWORK),
        )
    read = run("read", SEED, "--json", "--register", home=home)
    assert "Rektorsnätverket" in _programmes(read.stdout)
    assert NETWORK not in _programmes(read.stdout)


def test_the_register_of_no_installation_is_told(tmp_path: Path) -> None:
    read = run("read", SEED, "--register", cwd=tmp_path)
    assert read.returncode == 2
    assert "vandpunkt init" in read.stderr
