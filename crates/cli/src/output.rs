//! Where output goes, and what the terminal there is like.

use crate::{
    args::{Colour, Global, Lines},
    failure::Failure,
};
use litopys_export::Look;
use std::{
    fs::File,
    io::{self, BufWriter, IsTerminal, Write},
    path::Path,
};

/// Columns where there is no terminal to ask.
const USUAL_WIDTH: usize = 100;

/// The output of a command.
pub(crate) struct Out {
    writer: Box<dyn Write>,
    /// How to write for people.
    pub(crate) look: Look,
    /// True when a person is looking.
    pub(crate) is_terminal: bool,
}

impl Out {
    /// Standard output, or the file given.
    pub(crate) fn open(global: &Global, file: Option<&Path>) -> Result<Out, Failure> {
        let is_terminal = file.is_none() && io::stdout().is_terminal();
        let writer: Box<dyn Write> = match file {
            Some(path) => Box::new(File::create(path).map_err(|e| cannot_create(path, &e))?),
            None => Box::new(io::stdout().lock()),
        };
        let look = Look { width: width(), colours: wants_colours(global.color, is_terminal) };
        Ok(Out { writer: Box::new(BufWriter::with_capacity(1 << 16, writer)), look, is_terminal })
    }

    /// True when lines for people are wanted rather than JSON.
    pub(crate) fn is_for_people(&self, format: Option<Lines>) -> bool {
        format.map_or(self.is_terminal, |format| format == Lines::Text)
    }
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writer.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

fn cannot_create(path: &Path, error: &io::Error) -> Failure {
    Failure::Usage(format!("{}: cannot be written: {error}; help: name another file with --output", path.display()))
}

fn width() -> usize {
    let asked = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let measured = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    asked.or_else(measured).unwrap_or(USUAL_WIDTH).clamp(40, 400)
}

fn wants_colours(colour: Colour, is_terminal: bool) -> bool {
    match colour {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto => {
            is_terminal
                && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
                && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
        }
    }
}
