"""Names and values here are invented for the test; how real files fare is measured by `bench/suggest.py`."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendorproof.imports.suggest import ENOUGH, Suggested, suggest
from vendorproof.objects import BASE_OBJECTS, VENDOR, Field

NO_TARGET = None

FILES: dict[str, tuple[str, dict[str, tuple[str | None, Any, Any]]]] = {
    "german vendors": (
        "vendor",
        {
            "Lieferantennummer": ("external_id", "70012", "70013"),
            "Firmenname": ("name", "Müller Druck GmbH", "Kranbau Nord AG"),
            "Straße": (NO_TARGET, "Hauptstr. 4", "Hafen 1"),
            "PLZ": (NO_TARGET, "80331", "20095"),
            "Land": ("hq_location", "DE", "AT"),
            "E-Mail": ("primary_contact_email", "info@mueller.example", "post@kranbau.example"),
            "Telefon": (NO_TARGET, "+49 89 1", "+49 40 1"),
            "Warengruppe": ("vendor_category", "Druck", "Bau"),
            "Vertragslaufzeit (Monate)": ("contract_length_months", 24, 12),
            "Nächste Bewertung": ("next_assessment_date", "31.01.2027", "31.03.2027"),
            "USt-IdNr.": ("vat_number", "DE136695976", "DE136695976"),
        },
    ),
    "spanish vendors": (
        "vendor",
        {
            "Código": ("external_id", "P01", "P02"),
            "Razón Social": ("name", "Acme SA", "Beta SRL"),
            "Rubro": ("vendor_category", "Limpieza", "Seguridad"),
            "País": ("hq_location", "Argentina", "Chile"),
            "Sitio Web": ("website", "acme.example.com", "beta.example.com"),
            "Correo electrónico": ("primary_contact_email", "a@acme.example", "b@beta.example"),
            "Estado": ("status", "Activo", "Inactivo"),
            "Responsable": ("relationship_owner", "Juan Perez", "Ana Diaz"),
        },
    ),
    "french vendors": (
        "vendor",
        {
            "N° fournisseur": ("external_id", "F1", "F2"),
            "Raison sociale": ("name", "Dupont SARL", "Petit SA"),
            "Site internet": ("website", "dupont.example.com", "petit.example.com"),
            "Statut": ("status", "Actif", "Inactif"),
            "Date de création": (NO_TARGET, "2020-01-01", "2021-01-01"),
            "Prochaine évaluation": ("next_assessment_date", "2027-01-01", "2027-02-01"),
        },
    ),
    "italian vendors": (
        "vendor",
        {
            "Codice fornitore": ("external_id", "001", "002"),
            "Ragione sociale": ("name", "Rossi SpA", "Bianchi Srl"),
            "Durata contratto": ("contract_length_months", "24 mesi", "2 anni"),
            "Data inizio contratto": (NO_TARGET, "2020-01-01", "2020-06-01"),
        },
    ),
    "indonesian vendors": (
        "vendor",
        {
            "id_pemasok": ("external_id", "1", "2"),
            "nama_perusahaan": ("name", "PT Satu", "CV Dua"),
            "negara": ("hq_location", "Indonesia", "Malaysia"),
            "surel": ("primary_contact_email", "a@satu.example", "a@dua.example"),
            "penanggung jawab": ("relationship_owner", "Budi", "Sari"),
        },
    ),
    "portuguese vendors": (
        "vendor",
        {
            "Fornecedor": ("name", "Casa Verde Ltda", "Sol Nascente SA"),
            "Município": ("hq_location", "Recife", "Olinda"),
            "E-mail de contato": ("primary_contact_email", "a@cv.example", "a@sn.example"),
            "Situação": ("status", "Ativo", "Inativo"),
        },
    ),
    "a risk register": (
        "vendor",
        {
            "VendorID": ("external_id", "V1", "V2"),
            "vendor_name": ("name", "Ash Ltd", "Birch Ltd"),
            "vendorTier": ("tier", "Tier 1", "Tier 2"),
            "inherent_risk_score": ("raw_irq_score", 80, 50),
            "residual_risk_score": ("raw_residual_risk_score", 40, 20),
            "risk_score": (NO_TARGET, 60, 30),
            "annual_spend": (NO_TARGET, 1000, 2000),
            "contract_end_date": (NO_TARGET, "2026-01-01", "2027-01-01"),
            "last_review_date": (NO_TARGET, "2025-01-01", "2025-02-01"),
            "next_review_date": ("next_assessment_date", "2027-01-01", "2027-02-01"),
            "soc2_expiry": ("soc2_audit_end_date", "2026-12-31", "2026-11-30"),
            "department": ("business_unit", "IT", "HR"),
            "services_provided": ("dependent_services", "Payroll; HR", "Cloud"),
            "bank_name": (NO_TARGET, "First Bank", "Second Bank"),
            "criticality": (NO_TARGET, "High", "Low"),
        },
    ),
    "german services": (
        "service",
        {
            "Anwendung": ("name", "SAP", "Jira"),
            "Hersteller": ("vendor", "SAP SE", "Atlassian"),
            "Betriebsmodell": ("hosting_model", "On-Premises", "SaaS"),
            "Schutzbedarf": ("criticality_tier", "hoch", "mittel"),
            "Verantwortlicher": ("owner", "Eva Klein", "Jan Ohl"),
            "Version": (NO_TARGET, "7.5", "9"),
        },
    ),
    "an application register": (
        "service",
        {
            "app_id": ("external_id", "1", "2"),
            "app_name": ("name", "pay", "shop"),
            "tier": ("criticality_tier", "Tier 1", "Tier 2"),
            "owner_email": ("owner", "a@b.example", "c@b.example"),
            "environment": (NO_TARGET, "prod", "prod"),
            "subprocessors": ("downstream_vendors", "AWS; Twilio", ""),
            "depends on": ("internal_systems", "AD; LDAP", "SSO"),
        },
    ),
    "english assessments": (
        "assessment",
        {
            "Assessment ID": ("external_id", "A1", "A2"),
            "Supplier": ("vendor", "V1", "V2"),
            "Assessment Type": ("type", "SIG Lite", "CAIQ"),
            "Reviewed by": ("assessor", "Ann Lee", "Bob Ray"),
            "Date Completed": ("completed_date", "2026-01-05", "2026-01-06"),
            "Due Date": (NO_TARGET, "2026-02-05", "2026-02-06"),
            "Overall Score": ("score", 88, 70),
            "Risk Rating": ("risk_level", "High", "Low"),
            "No. of Findings": ("findings_count", 3, 0),
            "Result": ("outcome", "Approved with conditions", "Approved"),
        },
    ),
    "spanish assessments": (
        "assessment",
        {
            "id_evaluacion": ("external_id", "E1", "E2"),
            "proveedor": ("vendor", "P01", "P02"),
            "fecha": ("completed_date", "2025-01-01", "2025-02-01"),
            "puntaje": ("score", 80, 60),
            "nivel de riesgo": ("risk_level", "Alto", "Bajo"),
            "hallazgos": ("findings_count", 2, 0),
        },
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_columns_are_recognised_by_name_and_values(name: str) -> None:
    base_object, columns = FILES[name]
    rows = [[values[place] for values in columns.values()] for place in (1, 2)]
    found = suggest(list(columns), rows, base_object=base_object)
    assert _targets(found) == {header: wanted for header, (wanted, *_) in columns.items()}


@pytest.mark.parametrize("name", FILES)
def test_the_base_object_is_told_when_it_was_not_given(name: str) -> None:
    base_object, columns = FILES[name]
    rows = [[values[place] for values in columns.values()] for place in (1, 2)]
    found = suggest(list(columns), rows)
    assert found.base_object == base_object
    assert 0.5 < found.base_object_confidence <= 1


def test_a_file_that_could_be_several_things_is_left_open() -> None:
    found = suggest(["id", "label", "remarks"], [["1", "One", "first of all"]])
    assert found.base_object is None
    assert found.base_object_confidence == 0
    assert {one.target for one in found.columns} == {None}
    assert all(one.why for one in found.columns)


@pytest.mark.parametrize(
    ("header", "values", "why"),
    [
        ("status", ["2026-01-01", "2026-01-02"], "dates are no statuses"),
        ("email", ["yes", "no"], "flags are no addresses"),
        ("supplier", ["True", "False"], "flags are no names"),
        ("vendor_id", ["A", "A", "A"], "an id repeats"),
        ("website", ["12", "13"], "numbers are no addresses"),
        ("next_audit_date", ["soon", "later"], "words are no dates"),
        ("inherent_risk_score", ["840", "910"], "not between 0 and 100"),
        ("tier", ["gold", "silver"], "words of the source's own"),
        ("notes", ["as of May"] * 6, "one remark on every row"),
        ("vat number", ["12", "13"], "no VAT number"),
        ("contract_length", ["2026-01-01", "2027-01-01"], "dates are no lengths"),
    ],
)
def test_values_veto_what_the_name_says(header: str, values: list[str], why: str) -> None:
    assert _targets(suggest([header], [], base_object="vendor"))[header] is not None
    assert _targets(suggest([header], [[one] for one in values], base_object="vendor"))[header] is None, why


def test_values_confirm_what_the_name_says() -> None:
    (bare,) = suggest(["email"], [], base_object="vendor").columns
    (seen,) = suggest(["email"], [["a@b.example"], ["c@d.example"]], base_object="vendor").columns
    assert seen.confidence > bare.confidence


def test_one_target_goes_to_one_column_the_better_one() -> None:
    found = suggest(["city", "country", "address"], [["Oslo", "Norway", "Gate 1"]], base_object="vendor")
    assert _targets(found) == {"city": None, "country": "hq_location", "address": None}
    assert found.columns[0].why == "country fits hq_location better"


def test_columns_that_fit_alike_are_both_left_open() -> None:
    rows = [[1, 2], [0, 0]]
    found = suggest(["open findings", "offene Feststellungen"], rows, base_object="assessment")
    assert {one.target for one in found.columns} == {None}
    assert "no better than" in found.columns[0].why


def test_a_required_target_that_two_columns_fit_alike_goes_to_the_first() -> None:
    rows = [["a1", "b1"], ["a2", "b2"]]
    found = suggest(["Vendor ID", "Supplier ID"], rows, base_object="vendor")
    assert _targets(found) == {"Vendor ID": "external_id", "Supplier ID": None}


def test_a_fuller_column_wins_over_an_equal_one_with_holes() -> None:
    rows = [["", "b1"], ["a2", "b2"], ["a3", "b3"]]
    found = suggest(["Vendor ID", "Supplier ID"], rows, base_object="vendor")
    assert _targets(found) == {"Vendor ID": None, "Supplier ID": "external_id"}


def test_a_name_that_stands_twice_is_left_open() -> None:
    found = suggest(["name", "name"], [["Ash", "Birch"]], base_object="vendor")
    assert [one.target for one in found.columns] == [None, None]
    assert found.columns[0].why == "two columns have this name"


def test_a_table_without_header_is_recognised_by_its_values() -> None:
    rows: list[list[Any]] = [["Ash Ltd", "ash.example.com"], ["Birch AG", "www.birch.example.org"], ["Cedar SA", None]]
    found = suggest(["#1", "#2"], rows, base_object="vendor")
    assert _targets(found) == {"#1": "name", "#2": "website"}


def test_custom_fields_are_recognised_by_their_name_or_label() -> None:
    fields = {
        "vendor": (*VENDOR.fields, Field("custom.cost_center", "Cost centre", "text"), Field("custom.go", "Go", "date"))
    }
    rows = [["4711", "yes"]]
    found = suggest(["Cost Centre", "GO"], rows, base_object="vendor", fields=fields)
    assert _targets(found) == {"Cost Centre": "custom.cost_center", "GO": None}


_cells = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.text(max_size=3), max_size=2)


@given(
    st.lists(st.text(), max_size=6),
    st.lists(st.lists(_cells, max_size=7), max_size=4),
    st.sampled_from([None, *BASE_OBJECTS]),
)
def test_whatever_is_sent_each_column_gets_one_answer(
    headers: list[str], rows: list[list[Any]], base_object: str | None
) -> None:
    found = suggest(headers, rows, base_object=base_object)
    assert [one.header for one in found.columns] == headers
    targets = [one.target for one in found.columns if one.target is not None]
    assert len(targets) == len(set(targets))
    for one in found.columns:
        assert one.why
        assert ENOUGH <= one.confidence <= 1 if one.target else one.confidence == 0


def _targets(found: Suggested) -> dict[str, str | None]:
    return {one.header: one.target for one in found.columns}
