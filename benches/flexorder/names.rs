//! What people, places and devices are called in the data.

/// Given names.
pub(crate) const FIRST: [&str; 40] = [
    "Emma", "Noah", "Sofia", "Liam", "Mila", "Daan", "Julia", "Lucas", "Zara", "Finn", "Anna",
    "Sem", "Olivia", "Hugo", "Nora", "Elias", "Clara", "Mateo", "Ines", "Jonas", "Freya", "Oscar",
    "Leila", "Viktor", "Marta", "Bram", "Yara", "Thijs", "Greta", "Omar", "Lotte", "Pavel",
    "Amira", "Stijn", "Elena", "Kofi", "Astrid", "Ruben", "Priya", "Casper",
];

/// Family names.
pub(crate) const LAST: [&str; 60] = [
    "Jansen",
    "Larsson",
    "Garcia",
    "Mueller",
    "Rossi",
    "Dubois",
    "Novak",
    "Visser",
    "Bakker",
    "Smit",
    "Meijer",
    "Mulder",
    "Bos",
    "Vos",
    "Peters",
    "Hendriks",
    "Dekker",
    "Brouwer",
    "Jacobs",
    "Vermeulen",
    "Schouten",
    "Willems",
    "Hoekstra",
    "Koster",
    "Prins",
    "Blom",
    "Huisman",
    "Postma",
    "Kuiper",
    "Veenstra",
    "Kramer",
    "Molenaar",
    "Lambert",
    "Moreau",
    "Fontaine",
    "Weber",
    "Schneider",
    "Fischer",
    "Wagner",
    "Becker",
    "Hoffmann",
    "Keller",
    "Lindqvist",
    "Johansson",
    "Eriksson",
    "Nilsson",
    "Kowalski",
    "Nowak",
    "Horvat",
    "Petrov",
    "Silva",
    "Santos",
    "Ferreira",
    "Ricci",
    "Marino",
    "Conti",
    "Okafor",
    "Mensah",
    "Sharma",
    "Tanaka",
];

/// Domains of e-mails.
pub(crate) const DOMAINS: [&str; 6] = [
    "example.com",
    "example.org",
    "mail.example.net",
    "post.example.eu",
    "inbox.example.com",
    "work.example.org",
];

/// Companies, of which every fourth customer is one.
pub(crate) const COMPANIES: [&str; 10] = [
    "Brightworks",
    "Nordwind Logistics",
    "Canal Labs",
    "Fietskoerier",
    "Oak and Iron",
    "Delta Clinics",
    "Polder Energy",
    "Hanse Foods",
    "Lumen Studios",
    "Quay Legal",
];

/// Cities with their country and a postal code.
pub(crate) const CITIES: [(&str, &str, &str); 8] = [
    ("Amsterdam", "Netherlands", "1016 GV"),
    ("Rotterdam", "Netherlands", "3011 AA"),
    ("Utrecht", "Netherlands", "3511 LN"),
    ("Berlin", "Germany", "10115"),
    ("Hamburg", "Germany", "20095"),
    ("Antwerp", "Belgium", "2000"),
    ("Stockholm", "Sweden", "111 22"),
    ("Lyon", "France", "69002"),
];

/// Streets.
pub(crate) const STREETS: [&str; 10] = [
    "Keizersgracht",
    "Business Park",
    "Stationsplein",
    "Oude Haven",
    "Lindenstrasse",
    "Kerkstraat",
    "Rue Centrale",
    "Hamngatan",
    "Molenweg",
    "Parklaan",
];

/// Products, most wanted first.
pub(crate) const PRODUCTS: [&str; 30] = [
    "MacBook Pro 14",
    "MacBook Air 13",
    "iPhone 15",
    "ThinkPad X1 Carbon",
    "Dell XPS 15",
    "iPad Pro 11",
    "Surface Laptop 5",
    "Galaxy S24",
    "HP EliteBook 840",
    "MacBook Pro 16",
    "iPhone 15 Pro",
    "Pixel 8",
    "ThinkPad T14",
    "iMac 24",
    "Mac mini",
    "Dell UltraSharp 27",
    "LG Ergo 32",
    "Galaxy Tab S9",
    "Surface Pro 9",
    "Framework Laptop 13",
    "Fairphone 5",
    "HP ZBook Power",
    "Jabra Evolve 75",
    "Logitech Rally Bar",
    "Yealink MeetingBar",
    "Bosch eBike Performance",
    "Gazelle Ultimate C8",
    "VanMoof S5",
    "Jura X8 Coffee",
    "Nespresso Momento",
];

/// Cost centers, values of a custom field.
pub(crate) const COST_CENTERS: [&str; 12] = [
    "IT-100", "IT-200", "HR-100", "OPS-100", "OPS-200", "OPS-300", "LEGAL-1", "SALES-1", "SALES-2",
    "SALES-3", "R-AND-D", "BOARD",
];
