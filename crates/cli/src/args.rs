//! The arguments, as typed.

use crate::failure::EXIT_CODES;
use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use std::{num::NonZeroUsize, path::PathBuf};

/// Reads public reports of attacks and keeps a sourced ledger of harm.
#[derive(Debug, Parser)]
#[command(name = "litopys", version, after_help = EXIT_CODES, propagate_version = true, max_term_width = 100)]
pub(crate) struct Args {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What every command takes.
#[derive(Debug, ClapArgs)]
pub(crate) struct Global {
    /// The ledger's file
    #[arg(long, global = true, env = "LITOPYS_LEDGER", default_value = "litopys.db", value_name = "PATH")]
    pub(crate) ledger: PathBuf,
    /// Word and rule files to use in place of the built-in ones (a folder like lang/ or lang/en/)
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) lang: Option<PathBuf>,
    /// Threads that extract [default: one for each processor]
    #[arg(long, global = true, value_name = "N")]
    pub(crate) threads: Option<NonZeroUsize>,
    /// When to use colours
    #[arg(long, global = true, value_enum, default_value_t = Colour::Auto, value_name = "WHEN")]
    pub(crate) color: Colour,
    /// No progress, no notes on standard error; errors are still shown
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Colour {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Show what is read from files, without extraction
    Read {
        #[command(flatten)]
        input: Input,
        #[command(flatten)]
        output: Output<Lines>,
    },
    /// Extract the claims of reports, without a ledger
    Extract {
        #[command(flatten)]
        input: Input,
        #[command(flatten)]
        output: Output<Lines>,
        /// Add all places, times and attributions mentioned
        #[arg(long)]
        mentions: bool,
    },
    /// Read, extract and keep reports in the ledger
    Add {
        #[command(flatten)]
        input: Input,
        /// Print one JSON line per input, once it is safely kept
        #[arg(long)]
        receipts: bool,
    },
    /// List the incidents settled from the ledger's reports
    Incidents {
        /// Settle these files' reports instead, without a ledger
        #[arg(long, num_args = 1.., value_name = "FILE")]
        from: Vec<PathBuf>,
        /// Print the incidents of each report as JSON lines, the main one first
        #[arg(long, value_enum, value_name = "WHAT")]
        by: Option<By>,
        #[command(flatten)]
        output: Output<Lines>,
        #[command(flatten)]
        known: Known,
    },
    /// Show one incident (or report) with every account and its words
    Show {
        /// Id of an incident or report, or its beginning
        id: String,
        /// Look in these files' reports instead, without a ledger
        #[arg(long, num_args = 1.., value_name = "FILE")]
        from: Vec<PathBuf>,
        #[command(flatten)]
        output: Output<Lines>,
        #[command(flatten)]
        known: Known,
    },
    /// Show which words and rules made each claim
    Explain {
        /// A sentence, or files; `-` is standard input
        #[arg(required = true, value_name = "TEXT|FILE")]
        input: Vec<String>,
        /// The day that a sentence counts as published on
        #[arg(long, value_name = "DAY", value_parser = day)]
        published: Option<String>,
    },
    /// Write incidents or claims for other programs
    Export {
        /// The form
        #[arg(long, value_enum, value_name = "FORMAT")]
        format: Sheet,
        /// What to write
        #[arg(long, value_enum, default_value_t = Of::Incidents, value_name = "WHAT")]
        of: Of,
        /// The file to write [default: standard output]
        #[arg(long, short, value_name = "FILE")]
        output: Option<PathBuf>,
        #[command(flatten)]
        known: Known,
    },
    /// Look into the gazetteer, or add a country to it
    #[command(subcommand)]
    Places(Places),
    /// Check that nothing in the ledger was changed and every quote stands in its text
    Verify {
        /// First make the tables anew from the journal
        #[arg(long)]
        rebuild: bool,
    },
    /// Print a completion script for a shell
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print the manual page, or write one for every command into a folder
    Man {
        /// The folder
        dir: Option<PathBuf>,
    },
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Input {
    /// Files and folders: text, HTML, JSONL, CSV; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    pub(crate) inputs: Vec<PathBuf>,
    /// Fail when any input is rejected
    #[arg(long)]
    pub(crate) strict: bool,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Output<Format: ValueEnum + Clone + Send + Sync + 'static> {
    /// The form [default: text on a terminal, jsonl elsewhere]
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub(crate) format: Option<Format>,
    /// The file to write [default: standard output]
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Known {
    /// Only what was recorded by then: a day 2024-05-03 or a time 2024-05-03T12:00:00Z
    #[arg(long, value_name = "TIME")]
    pub(crate) as_of: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Lines {
    /// One JSON object a line
    Jsonl,
    /// For people
    #[value(alias = "table")]
    Text,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum By {
    /// One line per report and incident
    Report,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Sheet {
    /// One JSON object a line
    Jsonl,
    /// One row per settled figure or claim, for spreadsheets; a text cell that looks like a formula gets an apostrophe
    Csv,
    /// A map of incidents (RFC 7946)
    Geojson,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Of {
    /// What happened, settled
    Incidents,
    /// What each report said
    Claims,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Places {
    /// Show the places that bear a name
    Find {
        /// The name, in Latin, Cyrillic or Arabic letters
        #[arg(required = true)]
        name: Vec<String>,
    },
    /// Add a GeoNames country dump (such as UA.txt), for villages; kept beside the ledger
    Import {
        /// The dump, unzipped
        file: PathBuf,
    },
}

fn day(text: &str) -> Result<String, String> {
    let day: Result<jiff::civil::Date, _> = text.parse();
    day.map(|day| day.to_string()).map_err(|_| "write it as 2024-08-06".to_owned())
}
