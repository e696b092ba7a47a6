//! What the system says about where the user is.

use crate::figure::Numbers;

/// How the system writes numbers; English where it does not say.
pub fn system_numbers() -> Numbers {
    Numbers::of_locale(
        &from_environment(|name| std::env::var(name).ok())
            .or_else(sys_locale::get_locale)
            .unwrap_or_default(),
    )
}

/// The locale of numbers by the rules of POSIX: the first of these that is set and not empty.
fn from_environment(value: impl Fn(&str) -> Option<String>) -> Option<String> {
    ["LC_ALL", "LC_NUMERIC", "LANG"]
        .into_iter()
        .find_map(|name| value(name).filter(|locale| !locale.is_empty()))
}

#[test]
fn numbers_have_a_locale_of_their_own_which_all_overrides() {
    let check = |set: &[(&str, &str)], expected: Option<&str>| {
        let value =
            |name: &str| set.iter().find(|(own, _)| *own == name).map(|(_, locale)| (*locale).to_owned());
        assert_eq!(from_environment(value).as_deref(), expected, "{set:?}");
    };
    check(&[], None);
    check(&[("LANG", "en_GB.UTF-8")], Some("en_GB.UTF-8"));
    check(&[("LANG", "en_GB.UTF-8"), ("LC_NUMERIC", "de_DE")], Some("de_DE"));
    check(&[("LC_ALL", "fr_FR"), ("LC_NUMERIC", "de_DE")], Some("fr_FR"));
    check(&[("LC_ALL", ""), ("LANG", "sv_SE")], Some("sv_SE"));
}
