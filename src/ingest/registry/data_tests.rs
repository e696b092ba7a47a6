//! The registry's data: whole, consistent, and found again.

use std::collections::{BTreeMap, BTreeSet};

use super::*;

/// ISO 3166-1 alpha-2, and XK, which everybody uses for Kosovo.
const COUNTRIES: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ \
    BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH \
    ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE \
    IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC \
    MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE \
    PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV \
    SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE \
    YT ZA ZM ZW";

#[test]
fn enough_of_the_world_is_there() {
    let registry = Registry::bundled();
    let papers = registry
        .outlets()
        .iter()
        .filter(|o| !matches!(o.kind, OutletKind::Agency | OutletKind::Aggregator))
        .count();
    assert!(papers >= 900, "{papers} outlets");
    let countries: BTreeSet<&str> = registry.outlets().iter().map(|o| o.country.as_str()).collect();
    assert!(countries.len() >= 170, "{} countries", countries.len());
    assert!(registry.agencies().count() >= 150, "{} agencies", registry.agencies().count());
    assert!(registry.hosts().count() >= 50, "{} hosts", registry.hosts().count());

    let count = |language: &str| {
        registry.outlets().iter().filter(|o| o.languages.iter().any(|l| l == language)).count()
    };
    let wanted = [("en", 300), ("ru", 60), ("zh", 60), ("ja", 50), ("ko", 20), ("ar", 40), ("de", 30)];
    for (language, least) in
        wanted.into_iter().chain([("fr", 60), ("es", 60), ("pt", 20), ("hi", 15), ("tr", 15)])
    {
        assert!(count(language) >= least, "{language}: {}", count(language));
    }
    // Countries from every continent, the populous and the small.
    for country in "NG ZA EG KE CN JP IN ID IR TR DE FR RU UA PL US CA MX CU BR AR AU NZ FJ".split(' ') {
        assert!(registry.outlets().iter().any(|o| o.country == country), "none from {country}");
    }
}

#[test]
fn every_field_is_filled_and_valid() {
    let countries: BTreeSet<&str> = COUNTRIES.split_whitespace().collect();
    for outlet in Registry::bundled().outlets() {
        let name = &outlet.name;
        assert!(countries.contains(outlet.country.as_str()), "{name}: country {}", outlet.country);
        assert!(!outlet.domains.is_empty(), "{name}: no domain");
        assert!(!outlet.languages.is_empty(), "{name}: no language");
        assert!(
            outlet.languages.iter().all(|l| l.len() == 2 && l.bytes().all(|b| b.is_ascii_lowercase())),
            "{name}"
        );
        let lists = [&outlet.names, &outlet.short, &outlet.credits, &outlet.furniture, &outlet.domains];
        for text in lists.into_iter().flatten().chain([name]) {
            assert!(!text.trim().is_empty() && text.trim() == text, "{name}: {text:?}");
        }
        for domain in &outlet.domains {
            assert_eq!(
                fold::host_and_path(domain).map(|(host, _)| domain.starts_with(&host)),
                Some(true),
                "{domain}"
            );
            assert!(!domain.starts_with("www.") && domain.to_lowercase() == *domain, "{domain}");
        }
        // A short phrase is no evidence.
        for phrase in &outlet.furniture {
            let width: usize = phrase.chars().map(|c| if fold::is_spaceless(c) { 3 } else { 1 }).sum();
            assert!(width >= 8, "{name}: {phrase:?}");
        }
    }
}

