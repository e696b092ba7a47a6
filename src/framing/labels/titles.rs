//! Words for persons by office or work.

/// What persons are called by office or work: the heads of titles.
const TITLES: [&str; 84] = [
    "adviser",
    "ambassador",
    "analyst",
    "archbishop",
    "author",
    "banker",
    "bishop",
    "boss",
    "captain",
    "chair",
    "chairman",
    "chairwoman",
    "chancellor",
    "chief",
    "citizen",
    "clerk",
    "coach",
    "columnist",
    "commander",
    "commissioner",
    "congressman",
    "congresswoman",
    "correspondent",
    "deputy",
    "dictator",
    "diplomat",
    "director",
    "doctor",
    "dr",
    "economist",
    "editor",
    "emir",
    "envoy",
    "executive",
    "expert",
    "fisherman",
    "general",
    "governor",
    "head",
    "historian",
    "journalist",
    "judge",
    "keeper",
    "king",
    "lady",
    "lawmaker",
    "lawyer",
    "leader",
    "lord",
    "manager",
    "master",
    "mayor",
    "mep",
    "minister",
    "miss",
    "mp",
    "mr",
    "mrs",
    "ms",
    "negotiator",
    "officer",
    "official",
    "oligarch",
    "owner",
    "painter",
    "patriarch",
    "pm",
    "politician",
    "pope",
    "premier",
    "president",
    "prince",
    "princess",
    "professor",
    "prosecutor",
    "queen",
    "representative",
    "scholar",
    "secretary",
    "senator",
    "sheikh",
    "skipper",
    "spokesman",
    "spokeswoman",
];

/// Whether a word is said of a person for their office or work.
pub(super) fn is_title(form: &str) -> bool {
    TITLES.binary_search(&form).is_ok()
        || matches!(
            form,
            "activist"
                | "astronaut"
                | "lieutenant"
                | "colonel"
                | "major"
                | "sergeant"
                | "admiral"
                | "sir"
                | "dame"
                | "spokesperson"
                | "strongman"
                | "tsar"
                | "veteran"
                | "widow"
                | "writer"
                | "scientist"
                | "researcher"
                | "underwriter"
                | "teacher"
                | "farmer"
                | "trader"
                | "president-elect"
                | "chairperson"
                | "rabbi"
                | "imam"
                | "ayatollah"
                | "caliph"
                | "sultan"
                | "speaker"
                | "whip"
                | "fellow"
                | "founder"
                | "candidate"
        )
}

#[cfg(test)]
mod tests {
    use super::TITLES;

    #[test]
    fn titles_are_in_order() {
        assert!(TITLES.is_sorted());
    }
}
