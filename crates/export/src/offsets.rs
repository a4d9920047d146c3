//! Byte offsets to Unicode code points, for readers who count as Python, R and Java databases do.

/// Bytes between two counted marks.
const STEP: usize = 256;

/// The code points of one text, counted once.
#[derive(Debug)]
pub struct CodePoints<'text> {
    bytes: &'text [u8],
    /// Code points before each multiple of [`STEP`] bytes; empty for ASCII, where bytes are code points.
    marks: Vec<u32>,
}

impl<'text> CodePoints<'text> {
    /// Counts a text.
    pub fn new(text: &'text str) -> CodePoints<'text> {
        let bytes = text.as_bytes();
        let mut marks = Vec::new();
        if !text.is_ascii() {
            let mut seen = 0;
            for chunk in bytes.chunks(STEP) {
                marks.push(seen);
                seen += starts(chunk);
            }
        }
        CodePoints { bytes, marks }
    }

    /// Code points before `byte`; a byte past the end counts as the end.
    pub fn before(&self, byte: u32) -> u32 {
        let byte = (byte as usize).min(self.bytes.len());
        let mark = byte / STEP;
        match self.marks.get(mark) {
            Some(seen) => seen + starts(&self.bytes[mark * STEP..byte]),
            // Either ASCII, or the very end of a text whose length is a multiple of the step.
            None => match self.marks.last() {
                Some(seen) => seen + starts(&self.bytes[(self.marks.len() - 1) * STEP..byte]),
                None => u32::try_from(byte).unwrap_or(u32::MAX),
            },
        }
    }

    /// Start and end of a span, in code points.
    pub fn span(&self, span: litopys_facts::Span) -> [u32; 2] {
        [self.before(span.start), self.before(span.end)]
    }
}

/// How many code points start in these bytes.
fn starts(bytes: &[u8]) -> u32 {
    let n = bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count();
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn every_border_counts_as_chars_do(text in "[a-zї🛰️\u{301}مدينة ]{0,700}") {
            let points = CodePoints::new(&text);
            for (n, (byte, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(points.before(byte as u32), n as u32);
            }
            prop_assert_eq!(points.before(text.len() as u32), text.chars().count() as u32);
            prop_assert_eq!(points.before(u32::MAX), text.chars().count() as u32);
        }
    }

    #[test]
    fn a_text_of_exactly_one_step_has_an_end() {
        let text = "ї".repeat(STEP / 2);
        assert_eq!(CodePoints::new(&text).before(STEP as u32), STEP as u32 / 2);
    }
}
