//! The registry's data files and what their entries look like.
//!
//! One outlet is one `[[outlet]]` table; the files are split by region to stay readable. Reading
//! them never fails as a whole: a file with a mistake is reported and left out.

use serde::Deserialize;

/// Lists the data files under a folder of `assets/`, compiled into the program.
macro_rules! files {
    ($folder:literal, $($name:literal),+ $(,)?) => {
        &[$(($name, include_str!(concat!("../../../assets/", $folder, "/", $name, ".toml")))),+]
    };
}

/// Agencies, hosts, and outlets by the country that they are made in.
pub(super) const OUTLET_FILES: &[(&str, &str)] = files!(
    "outlets",
    "agencies-asia-oceania",
    "agencies-europe-east",
    "agencies-europe-west",
    "agencies-middle-east-africa",
    "agencies-americas",
    "africa-north-west",
    "africa-south-east",
    "balkans-baltics",
    "britain-ireland",
    "canada",
    "caucasus-central-asia",
    "central-europe",
    "china",
    "france-benelux",
    "germany-austria-switzerland",
    "gulf-iran",
    "hong-kong-taiwan",
    "hosts-asia",
    "hosts-elsewhere",
    "india",
    "israel-levant-egypt",
    "japan",
    "korea-mongolia",
    "mexico-caribbean",
    "nordic",
    "oceania",
    "russia",
    "south-america",
    "south-asia",
    "southeast-asia-islands",
    "southeast-asia-mainland",
    "southern-europe",
    "turkey",
    "ukraine-belarus-moldova",
    "united-states-broadcasters",
    "united-states-magazines-online",
    "united-states-newspapers",
);

/// Furniture phrases by language.
pub(super) const FURNITURE_FILES: &[(&str, &str)] =
    files!("furniture", "en", "ru", "zh", "ja", "de", "fr", "es", "ko", "ar", "pt-it-pl-tr");

/// Section names.
pub(super) const SECTIONS_FILE: (&str, &str) = ("sections", include_str!("../../../assets/sections.toml"));

/// An outlet, an agency or a host.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outlet {
    /// The canonical name in English: "China Daily", "Kommersant".
    pub name: String,
    /// Names in its own languages, former names, other spellings.
    #[serde(default)]
    pub names: Vec<String>,
    /// Those of its names that are too short or too common to mean it in running prose; the
    /// canonical name may be among them.
    #[serde(default)]
    pub short: Vec<String>,
    /// Its domains, without "www."; an edition may have a folder: `bbc.com/russian`.
    #[serde(default)]
    pub domains: Vec<String>,
    /// Phrases that only its pages carry.
    #[serde(default)]
    pub furniture: Vec<String>,
    /// Further forms used in bylines and credits: "Global Times staff reporters".
    #[serde(default)]
    pub credits: Vec<String>,
    /// ISO 3166-1 alpha-2 code of the country it is made in.
    pub country: String,
    /// ISO 639-1 codes of the languages it publishes in, the main one first.
    pub languages: Vec<String>,
    /// What it is.
    pub kind: OutletKind,
    /// Who owns it.
    pub owner: OwnerType,
    /// How it writes dates in figures, where that differs from its country's custom.
    #[serde(default)]
    pub date_order: Option<DateOrder>,
}

impl Outlet {
    /// The canonical name, then all other names, short ones included; credits are not among them.
    pub fn all_names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str())
            .chain(self.names.iter().map(String::as_str))
            .chain(self.short.iter().map(String::as_str))
    }

    /// How it writes dates in figures.
    pub fn date_order(&self) -> DateOrder {
        self.date_order.unwrap_or(match self.country.as_str() {
            "US" | "PH" => DateOrder::Mdy,
            "CN" | "TW" | "HK" | "MO" | "JP" | "KR" | "KP" | "MN" | "HU" | "IR" | "LT" => DateOrder::Ymd,
            _ => DateOrder::Dmy,
        })
    }
}

/// What an outlet is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OutletKind {
    /// A newspaper, on paper or on the web.
    Newspaper,
    /// Radio or television.
    Broadcaster,
    /// News made for the web.
    Online,
    /// A magazine.
    Magazine,
    /// A news agency, whose texts others print.
    Agency,
    /// A page around other outlets' articles.
    Aggregator,
}

/// Who owns an outlet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OwnerType {
    /// The state, or a body that it directs.
    State,
    /// The public, at arm's length from the government.
    Public,
    /// Companies or persons.
    Private,
    /// A political party.
    Party,
    /// A foundation, trust, cooperative or association.
    Nonprofit,
    /// Not known.
    Unknown,
}

/// The order of day, month and year in a date of figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DateOrder {
    /// 31.12.2016
    Dmy,
    /// 12/31/2016
    Mdy,
    /// 2016-12-31
    Ymd,
}

/// The name of a newspaper section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionName {
    /// The section in English: "Politics" for "Политика".
    pub canonical: String,
    /// Whether pieces in it are opinion: comment, editorial, column. Analysis is not.
    pub opinion: bool,
    /// ISO 639-1 codes of the languages that write it so.
    pub languages: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OutletFile {
    outlet: Vec<Outlet>,
}

/// All outlets of all files, in order.
pub(super) fn read_outlets(files: &[(&str, &str)], problems: &mut Vec<String>) -> Vec<Outlet> {
    let mut outlets = Vec::new();
    for (name, text) in files {
        match toml::from_str::<OutletFile>(text) {
            Ok(file) => outlets.extend(file.outlet),
            Err(error) => problems.push(format!("outlets/{name}.toml: {error}")),
        }
    }
    outlets
}
