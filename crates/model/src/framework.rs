//! Blocks that follow a way of thinking about companies: layers, advantages, poles, players.
//! None is ever required.

use serde::{Deserialize, Serialize};

use crate::figure::Figure;
use crate::id::{Id, Ref};
use crate::item::Item;
use crate::limit::{list, some, some_list};
use crate::reading::Reading;
use crate::text::{Heading, Sentence};
use crate::walk::{walk, words};

/// Layers that build on one another, the foundation first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Stack {
    /// The id, for those who refer to the block.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub id: Option<Id>,
    /// The head of the block.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub title: Option<Heading>,
    /// A sentence that leads in.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub lead: Option<Sentence>,
    /// The layers, the foundation first.
    #[serde(deserialize_with = "some_list")]
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub layers: Vec<Layer>,
}

walk!(Stack { id, title, lead, layers });

/// A layer of a stack.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Layer {
    /// The id, for those who refer to the layer.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub id: Option<Id>,
    /// What it is called.
    pub name: Heading,
    /// What it does for the layers above it.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub role: Option<Heading>,
    /// A sentence that leads in.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub lead: Option<Sentence>,
    /// What its items are: mechanics, products, metrics.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub items_label: Option<Heading>,
    /// Its items.
    #[serde(default, deserialize_with = "list", skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<Item>,
    /// What the author makes of it.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub reading: Option<Reading>,
}

walk!(Layer as Layer { id, name, role, lead, items_label, items, reading });

/// A competitive advantage.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Advantage {
    /// The id, for those who refer to the block.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub id: Option<Id>,
    /// The head of the block.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub title: Option<Heading>,
    /// A sentence that leads in.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub lead: Option<Sentence>,
    /// The power it comes from.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub kind: Option<AdvantageKind>,
    /// What rivals lack.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub gap: Option<Sentence>,
    /// What the company gains by it.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub benefit: Option<Sentence>,
    /// Why rivals cannot close the gap.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub barrier: Option<Sentence>,
    /// How it works, one by one.
    #[serde(default, deserialize_with = "list", skip_serializing_if = "Vec::is_empty")]
    pub mechanisms: Vec<Item>,
    /// What the author makes of it.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub reading: Option<Reading>,
}

walk!(Advantage { id, title, lead, kind, gap, benefit, barrier, mechanisms, reading });

/// The power that an advantage comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum AdvantageKind {
    /// Unit costs fall with size.
    Scale,
    /// Each user makes it worth more to the others.
    Network,
    /// Incumbents would harm themselves by copying it.
    CounterPositioning,
    /// Leaving costs the customer more than it gains.
    Switching,
    /// Customers pay more for the name.
    Branding,
    /// A resource that others cannot get.
    CorneredResource,
    /// Ways of working that take long to copy.
    Process,
}

words!(AdvantageKind {
    Scale = "scale",
    Network = "network",
    CounterPositioning = "counter-positioning",
    Switching = "switching",
    Branding = "branding",
    CorneredResource = "cornered-resource",
    Process = "process",
});

/// Two poles.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Barbell {
    /// The id, for those who refer to the block.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub id: Option<Id>,
    /// The head of the block.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub title: Option<Heading>,
    /// A sentence that leads in.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub lead: Option<Sentence>,
    /// The two poles, exactly two.
    pub poles: [Pole; 2],
    /// What both poles are measured by, one by one. The discs are as large as the first.
    #[serde(default, deserialize_with = "list", skip_serializing_if = "Vec::is_empty")]
    pub measures: Vec<PoleMeasure>,
    /// What happens between the poles.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub middle: Option<Middle>,
    /// How it works, one by one.
    #[serde(default, deserialize_with = "list", skip_serializing_if = "Vec::is_empty")]
    pub mechanisms: Vec<Item>,
    /// What the author makes of it.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub reading: Option<Reading>,
}

walk!(Barbell { id, title, lead, poles, measures, middle, mechanisms, reading });

/// A measure that both poles of a barbell have.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct PoleMeasure {
    /// What is measured, the same at both poles, without its unit.
    pub name: Heading,
    /// The ids of its figures: of the first pole and of the second, in one unit.
    pub figures: [Ref<Figure>; 2],
}

walk!(PoleMeasure { name, figures });

/// What happens between the two poles of a barbell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Middle {
    /// The company keeps out of it.
    Avoided,
    /// The company joins the poles through it.
    Bridging,
}

words!(Middle { Avoided = "avoided", Bridging = "bridging" });

/// A pole of a barbell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Pole {
    /// The id, for those who refer to the pole.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub id: Option<Id>,
    /// What it is called.
    pub name: Heading,
    /// What it stands for, in a few words.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub tagline: Option<Heading>,
    /// What is said of it.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub text: Option<Sentence>,
    /// What belongs to it.
    #[serde(default, deserialize_with = "list", skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<Item>,
}

walk!(Pole as Pole { id, name, tagline, text, items });

/// The others in the game.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Counterparties {
    /// The id, for those who refer to the block.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub id: Option<Id>,
    /// The head of the block.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub title: Option<Heading>,
    /// A sentence that leads in.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub lead: Option<Sentence>,
    /// The counterparties.
    #[serde(deserialize_with = "some_list")]
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub parties: Vec<Counterparty>,
}

walk!(Counterparties { id, title, lead, parties });

/// Another company or body. Several roles at once are normal and are the point.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Counterparty {
    /// The id, for those who refer to it.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub id: Option<Id>,
    /// What it is called.
    pub name: Heading,
    /// What it is to the subject.
    #[serde(deserialize_with = "some_list")]
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub roles: Vec<Role>,
    /// What is said of it.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub text: Option<Sentence>,
    /// The ids of the figures that measure the relation.
    #[serde(default, deserialize_with = "list", skip_serializing_if = "Vec::is_empty")]
    pub figures: Vec<Ref<Figure>>,
}

walk!(Counterparty as Counterparty { id, name, roles, text, figures });

/// What a counterparty is to the subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// The subject buys from it.
    Supplier,
    /// The subject sells to it.
    Customer,
    /// The subject owns a part of it.
    Investee,
    /// It competes for the same customers or resources.
    Competitor,
    /// What it offers makes the subject's offer worth more.
    Complementor,
}

words!(Role {
    Supplier = "supplier",
    Customer = "customer",
    Investee = "investee",
    Competitor = "competitor",
    Complementor = "complementor",
});
