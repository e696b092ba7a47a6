//! The paths a file names, written out from the root: `use` trees unfolded, `super` and aliases followed.

use std::collections::HashMap;

use super::code::tokens;
use super::tree::File;

/// A path such as `crate::corpus::Span` or `std::fs::read`, and its line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    pub segments: Vec<String>,
    pub line: usize,
}

impl Named {
    /// Whether it is `prefix` or within it, as in `std::fs`. A glob above it counts too: it may bring it in.
    pub fn is_within(&self, prefix: &str) -> bool {
        let mut wanted = prefix.split("::");
        for segment in &self.segments {
            match wanted.next() {
                None => return true,
                Some(_) if segment == "*" => return self.segments.len() > 2,
                Some(part) if part == segment => {}
                Some(_) => return false,
            }
        }
        wanted.next().is_none()
    }

    /// As written in Rust.
    pub fn text(&self) -> String {
        self.segments.join("::")
    }
}

/// The module of a source file: `src/text/words.rs` is `text`, `words`.
pub fn module_of(path: &str) -> Vec<String> {
    let inner = path.strip_prefix("src/").unwrap_or(path).trim_end_matches(".rs");
    let mut module: Vec<String> = inner.split('/').map(str::to_owned).collect();
    if module.last().is_some_and(|last| last == "mod") || inner == "lib" {
        module.pop();
    }
    module
}

/// All paths of two or more segments that `file` names outside tests and comments.
pub fn named(file: &File) -> Vec<Named> {
    let mut reader =
        Reader { tokens: tokens(&file.code), at: 0, module: module_of(&file.path), found: Vec::new() };
    reader.read();
    let Reader { found, .. } = reader;
    // What `use` brings in under a name of its own stands for the whole path wherever it is used.
    let brought: HashMap<String, Vec<String>> = found
        .iter()
        .filter(|(is_use, _, _)| *is_use)
        .filter_map(|(_, alias, path)| Some((alias.clone()?, path.segments.clone())))
        .collect();
    found
        .into_iter()
        .map(|(is_use, _, mut path)| {
            if let Some(whole) =
                path.segments.first().and_then(|first| brought.get(first)).filter(|_| !is_use)
            {
                path.segments.splice(0..1, whole.iter().cloned());
            }
            path
        })
        .filter(|path| path.segments.len() > 1)
        .collect()
}

struct Reader<'a> {
    tokens: Vec<(&'a str, usize)>,
    at: usize,
    module: Vec<String>,
    /// Whether it is of a `use`, the name it brings in, the path.
    found: Vec<(bool, Option<String>, Named)>,
}

impl<'a> Reader<'a> {
    fn peek(&self, ahead: usize) -> &'a str {
        self.tokens.get(self.at + ahead).map_or("", |(token, _)| token)
    }

    fn line(&self) -> usize {
        self.tokens.get(self.at).map_or(0, |(_, line)| *line)
    }

    fn read(&mut self) {
        let mut open_modules: Vec<usize> = Vec::new();
        let mut depth = 0;
        while self.at < self.tokens.len() {
            match self.peek(0) {
                "use" => {
                    self.at += 1;
                    self.tree(&[]);
                    continue;
                }
                "mod" if self.peek(2) == "{" => {
                    self.module.push(self.peek(1).to_owned());
                    open_modules.push(depth);
                    self.at += 2;
                    depth += 1;
                }
                "{" => depth += 1,
                "}" => {
                    depth = depth.saturating_sub(1);
                    if open_modules.last() == Some(&depth) {
                        open_modules.pop();
                        self.module.pop();
                    }
                }
                word if starts_name(word) && self.peek(1) == "::" => {
                    self.path();
                    continue;
                }
                _ => {}
            }
            self.at += 1;
        }
    }

    /// A path in the middle of code.
    fn path(&mut self) {
        let line = self.line();
        let mut segments = vec![self.peek(0).to_owned()];
        self.at += 1;
        while self.peek(0) == "::" && starts_name(self.peek(1)) {
            segments.push(self.peek(1).to_owned());
            self.at += 2;
        }
        let segments = self.written_out(segments);
        self.found.push((false, None, Named { segments, line }));
    }

    /// One branch of a `use` tree; `before` is what stands in front of it.
    fn tree(&mut self, before: &[String]) {
        let line = self.line();
        let mut segments = before.to_vec();
        loop {
            match self.peek(0) {
                "::" => self.at += 1,
                "{" => {
                    self.at += 1;
                    while !matches!(self.peek(0), "}" | "") {
                        self.tree(&segments);
                        if self.peek(0) == "," {
                            self.at += 1;
                        }
                    }
                    self.at += 1;
                    return;
                }
                "as" => {
                    let alias = self.peek(1).to_owned();
                    self.at += 2;
                    self.bring(segments, Some(alias), line);
                    return;
                }
                word if starts_name(word) || word == "*" => {
                    segments.push(word.to_owned());
                    self.at += 1;
                }
                _ => break,
            }
        }
        if segments.last().is_some_and(|last| last == "self") && segments.len() > 1 {
            segments.pop();
        }
        let alias = segments.last().filter(|last| *last != "*").cloned();
        self.bring(segments, alias, line);
        if !matches!(self.peek(0), "," | "}" | ";" | "") {
            self.at += 1;
        }
    }

    fn bring(&mut self, segments: Vec<String>, alias: Option<String>, line: usize) {
        let segments = self.written_out(segments);
        self.found.push((true, alias, Named { segments, line }));
    }

    /// `crate`, `self`, `super` and the package's own name, written out as `crate::…`.
    fn written_out(&self, segments: Vec<String>) -> Vec<String> {
        let mut module = self.module.clone();
        let mut rest = segments.into_iter().peekable();
        match rest.peek().map(String::as_str) {
            Some("crate" | "parallax") => {
                module.clear();
                rest.next();
            }
            Some("self") => drop(rest.next()),
            Some("super") => {
                while rest.next_if(|segment| segment == "super").is_some() {
                    module.pop();
                }
            }
            _ => return rest.collect(),
        }
        std::iter::once("crate".to_owned()).chain(module).chain(rest).collect()
    }
}

fn starts_name(token: &str) -> bool {
    token.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

#[cfg(test)]
fn texts(path: &str, text: &str) -> Vec<String> {
    let tree = super::tree::Tree::of(&[(path, text)]);
    named(tree.file(path).expect("given")).iter().map(Named::text).collect()
}

#[test]
fn use_trees_are_unfolded() {
    let text = "use crate::{corpus::{Span, self as c}, text};\nuse std::{fs, time::Instant as Clock};\nuse super::super::ui::*;";
    assert_eq!(
        texts("src/query/matcher/near.rs", text),
        [
            "crate::corpus::Span",
            "crate::corpus::self",
            "crate::text",
            "std::fs",
            "std::time::Instant",
            "crate::query::ui::*",
        ]
    );
}

#[test]
fn paths_in_code_are_followed_to_the_root() {
    let text = "use std::fs;\nfn f() { let x = super::super::b::g(fs::read(p)); crate::ui::run(); }\nmod inner { fn h() { super::k::l(); } }";
    assert_eq!(
        texts("src/a/c/mod.rs", text),
        ["std::fs", "crate::b::g", "std::fs::read", "crate::ui::run", "crate::a::c::k::l"]
    );
}

#[test]
fn a_glob_counts_as_all_it_may_bring() {
    let glob = Named { segments: ["std", "time", "*"].map(str::to_owned).to_vec(), line: 1 };
    assert!(glob.is_within("std::time::Instant") && !glob.is_within("std::fs"));
}
