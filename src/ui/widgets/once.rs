//! What is worked out once for what it was made of, and kept while that stays.

use std::sync::{Arc, Weak};

/// A value with what it was made of.
#[derive(Debug)]
pub struct Once<K, V>(Option<(K, V)>);

impl<K, V> Default for Once<K, V> {
    fn default() -> Self {
        Self(None)
    }
}

impl<K: PartialEq, V> Once<K, V> {
    /// The value for `key`, made only where it was made for another before.
    pub fn of(&mut self, key: K, make: impl FnOnce() -> V) -> &V {
        let kept = match self.0.take() {
            Some(kept) if kept.0 == key => kept,
            _ => {
                let value = make();
                (key, value)
            }
        };
        &self.0.insert(kept).1
    }
}

/// Which of several shared values something was made of, without keeping it alive.
#[derive(Debug)]
pub struct Same<T: ?Sized>(Weak<T>);

impl<T: ?Sized> Same<T> {
    /// This one.
    pub fn of(value: &Arc<T>) -> Self {
        Self(Arc::downgrade(value))
    }
}

impl<T: ?Sized> Clone for Same<T> {
    fn clone(&self) -> Self {
        Self(Weak::clone(&self.0))
    }
}

impl<T: ?Sized> PartialEq for Same<T> {
    fn eq(&self, other: &Self) -> bool {
        // A weak pointer keeps the place in memory taken: no later value can stand there.
        Weak::ptr_eq(&self.0, &other.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_made_once_for_the_same_thing() {
        let (mut once, mut made) = (Once::default(), 0);
        let first = Arc::new(1);
        let second = Arc::new(1);
        for (of, expected) in [(&first, 1), (&first, 1), (&second, 2), (&second, 2), (&first, 3)] {
            let value = *once.of(Same::of(of), || {
                made += 1;
                made
            });
            assert_eq!(value, expected);
        }
        let old = Same::of(&first);
        drop(first);
        assert!(Same::of(&Arc::new(1)) != old, "another value never stands in the place of one that is gone");
    }
}
