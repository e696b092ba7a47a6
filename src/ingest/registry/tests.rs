//! The registry's code, against the bundled data.

use super::*;

fn registry() -> &'static Registry {
    Registry::bundled()
}

/// `(what is written, whose, what, where)` of everything found.
fn found(text: &str) -> Vec<(&str, &str, MentionKind, Place)> {
    let found = registry().mentions(text);
    found
        .into_iter()
        .map(|m| (m.span.of(text), registry().outlet(m.index).unwrap().name.as_str(), m.what, m.place))
        .collect()
}

#[test]
fn the_bundled_files_parse() {
    assert_eq!(registry().problems(), &[] as &[String]);
    assert!(!registry().outlets().is_empty());
}

#[test]
fn a_broken_file_costs_itself_alone() {
    let good = data::OUTLET_FILES[0];
    let broken = Registry::from_files(
        &[("broken", "[[outlet]]\nname = 3"), good],
        &[("en", "[wall]\nline = [\"Sign in\"]\n"), ("xx", "[nonsense]\nline = [\"a\"]")],
        ("sections", "not toml"),
    );
    assert_eq!(broken.problems().len(), 3, "{:?}", broken.problems());
    assert!(broken.by_name("Reuters").is_some());
    assert!(broken.generic_furniture("sign in").is_some());
    assert!(broken.section("Opinion").is_none());
}

#[test]
fn mentions_are_found_where_they_stand() {
    use MentionKind::{Credit, Domain, Name};
    for (text, expected) in [
        ("By Reuters", vec![("Reuters", "Reuters", Credit, Place::Credit)]),
        ("(reuters)", vec![("reuters", "Reuters", Credit, Place::Line)]),
        ("(A. Photographer / Reuters)", vec![("Reuters", "Reuters", Credit, Place::Brackets)]),
        ("МОСКВА, 3 сентября. /ТАСС/. Дождь", vec![("ТАСС", "TASS", Credit, Place::Brackets)]),
        ("sources told reuters in town", vec![]),
        ("sources told Reuters in town", vec![("Reuters", "Reuters", Credit, Place::Prose)]),
        ("（路透社）", vec![("路透社", "Reuters", Credit, Place::Line)]),
        ("it rained © China Daily 2016", vec![("China Daily", "China Daily", Name, Place::Copyright)]),
        ("Rain falls | China Daily", vec![("China Daily", "China Daily", Name, Place::Tail)]),
        (
            "see https://www.chinadaily.com.cn/a",
            vec![("chinadaily.com.cn", "China Daily", Domain, Place::Prose)],
        ),
        ("see notreuters.com or reuters.com.example or e-reuters.com", vec![]),
        ("Reutersville", vec![]),
    ] {
        assert_eq!(found(text), expected, "{text}");
    }
}

#[test]
fn furniture_of_any_site() {
    use FurnitureKind::{Menu, Paging, Related, Wall};
    for (line, expected) in [
        ("  SIGN UP to read this article! ", Some(Wall)),
        ("You have 3 free articles left this month", Some(Wall)),
        ("You have 12 free articlesleft", None),
        ("Most Viewed Today’s Top News", Some(Related)),
        ("Home > Asia", Some(Menu)),
        ("US EUROPE AFRICA ASIA 中文", Some(Menu)),
        ("Previous Page 1 2 Next Page", Some(Paging)),
        ("Asia", None),
        ("Asia Europe", None),
        ("", None),
        ("...", None),
        ("Rain is expected at home in Asia", None),
    ] {
        assert_eq!(registry().generic_furniture(line).map(|(kind, _)| kind), expected, "{line}");
    }
}
