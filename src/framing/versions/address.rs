//! Web addresses as names of articles: two that lead to one article are written alike.

/// Parameters that say how somebody came to a page, not which page it is.
const WAYS: &[&str] = &[
    "fbclid",
    "gclid",
    "igshid",
    "mc_cid",
    "mc_eid",
    "ref",
    "referrer",
    "cmp",
    "cmpid",
    "ocid",
    "smid",
    "smtyp",
    "share",
    "src",
    "source",
    "amp",
    "output",
    "outputtype",
    "print",
    "printable",
    "view",
    "mobile",
    "from",
    "via",
    "partner",
    "feedtype",
    "guccounter",
    "taid",
    "s",
    "sh",
    "xtor",
    "rss",
    "mod",
];

/// Hosts of one site for small screens and the like.
const HOSTS: &[&str] = &["www.", "m.", "mobile.", "amp.", "touch."];

/// Last parts of a path that are the same page in another dress.
const DRESSES: &[&str] = &["/amp", "/print", "/index.html", "/index.htm", "/index.php", ".amp", "/amp.html"];

/// The address written so that those of one article are alike; `None` for what is no address of an article, such
/// as that of a whole site.
pub(super) fn of_article(address: &str) -> Option<String> {
    let (site, path, mut query) = parts(address)?;
    query.retain(|(name, _)| !WAYS.contains(&name.as_str()) && !name.starts_with("utm_"));
    let path = plain_path(path);
    if path.is_empty() && query.is_empty() {
        return None;
    }
    Some(written(&site, &path, &query))
}

/// The same without the number of a page: what the pages of one article have in common.
pub(super) fn of_pages(address: &str) -> Option<String> {
    let (site, path, mut query) = parts(address)?;
    query.retain(|(name, _)| {
        !WAYS.contains(&name.as_str())
            && !name.starts_with("utm_")
            && !matches!(name.as_str(), "page" | "p" | "pg" | "pagenum" | "paged")
    });
    let path = without_page(&plain_path(path)).to_owned();
    if path.is_empty() && query.is_empty() {
        return None;
    }
    Some(written(&site, &path, &query))
}

type Parts<'a> = (String, &'a str, Vec<(String, &'a str)>);

/// Site, path and parameters in order of their names.
fn parts(address: &str) -> Option<Parts<'_>> {
    let (scheme, rest) = address.trim().split_once("://")?;
    if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
        return None;
    }
    let rest = rest.split_once('#').map_or(rest, |(before, _)| before);
    let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (site, path) = place.split_once('/').unwrap_or((place, ""));
    let mut site = site.to_ascii_lowercase();
    for host in HOSTS {
        // "m.example" alone is a site of this name.
        if let Some(rest) = site.strip_prefix(host).filter(|rest| rest.contains('.')) {
            site = rest.to_owned();
        }
    }
    if site.is_empty() || site.contains(char::is_whitespace) {
        return None;
    }
    let one = |pair| {
        let (name, value) = str::split_once(pair, '=').unwrap_or((pair, ""));
        (name.to_ascii_lowercase(), value)
    };
    let mut query: Vec<(String, &str)> = query.split('&').filter(|pair| !pair.is_empty()).map(one).collect();
    query.sort_unstable();
    Some((site, path, query))
}

/// A path without what only dresses the page otherwise.
fn plain_path(path: &str) -> String {
    let mut path = path.trim_matches('/');
    let mut whole = format!("/{path}");
    while let Some(rest) = DRESSES.iter().find_map(|dress| whole.strip_suffix(dress)) {
        whole = rest.trim_end_matches('/').to_owned();
    }
    path = whole.trim_start_matches('/');
    path.strip_prefix("amp/").unwrap_or(path).to_owned()
}

/// A path without the number of a page at its end: `/2`, `/page/2`, `/page-2`, `_2.html`.
fn without_page(path: &str) -> &str {
    let ending = path.strip_suffix(".html").or_else(|| path.strip_suffix(".htm")).unwrap_or(path);
    let before = ending.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = ending.len() - before.len();
    if !(1..=2).contains(&digits) {
        return ending;
    }
    let named = ["/page/", "/page-", "/page", "-page-", "_page_", "/", "_"];
    named.iter().find_map(|sign| before.strip_suffix(sign)).filter(|stem| !stem.is_empty()).unwrap_or(ending)
}

fn written(site: &str, path: &str, query: &[(String, &str)]) -> String {
    let mut text = format!("{site}/{path}");
    for (at, (name, value)) in query.iter().enumerate() {
        text.push(if at == 0 { '?' } else { '&' });
        text.push_str(name);
        text.push('=');
        text.push_str(value);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_one_article_are_written_alike() {
        let check = |address: &str, expected: Option<&str>| {
            assert_eq!(of_article(address).as_deref(), expected, "{address}");
        };
        let same = Some("nelin-post.example/2024/05/quay");
        check("https://www.nelin-post.example/2024/05/quay/", same);
        check("http://m.nelin-post.example/2024/05/quay?utm_source=feed&fbclid=x#top", same);
        check("https://amp.nelin-post.example/2024/05/quay/amp/", same);
        check("https://nelin-post.example/amp/2024/05/quay/index.html", same);
        check("https://nelin-post.example/story?id=7&lang=en", Some("nelin-post.example/story?id=7&lang=en"));
        check("https://nelin-post.example/story?lang=en&id=7", Some("nelin-post.example/story?id=7&lang=en"));
        check("https://m.example/a", Some("m.example/a"));
        for none in
            ["https://nelin-post.example/", "https://nelin-post.example/?utm_source=x", "quay", "://", ""]
        {
            check(none, None);
        }
    }

    #[test]
    fn pages_of_one_article_have_one_stem() {
        let stem = Some("nelin-post.example/long/read");
        for address in [
            "https://nelin-post.example/long/read",
            "https://nelin-post.example/long/read/2",
            "https://nelin-post.example/long/read/page/3/",
            "https://nelin-post.example/long/read?page=2",
            "https://nelin-post.example/long/read_2.html",
        ] {
            assert_eq!(of_pages(address).as_deref(), stem, "{address}");
        }
        assert_eq!(of_pages("https://nelin-post.example/2024").as_deref(), Some("nelin-post.example/2024"));
    }
}