#[test]
fn nothing_belongs_to_two() {
    let mut names: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    let mut canonical = BTreeSet::new();
    for outlet in Registry::bundled().outlets() {
        assert!(canonical.insert(&outlet.name), "{} stands twice", outlet.name);
        for name in outlet.all_names().chain(outlet.credits.iter().map(String::as_str)) {
            names.entry(format!("name {}", fold::name_key(name))).or_default().insert(&outlet.name);
        }
        for domain in &outlet.domains {
            names.entry(format!("domain {domain}")).or_default().insert(&outlet.name);
        }
        for phrase in &outlet.furniture {
            names.entry(format!("furniture {}", fold::name_key(phrase))).or_default().insert(&outlet.name);
        }
    }
    let shared: Vec<_> =
        names.iter().filter(|(key, owners)| owners.len() > 1 || key.ends_with(' ')).collect();
    assert!(shared.is_empty(), "{shared:?}");
}

#[test]
fn every_name_domain_and_phrase_is_found_again() {
    let registry = Registry::bundled();
    for outlet in registry.outlets() {
        for name in outlet.all_names() {
            assert_eq!(registry.by_name(name).map(|o| &o.name), Some(&outlet.name), "{name}");
        }
        for domain in &outlet.domains {
            let url = format!("https://www.{domain}/");
            assert_eq!(registry.by_domain(&url).map(|o| &o.name), Some(&outlet.name), "{url}");
        }
        for text in
            outlet.all_names().chain(outlet.domains.iter().chain(&outlet.furniture).map(String::as_str))
        {
            let page = format!("It rained.\n{text}\nIt rained again.");
            let found = registry.mentions(&page);
            let whole =
                found.iter().any(|m| m.span.of(&page).eq_ignore_ascii_case(text) && m.place == Place::Line);
            let owner = found.iter().any(|m| registry.outlet(m.index).is_some_and(|o| o.name == outlet.name));
            assert!(
                owner && (whole || text.starts_with("The ") || !text.chars().all(char::is_alphanumeric)),
                "{text:?}: {found:?}"
            );
        }
    }
}

#[test]
fn generic_phrases_are_many_unique_and_not_of_outlets() {
    let registry = Registry::bundled();
    let phrases = registry.phrases.all();
    assert!(phrases.len() >= 4000, "{}", phrases.len());
    for (kind, phrase) in phrases {
        let found = registry.generic_furniture(phrase);
        assert!(found.is_some(), "{phrase:?} is not found");
        assert!(
            found.is_some_and(|(k, _)| k.label() == kind.label()) || phrase.chars().count() < 40,
            "{phrase:?}"
        );
    }
    for section in registry.phrases.all_sections() {
        assert!(section.languages.iter().all(|l| l.len() == 2), "{section:?}");
    }
}

#[test]
fn sections_and_which_are_opinion() {
    for (line, canonical, opinion) in [
        ("Opinion", "Opinion", true),
        ("EDITORIAL", "Editorial", true),
        ("Op-Ed", "Opinion", true),
        ("Columnists", "Columns", true),
        ("Мнения", "Opinion", true),
        ("Колонка", "Columns", true),
        ("社评", "Editorial", true),
        ("評論", "Opinion", true),
        ("社説", "Editorial", true),
        ("オピニオン", "Opinion", true),
        ("사설", "Editorial", true),
        ("Meinung", "Opinion", true),
        ("Leitartikel", "Editorial", true),
        ("Éditorial", "Editorial", true),
        ("Tribune", "Opinion", true),
        ("Columna", "Columns", true),
        ("رأي", "Opinion", true),
        ("Analysis", "Analysis", false),
        ("Аналитика", "Analysis", false),
        ("International relations", "International relations", false),
        ("Политика", "Politics", false),
        ("В мире", "World", false),
        ("国際", "World", false),
        ("国际", "World", false),
        ("财经", "Business", false),
        ("経済", "Economy", false),
        ("Asia", "Asia", false),
    ] {
        let section = Registry::bundled().section(line);
        assert_eq!(section.map(|s| (s.canonical.as_str(), s.opinion)), Some((canonical, opinion)), "{line}");
    }
    for line in ["", "Russia and Japan", "Comments", "Комментарии", "コメント"] {
        assert_eq!(Registry::bundled().section(line), None, "{line}");
    }
}
