//! The blocks that follow a way of thinking about companies, as they are printed: layers,
//! poles, the others in the game.

mod barbell;
mod parties;
mod pieces;
mod stack;
mod tile;

pub(crate) use barbell::{BarbellView, PoleView};
pub(crate) use parties::PartiesView;
pub(crate) use pieces::{Piece, in_cells, pieces};
pub(crate) use stack::StackView;
