//! How a run can fail, and the exit code for each way; `--help` prints the same list.

/// The exit codes, as the help shows them.
pub(crate) const EXIT_CODES: &str = "\
Exit codes:
  0    all went well (inputs that could not be read were named and kept as rejections)
  1    a check failed: `verify` found damage, `--strict` met a rejected input, or what was asked for is not there
  2    wrong usage, or word and rule files that cannot be used
  3    nothing could be read from the inputs
  4    the ledger cannot be opened, read or written
  5    the output cannot be written
  141  the reader of the output went away (as with `| head`)";

/// A failed run.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error("{0}")]
    Check(String),
    #[error("{0}")]
    Usage(String),
    #[error("{0}")]
    Unreadable(String),
    #[error(transparent)]
    Ledger(#[from] litopys_store::Error),
    #[error(transparent)]
    Output(#[from] litopys_export::Error),
}

impl From<std::io::Error> for Failure {
    fn from(source: std::io::Error) -> Failure {
        litopys_export::Error::from(source).into()
    }
}

impl Failure {
    /// What to tell the user; nothing when the reader of the output went away.
    pub(crate) fn message(&self) -> Option<String> {
        (self.code() != 141).then(|| self.to_string())
    }

    /// The exit code.
    pub(crate) fn code(&self) -> u8 {
        match self {
            Failure::Check(_) => 1,
            Failure::Usage(_) => 2,
            Failure::Unreadable(_) => 3,
            Failure::Ledger(_) => 4,
            Failure::Output(error) if error.is_closed_pipe() => 141,
            Failure::Output(_) => 5,
        }
    }
}
