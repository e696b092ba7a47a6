//! Dictionaries in YAML as quanteda reads and writes them: keys with lists of words, keys within keys.

use super::check::Fault;
use super::import::{Gathered, Imported, of_categories};
use super::yaml::{self, Yaml};

/// Reads a dictionary. A key within a key becomes a frame named after both: "Economy: Positive".
pub(super) fn read(stem: &str, text: &str) -> Result<Imported, Fault> {
    let Yaml::Map(pairs) = yaml::read(text)? else {
        return Err(Fault::new("A dictionary in YAML begins with a key, such as economy:"));
    };
    let mut gathered = Gathered::default();
    for (key, value) in &pairs {
        gather(key, value, &mut gathered);
    }
    of_categories(stem, gathered.frames, Vec::new())
}

fn gather(name: &str, value: &Yaml, gathered: &mut Gathered) {
    match value {
        Yaml::Text(word) => gathered.add(name, word),
        Yaml::List(items) => {
            if items.is_empty() {
                gathered.frame(name);
            }
            for item in items {
                gather(name, item, gathered);
            }
        }
        Yaml::Map(pairs) => {
            for (key, value) in pairs {
                gather(&format!("{name}: {key}"), value, gathered);
            }
        }
    }
}
