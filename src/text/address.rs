//! Web addresses as names of articles: two that lead to one article are written alike, and those of its pages have a
//! stem in common.

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

/// Parameters that hold the number of a page.
const NUMBERS: &[&str] = &["page", "pg", "pagenum", "paged", "seite", "pagina"];

/// The number of a page, as an address has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageNumber {
    /// The number, from 1.
    pub number: u16,
    /// Whether the address says that it counts pages ("page=2", "/page/2"): "/2" may count anything.
    pub is_said: bool,
}

/// The address written so that those of one article are alike; `None` for what is no address of an article, such
/// as that of a whole site.
pub fn of_article(address: &str) -> Option<String> {
    let (site, path, mut query) = parts(address)?;
    query.retain(|(name, _)| !WAYS.contains(&name.as_str()) && !name.starts_with("utm_"));
    let path = plain_path(path);
    if path.is_empty() && query.is_empty() {
        return None;
    }
    Some(written(&site, &path, &query))
}

/// The same without the number of a page: what the pages of one article have in common.
pub fn of_pages(address: &str) -> Option<String> {
    let (site, path, mut query) = parts(address)?;
    query.retain(|(name, _)| {
        !WAYS.contains(&name.as_str())
            && !name.starts_with("utm_")
            && !NUMBERS.contains(&name.as_str())
            && name != "p"
    });
    let path = plain_path(path);
    let path = numbered(&path).0.to_owned();
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

/// The number of the page that an address names; `None` where it has none, as those of first pages mostly do.
pub fn page_number(address: &str) -> Option<PageNumber> {
    let (_, path, query) = parts(address)?;
    let of = |text: &str| text.parse::<u16>().ok().filter(|number| (1..=99).contains(number));
    let said = query.iter().find(|(name, _)| NUMBERS.contains(&name.as_str()));
    if let Some(number) = said.and_then(|(_, value)| of(value)) {
        return Some(PageNumber { number, is_said: true });
    }
    if let Some(number) = query.iter().find(|(name, _)| name == "p").and_then(|(_, value)| of(value)) {
        return Some(PageNumber { number, is_said: false });
    }
    numbered(&plain_path(path)).1
}

/// The address that `link` means on the page of this `address`; `None` for what leads nowhere else.
pub fn followed(address: &str, link: &str) -> Option<String> {
    let link = link.trim();
    let link = link.split_once('#').map_or(link, |(before, _)| before);
    if link.contains("://") {
        return Some(link.to_owned());
    }
    let (scheme, rest) = address.trim().split_once("://")?;
    let site = rest.find(['/', '?', '#']).map_or(rest, |at| rest.get(..at).unwrap_or(rest));
    let page = rest.find(['?', '#']).map_or(rest, |at| rest.get(..at).unwrap_or(rest));
    match link.chars().next()? {
        '/' if link.starts_with("//") => Some(format!("{scheme}:{link}")),
        '/' => Some(format!("{scheme}://{site}{link}")),
        '?' => Some(format!("{scheme}://{page}{link}")),
        _ if link.split('/').next().is_some_and(|first| first.contains(':')) => None,
        _ => {
            let folder = page.rfind('/').map_or(page, |at| page.get(..at).unwrap_or(page));
            Some(format!("{scheme}://{folder}/{link}"))
        }
    }
}

/// A path without the number of a page at its end (`/2`, `/page/2`, `/page-2`, `_2.html`), and that number.
fn numbered(path: &str) -> (&str, Option<PageNumber>) {
    /// Words before a number, the longest first, and whether they say what it counts.
    const BEFORE: [(&str, bool); 10] = [
        ("/page/", true),
        ("/page-", true),
        ("/seite/", true),
        ("/seite-", true),
        ("-page-", true),
        ("_page_", true),
        ("/page", true),
        ("/p", false),
        ("/", false),
        ("_", false),
    ];
    let ending = path.strip_suffix(".html").or_else(|| path.strip_suffix(".htm")).unwrap_or(path);
    let before = ending.trim_end_matches(|c: char| c.is_ascii_digit());
    let figures = ending.get(before.len()..).unwrap_or("");
    let number = figures.parse::<u16>().ok().filter(|number| *number > 0 && figures.len() <= 2);
    let Some(number) = number else { return (ending, None) };
    let stem = BEFORE.iter().find_map(|(sign, is_said)| {
        let stem = before.strip_suffix(sign).filter(|stem| !stem.is_empty())?;
        Some((stem, Some(PageNumber { number, is_said: *is_said })))
    });
    stem.unwrap_or((ending, None))
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
            "https://nelin-post.example/long/read/seite-2",
        ] {
            assert_eq!(of_pages(address).as_deref(), stem, "{address}");
        }
        assert_eq!(of_pages("https://nelin-post.example/2024").as_deref(), Some("nelin-post.example/2024"));
    }

    #[test]
    fn addresses_say_which_page_they_lead_to() {
        let check = |address: &str, expected: Option<(u16, bool)>| {
            let found = page_number(address).map(|page| (page.number, page.is_said));
            assert_eq!(found, expected, "{address}");
        };
        check("https://nelin-post.example/long/read", None);
        check("https://nelin-post.example/long/read?page=2", Some((2, true)));
        check("https://nelin-post.example/long/read/page/3/", Some((3, true)));
        check("https://nelin-post.example/long/read/seite-2", Some((2, true)));
        check("https://nelin-post.example/long/read_2.html", Some((2, false)));
        check("https://nelin-post.example/posts/7", Some((7, false)));
        check("https://nelin-post.example/?p=12", Some((12, false)));
        check("https://nelin-post.example/long/read?page=1234", None);
        check("https://nelin-post.example/2024", None);
    }

    #[test]
    fn links_of_a_page_lead_where_a_browser_goes() {
        let check = |link: &str, expected: Option<&str>| {
            let found = followed("https://nelin-post.example/long/read?page=1#top", link);
            assert_eq!(found.as_deref(), expected, "{link}");
        };
        check("?page=2", Some("https://nelin-post.example/long/read?page=2"));
        check("read_2.html#top", Some("https://nelin-post.example/long/read_2.html"));
        check("/long/read/2", Some("https://nelin-post.example/long/read/2"));
        check("//m.nelin-post.example/2", Some("https://m.nelin-post.example/2"));
        check("https://arc.example/2", Some("https://arc.example/2"));
        for nowhere in ["", "#top", "javascript:next()"] {
            check(nowhere, None);
        }
    }
}
