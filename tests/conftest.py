pytest_plugins = [
    "tests.fixtures.databases",
    "tests.fixtures.importing",
    "tests.fixtures.inspecting",
    "tests.fixtures.inventories",
    "tests.fixtures.reading_rooms",  # after inventories, whose doors it uses
    "tests.fixtures.servers",
    "tests.fixtures.shelves",
    "tests.fixtures.sites",
    "tests.fixtures.desks",  # after sites, which it imports
    "tests.fixtures.storage",
    "tests.fixtures.outages",  # after storage, whose server it breaks
    "tests.fixtures.jobs",  # after sites, which it imports: pytest rewrites the asserts of what it loads first
]
