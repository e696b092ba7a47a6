//! Countries by code and name, so that nobody has to know codes.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::fold::name_key;

const FILE: &str = include_str!("../../../assets/countries.toml");

fn by_code() -> &'static BTreeMap<String, String> {
    static NAMES: OnceLock<BTreeMap<String, String>> = OnceLock::new();
    // The file is part of the program, and a test reads it.
    NAMES.get_or_init(|| toml::from_str(FILE).unwrap_or_default())
}

/// All countries the program has a name for: code and name, by code.
pub fn countries() -> impl Iterator<Item = (&'static str, &'static str)> {
    by_code().iter().map(|(code, name)| (code.as_str(), name.as_str()))
}

/// The name of the country of this code, in English; what is no known code is its own name.
pub fn country_name(code: &str) -> &str {
    by_code().get(&code.to_ascii_uppercase()).map_or(code, String::as_str)
}

/// The code of a country by its name or its code, in any case.
pub fn country_code(typed: &str) -> Option<&'static str> {
    let wanted = name_key(typed);
    countries()
        .find(|(code, name)| code.eq_ignore_ascii_case(typed.trim()) || name_key(name) == wanted)
        .map(|(code, _)| code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::registry::Registry;

    #[test]
    fn every_country_of_the_registry_has_a_name() {
        for outlet in Registry::bundled().outlets() {
            assert_ne!(country_name(&outlet.country), outlet.country, "{}", outlet.name);
        }
    }

    #[test]
    fn countries_go_by_name_and_code() {
        for (typed, code) in
            [("Japan", Some("JP")), ("japan ", Some("JP")), ("jp", Some("JP")), ("Norvia", None), ("", None)]
        {
            assert_eq!(country_code(typed), code, "{typed}");
        }
        assert_eq!(country_name("Norvia"), "Norvia");
    }
}
