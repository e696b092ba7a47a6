//! Papers say what the program does: tables, examples, commands and pointers are held against it.

use std::collections::BTreeSet;

use parallax::query::{Filter, Query};

use super::Violation;
use super::tree::{File, Tree};

const README: &str = "README.md";
const HELP: &str = "src/ui/help/tables.rs";

/// The constants of the help sheet and the headings of README that hold the same table.
const TABLES: [(&str, &str); 2] =
    [("QUERY_LANGUAGE", "## What you can type"), ("FILTER_LANGUAGE", "## Filters")];

/// README's tables of queries and filters have the same rows, word for word, as the help sheet.
pub fn help_and_readme_agree(tree: &Tree) -> Vec<Violation> {
    let (Some(readme), Some(help)) = (tree.file(README), tree.file(HELP)) else { return Vec::new() };
    let mut found = Vec::new();
    for (constant, heading) in TABLES {
        let sheet = string_pairs(&help.text, constant);
        let table = table_under(readme, heading);
        if sheet.is_empty() || table.is_empty() {
            let what = format!("`{constant}` in {HELP} or the table under “{heading}” is not there");
            found.push(Violation::new(README, 1, what));
        }
        for at in 0..sheet.len().max(table.len()) {
            let line = table.get(at).or(table.last()).map_or(1, |row| row.line);
            let row = table.get(at).map(|row| (row.typed.as_str(), row.meaning.as_str()));
            let pair = sheet.get(at).map(|(typed, meaning)| (typed.as_str(), meaning.as_str()));
            if row != pair {
                let what = format!("{constant}[{at}] in {HELP} is {pair:?}, here it is {row:?}");
                found.push(Violation::new(README, line, what));
            }
        }
    }
    let text = readme.text.split_whitespace().collect::<Vec<_>>().join(" ");
    for sentence in strings(&help.text, "COUNTING") {
        if !text.contains(&sentence) {
            found.push(Violation::new(
                README,
                1,
                format!("COUNTING in {HELP} says, and this does not: {sentence}"),
            ));
        }
    }
    found
}

/// The queries and filters of README, in tables and commands, are such that the program understands them.
pub fn what_readme_says_can_be_typed_can_be_typed(tree: &Tree) -> Vec<Violation> {
    let Some(readme) = tree.file(README) else { return Vec::new() };
    let mut found = Vec::new();
    let mut told = |line: usize, typed: &str, why: &str| {
        found.push(Violation::new(README, line, format!("`{typed}` is not understood: {why}")));
    };
    for (_, heading) in TABLES {
        for row in table_under(readme, heading) {
            let is_filter = Filter::parse(&row.typed).is_ok();
            let is_query = heading == TABLES[0].1 && Query::parse(&row.typed).is_ok();
            if !is_filter && !is_query {
                told(row.line, &row.typed, "neither as a query nor as a filter");
            }
        }
    }
    for (line, text) in readme.lines().filter(|(_, text)| text.trim_start().starts_with("parallax ")) {
        for pair in shell_words(text).windows(2) {
            let [flag, value] = pair else { continue };
            let mistake = match flag.as_str() {
                "-q" | "--query" => Query::parse(value).err(),
                "-f" | "--filter" => Filter::parse(value).err(),
                _ => None,
            };
            if let Some(mistake) = mistake {
                told(line, value, &mistake.message);
            }
        }
    }
    found
}

