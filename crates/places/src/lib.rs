//! The gazetteer: a compact, read-only table of named places and of the chain of areas that hold them.
//!
//! In: a folded name, or the words of a text from one word on. Out: the places that bear the name, each with point,
//! level, country, first-order area and parent. It never reads text on its own, never chooses between namesakes, and
//! knows no war: choosing is the caller's work.
//!
//! The table is built by `cargo xtask gazetteer` from GeoNames (CC BY 4.0) and from the hand-checked lists under
//! `data/source/`, and is embedded in the binary. Opening it reads a header; records are decoded when asked for.
//!
//! ```
//! use litopys_places::{Gazetteer, Level};
//! let gaz = Gazetteer::embedded();
//! let found = gaz.walk(["Kharkiv", "Oblast", "was"].into_iter()).expect("an area we know");
//! assert_eq!(found.n_words, 2);
//! let area = found.candidates().next().expect("a candidate").place;
//! assert_eq!((area.level(), area.country()), (Level::Adm1, *b"UA"));
//! ```

mod error;
mod fold;
mod format;
mod gazetteer;
mod import;
mod level;
mod place;
mod writer;

pub use error::{Error, Result};
pub use fold::{Folder, fold, fold_into};
pub use gazetteer::{Candidate, Candidates, Gazetteer, Match};
pub use import::import;
pub use level::{Level, NameKind};
pub use place::{PlaceRef, distance_km};
pub use writer::{Entry, Writer, name_variants};
