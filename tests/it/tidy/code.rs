//! Rust text with comments, the insides of strings and tests taken out, line for line.
//!
//! Not a parser: just enough to tell what a program says from what it says about itself.

/// The code of `text` alone. Every line break stays where it is.
pub fn only(text: &str) -> String {
    without_tests(&without_comments(text))
}

/// Blanks comments and the insides of string and character literals.
fn without_comments(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    let peek = |at: usize| chars.get(at).copied().unwrap_or('\0');
    while at < chars.len() {
        let end = match (peek(at), peek(at + 1)) {
            ('/', '/') => (at..chars.len()).find(|i| peek(*i) == '\n').unwrap_or(chars.len()),
            ('/', '*') => end_of_block_comment(&chars, at),
            ('"', _) => end_of_string(&chars, at),
            ('r', '"' | '#') if !is_word(peek(at.wrapping_sub(1))) || peek(at - 1) == 'b' => {
                end_of_raw_string(&chars, at)
            }
            ('\'', _) => end_of_char(&chars, at),
            _ => at,
        };
        if end > at {
            for (i, c) in chars[at..end].iter().enumerate() {
                let is_edge = i == 0 || i + 1 == end - at;
                out.push(if *c == '\n' || (is_edge && *c == '"') { *c } else { ' ' });
            }
            at = end;
        } else {
            out.push(peek(at));
            at += 1;
        }
    }
    out
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn end_of_block_comment(chars: &[char], from: usize) -> usize {
    let mut depth = 0;
    let mut at = from;
    while at < chars.len() {
        match (chars[at], chars.get(at + 1)) {
            ('/', Some('*')) => (depth, at) = (depth + 1, at + 2),
            ('*', Some('/')) => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            return at;
        }
    }
    at
}

fn end_of_string(chars: &[char], from: usize) -> usize {
    let mut at = from + 1;
    while at < chars.len() {
        match chars[at] {
            '\\' => at += 2,
            '"' => return at + 1,
            _ => at += 1,
        }
    }
    chars.len()
}

/// The end of `r"…"` or `r#"…"#`; `from` itself when this is no such string.
fn end_of_raw_string(chars: &[char], from: usize) -> usize {
    let hashes = chars[from + 1..].iter().take_while(|c| **c == '#').count();
    let open = from + 1 + hashes;
    if chars.get(open) != Some(&'"') {
        return from;
    }
    (open + 1..chars.len())
        .find(|i| chars[*i] == '"' && (1..=hashes).all(|n| chars.get(i + n) == Some(&'#')))
        .map_or(chars.len(), |close| close + 1 + hashes)
}

/// The end of `'x'`; `from` itself when this is a lifetime.
fn end_of_char(chars: &[char], from: usize) -> usize {
    match (chars.get(from + 1), chars.get(from + 2)) {
        (Some('\\'), _) => {
            (from + 3..chars.len()).find(|i| chars[*i] == '\'').map_or(chars.len(), |close| close + 1)
        }
        (Some(_), Some('\'')) => from + 3,
        _ => from,
    }
}

const TEST: &str = "#[cfg(test)]";

/// Blanks every item that is built for tests only.
fn without_tests(code: &str) -> String {
    let mut out = code.to_owned();
    while let Some(from) = out.find(TEST) {
        let end = end_of_item(&out, from + TEST.len());
        let blank: String = out[from..end].chars().map(|c| if c == '\n' { '\n' } else { ' ' }).collect();
        out.replace_range(from..end, &blank);
    }
    out
}

/// Where the item that begins after `from` ends: at its closing brace, or at `;` before any brace.
fn end_of_item(code: &str, from: usize) -> usize {
    let mut depth = 0_i32;
    for (at, c) in code[from..].char_indices() {
        match c {
            '{' | '[' | '(' => depth += 1,
            '}' | ']' | ')' => {
                depth -= 1;
                if depth == 0 && c == '}' {
                    return from + at + 1;
                }
            }
            ';' if depth == 0 => return from + at + 1,
            _ => {}
        }
    }
    code.len()
}

/// Files that `text` at `path` declares as `#[cfg(test)] mod name;`, and so are tests altogether.
pub fn test_files(path: &str, text: &str) -> Vec<String> {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let stem = path.rsplit('/').next().and_then(|name| name.strip_suffix(".rs")).unwrap_or("");
    let inner =
        if matches!(stem, "mod" | "lib" | "main") { folder.to_owned() } else { format!("{folder}/{stem}") };
    text.split(TEST)
        .skip(1)
        .filter_map(|after| {
            let item = after.split([';', '{']).next()?;
            let name = item.rsplit_once("mod ")?.1.trim();
            if !after.get(item.len()..)?.starts_with(';') {
                return None;
            }
            Some(match item.split_once("#[path = \"").and_then(|(_, rest)| rest.split_once('"')) {
                Some((named, _)) => format!("{folder}/{named}"),
                None => format!("{inner}/{name}.rs"),
            })
        })
        .collect()
}

/// Words, `::` and single signs, with the lines they stand in.
pub fn tokens(code: &str) -> Vec<(&str, usize)> {
    let mut tokens = Vec::new();
    let mut line = 1;
    let mut rest = code;
    while let Some(c) = rest.chars().next() {
        let len = if is_word(c) {
            rest.find(|c| !is_word(c)).unwrap_or(rest.len())
        } else if rest.starts_with("::") {
            2
        } else {
            c.len_utf8()
        };
        let (token, after) = rest.split_at(len);
        if c == '\n' {
            line += 1;
        } else if !c.is_whitespace() {
            tokens.push((token, line));
        }
        rest = after;
    }
    tokens
}

#[test]
fn comments_strings_and_tests_are_no_code() {
    let text = "//! crate::ui\nlet a = \"// crate::ui \\\" x\"; // y\nlet b = 'x'; let c: &'a str = r#\"\"ui\"#;\n/* a /* b */ c */ d\n#[cfg(test)]\nmod tests {\n    use x; fn f() {}\n}\nlast";
    let code = only(text);
    assert_eq!(code.lines().count(), text.lines().count());
    let words: Vec<&str> = tokens(&code).iter().map(|(word, _)| *word).collect();
    let expected = "let a = \" \" ; let b = ; let c : & ' a str = \" ; d last";
    assert_eq!(words.join(" "), expected.replace("= \" ; d", "= ; d"));
    assert_eq!(tokens(&code).last(), Some(&("last", 9)));
}

#[test]
fn files_of_tests_are_known_by_their_declaration() {
    let text = "#[cfg(test)]\nmod tests;\n#[cfg(test)]\n#[path = \"words_tests.rs\"]\nmod wt;\n#[cfg(test)]\nmod inner { }\nmod real;";
    assert_eq!(test_files("src/text/words.rs", text), ["src/text/words/tests.rs", "src/text/words_tests.rs"]);
    assert_eq!(test_files("src/stats/mod.rs", "#[cfg(test)]\nmod robustness;"), ["src/stats/robustness.rs"]);
}
