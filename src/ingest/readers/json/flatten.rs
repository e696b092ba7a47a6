//! One value as a flat list of named values.

use std::borrow::Cow;

use super::cursor::Cursor;
use crate::ingest::readers::fields::Record;
use crate::ingest::readers::limits::Limits;

/// The record that the object `text` is; `None` where it is broken.
pub(super) fn record<'a>(text: &'a str, limits: &Limits) -> Option<Record<'a>> {
    let mut this = Flat {
        cursor: Cursor::new(text),
        record: Record::default(),
        path: String::new(),
        fields: limits.fields as usize,
        nesting: limits.nesting,
    };
    this.cursor.next();
    this.value(None, 0)?;
    this.cursor.next().is_none().then_some(())?;
    // Values that a later one of the same key has replaced.
    this.record.fields.retain(|field| !field.text.is_empty());
    Some(this.record)
}

struct Flat<'a> {
    cursor: Cursor<'a>,
    record: Record<'a>,
    /// Names of the objects around, parted by stops.
    path: String,
    fields: usize,
    nesting: u32,
}

impl<'a> Flat<'a> {
    /// Reads a value, `key` being what it is called in the outermost object.
    fn value(&mut self, key: Option<&Cow<'a, str>>, depth: u32) -> Option<()> {
        if depth > self.nesting {
            self.record.is_cut = true;
            return self.cursor.skip();
        }
        match self.cursor.next()? {
            b'{' => self.object(depth),
            b'[' => {
                self.cursor.at += 1;
                while !self.cursor.take(b']') {
                    self.value(key, depth + 1)?;
                    if !self.cursor.take(b',') && self.cursor.next() != Some(b']') {
                        return None;
                    }
                }
                Some(())
            }
            b'"' | b'\'' => {
                let text = self.cursor.string()?;
                self.push(key, text);
                Some(())
            }
            _ => {
                let literal = self.cursor.literal();
                (!literal.is_empty()).then_some(())?;
                self.push(key, Cow::Borrowed(literal));
                Some(())
            }
        }
    }

    fn object(&mut self, depth: u32) -> Option<()> {
        self.cursor.at += 1;
        let before = self.path.len();
        // Which values each key gave: a key that comes again replaces them.
        let mut keys: hashbrown::HashMap<Cow<'a, str>, (usize, usize)> = hashbrown::HashMap::new();
        while !self.cursor.take(b'}') {
            let key = match self.cursor.next()? {
                b'"' | b'\'' => self.cursor.string()?,
                _ => Cow::Borrowed(Some(self.cursor.literal()).filter(|word| !word.is_empty())?),
            };
            self.cursor.take(b':').then_some(())?;
            let from = self.record.fields.len();
            let is_outermost = before == 0;
            if !is_outermost {
                self.path.push('.');
            }
            self.path.push_str(&key);
            self.value(is_outermost.then_some(&key), depth + 1)?;
            self.path.truncate(before);
            let to = self.record.fields.len();
            if let Some((from, to)) = keys.insert(key, (from, to)) {
                for field in self.record.fields.get_mut(from..to).unwrap_or_default() {
                    field.text = Cow::Borrowed("");
                }
            }
            if !self.cursor.take(b',') && self.cursor.next() != Some(b'}') {
                return None;
            }
        }
        Some(())
    }

    fn push(&mut self, key: Option<&Cow<'a, str>>, text: Cow<'a, str>) {
        /// Longer than names are; each value of a list has the whole of it.
        const LONGEST: usize = 1000;
        if self.record.fields.len() >= self.fields || self.path.len() > LONGEST {
            self.record.is_cut = true;
            return;
        }
        let name = match key {
            Some(key) if key.len() == self.path.len() => key.clone(),
            _ => Cow::Owned(self.path.clone()),
        };
        self.record.push(name, text);
    }
}

#[cfg(test)]
mod tests {
    use super::record;
    use crate::ingest::readers::limits::Limits;

    fn check(text: &str, expected: Option<&[(&str, &str)]>) {
        let found = record(text, &Limits::default());
        let found: Option<Vec<(&str, &str)>> =
            found.as_ref().map(|r| r.fields.iter().map(|f| (f.name.as_ref(), f.text.as_ref())).collect());
        assert_eq!(found.as_deref(), expected, "{text}");
    }

    #[test]
    fn values_have_the_names_of_what_is_around_them() {
        check(
            r#"{"title":"A","author":{"name":"B","id":7}}"#,
            Some(&[("title", "A"), ("author.name", "B"), ("author.id", "7")]),
        );
        check(
            r#"{"a":["x","y"],"b":[{"c":1},{"c":2}]}"#,
            Some(&[("a", "x"), ("a", "y"), ("b.c", "1"), ("b.c", "2")]),
        );
        check(r#"{"a":null,"b":NaN,"c":"","d":true}"#, Some(&[("d", "true")]));
        check(r#"{"a":"x","b":"y","a":{"c":"z"}}"#, Some(&[("b", "y"), ("a.c", "z")]));
        check("{'a': 'x', b: None, }", Some(&[("a", "x")]));
        for broken in [r#"{"a":"#, r#"{"a" "b"}"#, r#"{"a":1 "b":2}"#, r#"{"a":1} x"#, "{", r#"{"a":}"#] {
            check(broken, None);
        }
    }

    #[test]
    fn what_is_too_deep_or_too_many_is_cut() {
        let limits = Limits { nesting: 3, fields: 2, ..Limits::default() };
        let found = record(r#"{"a":{"b":{"c":{"d":{"e":1}}}},"f":2}"#, &limits).unwrap();
        assert!(found.is_cut && found.fields.len() == 1);
        let found = record(r#"{"a":1,"b":2,"c":3}"#, &limits).unwrap();
        assert!(found.is_cut && found.fields.len() == 2);
        for name in ["k".repeat(1001), format!("\\t{}", "k".repeat(1000))] {
            let text =
                format!(r#"{{"{name}":[1,2,3],"{}":{{"{}":1,"x":2}}}}"#, "a".repeat(500), "b".repeat(500));
            let found = record(&text, &Limits::default()).unwrap();
            assert!(found.is_cut && found.fields.len() == 1, "{text}");
        }
    }
}
