//! From bytes to text: which charset, then decoding.
//!
//! In: bytes, and what a page says of itself. Out: a charset, or a text in which bytes that mean nothing became U+FFFD.
//! Order: byte order mark, the NUL pattern of UTF-16, valid UTF-8, what the page declares, what the letters suggest.
//! Line ends stay as they are. It never fails.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;
use std::io::{self, Read};

/// Bytes that the guess from letters looks at.
const SAMPLE: usize = 64 << 10;

/// The charset of bytes; `declared` is what the page says of itself.
pub(crate) fn detect(bytes: &[u8], declared: Option<&'static Encoding>) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return encoding;
    }
    if is_mostly_utf8(bytes) {
        return UTF_8;
    }
    // A page that declares UTF-8 or UTF-16 and is neither tells nothing.
    if let Some(encoding) = declared.filter(|e| *e != UTF_8 && *e != UTF_16LE && *e != UTF_16BE) {
        return encoding;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes.get(..SAMPLE).unwrap_or(bytes), true);
    detector.guess(None, Utf8Detection::Deny)
}

/// Decodes bytes of a known charset; the byte order mark goes.
pub(crate) fn decode<'a>(bytes: &'a [u8], encoding: &'static Encoding) -> Cow<'a, str> {
    encoding.decode_with_bom_removal(bytes).0
}

/// Decodes a line of a table whose charset was told from its first lines, which may have held ASCII alone.
pub(crate) fn decode_line<'a>(bytes: &'a [u8], file: &'static Encoding) -> Cow<'a, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) if file == UTF_8 || file == WINDOWS_1252 => decode(bytes, detect(bytes, None)),
        Err(_) => decode(bytes, file),
    }
}

/// The label in `<meta charset=…>` or `<meta http-equiv … charset=…>` or `<?xml encoding=…?>` near the top of a page.
pub(crate) fn declared_in_html(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..4096).unwrap_or(bytes).to_ascii_lowercase();
    for key in [&b"charset"[..], &b"encoding"[..]] {
        let mut at = 0;
        while let Some(found) = memchr::memmem::find(&head[at..], key) {
            at += found + key.len();
            let rest = head[at..].trim_ascii_start();
            let Some(rest) = rest.strip_prefix(b"=") else { continue };
            let rest = rest.trim_ascii_start();
            let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
            let end =
                rest.iter().position(|b| !(b.is_ascii_alphanumeric() || b"-_:.".contains(b))).unwrap_or(rest.len());
            if let Some(encoding) = Encoding::for_label(&rest[..end]) {
                return Some(encoding);
            }
        }
    }
    None
}

/// True for UTF-16 in either order.
pub(crate) fn is_utf16(encoding: &'static Encoding) -> bool {
    encoding == UTF_16LE || encoding == UTF_16BE
}

/// Latin letters, digits and spaces put a NUL into every second byte of UTF-16.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..4096).unwrap_or(bytes);
    let n_pairs = sample.len() / 2;
    if n_pairs < 2 || !sample.contains(&0) {
        return None;
    }
    let nuls = |odd: usize| sample.iter().skip(odd).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (nuls(0), nuls(1));
    // Cyrillic text has its NULs in spaces and line ends only, yet all on one side.
    let (encoding, some, other) = if odd > even { (UTF_16LE, odd, even) } else { (UTF_16BE, even, odd) };
    if some * 20 < n_pairs || other * 20 > some {
        return None;
    }
    // Binary data has NULs too, but not letters where the rest should be letters.
    let text = encoding.decode_without_bom_handling(&sample[..n_pairs * 2]).0;
    let n_odd = text.chars().filter(|c| *c == '\u{fffd}' || c.is_control() && !c.is_whitespace()).count();
    (n_odd * 50 <= n_pairs).then_some(encoding)
}

/// Valid UTF-8, or UTF-8 with a few broken bytes among many good ones.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut n_good, mut n_bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        n_good += chunk.valid().bytes().filter(|b| *b >= 0xc0).count();
        n_bad += usize::from(!chunk.invalid().is_empty());
    }
    n_bad == 0 || n_bad * 10 <= n_good
}

