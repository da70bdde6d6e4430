pytest_plugins = [
    "tests.fixtures.databases",
    "tests.fixtures.importing",
    "tests.fixtures.inspecting",
    "tests.fixtures.inventories",
    "tests.fixtures.servers",
    "tests.fixtures.shelves",
    "tests.fixtures.sites",
]
