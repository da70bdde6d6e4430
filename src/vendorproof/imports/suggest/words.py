"""What the words of a column's name mean, in the languages that source systems are set up in.

A word stands for one or several ideas ("data" is a date in Italian); the values of the column decide between them.
"""

import functools
import itertools
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

Ideas = frozenset[str]

_WORDS: Final[Mapping[str, str]] = {
    # whom or what the row is about
    "vendor": (
        "vendor supplier provider third_party thirdparty tpp creditor business_partner subcontractor vendedor "
        "lieferant lieferanten kreditor kreditoren anbieter dienstleister auftragnehmer lieferfirma "
        "proveedor proveedores acreedor fournisseur prestataire fornitore fornitori fornecedor fornecedores "
        "pemasok penyedia rekanan leverancier leverandor leverantor dostawca toimittaja tedarikci dodavatel szallito"
    ),
    "maker": "manufacturer publisher maker hersteller fabricante fabricant editore produttore produsen pembuat",
    "company": (
        "company firm organisation organization org entity corporation enterprise_name business_name "
        "firma unternehmen gesellschaft empresa compania sociedad entreprise societe azienda societa impresa "
        "perusahaan bedrijf sirket yritys foretag virksomhed spolecnost"
    ),
    "service": (
        "service system application app software product solution platform asset configuration_item ci tool workload "
        "dienst leistung anwendung produkt plattform loesung losung servicio sistema aplicacion producto solucion "
        "logiciel produit systeme prestation plateforme servizio applicazione prodotto soluzione servico aplicacao "
        "aplicativo produto solucao layanan aplikasi produk sistem toepassing usluga"
    ),
    "assessment": (
        "assessment audit review questionnaire evaluation inspection survey due_diligence appraisal engagement_review "
        "bewertung pruefung prufung beurteilung ueberpruefung uberprufung fragebogen evaluacion auditoria revision "
        "cuestionario examen evaluation revue questionnaire valutazione verifica revisione questionario avaliacao "
        "questionario penilaian evaluasi pemeriksaan beoordeling kontrole"
    ),
    # what identifies it
    "id": (
        "id ids identifier uid uuid guid key pk identificador identificativo identifiant identificacion kennung "
        "identifikator identificatie record_id sys_id external_id"
    ),
    "number": "number no nr num numero nummer nomor numer cislo matricula ref reference referenz referencia riferimento",
    "code": "code codigo kode codice kuerzel kurzel kod slug abbreviation short_code",
    "name": (
        "name names nombre nom nome nama naam nazwa nimi navn namn bezeichnung "
        "designation denominacion denominacao denomination label"
    ),
    "title": "title titel titulo titre titolo judul",
    "legal_name": (
        "legal_name registered_name trade_name trading_name razon_social raison_sociale ragione_sociale razao_social "
        "nome_fantasia nombre_comercial nom_commercial firmenname firmierung company_name nama_perusahaan"
    ),
    # where and how to reach it
    "country": "country land pays pais paese negara kraj nation nationality maa ulke zeme nazione nacion pais_origen herkunftsland",
    "city": "city town municipality municipio stadt ort ciudad ville citta comune cidade kota stad miasto localidad",
    "region": "region state province county estado provincia departement bundesland provinsi regione regiao territory",
    "location": "location standort ubicacion emplacement lokasi locatie localizacao ubicazione site_location",
    "hq": "hq headquarters headquarter head_office hauptsitz firmensitz sitz sede siege_social siege kantor_pusat domicile",
    "address": "address adresse anschrift direccion domicilio indirizzo endereco alamat adres line line1 street strasse calle rue via",
    "postal": "zip postal postcode plz cep codigo_postal code_postal cap kode_pos postal_code zip_code",
    "iso": "iso iso2 iso3 alpha2 alpha3",
    "website": (
        "website web url homepage home_page web_page domain webpage internet www webseite internetseite sitio_web pagina_web sitio "
        "site_web site_internet sito_web sito situs situs_web laman link web_address"
    ),
    "email": "email e_mail mail mailbox emailadresse correo correo_electronico courriel posta_elettronica surel e_posta",
    "contact": "contact kontakt ansprechpartner ansprechperson contacto contatto contato kontak contactpersoon poc",
    "person": "person persona personne pessoa orang",
    # states and texts
    "status": "status statuses state estado etat statut stato situacao situacion zustand lifecycle stage lifecycle_stage estatus",
    "active": "active aktiv activo actif attivo ativo aktif enabled approved inactive is_active",
    "description": (
        "description desc beschreibung descripcion descrizione descricao deskripsi keterangan omschrijving opis summary"
    ),
    "note": (
        "note notes comment comments remark remarks bemerkung bemerkungen anmerkung anmerkungen notiz notizen observacion "
        "observaciones commentaire commentaires remarque osservazioni observacao observacoes catatan kommentar opmerking nota notas"
    ),
    "use_case": "use_case usecase purpose zweck verwendungszweck finalidad finalite scopo finalidade tujuan",
    "category": (
        "category kategorie categoria categorie kategori commodity industry sector branche industrie rubro sektor secteur "
        "settore setor line_of_business warengruppe gewerk giro ramo industri"
    ),
    "type": "type typ tipo jenis class classification art kind typologie soort",
    "tags": "tag tags label_list labels keyword keywords schlagwort schlagworte etiqueta etiquetas",
    "engagement": "engagement engagement_type relationship_type",
    # risk
    "risk": "risk risiko riesgo risque rischio risco risiko",
    "score": "score punktzahl punktestand puntuacion puntaje score_total punteggio pontuacao skor points",
    "rating": "rating grade note_globale einstufung calificacion clasificacion valoracion classificazione peringkat severity",
    "level": "level stufe nivel niveau livello tingkat band",
    "tier": "tier",
    "inherent": "inherent gross irq inhaerent inharent inherente brut lordo bruto",
    "residual": "residual net restrisiko residuel residuo restant netto",
    "criticality": (
        "criticality importance kritikalitaet kritikalitat criticidad criticite criticita criticidade kekritisan "
        "business_criticality business_impact kritikalität schutzbedarf"
    ),
    # dates
    "date": "date datum fecha tanggal dato dt on at when",
    "next": "next upcoming naechste nachste naechster nachster proxima proximo prochaine prochain prossima prossimo berikutnya volgende",
    "last": "last latest previous prior past letzte letzter ultima ultimo derniere dernier precedente terakhir laatste",
    "start": "start begin from beginn anfang inicio debut inizio mulai effective von desde",
    "finish": "until to end through ende fin fine fim akhir bis hasta expiry expiration expires ablauf vencimiento",
    "due": "due deadline faellig fallig faelligkeit jatuh_tempo echeance scadenza vencimento",
    "completed": (
        "completed complete completion finished done closed performed conducted abgeschlossen abschluss completado finalizado "
        "termine completato concluido selesai issued"
    ),
    "created": "created creation inserted added erstellt angelegt creado cree creato criado dibuat registered registration",
    "updated": "updated modified changed aktualisiert geaendert actualizado modifie aggiornato atualizado diperbarui",
    "period": "period zeitraum periodo periode pruefzeitraum audit_period reporting_period",
    "soc": "soc soc2 soc_2 ssae",
    "certificate": "certificate certification certified zertifikat certificado certificat iso27001 has_soc2 insurance",
    "contract": "contract agreement vertrag contrato contrat contratto kontrak overeenkomst vertrags contractual",
    "length": "length duration term laufzeit dauer duracion duree durata duracao durasi tenor",
    "months": "months month monate mois meses mesi bulan mo",
    # people and parts of the organisation
    "owner": (
        "owner responsible accountable manager lead steward custodian sponsor besitzer eigentuemer eigentumer verantwortlich "
        "verantwortlicher betreuer responsable propietario gestionnaire responsabile proprietario responsavel gestor pemilik "
        "penanggung_jawab pic eigenaar verantwoordelijke champion"
    ),
    "team": "team squad group equipo equipe squadra gruppe tim crew",
    "relationship": "relationship beziehung relacion relation relazione relacionamento account hubungan",
    "analyst": "analyst analista analyste analis",
    "assessor": (
        "assessor auditor reviewer evaluator inspector examiner pruefer prufer gutachter evaluador auditeur evaluateur revisore "
        "valutatore avaliador penilai auditor beoordelaar assessed_by reviewed_by audited_by performed_by conducted_by"
    ),
    "business_unit": (
        "business_unit bu department dept division geschaeftsbereich geschaftsbereich fachbereich abteilung departamento "
        "unidad_de_negocio unite_commerciale reparto dipartimento unidade_de_negocio departemen divisi afdeling org_unit "
        "organizational_unit unita_organizzativa"
    ),
    "enterprise": "enterprise enterprise_wide is_enterprise konzernweit",
    # data, systems, supply chain
    "data": "data daten datos donnees dati dados gegevens",
    "sensitivity": "sensitivity access handled processed stored sensitivitaet shared",
    "hosting": "hosting hosted deployment deploy cloud delivery_model bereitstellung despliegue deploiement betriebsmodell alojamiento",
    "model": "model modell modelo modele modello",
    "internal": "internal intern interno interne",
    "depends": (
        "depends_on dependent_on dependencies dependency depends upstream consumers dependent abhaengigkeit abhaengigkeiten abhangigkeiten dependencias "
        "dependances dipendenze ketergantungan consuming"
    ),
    "fourth_party": (
        "fourth_party fourth_parties subprocessor subprocessors sub_processor subcontractors subservice_organizations "
        "unterauftragnehmer subdienstleister subencargado sous_traitant sous_traitants subfornitore suboperador downstream"
    ),
    # what an assessment found
    "scope": "scope umfang geltungsbereich alcance perimetre ambito escopo cakupan ruang_lingkup bereik",
    "finding": "finding findings issue issues feststellung feststellungen hallazgo hallazgos constat rilievo achado temuan deficiencies nonconformities",
    "outcome": (
        "outcome result conclusion decision opinion verdict ergebnis resultado resultat risultato esito hasil conclusie "
        "fazit conclusion disposition"
    ),
    "period_of": "covered",
    # what tells one of several from the others, or nothing
    "overall": "overall total final composite aggregate gesamt global globale general average weighted",
    "primary": "primary main principal haupt principale utama hoofd default",
    "business": "business geschaeft negocio metier commerciale",
    "full": "full complete_name official registered display long vollstaendig completo complet",
    "filler": (
        "provided offered delivered supplied details detail info information text value_text field angeboten erbracht "
        "prestado prestados fourni fournis forniti oferecidos details_of current actual"
    ),
    "many": "list items",
    "first": "first given surname vorname nachname apellido prenom cognome forename middle",
    "count": "count qty quantity anzahl cantidad nombre_de numero_de jumlah aantal quantita quantidade how_many",
    "open": "open offen offene abierto abiertos ouvert ouverts aperti",
    # what makes a column something else
    "lei": "lei legal_entity_identifier",
    "duns": "duns d_u_n_s duns_number dnb",
    "vat": "vat ust u_st umsatzsteuer ustid ust_id vat_id tva iva btw partita_iva uid_nummer",
    "tax": "tax tin ein npwp nif rfc cuit cnpj cpf siret siren steuer steuernummer fiscal pan gst gstin tax_id abn pajak",
    "bank": "bank iban bic swift account_number konto banco banque banca rekening beneficiary routing",
    "money": (
        "amount price cost spend revenue value usd eur gbp currency budget betrag preis kosten umsatz waehrung importe precio "
        "montant prix prezzo importo valor preco harga biaya annual_spend limit fee turnover salary"
    ),
    "payment": "payment payments terms billing invoice zahlung pago paiement pagamento pembayaran reconciliation",
    "phone": "phone telephone tel mobile fax telefon telefono movil celular portable cellulare handy telepon hp",
    "parent": "parent ultimate mutter matriz holding group_company template requesting",
    "buyer": "buyer customer client purchaser kunde einkaeufer cliente acheteur pelanggan user username bank_branch",
    "percent": "percent pct percentage ratio share rate prozent",
    "flag": "is has flag are was can",
    "language": "language lang sprache idioma langue lingua locale bahasa timezone",
    "version": "version release revision_no",
    "frequency": "frequency cadence interval haeufigkeit frecuencia frequence frequenza days hours tage dias jours sla ms",
    "document": "document file attachment filename documentation dokument documento policy plan pricing",
    "secret": "password secret token apikey",
    "remediation": "remediation mitigation corrective vulnerability likelihood impact incident exposure breach",
    "environment": "environment env umgebung entorno environnement ambiente",
    "birth": "birth founded established founding gegruendet",
}