/// A reader that turns UTF-16 into UTF-8 as it goes.
pub(crate) struct Utf16Reader<R> {
    inner: R,
    decoder: encoding_rs::Decoder,
    raw: Vec<u8>,
    out: Vec<u8>,
    given: usize,
    done: bool,
}

impl<R: Read> Utf16Reader<R> {
    pub(crate) fn new(inner: R, encoding: &'static Encoding) -> Self {
        let decoder = encoding.new_decoder_with_bom_removal();
        Utf16Reader { inner, decoder, raw: vec![0; 16 << 10], out: Vec::new(), given: 0, done: false }
    }

    fn refill(&mut self) -> io::Result<()> {
        let n = loop {
            match self.inner.read(&mut self.raw) {
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                other => break other?,
            }
        };
        self.done = n == 0;
        let mut text = String::with_capacity(self.decoder.max_utf8_buffer_length(n).unwrap_or(n * 3 + 16));
        let _ = self.decoder.decode_to_string(&self.raw[..n], &mut text, self.done);
        self.out = text.into_bytes();
        self.given = 0;
        Ok(())
    }
}

impl<R: Read> Read for Utf16Reader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given == self.out.len() && !self.done {
            self.refill()?;
        }
        let n = buffer.len().min(self.out.len() - self.given);
        buffer[..n].copy_from_slice(&self.out[self.given..self.given + n]);
        self.given += n;
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{WINDOWS_1251, WINDOWS_1252};

    const UKRAINIAN: &str =
        "Уночі над містом збили сім безпілотників.\r\nУламки впали на дах школи, ніхто не постраждав.";

    fn utf16(text: &str, big: bool) -> Vec<u8> {
        text.encode_utf16().flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
    }

    #[test]
    fn utf16_with_and_without_a_mark() {
        for text in [UKRAINIAN, "Two drones fell on the port at night."] {
            for big in [false, true] {
                let bare = utf16(text, big);
                let marked = utf16(&format!("\u{feff}{text}"), big);
                assert_eq!(decode(&bare, detect(&bare, None)), text);
                assert_eq!(decode(&marked, detect(&marked, None)), text);
                let mut streamed = String::new();
                let mut reader = Utf16Reader::new(&marked[..], detect(&marked, None));
                reader.read_to_string(&mut streamed).expect("UTF-8");
                assert_eq!(streamed, text);
            }
        }
    }

    #[test]
    fn windows_1251_is_guessed_from_its_letters() {
        let bytes = WINDOWS_1251.encode(UKRAINIAN).0;
        assert_eq!(decode(&bytes, detect(&bytes, None)), UKRAINIAN);
    }

    #[test]
    fn what_a_page_declares_counts_unless_it_is_utf8_after_all() {
        let page = b"<html><head><meta http-equiv=Content-Type content='text/html; charset=windows-1251'></head>\xcf\xee\xf0\xf2";
        let declared = declared_in_html(page);
        assert_eq!(declared, Some(WINDOWS_1251));
        assert!(decode(page, detect(page, declared)).ends_with("Порт"));
        assert_eq!(detect("Порт".as_bytes(), declared), UTF_8);
        assert_eq!(declared_in_html(b"<META CharSet = \"utf-8\">"), Some(UTF_8));
        assert_eq!(declared_in_html(b"<p>the charset of a page"), None);
    }

    #[test]
    fn one_broken_byte_does_not_change_the_charset() {
        let mut bytes = UKRAINIAN.as_bytes().to_vec();
        bytes.truncate(bytes.len() - 2);
        assert_eq!(detect(&bytes, None), UTF_8);
        assert_eq!(detect(b"caf\xe9 on fire, the owner said", None), WINDOWS_1252);
        assert_eq!(decode_line(b"it\x92s on fire", UTF_8), "it’s on fire");
    }
}
