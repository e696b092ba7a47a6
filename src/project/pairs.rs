//! Pairs of articles that the user says belong together, or do not.

use super::corrections::ArticleKey;

/// Pairs of articles.
pub(super) type Pairs = Vec<[ArticleKey; 2]>;

/// Chains articles to each other.
pub(super) fn hold(together: &mut Pairs, articles: &[ArticleKey]) {
    for pair in articles.windows(2) {
        let [one, other] = pair else { continue };
        let pair = [one.clone(), other.clone()];
        if !together.contains(&pair) {
            together.push(pair);
        }
    }
}

/// Says that the articles `out` and the articles `rest` do not belong together; says whether there were any of both.
pub(super) fn part(together: &mut Pairs, apart: &mut Pairs, out: &[ArticleKey], rest: &[ArticleKey]) -> bool {
    let (Some(one), Some(other)) = (out.first(), rest.first()) else { return false };
    together.retain(|[a, b]| out.contains(a) == out.contains(b));
    hold(together, out);
    hold(together, rest);
    apart.push([one.clone(), other.clone()]);
    true
}

/// Keys and pairs of articles that are called by one letter each.
#[cfg(test)]
pub(super) mod letters {
    use super::*;

    pub(in crate::project) fn keys(names: &str) -> Vec<ArticleKey> {
        let key = |name: char| ArticleKey { path: name.to_string().into(), record: 0, content: 0 };
        names.chars().map(key).collect()
    }

    pub(in crate::project) fn pairs(pairs: &[[ArticleKey; 2]]) -> Vec<String> {
        pairs.iter().map(|[one, other]| format!("{}{}", one.path, other.path)).collect()
    }
}
