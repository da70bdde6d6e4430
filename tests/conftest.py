pytest_plugins = [
    "tests.fixtures.databases",
    "tests.fixtures.importing",
    "tests.fixtures.inventories",
    "tests.fixtures.servers",
    "tests.fixtures.sites",
    "tests.fixtures.desks",  # after sites, which it imports
    "tests.fixtures.storage",
]
