//! The layout of a gazetteer file: header, records, text pool, name lists, index of first-order areas, name automaton.
//!
//! In: bytes. Out: checked section borders and decoded records. All numbers are little-endian. Nothing is copied and
//! no section is walked when a file is opened.
//!
//! ```text
//! magic 8 | note length u32 | section lengths 5 x u32 | note (utf-8) | records | pool | lists | areas | names (fst)
//! record, 32 bytes: id u32, lat i32, lon i32 (1e-5 degrees), text u32, parent u32, population u32,
//!                   radius km u16, country [u8; 2], level u8, 3 spare
//! text in pool:     length u8, name, length u8, code of the first-order area
//! list item u32:    place index << 8 | name kind;   area item: country [u8; 2], code [u8; 10] padded, place u32
//! fst value:        a list item (below 2^32), or list length << 32 | first item, for two or more
//! ```

use crate::error::{Error, Result};
use std::ops::Range;

pub(crate) const MAGIC: &[u8; 8] = b"LITOPLC1";
pub(crate) const RECORD: usize = 32;
pub(crate) const AREA: usize = 16;
pub(crate) const AREA_CODE: usize = 10;
pub(crate) const NONE: u32 = u32::MAX;
const HEADER: usize = 8 + 4 + 5 * 4;

/// Where each section lies in the file.
#[derive(Debug, Clone)]
pub(crate) struct Sections {
    pub(crate) note: Range<usize>,
    pub(crate) records: Range<usize>,
    pub(crate) pool: Range<usize>,
    pub(crate) lists: Range<usize>,
    pub(crate) areas: Range<usize>,
    pub(crate) names: Range<usize>,
}

impl Sections {
    pub(crate) fn of(bytes: &[u8]) -> Result<Self> {
        if bytes.get(..8) != Some(MAGIC.as_slice()) {
            return Err(Error::format("it does not begin with LITOPLC1"));
        }
        if bytes.len() < HEADER {
            return Err(Error::format("it ends inside the header"));
        }
        let mut at = HEADER;
        let mut next = |length: usize| {
            let start = at;
            at = at.saturating_add(length);
            start..at
        };
        let length = |i: usize| u32_at(bytes, 8 + 4 * i) as usize;
        let sections = Self {
            note: next(length(0)),
            records: next(length(1)),
            pool: next(length(2)),
            lists: next(length(3)),
            areas: next(length(4)),
            names: next(length(5)),
        };
        if sections.names.end != bytes.len() {
            return Err(Error::format(format!(
                "{} bytes where the header promises {}",
                bytes.len(),
                sections.names.end
            )));
        }
        let whole = sections.records.len().is_multiple_of(RECORD)
            && sections.areas.len().is_multiple_of(AREA)
            && sections.lists.len().is_multiple_of(4);
        if !whole {
            return Err(Error::format("a section of broken length"));
        }
        if std::str::from_utf8(&bytes[sections.note.clone()]).is_err() {
            return Err(Error::format("its note is not utf-8"));
        }
        Ok(sections)
    }

    pub(crate) fn header(note: &[u8], lengths: [usize; 5]) -> Result<Vec<u8>> {
        let mut out = MAGIC.to_vec();
        for length in std::iter::once(note.len()).chain(lengths) {
            let length = u32::try_from(length).map_err(|_| Error::limit("a section of over 4 GiB"))?;
            out.extend_from_slice(&length.to_le_bytes());
        }
        out.extend_from_slice(note);
        Ok(out)
    }
}

/// Reads a number; bytes past the end read as zero, so that a damaged file gives wrong places but no panic.
pub(crate) fn u32_at(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).and_then(|slice| slice.try_into().ok()).map_or(0, u32::from_le_bytes)
}

pub(crate) fn u16_at(bytes: &[u8], at: usize) -> u16 {
    bytes.get(at..at + 2).and_then(|slice| slice.try_into().ok()).map_or(0, u16::from_le_bytes)
}

pub(crate) fn i32_at(bytes: &[u8], at: usize) -> i32 {
    u32_at(bytes, at).cast_signed()
}

/// The two texts of a record: name and area code.
pub(crate) fn texts(pool: &[u8], at: usize) -> (&str, &str) {
    let (name, next) = text(pool, at);
    (name, text(pool, next).0)
}

fn text(pool: &[u8], at: usize) -> (&str, usize) {
    let length = pool.get(at).map_or(0, |&n| usize::from(n));
    let end = at + 1 + length;
    (pool.get(at + 1..end).and_then(|slice| std::str::from_utf8(slice).ok()).unwrap_or(""), end)
}

/// The fixed-width form of an area code, for the sorted index.
pub(crate) fn area_key(country: [u8; 2], code: &str) -> [u8; 2 + AREA_CODE] {
    let mut key = [0; 2 + AREA_CODE];
    key[..2].copy_from_slice(&country);
    for (slot, byte) in key[2..].iter_mut().zip(code.bytes()) {
        *slot = byte;
    }
    key
}
