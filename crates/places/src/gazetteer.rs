//! The open gazetteer: names to places, by one name or by the longest run of words.
//!
//! In: folded names or raw words. Out: candidates, most important place first. Lookups allocate nothing; opening
//! checks the header only. It never decides which namesake is meant.

use crate::error::{Error, Result};
use crate::fold::{Folder, fold};
use crate::format::{AREA, NONE, RECORD, Sections, area_key, u32_at};
use crate::level::NameKind;
use crate::place::PlaceRef;
use fst::raw::{Fst, Output};
use smallvec::SmallVec;
use std::borrow::Cow;
use std::fmt;
use std::sync::OnceLock;

/// Embedded with the alignment and the bytes that `cargo xtask gazetteer` wrote.
static EMBEDDED: &[u8] = include_bytes!("../data/gazetteer.bin");

/// One or more gazetteer files, the first one holding the countries and areas that the others lean on.
pub struct Gazetteer {
    layers: SmallVec<[Layer; 2]>,
}

impl fmt::Debug for Gazetteer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Gazetteer({} places)", self.n_places())
    }
}

pub(crate) struct Layer {
    bytes: Cow<'static, [u8]>,
    sections: Sections,
    names: Fst<Cow<'static, [u8]>>,
}

impl Layer {
    fn open(bytes: Cow<'static, [u8]>) -> Result<Self> {
        let sections = Sections::of(&bytes)?;
        let names = match &bytes {
            Cow::Borrowed(all) => Cow::Borrowed(&all[sections.names.clone()]),
            Cow::Owned(all) => Cow::Owned(all[sections.names.clone()].to_vec()),
        };
        let names = Fst::new(names).map_err(|error| Error::format(error.to_string()))?;
        Ok(Self { bytes, sections, names })
    }

    pub(crate) fn record(&self, idx: u32) -> &[u8] {
        let start = self.sections.records.start + idx as usize * RECORD;
        self.bytes[..self.sections.records.end].get(start..start + RECORD).unwrap_or(&[])
    }

    pub(crate) fn pool(&self) -> &[u8] {
        &self.bytes[self.sections.pool.clone()]
    }

    fn n_places(&self) -> u32 {
        (self.sections.records.len() / RECORD) as u32
    }

    fn area(&self, country: [u8; 2], code: &str) -> Option<u32> {
        let areas = &self.bytes[self.sections.areas.clone()];
        let (key, n) = (area_key(country, code), areas.len() / AREA);
        let (mut low, mut high) = (0, n);
        while low < high {
            let mid = low.midpoint(high);
            let item = &areas[mid * AREA..(mid + 1) * AREA];
            match item[..key.len()].cmp(&key[..]) {
                std::cmp::Ordering::Less => low = mid + 1,
                std::cmp::Ordering::Greater => high = mid,
                std::cmp::Ordering::Equal => return Some(u32_at(item, key.len())).filter(|&idx| idx != NONE),
            }
        }
        None
    }
}

/// A place together with the way in which the name belongs to it.
#[derive(Debug, Clone, Copy)]
pub struct Candidate<'g> {
    /// The place.
    pub place: PlaceRef<'g>,
    /// How the name belongs to it.
    pub kind: NameKind,
}

/// The longest name found from a word on.
#[derive(Debug, Clone, Copy)]
pub struct Match<'g> {
    /// How many of the given words the name covers.
    pub n_words: usize,
    gaz: &'g Gazetteer,
    values: [Option<u64>; 4],
}

impl<'g> Match<'g> {
    /// The places that bear the name, most important first.
    pub fn candidates(&self) -> Candidates<'g> {
        Candidates { gaz: self.gaz, values: self.values, layer: 0, item: 0 }
    }
}

/// The places of one name; those of the first file before those of the next.
#[derive(Debug, Clone)]
pub struct Candidates<'g> {
    gaz: &'g Gazetteer,
    values: [Option<u64>; 4],
    layer: usize,
    item: u32,
}

impl<'g> Iterator for Candidates<'g> {
    type Item = Candidate<'g>;

    fn next(&mut self) -> Option<Candidate<'g>> {
        loop {
            let layer = self.gaz.layers.get(self.layer)?;
            let length = match self.values.get(self.layer)? {
                None => 0,
                Some(value) => (value >> 32).max(1) as u32,
            };
            if self.item >= length {
                (self.layer, self.item) = (self.layer + 1, 0);
                continue;
            }
            let value = self.values[self.layer].unwrap_or_default();
            let packed = if value >> 32 == 0 {
                value as u32
            } else {
                let lists = &layer.bytes[layer.sections.lists.clone()];
                u32_at(lists, (value as u32 as usize + self.item as usize) * 4)
            };
            self.item += 1;
            let place = PlaceRef::new(self.gaz, self.layer as u8, packed >> 8);
            return Some(Candidate { place, kind: NameKind::from_bits(packed as u8) });
        }
    }
}

