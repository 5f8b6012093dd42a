"""Fictional people, companies and places."""

from __future__ import annotations

from dataclasses import dataclass

FIRST = (
    "Aldermoor Brackwater Calderstone Dunmarrow Eastvale Fennimoor Glasspool Harrowgate Ingleby Juniper-Vale "
    "Kestrel Larkmead Merrowfield Northquay Oxbow Pellworth Quarrington Rookhaven Saltmarsh Thornwick Umberfield "
    "Vellacott Wexbury Yarrowdale Zephyrine Bluehollow Cindercrest Driftmoor Emberlyn Foxgrove Granitepeak Halcyra "
    "Ironbridle Jasperton Kilnworth Lumenara Mossbank Nimbusfell Orchardine Pinecross"
).split()
SECOND = (
    "Analytics",
    "Health Systems",
    "Logistics",
    "Consulting",
    "Digital",
    "Energy Partners",
    "Water Services",
    "Software",
    "Technologies",
    "Engineering",
    "Retail Group",
    "Pharma",
    "Insurance Services",
    "Data Services",
    "Advisory",
    "Marketing Works",
    "& Hale Associates",
    "Foods",
    "Components",
    "Aviation",
)
PROVIDER_SECOND = (
    "Consulting",
    "Software",
    "Digital Works",
    "Advisory Partners",
    "Data Services",
    "Engineering Services",
    "Systems Integrators",
    "Design Studio",
    "Technology Services",
    "Research & Testing",
)
PEOPLE = (
    "Maren Oduya",
    "Tobias Lindqvist",
    "Priya Raghunathan",
    "Callum Featherstone",
    "Ines Carvalho",
    "Dorothea Blum",
    "Samuel Okonjo",
    "Greta Halvorsen",
    "Anil Deshpande",
    "Rosalind Pike",
    "Hugo Marchetti",
    "Jun Watanabe",
)
POSTS = (
    "Chief Financial Officer",
    "Director",
    "VP, Operations",
    "Managing Director",
    "Head of Procurement",
    "Authorised Signatory",
)


@dataclass(frozen=True, slots=True)
class Country:
    """Where a document is written.

    Attributes:
        dates: Keys of notation.DATES used there.
        laws: (as written after 'the laws of', the label's value).
        forms: Legal forms of companies with how they are described.
        places: Streets and towns for addresses.
        british: Spelling and 'one hundred and five'.
    """

    code: str
    currency: str
    dates: tuple[str, ...]
    laws: tuple[tuple[str, str], ...]
    forms: tuple[tuple[str, str], ...]
    places: tuple[str, ...]
    british: bool = True


