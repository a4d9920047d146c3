//! The ledger: an append-only journal in one SQLite file, and the tables that are projected from it.
//!
//! In: reports with their extractions, rejections and decisions, each with the time the caller recorded it.
//! Out: readings for reconciliation, single reports, rejections, decisions, search hits, and a verification.
//! The journal is the truth: no entry is ever changed or removed, each carries the hash of the one before,
//! and every other table can be thrown away and rebuilt from it.
//! What has been acknowledged (a call that returned, a [`Batch::commit`] that returned) survives a kill or a power cut.
//! It never reads a clock, never extracts and never settles.
//!
//! ```
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let folder = tempfile::tempdir()?;
//! # let path = folder.path().join("litopys.db");
//! use litopys_store::Ledger;
//! let mut ledger = Ledger::open(&path)?;
//! ledger.reject(
//!     &litopys_facts::Rejected {
//!         source: "night.jsonl:12".into(),
//!         code: litopys_facts::RejectedCode::NoText,
//!         why: "the record has no text".into(),
//!         sha256: None,
//!     },
//!     "2024-08-07T06:00:00Z",
//! )?;
//! assert_eq!(ledger.counts()?.rejections, 1);
//! assert!(ledger.verify()?.is_sound());
//! # Ok(()) }
//! ```

mod add;
mod canonical;
mod error;
mod journal;
mod open;
mod project;
mod query;
mod schema;
mod time;
mod verify;

pub use add::{Added, Batch, What};
pub use error::Error;
pub use journal::{Entry, EntryKind};
pub use open::Ledger;
pub use query::{Counts, Decisions, Hit, Readings, Rejections};
pub use verify::{Finding, Verification};
