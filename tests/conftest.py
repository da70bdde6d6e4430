pytest_plugins = [
    "tests.fixtures.databases",
    "tests.fixtures.inventories",
    "tests.fixtures.servers",
    "tests.fixtures.sites",
]
