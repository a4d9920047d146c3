//! What a person ruled: an input of reconciliation, never an edit of its output.

use crate::Bounds;
use serde::{Deserialize, Serialize};

/// One ruling by one person at one time for one reason.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Decision {
    /// Who ruled.
    pub by: String,
    /// When, RFC 3339 in UTC.
    pub at: String,
    /// Why.
    pub reason: String,
    /// What was ruled.
    pub ruling: Ruling,
}

/// The ruling itself; claims are named by report and quote, so that a ruling outlives a newer extractor.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum Ruling {
    /// The claim stands as read.
    Accept {
        /// Report id.
        report: String,
        /// The claim's quote.
        quote: String,
    },
    /// The claim does not count.
    Reject {
        /// Report id.
        report: String,
        /// The claim's quote.
        quote: String,
    },
    /// The claim's count is another.
    Correct {
        /// Report id.
        report: String,
        /// The claim's quote.
        quote: String,
        /// The right bounds.
        bounds: Bounds,
    },
    /// Two incidents are one.
    Merge {
        /// The id that stays.
        keep: String,
        /// The id that goes.
        gone: String,
    },
}
