//! The order in which people put names: "part 2" before "part 10".

use std::cmp::Ordering;

/// Natural order of paths: part by part, numbers by value, the rest by bytes.
pub(super) fn natural(a: &str, b: &str) -> Ordering {
    let parts = a.split('/').zip(b.split('/')).map(|(a, b)| natural_name(a, b));
    let first = parts.into_iter().find(|order| order.is_ne());
    first.unwrap_or_else(|| a.split('/').count().cmp(&b.split('/').count())).then_with(|| a.cmp(b))
}

fn natural_name(mut a: &str, mut b: &str) -> Ordering {
    loop {
        let (digits_a, digits_b) = (leading_digits(a), leading_digits(b));
        let order = if !digits_a.is_empty() && !digits_b.is_empty() {
            let (value_a, value_b) = (digits_a.trim_start_matches('0'), digits_b.trim_start_matches('0'));
            value_a.len().cmp(&value_b.len()).then_with(|| value_a.cmp(value_b))
        } else {
            match (a.bytes().next(), b.bytes().next()) {
                (None, None) => return Ordering::Equal,
                (first_a, first_b) => first_a.cmp(&first_b),
            }
        };
        if order.is_ne() {
            return order;
        }
        a = rest(a, digits_a.len());
        b = rest(b, digits_b.len());
    }
}

/// `name` without its number of `digits` bytes, or without its first character.
fn rest(name: &str, digits: usize) -> &str {
    let width = if digits > 0 { digits } else { name.chars().next().map_or(0, char::len_utf8) };
    name.get(width..).unwrap_or("")
}

fn leading_digits(name: &str) -> &str {
    let length = name.bytes().take_while(u8::is_ascii_digit).count();
    name.get(..length).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::natural;

    #[test]
    fn natural_order() {
        let expected = [
            "a", "a/1.txt", "a/02.txt", "a/2.txt", "a/10.txt", "a/b", "a b", "b", "part 2", "part 10", "я",
            "éa",
        ];
        let mut sorted = expected;
        sorted.reverse();
        sorted.sort_by(|a, b| natural(a, b));
        let by_bytes = [
            "a", "a/1.txt", "a/02.txt", "a/2.txt", "a/10.txt", "a/b", "a b", "b", "part 2", "part 10", "éa",
            "я",
        ];
        assert_eq!(sorted, by_bytes);
    }
}
