//! Names across languages: what kind of place a name is of, where its head says so.

use super::naming::Name;

/// Heads of one kind of place in several languages; Russian by the beginning of the word.
const KINDS: [&[&str]; 7] = [
    &[
        "islands",
        "island",
        "isles",
        "islets",
        "archipelago",
        "остров",
        "архипелаг",
        "群岛",
        "群島",
        "諸島",
        "列島",
        "列岛",
        "岛",
        "島",
    ],
    &["territories", "territory", "территори", "領土", "领土"],
    &["strait", "straits", "пролив", "海峡", "海峽"],
    &["peninsula", "полуостров", "半岛", "半島"],
    &["sea", "море", "моря", "морем", "海"],
    &["reef", "shoal", "риф", "礁"],
    &["gulf", "bay", "залив", "湾", "灣"],
];

/// The kind of place that a name's words say, by its number.
pub(super) fn kind_of(name: &Name) -> Option<usize> {
    kind_of_text(&name.text)
}

pub(super) fn kind_of_text(text: &str) -> Option<usize> {
    let lower = text.to_lowercase();
    let fits = |head: &&str| {
        if head.chars().any(crate::text::script::is_cjk) {
            return lower.ends_with(*head);
        }
        let mut words = lower.split(|c: char| !c.is_alphanumeric());
        if head.is_ascii() { words.any(|w| w == *head) } else { words.any(|w| w.starts_with(*head)) }
    };
    // Longer heads first: a peninsula (半岛) is no island (岛).
    let peninsula = KINDS.get(3).is_some_and(|heads| heads.iter().any(fits));
    if peninsula {
        return Some(3);
    }
    KINDS.iter().position(|heads| heads.iter().any(fits))
}

#[cfg(test)]
mod tests {
    use super::kind_of_text;

    #[test]
    fn kinds_agree_across_languages() {
        let kinds =
            ["Halder Islands", "哈尔西恩群岛", "ハルシオン諸島", "островами Халсион"].map(kind_of_text);
        assert!(kinds.iter().all(|kind| *kind == Some(0)), "{kinds:?}");
        assert_eq!(kind_of_text("塔尔半岛"), kind_of_text("the Tal peninsula"));
        assert_ne!(kind_of_text("塔尔半岛"), Some(0));
        assert_eq!(kind_of_text("provocation"), None);
    }
}
