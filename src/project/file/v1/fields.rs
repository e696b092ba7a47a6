//! What fields of data files hold.

use serde::{Deserialize, Serialize};

/// Records with these fields.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Fields {
    /// The names of all of them.
    pub of: Vec<String>,
    /// What they hold, in the order in which they are asked.
    pub hold: Vec<FieldUse>,
}

/// What one of them holds.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct FieldUse {
    /// Its name.
    pub field: String,
    /// `headline`, `text`, `date` and the like.
    pub is: String,
    /// Whether it is added to what the fields before it gave.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub joined: bool,
}
