//! What we know about outlets, agencies and hosts before an article is opened.
//!
//! Names in many languages, domains, phrases that only one outlet's pages carry, agency credits,
//! the furniture that any site may have, and the names of newspaper sections. All of it is data in
//! `assets/`; this module reads it once, lazily, and answers look-ups.
//!
//! It knows facts and finds them in text. It does not decide what a page is: which of several
//! mentions is the outlet, the wire or only somebody quoted is the business of the anatomy.

mod anchors;
mod countries;
mod data;
mod fold;
mod openings;
mod phrases;
mod prefixes;
mod scan;
mod sieve;

use std::ops::Range;
use std::sync::OnceLock;

use hashbrown::HashMap;

pub use countries::{countries, country_code, country_name};
pub use data::{DateOrder, Outlet, OutletKind, OwnerType, SectionName};
pub(in crate::ingest) use prefixes::Prefixes;
pub use scan::{Mention, MentionKind, Place};
pub(in crate::ingest) use sieve::{Place as Opening, Sieve};

use crate::corpus::FurnitureKind;
use crate::text::blocks::Blocks;
use phrases::Phrases;
use scan::Scanner;

/// No outlet's name is longer, in bytes.
const LONGEST_NAME: usize = 300;

/// All that is known of outlets and of pages in general. See the module's text.
pub struct Registry {
    outlets: Vec<Outlet>,
    by_name: HashMap<String, u16>,
    by_domain: HashMap<String, u16>,
    scanner: Scanner,
    phrases: Phrases,
    problems: Vec<String>,
}