def _each(text: str) -> frozenset[str]:
    return frozenset(text.split())


_STOP: Final = _each(
    "of the a an for in by and or with de del la el los las le les des du di da do dos das der die dem den und fur fuer y et e "
    "il lo gli i o os as para pour per von zu your our its this yang dan van het"
)
_ALSO: Final[Mapping[str, tuple[str, ...]]] = {
    "data": ("date",),  # Italian, Portuguese
    "state": ("status", "region"),
    "estado": ("status", "region"),
}
_LONGEST_PHRASE = 4
_LEAST_PART = 3
_ENDINGS: Final = frozenset({"id", "nr", "no"})
_LINKS: Final = ("", "s", "n", "en", "es", "e")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_PIECES = re.compile(r"[^\W_]+")
_NUMBER_SIGN = re.compile(r"#(?!\d)")
_NUMBERED = re.compile(r"([^\W\d]+)\d+")


def ideas(header: str) -> tuple[tuple[Ideas, ...], int]:
    """(alternatives of what the name says, count of words nobody knows)."""
    choices: list[tuple[str, ...]] = []
    unknown = 0
    for found in _readings(_tokens(header)):
        if found:
            choices.append(found)
        else:
            unknown += 1
    return tuple({frozenset(one) for one in itertools.islice(itertools.product(*choices), 16)}), unknown