WORLD_DATES = (
    "world_long",
    "world_padded",
    "world_ordinal",
    "world_short",
    "world_abbreviated",
    "world_slashed",
)
COUNTRIES = (
    Country(
        "US",
        "USD",
        ("us_long", "us_ordinal", "us_short", "us_slashed", "us_bare", "iso", "day_of", "us_two_digits"),
        (
            ("the State of New York", "New York"),
            ("the State of Delaware", "Delaware"),
            ("the State of California", "California"),
            ("the Commonwealth of Massachusetts", "Massachusetts"),
            ("the State of Texas", "Texas"),
            ("Illinois", "Illinois"),
            ("the State of Washington", "Washington"),
            ("the Commonwealth of Pennsylvania", "Pennsylvania"),
            ("the State of Georgia", "Georgia"),
            ("the District of Columbia", "District of Columbia"),
        ),
        (
            (", Inc.", "a Delaware corporation"),
            (" Inc.", "a New York corporation"),
            (", LLC", "a Texas limited liability company"),
            (" Corporation", "a corporation organized under the laws of the State of Ohio"),
            (" LLC", "a limited liability company"),
            (", L.P.", "a Delaware limited partnership"),
            (" Corp.", "a Nevada corporation"),
        ),
        (
            "1200 Larkspur Avenue, Suite 400, Columbus, OH 43215",
            "88 Harbor Row, Boston, Massachusetts 02110",
            "4150 Mesa Verde Blvd., Austin, Texas 78701",
            "77 West Canal Street, 12th Floor, Chicago, IL 60606",
        ),
        british=False,
    ),
    Country(
        "UK",
        "GBP",
        (*WORLD_DATES, "day_of_plain", "of_month"),
        (
            ("England and Wales", "England and Wales"),
            ("England", "England and Wales"),
            ("Scotland", "Scotland"),
            ("Northern Ireland", "Northern Ireland"),
        ),
        (
            (" Limited", "a company incorporated in England and Wales with company number 09{n}"),
            (" Ltd", "a company registered in England under number 07{n}"),
            (" plc", "a public limited company incorporated in England and Wales (registered number 05{n})"),
            (" LLP", "a limited liability partnership registered in England and Wales (No. OC3{n})"),
        ),
        (
            "14 Tannery Lane, Leeds LS1 4QF",
            "Unit 6, Wharf House, Bristol BS1 6XN",
            "220 Clerkenwell Green, London EC1R 0DU",
            "3 Castle Terrace, Edinburgh EH1 2DP",
        ),
    ),
    Country(
        "EU",
        "EUR",
        ("world_long", "dotted", "dotted_long", "iso", "world_ordinal", "world_abbreviated"),
        (
            ("the Federal Republic of Germany", "Germany"),
            ("Germany", "Germany"),
            ("the Netherlands", "Netherlands"),
            ("Ireland", "Ireland"),
            ("France", "France"),
            ("Austria", "Austria"),
            ("Belgium", "Belgium"),
        ),
        (
            (
                " GmbH",
                "a company with limited liability registered with the commercial register of Munich under HRB {n}",
            ),
            (
                " B.V.",
                "a private company with limited liability under Dutch law, registered under number 6{n}",
            ),
            (" AG", "a stock corporation under German law"),
            (" Limited", "a company incorporated in Ireland with registered number 4{n}"),
            (" S.A.S.", "a société par actions simplifiée with its registered office in Lyon"),
            (" S.A.", "a company organised under the laws of Belgium"),
        ),
        (
            "Lindenhofweg 18, 80331 Munich, Germany",
            "Prinsenkade 41, 1012 AB Amsterdam, the Netherlands",
            "9 Mariner Quay, Dublin 2, D02 X285, Ireland",
            "27 rue des Tisserands, 69002 Lyon, France",
        ),
    ),
    Country(
        "CH",
        "CHF",
        ("world_long", "dotted", "dotted_long", "iso"),
        (("Switzerland", "Switzerland"), ("the Swiss Confederation", "Switzerland")),
        (
            (" AG", "a Swiss stock corporation, UID CHE-1{n}"),
            (" SA", "a Swiss company limited by shares with registered seat in Geneva"),
            (" GmbH", "a limited liability company under Swiss law"),
        ),
        ("Seestrasse 112, 8002 Zurich", "Rue du Lac 5, 1204 Geneva", "Aeschenplatz 9, 4052 Basel"),
    ),
    Country(
        "IN",
        "INR",
        (
            "world_long",
            "world_ordinal",
            "world_short",
            "world_slashed",
            "day_of_plain",
            "dotted",
            "world_comma",
        ),
        (("India", "India"), ("the Republic of India", "India")),
        (
            (
                " Private Limited",
                "a company incorporated under the Companies Act, 2013 having CIN U72200KA2015PTC0{n}",
            ),
            (" Pvt. Ltd.", "a company registered under the Companies Act, 1956"),
            (" Limited", "a public limited company incorporated under the Companies Act, 2013"),
            (" LLP", "a limited liability partnership under the Limited Liability Partnership Act, 2008"),
        ),
        (
            "No. 41, Lavelle Cross, Bengaluru 560 001",
            "Plot 17, Sector 44, Gurugram, Haryana 122003",
            "5th Floor, Samudra Towers, Andheri (East), Mumbai 400069",
        ),
    ),
    Country(
        "CA",
        "CAD",
        ("us_long", "iso", "world_long", "us_ordinal", "world_abbreviated", "day_of"),
        (
            ("the Province of Ontario and the federal laws of Canada applicable therein", "Ontario"),
            ("the Province of British Columbia", "British Columbia"),
            ("Alberta", "Alberta"),
            ("the Province of Quebec", "Quebec"),
        ),
        (
            (" Inc.", "a corporation existing under the laws of the Province of Ontario"),
            (" Ltd.", "a corporation incorporated under the Canada Business Corporations Act"),
            (" ULC", "an unlimited liability company"),
        ),
        ("350 Wellington Row, Toronto, Ontario M5V 1E3", "1055 Dunmuir Street, Vancouver, BC V6E 2E9"),
    ),
    Country(
        "AU",
        "AUD",
        WORLD_DATES,
        (
            ("New South Wales", "New South Wales"),
            ("the State of Victoria, Australia", "Victoria"),
            ("Queensland", "Queensland"),
            ("Western Australia", "Western Australia"),
        ),
        ((" Pty Ltd", "ABN 51 824 {n}"), (" Pty Limited", "ACN 004 {n}"), (" Limited", "ABN 33 051 {n}")),
        ("Level 9, 60 Carrington Place, Sydney NSW 2000", "12 Flinders Walk, Melbourne VIC 3000"),
    ),
)
