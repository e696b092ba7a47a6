//! The pages of the help, as text in `assets/help` and as blocks to be drawn.

use std::sync::OnceLock;

use crate::session::View;

/// A page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Page {
    /// All shortcuts, generated from the actions.
    Keys,
    /// The view of that name.
    #[default]
    Browse,
    /// The view of that name.
    Frequency,
    /// The view of that name.
    Compare,
    /// Codebooks, and samples coded by hand.
    Coding,
    /// What the user works out, and where it is kept.
    Projects,
    /// Figures out of the program.
    Figures,
    /// Queries and filters.
    Typing,
    /// How things are counted.
    Counting,
    /// The words of the trade.
    Glossary,
}

/// A piece of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading under the page's title.
    Heading(String),
    /// A paragraph; words between asterisks or backquotes stand out.
    Paragraph(String),
    /// A word, and what it means.
    Term(String, String),
}

impl Page {
    /// In the order of the contents.
    pub const ALL: [Self; 10] = [
        Self::Keys,
        Self::Browse,
        Self::Frequency,
        Self::Compare,
        Self::Coding,
        Self::Projects,
        Self::Figures,
        Self::Typing,
        Self::Counting,
        Self::Glossary,
    ];

    /// The page about a view.
    pub fn of(view: View) -> Self {
        match view {
            View::Browse => Self::Browse,
            View::Frequency => Self::Frequency,
            View::Compare => Self::Compare,
        }
    }

    /// Its line in the contents.
    pub fn title(self) -> &'static str {
        match self {
            Self::Keys => "All shortcuts",
            Self::Browse => "Browse",
            Self::Frequency => "Frequency",
            Self::Compare => "Compare",
            Self::Coding => "Coding by hand",
            Self::Projects => "Projects and corrections",
            Self::Figures => "Figures",
            Self::Typing => "What you can type",
            Self::Counting => "How things are counted",
            Self::Glossary => "Words",
        }
    }

    /// Its text, in blocks; empty where it is drawn from tables.
    pub fn blocks(self) -> &'static [Block] {
        static BLOCKS: OnceLock<Vec<Vec<Block>>> = OnceLock::new();
        let all = BLOCKS.get_or_init(|| Self::ALL.iter().map(|page| blocks_of(page.text())).collect());
        all.get(self as usize).map_or(&[], Vec::as_slice)
    }

    fn text(self) -> &'static str {
        match self {
            Self::Keys | Self::Typing | Self::Counting => "",
            Self::Browse => include_str!("../../../assets/help/browse.md"),
            Self::Frequency => include_str!("../../../assets/help/frequency.md"),
            Self::Compare => include_str!("../../../assets/help/compare.md"),
            Self::Coding => include_str!("../../../assets/help/coding.md"),
            Self::Projects => include_str!("../../../assets/help/projects.md"),
            Self::Figures => include_str!("../../../assets/help/figures.md"),
            Self::Glossary => include_str!("../../../assets/help/glossary.md"),
        }
    }
}

impl Block {
    /// Whether it has these letters, in any case.
    pub fn has(&self, letters: &str) -> bool {
        let has = |text: &str| text.to_lowercase().contains(letters);
        match self {
            Self::Heading(text) | Self::Paragraph(text) => has(text),
            Self::Term(word, meaning) => has(word) || has(meaning),
        }
    }
}

/// Headings, paragraphs and terms; one sentence a line makes one paragraph.
fn blocks_of(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut paragraph = String::new();
    for line in text.lines().chain([""]) {
        let term = line.strip_prefix("- **").and_then(|rest| rest.split_once("**: "));
        let heading = line.strip_prefix("## ");
        let is_title = line.starts_with("# ");
        if (line.is_empty() || term.is_some() || heading.is_some() || is_title) && !paragraph.is_empty() {
            blocks.push(Block::Paragraph(std::mem::take(&mut paragraph)));
        }
        if let Some((word, meaning)) = term {
            blocks.push(Block::Term(word.to_owned(), meaning.to_owned()));
        } else if let Some(heading) = heading {
            blocks.push(Block::Heading(heading.to_owned()));
        } else if !is_title && !line.is_empty() {
            if !paragraph.is_empty() {
                paragraph.push(' ');
            }
            paragraph.push_str(line);
        }
    }
    blocks
}

/// A paragraph cut into plain words and words that stand out.
pub fn spans(text: &str) -> Vec<(&str, bool)> {
    text.split(['*', '`'])
        .enumerate()
        .map(|(at, part)| (part, at % 2 == 1))
        .filter(|(part, _)| !part.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_headings_paragraphs_and_terms() {
        let text = "# Title\n\nOne.\nTwo *three*.\n\n## Part\nFour.\n- **word**: a word.\n";
        let expected = [
            Block::Paragraph("One. Two *three*.".into()),
            Block::Heading("Part".into()),
            Block::Paragraph("Four.".into()),
            Block::Term("word".into(), "a word.".into()),
        ];
        assert_eq!(blocks_of(text), expected);
        assert_eq!(spans("Two *three*."), [("Two ", false), ("three", true), (".", false)]);
    }

    #[test]
    fn every_page_has_text_and_its_marks_are_paired() {
        for page in Page::ALL.into_iter().filter(|page| !page.text().is_empty()) {
            assert!(page.blocks().len() > 5, "{page:?}");
            for block in page.blocks() {
                if let Block::Paragraph(text) = block {
                    let marks = text.chars().filter(|c| matches!(c, '*' | '`')).count();
                    assert_eq!(marks % 2, 0, "{text}");
                }
            }
        }
        for (at, page) in Page::ALL.into_iter().enumerate() {
            assert_eq!(page as usize, at, "the contents are in the order of the pages");
        }
    }

    #[test]
    fn the_words_of_the_trade_are_explained() {
        let has = |word: &str| {
            Page::Glossary.blocks().iter().any(|block| matches!(block, Block::Term(term, _) if term == word))
        };
        for word in [
            "word",
            "type",
            "hit",
            "per million",
            "interval",
            "design effect",
            "log-odds z",
            "log ratio",
            "G2",
            "concordance",
            "wire",
            "furniture",
        ] {
            assert!(has(word), "{word}");
        }
    }
}
