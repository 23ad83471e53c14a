"""A statement is signed: frozen with its values and files, never changed, corrected by a new version."""

from __future__ import annotations

import hashlib
import io
import zipfile
from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction
from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import PROV, RDF

from tests.cases.conftest import NOW, OFFICER
from tests.documents.returning import controls, edited, reword
from vandpunkt.cases.building import keep_statement
from vandpunkt.cases.models import OwnText, SignedFile, SignedStatement
from vandpunkt.cases.signing import (
    Signed,
    sign,
    signed_document,
    signed_file,
    signing_state,
)
from vandpunkt.cases.verifying import Verdict, verify
from vandpunkt.domain.problems import Problem

LATER = datetime(2026, 3, 9, 9, 0, tzinfo=UTC)
DIRECTOR = "Förvaltningschef Demo"


@pytest.fixture
def signed(seed_case: str) -> Signed:
    """The shipped case's statement, signed."""
    number = keep_statement(seed_case, by=OFFICER, now=NOW).number
    return sign(seed_case, statement_number=number, by=DIRECTOR, now=NOW)


def corrected(slug: str) -> Signed:
    """The case signed again with another summary."""
    OwnText.objects.filter(case__slug=slug, section="summary").update(text="En rättad sammanfattning.")
    number = keep_statement(slug, by=OFFICER, now=LATER).number
    return sign(slug, statement_number=number, by=DIRECTOR, now=LATER)


def test_a_signed_statement_keeps_its_files_and_their_hashes(signed: Signed) -> None:
    assert list(signed.files) == ["docx", "pdf", "html", "txt", "jsonld"]
    for ending, sha256 in signed.files.items():
        content = signed_file(signed.slug, signed.number, ending)
        assert hashlib.sha256(content).hexdigest() == sha256


def test_a_signed_statement_keeps_where_each_fact_came_from_and_who_accepted_it(signed: Signed) -> None:
    document, sources = signed_document(signed.slug, signed.number)

    assert {one.citation for one in sources} == set(document.citations)
    first = sources[0]
    assert (first.accepted_by, first.accepted_at) == (OFFICER, NOW)
    assert first.words
    assert first.texts == (first.value,)
    assert first.place.startswith("sidan ")


@pytest.mark.parametrize("model", [SignedStatement, SignedFile])
def test_neither_the_product_nor_the_database_changes_or_removes_what_is_signed(
    signed: Signed, model: type[SignedStatement] | type[SignedFile]
) -> None:
    row = model.objects.all()[0]
    attempts = (row.save, row.delete, model.objects.all().delete, lambda: model.objects.update(sha256="x"))
    for attempt in attempts:
        with pytest.raises(Problem, match="kan inte ändras"):
            attempt()
    table = model._meta.db_table
    for statement in (f"UPDATE {table} SET sha256 = 'x'", f"DELETE FROM {table}"):
        with pytest.raises(DatabaseError, match="can not change"), transaction.atomic():
            connection.cursor().execute(statement)
    assert model.objects.get(pk=row.pk).sha256 == row.sha256


def test_the_build_that_was_seen_is_signed_and_no_other_and_only_once(signed: Signed) -> None:
    with pytest.raises(Problem, match="redan undertecknat"):
        sign(signed.slug, statement_number=signed.statement_number, by=DIRECTOR, now=LATER)
    OwnText.objects.filter(case__slug=signed.slug, section="summary").update(text="Ny.")
    keep_statement(signed.slug, by=OFFICER, now=LATER)
    with pytest.raises(Problem, match="byggts om"):
        sign(signed.slug, statement_number=signed.statement_number, by=DIRECTOR, now=LATER)


def test_a_case_without_a_build_cannot_be_signed(seed_case: str) -> None:
    with pytest.raises(Problem, match="inget svar att underteckna"):
        sign(seed_case, statement_number=1, by=DIRECTOR, now=NOW)


