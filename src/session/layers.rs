//! The layers of the aligned reader in Compare, and which of them are on.

/// A layer of the aligned reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ReaderLayer {
    /// Words that all columns use, greyed.
    #[default]
    Shared,
    /// Words that one column alone uses.
    Own,
    /// Sentences that one column alone tells.
    OnlyHere,
    /// Names of contested things.
    Names,
    /// Words given to somebody.
    Voices,
    /// Words of the codebook.
    Frames,
    /// Hedges and loaded words.
    Hedges,
    /// Figures.
    Figures,
}

impl ReaderLayer {
    /// In the order of the row of switches.
    pub const ALL: [Self; 8] = [
        Self::Shared,
        Self::Own,
        Self::OnlyHere,
        Self::Names,
        Self::Voices,
        Self::Frames,
        Self::Hedges,
        Self::Figures,
    ];
}

/// Which layers are on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReaderLayers(u8);

impl Default for ReaderLayers {
    fn default() -> Self {
        [ReaderLayer::Shared, ReaderLayer::Own, ReaderLayer::OnlyHere].into_iter().collect()
    }
}

impl FromIterator<ReaderLayer> for ReaderLayers {
    fn from_iter<T: IntoIterator<Item = ReaderLayer>>(layers: T) -> Self {
        Self(layers.into_iter().fold(0, |on, layer| on | bit(layer)))
    }
}

impl ReaderLayers {
    /// Whether a layer is on.
    pub fn has(self, layer: ReaderLayer) -> bool {
        self.0 & bit(layer) != 0
    }

    /// Those that are on, in order.
    pub fn on(self) -> impl Iterator<Item = ReaderLayer> {
        ReaderLayer::ALL.into_iter().filter(move |layer| self.has(*layer))
    }

    /// With a layer switched.
    #[must_use]
    pub fn switched(self, layer: ReaderLayer) -> Self {
        Self(self.0 ^ bit(layer))
    }
}

fn bit(layer: ReaderLayer) -> u8 {
    1 << layer as u8
}
