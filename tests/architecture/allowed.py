"""What the rules let through, each with its reason. An entry that nothing needs any more fails the suite.

A key is `module:what`, as the complaint prints it.
"""

ORGANISATION_FREE = {
    "vendorproof.access.audit:append": "records of many organisations in one commit, each naming its own",
    "vendorproof.access.answers:forget": "as audit:forget",
    "vendorproof.access.audit:forget": "the retention is the server's, not an organisation's",
    "vendorproof.events.publish:forget": "as audit:forget",
    "vendorproof.documents.orphans:sweep": "stored files of all organisations; each file's key names its own",
    "vendorproof.documents.orphans:_documents": "as above",
    "vendorproof.documents.orphans:_keys": "as above",
    "vendorproof.documents.orphans:_report_missing": "as above",
    "vendorproof.documents.texts:sweep": "outdated texts of all organisations; each is forgotten under its own",
    "vendorproof.imports.retention:forget_plans": "as audit:forget",
    "vendorproof.imports.retention:forget_runs": "as audit:forget",
    "vendorproof.access.keys:authenticate": "finds out which organisation it is: the secret decides",
    "vendorproof.access.keys:create": "the command line names the organisation: nobody is signed in yet",
    "vendorproof.access.organisations:allow_addresses": "the command line names the organisation, also one locked out",
    "vendorproof.access.organisations:create": "makes the organisation",
    "vendorproof.access.organisations:listing": "the command line lists them all: nobody is signed in",
    "vendorproof.access.organisations:first": "looks for one before anybody is signed in",
}

IMPURE = {
    "vendorproof.core.clock:time": "is the clock",
    "vendorproof.core.collector:threading": "only one thread at a time may keep the collector still",
    "vendorproof.core.ids:time": "ids are ordered by time",
    "vendorproof.core.ids:secrets": "ids cannot be guessed",
    "vendorproof.core.ids:threading": "ids never repeat, whichever thread asks",
}

COMMITS = {
    "vendorproof.documents.facts.financial.report:end": "the last day of a period, no transaction",
    "vendorproof.documents.facts.validity:end": "as above",
    "vendorproof.documents.intake:commit": "makes a file durable, no transaction",
    "vendorproof.api.document_facts:end": "where a quote ends, no SQL",
}

ENVIRONMENT: dict[str, str] = {}

LONG = {
    "vendorproof.db.migrations.versions.0001_the_first_schema:file": "a migration lists tables and is not read again",
    "vendorproof.db.migrations.versions.0001_the_first_schema:upgrade": "as above",
    "vendorproof.db.migrations.versions.0002_documents_and_events:upgrade": "as above",
    "vendorproof.db.migrations.versions.0003_what_documents_say:upgrade": "as above",
}

IMPORTS_INSIDE: dict[str, str] = {}

NAMELESS = {
    "src/vendorproof/api/services.py": "the routes of services, what vendors provide",
    "src/vendorproof/objects/service.py": "Service is a base object here, what a vendor provides",
    "tests/objects/test_service.py": "tests it",
}

PRIVATE: dict[str, str] = {}
