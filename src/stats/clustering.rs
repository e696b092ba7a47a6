//! Grouping articles into stories by their similarity.
//!
//! The similarity at which groups are cut is shown, and the user may split and merge: no threshold
//! is right for all stories.

/// How similar two groups are, given the similarities of their members.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Linkage {
    /// As similar as their closest members: connected components, which chain.
    Single,
    /// The mean over all pairs of members: the default.
    Average,
    /// As similar as their farthest members: tight groups.
    Complete,
}

/// Groups of articles whose similarity is at least `threshold`; each group and the list of groups
/// in rising order.
///
/// `similarity(i, j)` is asked for i < j. Formula: agglomerative clustering, the closest two groups
/// first (of equal ones the earliest), down to the threshold. Work grows with the cube of the number
/// of articles, so apply it within a date window.
/// Reference: Sokal & Michener 1958 (average link); Lance & Williams 1967.
/// Same figure: scipy `linkage` and `fcluster(t = 1 - threshold)`, `connected_components`.
pub fn cluster(
    articles: usize,
    threshold: f64,
    linkage: Linkage,
    similarity: impl Fn(usize, usize) -> f64,
) -> Vec<Vec<usize>> {
    // Rounding must not part what lies exactly at the threshold.
    let reached = threshold - 1e-12;
    let mut groups: Vec<Vec<usize>> = (0..articles).map(|article| vec![article]).collect();
    // The lower triangle: between[j][i] for i < j.
    let mut between: Vec<Vec<f64>> =
        (0..articles).map(|j| (0..j).map(|i| similarity(i, j)).collect()).collect();
    while let Some((i, j)) = closest(&between, reached) {
        let (size_i, size_j) = (groups[i].len() as f64, groups[j].len() as f64);
        for other in (0..groups.len()).filter(|&other| other != i && other != j) {
            let (with_i, with_j) = (at(&between, i, other), at(&between, j, other));
            let joined = match linkage {
                Linkage::Single => with_i.max(with_j),
                Linkage::Complete => with_i.min(with_j),
                Linkage::Average => (with_i * size_i + with_j * size_j) / (size_i + size_j),
            };
            between[i.max(other)][i.min(other)] = joined;
        }
        let moved = groups.remove(j);
        groups[i].extend(moved);
        between.remove(j);
        for row in &mut between[j..] {
            row.remove(j);
        }
    }
    for group in &mut groups {
        group.sort_unstable();
    }
    groups.sort_unstable();
    groups
}

fn at(between: &[Vec<f64>], i: usize, j: usize) -> f64 {
    between[i.max(j)][i.min(j)]
}

/// The most similar two groups (i < j) that reach the threshold.
fn closest(between: &[Vec<f64>], reached: f64) -> Option<(usize, usize)> {
    let mut best = None;
    let mut highest = f64::NEG_INFINITY;
    for (j, row) in between.iter().enumerate() {
        for (i, &similarity) in row.iter().enumerate() {
            let earlier = best.is_none_or(|pair| (i, j) < pair);
            if similarity >= reached && (similarity > highest || (similarity >= highest && earlier)) {
                highest = similarity;
                best = Some((i, j));
            }
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By hand: three articles in a chain, .7 and .6, the ends .2 apart. Average link joins the
    /// first two; the third is then (.6 + .2)/2 away.
    #[test]
    fn a_chain_by_hand() {
        let similarity = |i: usize, j: usize| [[0.0, 0.7, 0.2], [0.0, 0.0, 0.6], [0.0; 3]][i][j];
        let groups = |linkage, threshold| cluster(3, threshold, linkage, similarity);
        assert_eq!(groups(Linkage::Single, 0.5), [vec![0, 1, 2]]);
        assert_eq!(groups(Linkage::Average, 0.5), [vec![0, 1], vec![2]]);
        assert_eq!(groups(Linkage::Average, 0.4), [vec![0, 1, 2]]);
        assert_eq!(groups(Linkage::Complete, 0.4), [vec![0, 1], vec![2]]);
        assert!(cluster(0, 0.5, Linkage::Single, |_, _| 1.0).is_empty());
    }
}
