//! `cargo xtask picture`: what a terminal showed, as an SVG that any browser draws.
//!
//! In: text with SGR escapes (bold, dim, underline, the eight colours) on standard input. Out: an SVG on standard output.
//! Text stays text, so that the picture can be searched, read aloud and compared line by line. It knows no other escapes.

use anyhow::{Context, Result};
use std::{
    fmt::Write as _,
    io::{Read as _, Write as _},
};

/// Pixels of one column and one line at a font size of 13.
const COLUMN: f64 = 7.82;
const LINE: f64 = 18.0;
const MARGIN: f64 = 16.0;
const COLOURS: [&str; 8] = ["#6e7681", "#ff7b72", "#7ee787", "#e3b341", "#79c0ff", "#d2a8ff", "#76e3ea", "#e6edf3"];

/// Reads standard input and writes the picture.
pub(crate) fn run() -> Result<()> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text).context("standard input")?;
    std::io::stdout().write_all(draw(&text).as_bytes()).context("standard output")
}

/// How a piece of text looks.
#[derive(Clone, Copy, Default, PartialEq)]
struct Look {
    bold: bool,
    dim: bool,
    underline: bool,
    colour: Option<usize>,
}

impl Look {
    fn with(self, code: &str) -> Look {
        match code {
            "" | "0" => Look::default(),
            "1" => Look { bold: true, ..self },
            "2" => Look { dim: true, ..self },
            "4" => Look { underline: true, ..self },
            _ => match code.parse::<usize>() {
                Ok(n @ 30..=37) => Look { colour: Some(n - 30), ..self },
                Ok(n @ 90..=97) => Look { colour: Some(n - 90), ..self },
                Ok(39) => Look { colour: None, ..self },
                _ => self,
            },
        }
    }

    fn attributes(self) -> String {
        let mut out = String::new();
        if self.bold {
            out.push_str(" font-weight=\"bold\"");
        }
        if self.underline {
            out.push_str(" text-decoration=\"underline\"");
        }
        match (self.colour, self.dim) {
            (Some(colour), _) => out.push_str(&format!(" fill=\"{}\"", COLOURS[colour])),
            (None, true) => out.push_str(" fill=\"#8b949e\""),
            (None, false) => {}
        }
        out
    }
}

fn draw(text: &str) -> String {
    let lines: Vec<Vec<(Look, String)>> = lines(text);
    let columns = lines.iter().map(|line| line.iter().map(|(_, piece)| piece.chars().count()).sum()).max().unwrap_or(0);
    let width = (columns as f64 * COLUMN + 2.0 * MARGIN).ceil();
    let height = (lines.len() as f64 * LINE + 2.0 * MARGIN).ceil();
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
         font-family=\"ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace\" font-size=\"13\" fill=\"#e6edf3\">\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"#0d1117\"/>\n"
    );
    for (index, line) in lines.iter().enumerate() {
        let y = MARGIN + LINE * (index as f64 + 0.75);
        let mut column = 0;
        for (look, piece) in line {
            // Each piece has its own place and length, so that columns stand in line whatever font there is.
            let n_columns = piece.chars().count();
            if !piece.trim().is_empty() {
                let (x, length) = (MARGIN + COLUMN * column as f64, COLUMN * n_columns as f64);
                let attributes = look.attributes();
                let _ = writeln!(
                    svg,
                    "<text x=\"{x:.1}\" y=\"{y:.1}\" textLength=\"{length:.1}\" xml:space=\"preserve\"{attributes}>{}</text>",
                    escaped(piece)
                );
            }
            column += n_columns;
        }
    }
    svg.push_str("</svg>\n");
    svg
}

/// Lines of pieces that look alike.
fn lines(text: &str) -> Vec<Vec<(Look, String)>> {
    let mut look = Look::default();
    text.lines()
        .map(|line| {
            let mut pieces: Vec<(Look, String)> = Vec::new();
            for (index, part) in line.split("\x1b[").enumerate() {
                let (codes, words) = match index {
                    0 => ("", part),
                    _ => part.split_once('m').unwrap_or(("", part)),
                };
                if index > 0 {
                    look = codes.split(';').fold(look, Look::with);
                }
                if !words.is_empty() {
                    pieces.push((look, words.to_owned()));
                }
            }
            pieces
        })
        .collect()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped_and_kept_in_its_column() {
        let svg = draw("a <b> & c\n\x1b[1mbold\x1b[0m then \x1b[33m2–3\x1b[0m\n");
        assert!(svg.contains(">a &lt;b&gt; &amp; c</text>"));
        assert!(svg.contains("font-weight=\"bold\">bold</text>"));
        assert!(svg.contains("fill=\"#e3b341\">2–3</text>"));
        // `then` stands behind the four columns of `bold`.
        assert!(svg.contains(&format!("x=\"{:.1}\"", MARGIN + COLUMN * 4.0)));
        assert!(!svg.contains('\x1b'));
    }

    #[test]
    fn a_look_goes_on_until_it_is_ended() {
        let found = lines("\x1b[2ma\nb\x1b[0mc");
        assert!(found[1][0].0.dim && !found[1][1].0.dim);
    }
}
