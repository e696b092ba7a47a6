//! Small closed classes of English words that the rules for names need.

use crate::corpus::Language;
use crate::text::stopwords::is_stop_word;

fn among(word: &str, list: &[&str]) -> bool {
    list.binary_search(&word).is_ok()
}

/// Determiners: what a noun phrase begins with.
pub(in crate::framing) fn is_determiner(word: &str) -> bool {
    among(
        word,
        &[
            "a", "an", "any", "both", "each", "every", "her", "his", "its", "my", "no", "our", "some",
            "that", "the", "their", "these", "this", "those", "your",
        ],
    )
}

/// Determiners that point at something already known.
pub(in crate::framing) fn is_definite(word: &str) -> bool {
    among(word, &["her", "his", "its", "my", "our", "that", "the", "their", "these", "this", "those", "your"])
}

/// Words that end a noun phrase of common nouns.
pub(in crate::framing) fn ends_phrase(word: &str) -> bool {
    is_stop_word(word, Language(Some(*b"en ")))
        || among(
            word,
            &[
                "according",
                "after",
                "amid",
                "around",
                "despite",
                "near",
                "off",
                "said",
                "says",
                "since",
                "via",
                "within",
                "without",
            ],
        )
}

/// Pronouns that stand for a thing.
pub(in crate::framing) fn is_thing_pronoun(word: &str) -> bool {
    matches!(word, "it" | "them" | "this" | "these" | "that" | "they")
}

/// Numbers written as words, and the like: they say how many, not what.
pub(in crate::framing) fn is_number(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_digit() || b == b',' || b == b'.')
        || among(
            word,
            &[
                "eight", "eleven", "few", "five", "four", "hundred", "many", "nine", "seven", "several",
                "six", "ten", "thousand", "three", "twelve", "two",
            ],
        )
}

/// Words that say of what there are many: "a string of islands" is about islands.
pub(in crate::framing) fn is_quantity(word: &str) -> bool {
    among(
        word,
        &[
            "bunch", "chain", "cluster", "group", "handful", "kind", "number", "pair", "part", "range",
            "series", "set", "sort", "stretch", "string",
        ],
    )
}

/// What places are: heads of their names.
pub(in crate::framing) fn is_place_head(word: &str) -> bool {
    among(
        word,
        &[
            "archipelago",
            "atoll",
            "bank",
            "basin",
            "bay",
            "border",
            "bridge",
            "canal",
            "cape",
            "channel",
            "city",
            "coast",
            "corridor",
            "dam",
            "desert",
            "district",
            "enclave",
            "exclave",
            "forest",
            "gulf",
            "heights",
            "hill",
            "hills",
            "island",
            "islands",
            "isle",
            "isles",
            "islet",
            "islets",
            "lake",
            "lakes",
            "land",
            "lands",
            "mount",
            "mountain",
            "mountains",
            "ocean",
            "pass",
            "passage",
            "peak",
            "peninsula",
            "plain",
            "plateau",
            "port",
            "province",
            "provinces",
            "reef",
            "reefs",
            "region",
            "regions",
            "republic",
            "reservoir",
            "ridge",
            "river",
            "rock",
            "rocks",
            "sea",
            "shoal",
            "shoals",
            "state",
            "states",
            "strait",
            "straits",
            "strip",
            "temple",
            "territories",
            "territory",
            "town",
            "triangle",
            "valley",
            "village",
            "volcano",
            "wall",
            "waters",
            "zone",
        ],
    )
}

/// Words that say a thing is contested or held: with them a plain head names the contested thing.
pub(in crate::framing) fn is_status(word: &str) -> bool {
    const ENDS: [&str; 8] =
        ["administered", "annexed", "claimed", "controlled", "governed", "held", "occupied", "run"];
    among(
        word,
        &[
            "administered",
            "annexed",
            "breakaway",
            "ceded",
            "claimed",
            "contested",
            "controlled",
            "disputed",
            "liberated",
            "lost",
            "occupied",
            "rebel",
            "reclaimed",
            "renegade",
            "returned",
            "ruled",
            "seized",
            "stolen",
        ],
    ) || ENDS.contains(&word)
}

/// Endings of adjectives.
const ADJECTIVE_ENDS: [&str; 18] = [
    "able", "ible", "ful", "less", "ous", "ive", "ic", "ical", "al", "ary", "ish", "ian", "ese", "ern",
    "ant", "ent", "some", "like",
];

