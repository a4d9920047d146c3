//! What leaves the house as files and on the terminal: records, tables, maps, and texts with their words underlined.
//!
//! In: reports, extractions and incidents. Out: JSON lines, CSV, GeoJSON and renderings for a terminal.
//! Here alone do byte offsets become code points.
//! It never reads the ledger's file, never settles a figure, and adds nothing that was not in its input.
//! These are the owner's own views, with full quotes; what may be shown to the public is the work of a release.

mod error;
mod geojson;
mod incident;
mod look;
mod offsets;
mod record;
mod sheet;
mod show;
mod table;
mod trace;
mod underline;

pub use error::Error;
pub use geojson::write_geojson;
pub use incident::{IncidentRecord, write_incidents, write_incidents_by_report};
pub use look::{Look, clean};
pub use offsets::CodePoints;
pub use record::{Record, ReportRecord, write_record, write_report};
pub use sheet::{write_claims_csv, write_incidents_csv};
pub use show::write_incident;
pub use table::write_table;
pub use trace::write_traces;
pub use underline::write_underlined;
