//! Reading: files, directories, tables and standard input become reports; what can't be read becomes a rejection.
//!
//! In: names of inputs, or bytes. Out: for each text one [`Report`], with its blocks and hashes, or one [`Rejected`] that
//! says what was wrong and what to do; one bad input never stops the rest. Reads text, HTML, JSONL, JSON and CSV in any
//! charset. Reading is a stream: memory holds one report, however large the file that it stands in.
//! It never looks at the network or the clock, never changes the words of a text, and finds no claims.
//!
//! ```
//! let found = litopys_read::read_bytes("note.txt", b"Title: Two hurt in Larin\n\nA shell hit a bakery, the mayor said.\n");
//! let report = found[0].as_ref().expect("a plain text");
//! assert_eq!(report.title.as_deref(), Some("Two hurt in Larin"));
//! assert_eq!(report.text, "A shell hit a bakery, the mayor said.\n");
//! ```

mod charset;
mod date;
mod draft;
mod html;
mod json;
mod language;
mod lines;
mod name;
mod open;
mod plain;
mod sniff;
mod table;
mod walk;

use litopys_facts::{Rejected, Report};
use std::path::PathBuf;

/// Where reports come from.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Input {
    /// A file, or a directory that is read with all that lies under it, in order of names.
    Path(PathBuf),
    /// Standard input; what it holds is found out from its beginning.
    Stdin,
}

impl From<&str> for Input {
    /// `-` is standard input, everything else a path.
    fn from(name: &str) -> Input {
        if name == "-" { Input::Stdin } else { Input::Path(name.into()) }
    }
}

impl From<PathBuf> for Input {
    fn from(path: PathBuf) -> Input {
        if path.as_os_str() == "-" { Input::Stdin } else { Input::Path(path) }
    }
}

/// How to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Bytes that one report may have; larger ones are rejected without being read to the end into memory.
    pub max_report_bytes: usize,
    /// Keep what stands beside a page's article: picture captions and headlines of other articles. They come behind the
    /// body, so that the offsets of the body are the same with them and without.
    pub aside: bool,
}

impl Default for Options {
    /// 16 MiB for one report; captions and other headlines are kept.
    fn default() -> Options {
        Options { max_report_bytes: 16 << 20, aside: true }
    }
}

/// Reads the inputs one by one, in the order given; nothing is opened before it is asked for.
///
/// Names that begin with a dot are left out where a directory is walked.
///
/// ```
/// use litopys_read::{Input, Options, reports};
/// let inputs = [Input::from("no/such/file.txt")];
/// let rejected = reports(&inputs, &Options::default()).next().expect("one item").expect_err("there is no such file");
/// assert_eq!(rejected.source, "no/such/file.txt");
/// ```
pub fn reports(inputs: &[Input], options: &Options) -> impl Iterator<Item = Result<Report, Rejected>> + Send + use<> {
    open::Reports::new(inputs, options.clone())
}

/// Reads the bytes of one file; `name` stands for the file's name and tells the format by its ending.
///
/// ```
/// let lines = b"{\"id\": \"a\", \"text\": \"One.\"}\n{\"id\": \"b\", \"te";
/// let found = litopys_read::read_bytes("night.jsonl", lines);
/// assert_eq!(found[0].as_ref().expect("the first line is whole").id, "a");
/// assert_eq!(found[1].as_ref().expect_err("the second is cut off").source, "night.jsonl:2");
/// ```
pub fn read_bytes(name: &str, bytes: &[u8]) -> Vec<Result<Report, Rejected>> {
    let reader = Box::new(std::io::Cursor::new(bytes.to_vec()));
    open::open(name::Name::of_path(std::path::Path::new(name)), reader, &Options::default()).collect()
}