def test_a_correction_is_a_new_version_that_says_what_it_changes(signed: Signed) -> None:
    before = signed_file(signed.slug, 1, "pdf")
    second = corrected(signed.slug)

    assert (second.number, len(second.changed)) == (2, len(second.changed))
    assert any("Under Sammanfattning" in one and "En rättad sammanfattning." in one for one in second.changed)
    assert all("Sammanfattning" in one for one in second.changed)
    assert signed_file(signed.slug, 1, "pdf") == before
    state = signing_state(signed.slug, newest=second.statement_number)
    assert [one.number for one in state.signed] == [2, 1]
    assert state.to_sign is None


@pytest.mark.parametrize("ending", ["docx", "pdf", "html", "txt", "jsonld"])
def test_a_signed_file_is_known_and_its_facts_are_listed(signed: Signed, ending: str) -> None:
    found = verify(signed_file(signed.slug, 1, ending), name=f"svar.{ending}")

    assert found.verdict is Verdict.SIGNED
    assert found.signed == signed
    assert found.newer is None
    assert len(found.sources) == len(signed_document(signed.slug, 1)[1]) > 20


def test_an_altered_word_file_says_which_version_it_claims_to_be_and_what_differs(signed: Signed) -> None:
    altered = edited(
        signed_file(signed.slug, 1, "docx"), lambda root: reword(controls(root)[0], "Något helt annat.")
    )
    found = verify(altered, name="svar.docx")

    assert (found.verdict, found.claims) == (Verdict.ALTERED, f"{signed.slug}#{signed.statement_number}")
    assert [one.after for one in found.missing] == ["Något helt annat."]


def test_a_pdf_with_other_bytes_and_the_same_words_lacks_no_fact(signed: Signed) -> None:
    found = verify(signed_file(signed.slug, 1, "pdf") + b"\n%", name="svar.pdf")

    assert (found.verdict, found.missing) == (Verdict.ALTERED, ())


def test_a_build_that_was_never_signed_and_a_strange_file_are_told_apart(signed: Signed) -> None:
    unsigned = signed_file(signed.slug, 1, "pdf").replace(
        f"#{signed.statement_number}</pdf".encode(), b"#9</pdf"
    )
    empty = io.BytesIO()
    with zipfile.ZipFile(empty, "w"):
        pass

    assert verify(unsigned, name="svar.pdf").verdict is Verdict.UNSIGNED
    assert verify(b"%PDF-1.7 annat", name="annat.pdf").verdict is Verdict.UNKNOWN
    with pytest.raises(Problem):
        verify(empty.getvalue() + b"PK", name="annat.docx")


def test_an_older_signed_version_is_signed_and_the_newer_one_is_told_of(signed: Signed) -> None:
    second = corrected(signed.slug)

    found = verify(signed_file(signed.slug, 1, "pdf"), name="svar.pdf")
    assert found.verdict is Verdict.SIGNED
    assert found.newer == second


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
def test_provenance_is_prov_o_that_any_rdf_library_reads(signed: Signed) -> None:
    text = signed_file(signed.slug, 1, "jsonld").decode()
    graph = Graph().parse(data=text, format="json-ld")
    terms = {PROV[name] for name in PROV.__annotations__}

    used = {one for triple in graph for one in triple if str(one).startswith(str(PROV))}
    assert used <= terms
    statement = URIRef(f"urn:vandpunkt:statement:{signed.slug}%23{signed.statement_number}")
    facts = set(graph.objects(statement, PROV.wasDerivedFrom))
    assert len(facts) == len(signed_document(signed.slug, 1)[1])
    assert all((fact, RDF.type, PROV.Entity) in graph for fact in facts)
    (agent,) = set(graph.objects(statement, PROV.wasAttributedTo))
    foaf = Namespace("http://xmlns.com/foaf/0.1/")
    assert str(graph.value(agent, foaf.name)) == DIRECTOR
    accepted = {activity for fact in facts for activity in graph.objects(fact, PROV.wasGeneratedBy)}
    assert accepted
    assert all(graph.value(one, PROV.endedAtTime) is not None for one in accepted)