impl Registry {
    /// The registry that comes with the program, read on first use.
    ///
    /// A data file that cannot be read costs itself alone: it is logged and left out.
    pub fn bundled() -> &'static Self {
        static BUNDLED: OnceLock<Registry> = OnceLock::new();
        BUNDLED.get_or_init(|| {
            let registry = Self::from_files(data::OUTLET_FILES, data::FURNITURE_FILES, data::SECTIONS_FILE);
            for problem in &registry.problems {
                log::error!("registry: {problem}");
            }
            registry
        })
    }

    /// A registry from the texts of its data files, each with its name.
    fn from_files(outlets: &[(&str, &str)], furniture: &[(&str, &str)], sections: (&str, &str)) -> Self {
        let mut problems = Vec::new();
        let outlets = data::read_outlets(outlets, &mut problems);
        let phrases = Phrases::read(furniture, sections, &mut problems);

        let mut by_name = HashMap::new();
        let mut by_domain = HashMap::new();
        for (index, outlet) in (0_u16..).zip(&outlets) {
            for name in outlet.all_names() {
                by_name.entry(fold::name_key(name)).or_insert(index);
            }
            for domain in &outlet.domains {
                by_domain.entry(domain.to_ascii_lowercase()).or_insert(index);
            }
        }
        // Credits name an outlet too, but never against a name proper.
        for (index, outlet) in (0_u16..).zip(&outlets) {
            for credit in &outlet.credits {
                by_name.entry(fold::name_key(credit)).or_insert(index);
            }
        }
        by_name.remove("");

        let scanner = Scanner::new(&outlets);
        Self { outlets, by_name, by_domain, scanner, phrases, problems }
    }

    /// All outlets, agencies and hosts; [`Mention::index`] counts in this list.
    pub fn outlets(&self) -> &[Outlet] {
        &self.outlets
    }

    /// The outlet of an index, as found in a [`Mention`].
    pub fn outlet(&self, index: u16) -> Option<&Outlet> {
        self.outlets.get(usize::from(index))
    }

    /// News agencies.
    pub fn agencies(&self) -> impl Iterator<Item = &Outlet> {
        self.outlets.iter().filter(|o| o.kind == OutletKind::Agency)
    }

    /// Aggregators: pages around other outlets' articles.
    pub fn hosts(&self) -> impl Iterator<Item = &Outlet> {
        self.outlets.iter().filter(|o| o.kind == OutletKind::Aggregator)
    }

    /// The outlet of a name in any of its forms; case, accents, spaces, punctuation and a leading
    /// "the" do not matter, so that `china_daily` and `China Daily` are the same. A domain or an
    /// address is understood too.
    pub fn by_name(&self, name: &str) -> Option<&Outlet> {
        if name.len() > LONGEST_NAME {
            return self.by_domain(name);
        }
        fold::with_name_key(name, |key| self.by_name.get(key))
            .and_then(|&index| self.outlet(index))
            .or_else(|| self.by_domain(name))
    }

    /// The outlet of a host name or address: `www.rt.com`, `https://asia.nikkei.com/Politics`.
    /// Subdomains belong to their domain unless they are known to be another outlet's.
    pub fn by_domain(&self, host_or_url: &str) -> Option<&Outlet> {
        let (host, path) = fold::host_and_path(host_or_url)?;
        let mut rest = host.as_str();
        loop {
            // An edition may live in the first folder of the path: `bbc.com/russian`.
            if !path.is_empty()
                && let Some(&index) = self.by_domain.get(format!("{rest}/{path}").as_str())
            {
                return self.outlet(index);
            }
            if let Some(&index) = self.by_domain.get(rest) {
                return self.outlet(index);
            }
            rest = rest.split_once('.')?.1;
        }
    }

    /// Every name, domain, credit and furniture phrase in `text`, in order, none overlapping.
    ///
    /// Names too short or too common to mean an outlet in running prose ("RT", "Time") are only
    /// reported where they stand as a name: see [`Place`].
    pub fn mentions(&self, text: &str) -> Vec<Mention> {
        let mut found = Vec::new();
        let blocks = Blocks::of(text.as_bytes());
        let lower = text.to_ascii_lowercase();
        self.scanner.mentions(text, &lower, 0..text.len(), (&blocks, 0), &mut found, |_| {});
        found
    }

    /// The [`mentions`](Self::mentions) of `text` in a part of it that begins and ends where a line does, put behind `found`.
    /// `lower` is all of the text with ASCII letters in lower case, `blocks` those of a text that has this one at the place
    /// beside them. `other` is shown every place where phrases may begin,
    /// so that those who look for other phrases need not go through the text as well.
    pub(in crate::ingest) fn mentions_within(
        &self,
        text: &str,
        lower: &str,
        part: Range<usize>,
        blocks: (&Blocks, usize),
        found: &mut Vec<Mention>,
        other: impl FnMut(&Opening),
    ) {
        self.scanner.mentions(text, lower, part, blocks, found, other);
    }

    /// Whether a line is furniture of a kind that any site may have, and the phrase that shows it.
    ///
    /// Case, width, kind of quotation marks, spaces and punctuation around do not matter, and any
    /// number stands for any other. A line made of nothing but known menu words and section names
    /// is a menu; a section name alone is not furniture.
    pub fn generic_furniture(&self, line: &str) -> Option<(FurnitureKind, &str)> {
        self.phrases.furniture(line, None)
    }

    /// The same, of a `line` in which places were found where a phrase [may stand](Self::may_stand_at) or `none` was;
    /// `lower` is the line with ASCII letters in lower case.
    pub(in crate::ingest) fn generic_furniture_of(
        &self,
        line: &str,
        lower: &str,
        none: bool,
    ) -> Option<(FurnitureKind, &str)> {
        self.phrases.furniture(line, Some((lower, none)))
    }

    /// Whether what stands at `place` may be of a phrase of furniture that may stand anywhere in a line.
    pub(in crate::ingest) fn may_stand_at(&self, place: &Opening) -> bool {
        self.phrases.may_stand_at(place)
    }

    /// The newspaper section that a line names, and nothing else.
    pub fn section(&self, line: &str) -> Option<&SectionName> {
        self.phrases.section(line)
    }

    /// What was wrong with the data files; empty in a tested build.
    pub fn problems(&self) -> &[String] {
        &self.problems
    }
}

impl std::fmt::Debug for Registry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Registry")
            .field("outlets", &self.outlets.len())
            .field("problems", &self.problems)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod data_tests;
#[cfg(test)]
mod tests;