impl Gazetteer {
    /// The gazetteer built into the program.
    ///
    /// # Panics
    /// When the embedded file is broken, which the tests of this crate rule out.
    #[must_use]
    pub fn embedded() -> &'static Self {
        static OPEN: OnceLock<Gazetteer> = OnceLock::new();
        OPEN.get_or_init(Self::embedded_alone)
    }

    /// A gazetteer of its own over the embedded bytes, to which files may be added with [`Gazetteer::with`].
    ///
    /// # Panics
    /// As [`Gazetteer::embedded`].
    #[must_use]
    pub fn embedded_alone() -> Self {
        match Layer::open(Cow::Borrowed(EMBEDDED)) {
            Ok(layer) => Self { layers: SmallVec::from_iter([layer]) },
            Err(error) => panic!("the embedded gazetteer opens: {error}"),
        }
    }

    /// Opens a gazetteer file that stands alone.
    ///
    /// # Errors
    /// When the bytes are no gazetteer file of this version.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self> {
        Ok(Self { layers: SmallVec::from_iter([Layer::open(Cow::Owned(bytes))?]) })
    }

    /// Adds a file made by [`crate::import`]: its names are found beside those already here.
    ///
    /// # Errors
    /// When the bytes are no gazetteer file of this version, or when three files have been added already.
    pub fn with(mut self, bytes: Vec<u8>) -> Result<Self> {
        if self.layers.len() == 4 {
            return Err(Error::limit("no more than three imported files at a time"));
        }
        self.layers.push(Layer::open(Cow::Owned(bytes))?);
        Ok(self)
    }

    /// What the files say of their sources, versions and sums, one file a paragraph.
    #[must_use]
    pub fn note(&self) -> String {
        let notes = self.layers.iter().map(|layer| String::from_utf8_lossy(&layer.bytes[layer.sections.note.clone()]));
        notes.collect::<Vec<_>>().join("\n")
    }

    /// Number of places in all files.
    #[must_use]
    pub fn n_places(&self) -> u32 {
        self.layers.iter().map(Layer::n_places).sum()
    }

    /// The places with this name, which must be folded by [`crate::fold`].
    #[must_use]
    pub fn lookup(&self, folded: &str) -> Candidates<'_> {
        let mut values = [None; 4];
        for (slot, layer) in values.iter_mut().zip(&self.layers) {
            *slot = layer.names.get(folded).map(Output::value);
        }
        Candidates { gaz: self, values, layer: 0, item: 0 }
    }

    /// The longest name that begins with the first of these words and ends with one of them. Words are folded on the
    /// way; where the first word begins no name, this costs a few steps.
    pub fn walk<'w>(&self, words: impl Iterator<Item = &'w str> + Clone) -> Option<Match<'_>> {
        let mut longest = Match { n_words: 0, gaz: self, values: [None; 4] };
        for (layer_idx, layer) in self.layers.iter().enumerate() {
            let Some((n_words, value)) = walk_layer(layer, words.clone()) else { continue };
            if n_words > longest.n_words {
                longest = Match { n_words, gaz: self, values: [None; 4] };
            }
            if n_words == longest.n_words {
                longest.values[layer_idx] = Some(value);
            }
        }
        (longest.n_words > 0).then_some(longest)
    }

    /// The first-order area of a country by its GeoNames code.
    #[must_use]
    pub fn area(&self, country: [u8; 2], code: &str) -> Option<PlaceRef<'_>> {
        let found = self.layers.iter().enumerate().find_map(|(layer, open)| Some((layer, open.area(country, code)?)));
        found.map(|(layer, idx)| PlaceRef::new(self, layer as u8, idx))
    }

    /// The country with this ISO 3166-1 code.
    #[must_use]
    pub fn country(&self, code: [u8; 2]) -> Option<PlaceRef<'_>> {
        self.area(code, "")
    }

    /// The place with this id, found by name: ids are not indexed.
    #[must_use]
    pub fn named(&self, name: &str, id: u32) -> Option<PlaceRef<'_>> {
        self.lookup(&fold(name)).map(|candidate| candidate.place).find(|place| place.id() == id)
    }

    /// All places, in the order of the files.
    pub fn places(&self) -> impl Iterator<Item = PlaceRef<'_>> {
        self.layers
            .iter()
            .enumerate()
            .flat_map(move |(layer, open)| (0..open.n_places()).map(move |idx| PlaceRef::new(self, layer as u8, idx)))
    }

    pub(crate) fn layer(&self, layer: u8) -> &Layer {
        &self.layers[usize::from(layer)]
    }
}

fn walk_layer<'w>(layer: &Layer, words: impl Iterator<Item = &'w str>) -> Option<(usize, u64)> {
    let mut node = layer.names.root();
    let mut sum = Output::zero();
    let mut folder = Folder::default();
    let mut longest = None;
    for (word_idx, word) in words.enumerate() {
        let mut moved = false;
        let alive = folder.word(word, |piece| {
            for &byte in piece.as_bytes() {
                let Some(arc) = node.find_input(byte) else { return false };
                let step = node.transition(arc);
                sum = sum.cat(step.out);
                node = layer.names.node(step.addr);
            }
            moved = true;
            true
        });
        if !alive {
            break;
        }
        if moved && node.is_final() {
            longest = Some((word_idx + 1, sum.cat(node.final_output()).value()));
        }
    }
    longest
}
