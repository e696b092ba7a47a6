//! Readability formulas, for English only and descriptive.
//!
//! They count; they do not judge quality. Sentence bounds and syllable rules move a score by a
//! grade. All are undefined for a text without words or sentences, where some programs print 0.
//!
//! Same figures: textstat (except fog, which leaves out a list of easy words there).

use super::{Stat, Undefined};

/// What the formulas count. Which characters and syllables are counted is the caller's business.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct TextCounts {
    /// Words.
    pub words: u64,
    /// Sentences.
    pub sentences: u64,
    /// Syllables.
    pub syllables: u64,
    /// Words of three syllables or more.
    pub polysyllables: u64,
    /// Letters and digits.
    pub letters: u64,
    /// Characters that are not white space.
    pub characters: u64,
}

impl TextCounts {
    /// A count per sentence.
    fn per_sentence(&self, count: u64) -> Stat {
        self.filled()?;
        Ok(count as f64 / self.sentences as f64)
    }

    /// A count per word.
    fn per_word(&self, count: u64) -> Stat {
        self.filled()?;
        Ok(count as f64 / self.words as f64)
    }

    fn filled(&self) -> Stat<()> {
        if self.words == 0 || self.sentences == 0 { Err(Undefined::NoWords) } else { Ok(()) }
    }

    /// Flesch reading ease: 206.835 - 1.015 W/S - 84.6 Y/W. About 0 (hard) to 100 (easy), unbounded.
    ///
    /// Reference: Flesch 1948, *A new readability yardstick*.
    pub fn flesch_reading_ease(&self) -> Stat {
        Ok(206.835 - 1.015 * self.per_sentence(self.words)? - 84.6 * self.per_word(self.syllables)?)
    }

    /// Flesch-Kincaid grade: .39 W/S + 11.8 Y/W - 15.59, in years of US school.
    ///
    /// Reference: Kincaid et al. 1975, *Derivation of new readability formulas*.
    pub fn flesch_kincaid_grade(&self) -> Stat {
        Ok(0.39 * self.per_sentence(self.words)? + 11.8 * self.per_word(self.syllables)? - 15.59)
    }

    /// SMOG: 1.043 sqrt(30 P/S) + 3.1291, in years of US school.
    ///
    /// Small counts: made for samples of 30 sentences, flag shorter texts ([`Self::too_short_for_smog`]).
    /// Reference: `McLaughlin` 1969, *SMOG grading: a new readability formula*.
    pub fn smog(&self) -> Stat {
        Ok(1.043 * (30.0 * self.per_sentence(self.polysyllables)?).sqrt() + 3.1291)
    }

    /// Whether SMOG is extrapolated: fewer than 30 sentences.
    pub fn too_short_for_smog(&self) -> bool {
        self.sentences < 30
    }

    /// Gunning's fog index: .4 (W/S + 100 P/W), in years of US school.
    ///
    /// Reference: Gunning 1952, *The Technique of Clear Writing*.
    pub fn gunning_fog(&self) -> Stat {
        Ok(0.4 * (self.per_sentence(self.words)? + 100.0 * self.per_word(self.polysyllables)?))
    }

    /// Coleman-Liau: .058 (100 L/W) - .296 (100 S/W) - 15.8, in years of US school; no syllables.
    ///
    /// Reference: Coleman & Liau 1975, *A computer readability formula designed for machine scoring*.
    pub fn coleman_liau(&self) -> Stat {
        Ok(5.8 * self.per_word(self.letters)? - 29.6 * self.per_word(self.sentences)? - 15.8)
    }

    /// Automated readability index: 4.71 C/W + .5 W/S - 21.43, in years of US school; no syllables.
    ///
    /// Reference: Senter & Smith 1967, *Automated readability index*.
    pub fn automated_readability(&self) -> Stat {
        Ok(4.71 * self.per_word(self.characters)? + 0.5 * self.per_sentence(self.words)? - 21.43)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(got: Stat, expected: f64) {
        let got = got.unwrap();
        assert!((got - expected).abs() <= 1e-9, "got {got}, expected {expected}");
    }

    /// By hand: 10 words a sentence, 1.5 syllables, 4.7 letters and 5 characters a word, 3
    /// polysyllables a sentence of 30.
    #[test]
    fn scores_by_hand() {
        let counts = TextCounts {
            words: 300,
            sentences: 30,
            syllables: 450,
            polysyllables: 90,
            letters: 1_410,
            characters: 1_500,
        };
        close(counts.flesch_reading_ease(), 206.835 - 10.15 - 126.9);
        close(counts.flesch_kincaid_grade(), 3.9 + 17.7 - 15.59);
        close(counts.smog(), 1.043 * 90f64.sqrt() + 3.1291);
        close(counts.gunning_fog(), 16.0);
        close(counts.coleman_liau(), 27.26 - 2.96 - 15.8);
        close(counts.automated_readability(), 23.55 + 5.0 - 21.43);
        assert!(!counts.too_short_for_smog());
        assert_eq!(TextCounts::default().smog(), Err(Undefined::NoWords));
    }
}
