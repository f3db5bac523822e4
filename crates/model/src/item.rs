//! What lists and frameworks are made of.

use serde::{Deserialize, Serialize};

use crate::figure::Figure;
use crate::id::{Id, Ref};
use crate::limit::{list, some};
use crate::text::{Heading, Sentence};
use crate::walk::walk;

/// One thing that is said or listed: of a layer, a pole, a list of mechanisms or points.
/// It has a name or a text, or both.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Item {
    /// The id, for those who refer to the item.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub id: Option<Id>,
    /// What it is called.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub name: Option<Heading>,
    /// What is said of it.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub text: Option<Sentence>,
    /// The ids of the figures that measure it.
    #[serde(default, deserialize_with = "list", skip_serializing_if = "Vec::is_empty")]
    pub figures: Vec<Ref<Figure>>,
}

walk!(Item as Item { id, name, text, figures });