def plain(text: str) -> str:
    """Small letters and digits, accents off: `Razón Social` and `razon_social` are the same."""
    return " ".join(_tokens(text))


def _tokens(text: str) -> list[str]:
    marked = _NUMBER_SIGN.sub(" number ", _CAMEL.sub(" ", text.replace("ß", "ss").replace("°", "o ")))
    decomposed = unicodedata.normalize("NFKD", marked)
    letters = "".join(one for one in decomposed if not unicodedata.combining(one)).casefold()
    return _PIECES.findall(letters)


def _readings(tokens: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The ideas of each word or phrase, () for an unknown word."""
    at = 0
    known = _vocabulary()
    while at < len(tokens):
        for length in range(min(_LONGEST_PHRASE, len(tokens) - at), 1, -1):
            phrase = "_".join(tokens[at : at + length])
            if phrase in known:
                yield known[phrase]
                at += length
                break
        else:
            if tokens[at] not in _STOP or tokens[at] in known:
                yield from _word(tokens[at])
            at += 1


def _word(token: str) -> list[tuple[str, ...]]:
    known = _vocabulary()
    for form in _forms(token):
        if form in known:
            return [known[form]]
    if token.isdecimal() or len(token) == 1:
        return [] if len(token) == 1 and not token.isdecimal() else [()]
    parts = _compound(token)
    return [known[one] for one in parts] if parts else [()]


def _forms(token: str) -> Iterator[str]:
    yield token
    if numbered := _NUMBERED.fullmatch(token):
        yield numbered[1]
    for ending in ("s", "es", "en", "n"):
        if token.endswith(ending) and len(token) - len(ending) >= _LEAST_PART:
            yield token[: -len(ending)]


@functools.lru_cache(maxsize=4096)
def _compound(token: str) -> tuple[str, ...]:
    """`lieferantennummer` → lieferanten, nummer; only where known words cover all of it."""
    if not token:
        return ()
    known = _vocabulary()
    for cut in range(len(token) - 2, _LEAST_PART - 1, -1):
        head, rest = token[:cut], token[cut:]
        for link in _LINKS:
            bare = head.removesuffix(link) if link and head.endswith(link) else head if not link else ""
            if len(bare) < _LEAST_PART or bare not in known:
                continue
            if (len(rest) >= _LEAST_PART or rest in _ENDINGS) and rest in known:
                return bare, rest
            if deeper := _compound(rest):
                return (bare, *deeper)
    return ()


@functools.cache
def _vocabulary() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for idea, words in _WORDS.items():
        for word in words.split():
            bare = "_".join(_tokens(word.replace("_", " ")))
            found[bare] = tuple(dict.fromkeys((*found.get(bare, ()), idea)))
    for word, more in _ALSO.items():
        found[word] = tuple(dict.fromkeys((*found.get(word, ()), *more)))
    return found