/// Adjectives without such an ending.
const ADJECTIVES: [&str; 84] = [
    "angry", "armed", "bad", "big", "bitter", "bold", "brave", "brief", "bright", "brutal", "calm",
    "cautious", "cheap", "clear", "close", "cold", "cool", "cruel", "dark", "deep", "dirty", "dry", "early",
    "easy", "empty", "fair", "false", "far", "firm", "former", "free", "fresh", "friendly", "full", "good",
    "grave", "great", "hard", "harsh", "hawkish", "heavy", "high", "hot", "huge", "ill", "illegal", "key",
    "large", "late", "lonely", "long", "loud", "low", "mere", "narrow", "new", "old", "open", "poor",
    "proud", "quick", "quiet", "rare", "rich", "rough", "rude", "safe", "sharp", "short", "small", "soft",
    "strange", "strong", "stubborn", "sudden", "tense", "tough", "true", "ugly", "warm", "weak", "wild",
    "wise", "young",
];

/// Nouns that end like adjectives.
const NOUNS: [&str; 60] = [
    "agent",
    "animal",
    "approval",
    "argument",
    "arrival",
    "arsenal",
    "cable",
    "canal",
    "capital",
    "client",
    "conservative",
    "council",
    "criminal",
    "crystal",
    "deal",
    "denial",
    "department",
    "detective",
    "document",
    "element",
    "executive",
    "festival",
    "general",
    "government",
    "hospital",
    "incident",
    "initiative",
    "instrument",
    "investment",
    "journal",
    "judgment",
    "material",
    "meal",
    "missive",
    "moment",
    "monument",
    "motive",
    "movement",
    "music",
    "native",
    "objective",
    "offensive",
    "official",
    "parliament",
    "payment",
    "people",
    "perspective",
    "president",
    "proposal",
    "public",
    "rival",
    "secretary",
    "signal",
    "statement",
    "student",
    "table",
    "terminal",
    "topic",
    "traffic",
    "trial",
];

/// Whether a folded word is an adjective, by a short list and by its ending: a guess, right nine times of ten in
/// front of a noun.
pub(in crate::framing) fn is_adjective(word: &str) -> bool {
    if NOUNS.contains(&word) || word.len() < 3 || ends_phrase(word) {
        return false;
    }
    ADJECTIVES.binary_search(&word).is_ok()
        || is_status(word)
        || (word.len() > 5 && ADJECTIVE_ENDS.iter().any(|end| word.ends_with(end)) && !word.ends_with("ment"))
        || (word.len() > 5 && (word.ends_with("ed") || word.ends_with("ing")) && !word.ends_with("ceed"))
}

/// Common nouns that name so many things in one story that they connect nothing.
const TOO_COMMON: [&str; 63] = [
    "aim",
    "area",
    "boat",
    "boats",
    "capital",
    "case",
    "cause",
    "chance",
    "child",
    "children",
    "city",
    "company",
    "consequence",
    "country",
    "day",
    "decision",
    "difference",
    "effect",
    "fact",
    "family",
    "government",
    "group",
    "home",
    "house",
    "idea",
    "label",
    "language",
    "leader",
    "man",
    "matter",
    "means",
    "men",
    "minister",
    "move",
    "name",
    "nation",
    "official",
    "officials",
    "one",
    "outcome",
    "party",
    "people",
    "person",
    "phrase",
    "place",
    "plan",
    "point",
    "possibility",
    "president",
    "purpose",
    "question",
    "reason",
    "report",
    "result",
    "side",
    "state",
    "statement",
    "term",
    "thing",
    "time",
    "way",
    "woman",
    "word",
];

/// Whether a folded singular names so many things that it connects nothing.
pub(in crate::framing) fn is_too_common(head: &str) -> bool {
    TOO_COMMON.contains(&head)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_in_order_and_find_their_words() {
        for word in ["a", "the", "your", "its"] {
            assert!(is_determiner(word), "{word}");
        }
        for word in ["archipelago", "islands", "zone", "strait", "republic", "reservoir"] {
            assert!(is_place_head(word), "{word}");
        }
        for word in ["disputed", "occupied", "held", "contested", "lost", "returned", "rebel"] {
            assert!(is_status(word), "{word}");
        }
        for word in ["two", "several", "140", "2,140"] {
            assert!(is_number(word), "{word}");
        }
        assert!(ADJECTIVES.is_sorted(), "adjectives");
        for word in ["angry", "provocative", "hawkish", "anxious", "young", "strong", "strange"] {
            assert!(is_adjective(word), "{word}");
        }
        for word in ["government", "islands", "president", "the", "pact"] {
            assert!(!is_adjective(word), "{word}");
        }
    }
}