/// Links, pictures, source files and names of code in the papers are of things that exist.
pub fn papers_point_at_what_exists(tree: &Tree) -> Vec<Violation> {
    const PAPERS: [&str; 3] = [README, "ARCHITECTURE.md", "CHANGELOG.md"];
    let words: BTreeSet<&str> =
        tree.rust_under("").flat_map(|file| super::code::tokens(&file.text)).map(|(word, _)| word).collect();
    let is_there = |path: &str| {
        let path = path.trim_end_matches('/');
        tree.file(path).is_some() || tree.all().any(|file| file.path.starts_with(&format!("{path}/")))
    };
    let mut found = Vec::new();
    for paper in PAPERS.iter().filter_map(|path| tree.file(path)) {
        for (line, text) in paper.lines() {
            let links =
                text.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(target, _)| target);
            for target in links.filter(|target| !target.contains("://") && !target.starts_with('#')) {
                let path = target.split('#').next().unwrap_or_default();
                if !is_there(path) {
                    found.push(Violation::new(
                        &paper.path,
                        line,
                        format!("“{target}”: there is no such file"),
                    ));
                }
            }
            for code in text.split('`').skip(1).step_by(2) {
                let is_path = ["src/", "tests/", "benches/", "assets/", "docs/", ".ci/"]
                    .iter()
                    .any(|at| code.starts_with(at));
                let is_name = (code.contains("::") || code.ends_with("()"))
                    && code.chars().all(|c| c.is_alphanumeric() || matches!(c, ':' | '_' | '(' | ')'));
                if is_path && !code.contains(['*', '<', ' ']) && !is_there(code) {
                    found.push(Violation::new(&paper.path, line, format!("`{code}`: there is no such file")));
                }
                if is_name {
                    let unknown = code.trim_end_matches("()").split("::").find(|part| !words.contains(part));
                    if let Some(part) = unknown {
                        found.push(Violation::new(
                            &paper.path,
                            line,
                            format!("`{code}`: the code has no `{part}`"),
                        ));
                    }
                }
            }
        }
    }
    found
}

struct Row {
    line: usize,
    typed: String,
    meaning: String,
}

/// The rows of the first table under a heading: what stands in backquotes, and what it means.
fn table_under(file: &File, heading: &str) -> Vec<Row> {
    let under = file.lines().skip_while(|(_, text)| *text != heading).skip(1);
    let rows =
        under.skip_while(|(_, text)| !text.starts_with('|')).take_while(|(_, text)| text.starts_with('|'));
    rows.skip(2)
        .map(|(line, text)| {
            // A bar within a cell is written \|.
            let text = text.replace("\\|", "\u{0}");
            let mut cells = text.trim_matches('|').split('|').map(|cell| cell.trim().replace('\u{0}', "|"));
            let typed = cells.next().unwrap_or_default().trim_matches('`').to_owned();
            Row { line, typed, meaning: cells.next().unwrap_or_default().replace('`', "") }
        })
        .collect()
}

/// The string literals of a constant in Rust text, two by two.
fn string_pairs(text: &str, constant: &str) -> Vec<(String, String)> {
    strings(text, constant).chunks_exact(2).map(|pair| (pair[0].clone(), pair[1].clone())).collect()
}

/// The string literals of a constant in Rust text.
fn strings(text: &str, constant: &str) -> Vec<String> {
    let Some((_, after)) = text.split_once(&format!("const {constant}:")) else { return Vec::new() };
    let body = after.split_once("\n];").map_or(after, |(body, _)| body);
    let mut strings = Vec::new();
    let mut chars = body.chars();
    while chars.find(|c| *c == '"').is_some() {
        let mut string = String::new();
        while let Some(c) = chars.next().filter(|c| *c != '"') {
            string.extend(if c == '\\' { chars.next() } else { Some(c) });
        }
        strings.push(string);
    }
    strings
}

/// A command line cut into words; quotation marks hold words together.
fn shell_words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut quote = None;
    for c in line.chars() {
        match quote {
            Some(mark) if c == mark => quote = None,
            None if matches!(c, '\'' | '"') => quote = Some(c),
            None if c.is_whitespace() => words.push(std::mem::take(&mut word)),
            _ => word.push(c),
        }
    }
    words.push(word);
    words.retain(|word| !word.is_empty());
    words
}

/// The subcommands that the program's own `--help` lists.
fn commands_of_help(help: &str) -> BTreeSet<String> {
    help.lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| line.starts_with(' '))
        // What a description runs on with is set in deeper.
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .map(str::to_owned)
        .collect()
}

/// The commands that README has a heading for, as in "### `parallax count`".
fn commands_of_readme(readme: &str) -> BTreeSet<String> {
    readme
        .lines()
        .filter_map(|line| line.strip_prefix("### `parallax ")?.split(['`', ' ']).next())
        .map(str::to_owned)
        .collect()
}

