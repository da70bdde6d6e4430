"""Web and e-mail addresses."""

import re

import pytest

from vendorproof.objects import VENDOR
from vendorproof.objects.kinds import Rule, Unreadable, read, url_host

WEBSITE = VENDOR.by_name["website"]
EMAIL = VENDOR.by_name["primary_contact_email"]


@pytest.mark.parametrize(
    ("value", "host"),
    [
        ("acme.com", "acme.com"),
        ("ACME.com", "acme.com"),
        ("www.acme.com", "acme.com"),
        ("https://www.acme.com/", "acme.com"),
        ("HTTP://Acme.Com:8080/Path?q=1#x", "acme.com"),
        ("acme.com/about", "acme.com"),
        ("acme.com:8080", "acme.com"),
        ("acme.com?x=https://b.com", "acme.com"),
        ("acme.com/http://b.com", "acme.com"),
        ("https://acme.co.uk.", "acme.co.uk"),
        ("münchen.de", "xn--mnchen-3ya.de"),
        ("https://xn--mnchen-3ya.de", "xn--mnchen-3ya.de"),
        ("www.com", "www.com"),
        ("my_site.acme.com", "my_site.acme.com"),
        ("http://192.0.2.1/x", "192.0.2.1"),
        ("http://[2001:db8::1]:80/x", "2001:db8::1"),
        ("chi.nl", "chi.nl"),
    ],
)
def test_a_web_address_is_kept_as_sent_and_compared_by_host(value: str, host: str) -> None:
    assert read(Rule(WEBSITE), f" {value} ") == value
    assert url_host(value) == host


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("javascript:alert(1)", "The scheme javascript: is not accepted"),
        ("data:text/html,x", "The scheme data: is not accepted"),
        ("ftp://acme.com", "The scheme ftp: is not accepted"),
        ("file:///etc/passwd", "The scheme file: is not accepted"),
        ("mailto:info@acme.com", "The scheme mailto: is not accepted"),
        ("info@acme.com", "A user name, password or e-mail address has no place in it"),
        ("https://user:secret@acme.com", "A user name, password or e-mail address has no place in it"),
        ("https://acme.com@evil.com", "A user name, password"),
        ("correctivecosmetics.be - bellux.be", "holds a blank, which no web address has. Send one address."),
        ("cryowell.be; eltraderm.com", "holds a blank"),
        ("cryowell.be;eltraderm.com", "is not a web address"),
        ("(pas de site web disponible)", "holds a blank"),
        ("acme", "is not a web address"),
        ("localhost", "is not a web address"),
        ("N/A", "is not a web address"),
        ("1.5", "is not a web address"),
        ("192.0.2.1", "write http://192.0.2.1"),
        ("http://1.2.3", "is not a web address"),
        ("http://", "is not a web address"),
        ("https:///path", "is not a web address"),
        ("//acme.com", "is not a web address"),
        ("http:acme.com", "is not accepted"),
        ("acme..com", "is not a web address"),
        ("-acme.com", "is not a web address"),
        ("acme.com:0", "is not a web address"),
        ("acme.com:99999", "is not a web address"),
        ("http://[::1", "is not a web address"),
        ("a.b\\c.com", 'holds "\\"'),
        ("acme.com/<script>", 'holds "<"'),
        ("acme.com/\x00", "\\u0000"),
        ("x" * 64 + ".com", "is not a web address"),
        ("a" * 2048 + ".com", "2052 characters; at most 2048"),
        ("\u2665\u200d.com", "characters that no domain has"),
        (5, "5 stands where a web address belongs"),
        (["acme.com"], "a list stands where a web address belongs"),
    ],
)
def test_what_is_no_web_address_is_refused(value: object, says: str) -> None:
    with pytest.raises(Unreadable, match=re.escape(says)):
        read(Rule(WEBSITE), value)


@pytest.mark.parametrize(
    "value",
    [
        "risk@acme.example",
        "ap@acme.test",
        "ops@corp.local",
        "x@acme.invalid",
        "supplier1@example.com",
        "A.B+c@Acme.COM",
        "jörg@münchen.de",
        "o'brien@acme.ie",
        "info@bsm-technology.fr",
        "a@1.2.com",
        "x_y@sub.domain.acme.com",
    ],
)
def test_an_email_address_is_kept_as_sent(value: str) -> None:
    assert read(Rule(EMAIL), f" {value}\n") == value


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("acme.com", "is not an e-mail address"),
        ("a@b", "is not an e-mail address"),
        ("x@localhost", "is not an e-mail address"),
        ("a b@acme.com", "is not an e-mail address"),
        ("a@acme..com", "is not an e-mail address"),
        (".a@acme.com", "is not an e-mail address"),
        ("a@-acme.com", "is not an e-mail address"),
        ("@acme.com", "is not an e-mail address"),
        ("a@192.0.2.1", "is not an e-mail address"),
        ("a\x00@acme.com", "is not an e-mail address"),
        ("\ud800@acme.com", "is not an e-mail address"),
        ("a@acme.com; b@acme.com", "holds more than one e-mail address. Send one."),
        ("Ada <ada@acme.com>", "Send it alone, like name@acme.com"),
        ("mailto:ada@acme.com", "Send it alone"),
        ("a@" + "b" * 300 + ".com", "306 characters; at most 254"),
        (5, "5 stands where an e-mail address belongs"),
        (["a@acme.com"], "a list stands where an e-mail address belongs"),
    ],
    ids=ascii,
)
def test_what_is_no_email_address_is_refused(value: object, says: str) -> None:
    with pytest.raises(Unreadable, match=re.escape(says)):
        read(Rule(EMAIL), value)
