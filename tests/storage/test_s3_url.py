from urllib.parse import urlsplit

from vendorproof.storage.s3_url import S3Url, parse


def test_a_server_of_ones_own() -> None:
    found = parse(
        urlsplit("s3://evidence/team-a/docs/?endpoint=http://10.0.0.7:9000/&public_endpoint=https://s3.example.com")
    )
    assert found == S3Url(
        "evidence", "team-a/docs", "http://10.0.0.7:9000", "https://s3.example.com", "us-east-1", path_style=True
    )
    assert found.name("cborg_1/cbvdoc_1") == "team-a/docs/cborg_1/cbvdoc_1"
    assert found.key("team-a/docs/cborg_1/cbvdoc_1") == "cborg_1/cbvdoc_1"


def test_amazon() -> None:
    found = parse(urlsplit("s3://evidence?region=eu-central-1"))
    assert found == S3Url("evidence", "", "", "", "eu-central-1", path_style=False)
    assert found.name("cborg_1/cbvdoc_1") == "cborg_1/cbvdoc_1"


def test_links_lead_to_the_endpoint_where_nothing_else_is_said() -> None:
    found = parse(urlsplit("s3://evidence?endpoint=https://s3.example.com&path_style=false&region=x"))
    assert (found.public_endpoint, found.path_style, found.region) == ("https://s3.example.com", False, "x")