#[test]
fn readme_has_the_commands_that_the_program_has() {
    let output = assert_cmd::Command::new(env!("CARGO_BIN_EXE_parallax"))
        .arg("--help")
        .timeout(std::time::Duration::from_secs(30))
        .output()
        .expect("the program starts");
    let help = String::from_utf8_lossy(&output.stdout).into_owned();
    let tree = Tree::load();
    let readme = tree.file(README).expect("README.md");
    assert_eq!(
        commands_of_readme(&readme.text),
        commands_of_help(&help),
        "left: README.md, right: parallax --help"
    );
}

#[test]
fn commands_are_found_in_help_and_readme() {
    let help = "Compare.\n\nUsage: parallax\n\nCommands:\n  articles  One object\n            a line\n  count     Counts\n  help      Print\n\nOptions:\n  -h, --help";
    assert_eq!(commands_of_help(help).into_iter().collect::<Vec<_>>(), ["articles", "count"]);
    let readme = "### `parallax count`\ntext `parallax other`\n### `parallax articles PATH...`\n";
    assert_eq!(commands_of_readme(readme).into_iter().collect::<Vec<_>>(), ["articles", "count"]);
}

#[cfg(test)]
const GOOD_HELP: &str = "pub const QUERY_LANGUAGE: [(&str, &str); 2] = [\n    (\"\\\"a b\\\"\", \"in order\"),\n    (\n        \"a | b\",\n        \"either\",\n    ),\n];\npub const FILTER_LANGUAGE: [(&str, &str); 1] = [\n    (\"lang:en\", \"code\"),\n];\nconst COUNTING: [&str; 1] = [\n    \"Words count. All.\",\n];";

#[test]
fn a_table_that_drifts_is_told() {
    let readme = "## What you can type\nText.\n\n| a | b |\n|---|---|\n| `\"a b\"` | in order |\n| `a \\| b` | either |\n\n## Filters\n| a | b |\n|---|---|\n| `lang:en` | code |\n- Words count.\n  All.\n";
    let check = |readme: &str| super::found(help_and_readme_agree, &[(HELP, GOOD_HELP), (README, readme)]);
    assert_eq!(check(readme), Vec::<String>::new());
    let changed = check(&readme.replace("either", "one or both"));
    assert!(changed.len() == 1 && changed[0].starts_with("README.md:7:"), "{changed:?}");
    let dropped = check(&readme.replace("| `a \\| b` | either |\n", ""));
    assert!(dropped.len() == 1 && dropped[0].starts_with("README.md:6:"), "{dropped:?}");
    assert_eq!(check(&readme.replace("All.", "None.")).len(), 1);
    assert!(!check("no table").is_empty());
}

#[test]
fn an_example_that_is_not_understood_is_told() {
    super::assert_tells(
        what_readme_says_can_be_typed_can_be_typed,
        &[(
            README,
            "## What you can type\n|a|b|\n|-|-|\n| `island*` | x |\n```\nparallax count x -q 'a | b' -f 'outlet:RT lang:en'\n",
        )],
        &[
            (README, "## What you can type\n|a|b|\n|-|-|\n| `(island` | x |", 4),
            (README, "## Filters\n|a|b|\n|-|-|\n| `colour:red` | x |", 4),
            (README, "parallax count x -q '(a'", 1),
            (README, "\nparallax count x -f 'date:x'", 2),
        ],
    );
}

#[test]
fn a_pointer_into_nothing_is_told() {
    let check = |readme: &str| {
        super::found(
            papers_point_at_what_exists,
            &[(README, readme), ("src/a.rs", "struct Jobs;\nfn start() {}"), ("docs/p.png", "")],
        )
    };
    assert_eq!(
        check("![x](docs/p.png) [y](https://example.org) `src/a.rs` `Jobs::start` `start()` `-q x`"),
        Vec::<String>::new()
    );
    for bad in ["![x](docs/q.png)", "`src/b.rs`", "`Jobs::stop`", "`stop()`"] {
        assert_eq!(check(bad).len(), 1, "{bad}");
    }
}
