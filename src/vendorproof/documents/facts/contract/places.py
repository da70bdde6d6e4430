"""The names of jurisdictions whose law a contract can choose."""

import re

_STATES = (
    "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|"
    "Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|"
    "Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|West Virginia|Wisconsin|Wyoming|District of Columbia|Puerto Rico|Guam"
)
_PROVINCES = (
    "Alberta|British Columbia|Manitoba|New Brunswick|Newfoundland and Labrador|Nova Scotia|Ontario|Prince Edward Island|Quebec|Québec|Saskatchewan|"
    "New South Wales|Victoria|Queensland|Western Australia|South Australia|Tasmania|Bavaria|Hesse|Catalonia|"
    "Geneva|Zurich|Zürich|Basel-Stadt|Zug|Vaud"
)
_COUNTRIES = (
    "England and Wales|England & Wales|England|Wales|Scotland|Northern Ireland|United Kingdom|UK|Great Britain|Ireland|United States of America|United States|U\\.S\\.A\\.|USA|"
    "Germany|French Republic|France|Spain|Italian Republic|Italy|Portugal|Belgium|The Netherlands|Netherlands|Luxembourg|Swiss Confederation|"
    "Switzerland|Austria|Denmark|Sweden|Norway|Finland|Iceland|Estonia|Latvia|Lithuania|Poland|Czech Republic|Czechia|Slovakia|"
    "Slovak Republic|Hungary|Romania|Bulgaria|Hellenic Republic|Greece|Cyprus|Malta|Croatia|Slovenia|Serbia|Ukraine|Türkiye|Turkey|Russian Federation|Israel|United Arab Emirates|"
    "Dubai International Financial Centre|DIFC|Saudi Arabia|Qatar|Kuwait|Bahrain|Oman|Jordan|Lebanon|Egypt|Morocco|Nigeria|Kenya|Ghana|South Africa|Mauritius|India|Pakistan|"
    "Bangladesh|Sri Lanka|Singapore|Malaysia|Indonesia|Thailand|Socialist Republic of Vietnam|Vietnam|Philippines|Hong Kong Special Administrative Region|Hong Kong SAR|Hong Kong|Macau|Taiwan|"
    "People's Republic of China|PRC|P\\.R\\.C\\.|P\\.R\\. China|China|Japan|Republic of Korea|South Korea|Korea|Australia|New Zealand|Canada|Mexico|United Mexican States|Federative Republic of Brazil|Brazil|Argentina|Chile|"
    "Colombia|Peru|Uruguay|Costa Rica|Panama|Bermuda|Cayman Islands|British Virgin Islands|Bahamas|Barbados|Jersey|Guernsey|Isle of Man|Gibraltar|Liechtenstein|Monaco|Marshall Islands|European Union"
)
_ADJECTIVES = (
    "English|Scots|Scottish|Irish|French|German|Austrian|Swiss|Dutch|Belgian|Luxembourg|Spanish|Italian|Portuguese|Danish|Swedish|Norwegian|Finnish|Polish|Czech|Hungarian|Romanian|Greek|Israeli|Turkish|"
    "Indian|Japanese|Korean|Chinese|Australian|Canadian|Brazilian|Mexican|Estonian|Lithuanian|Latvian|Maltese"
)


def _spaced(names: str) -> str:
    ordered = sorted(names.split("|"), key=len, reverse=True)
    return "|".join(name.replace(" ", r"\s") for name in ordered)


_OF = r"(?:(?:the\s)?(?:U\.?S\.?\s|Australian\s|Canadian\s)?(?:States?|Commonwealth|Province|Canton|Territory|(?:Federal\s)?Republic(?!\sof\s(?:Korea|China))|Kingdom|Grand\sDuchy|Dominion|Emirate|Country)\sof\s?(?:the\s)?)?"
PLACE = rf"(?i:(?:the\s)?{_OF}(?P<place>{_spaced(f'{_COUNTRIES}|{_STATES}|{_PROVINCES}')}))(?![\w-])"
"""With `State of` before it left out."""
ADJECTIVE = rf"(?P<adjective>(?:{_spaced(_ADJECTIVES + '|' + _ADJECTIVES.upper())})\s(?i:laws?))\b"
OWN_LAW = rf"(?P<own>{_spaced(f'{_STATES}|{_PROVINCES}|Singapore|Hong Kong|Ireland|Israel|Japan|United Kingdom|UK|England and Wales|New Zealand|Luxembourg')})(?:\sState)?\slaws?\b"
_KNOWN = re.compile(PLACE)


def is_place(text: str) -> bool:
    """Whether a text is the name of a jurisdiction, and nothing else."""
    return bool(_KNOWN.fullmatch(text.strip(" .,;")))
