//! What kind of place a record is, and in what way a name belongs to it.
//!
//! In: nothing. Out: two small value types with their byte codes, which are part of the file format: never renumber.

/// What kind of place: areas from large to small, then points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Level {
    /// A continent, or a named area across or inside borders: Sahel, Donbas, Gaza Strip.
    Region = 0,
    /// A country or a territory with a code of its own.
    Country = 1,
    /// First-order area: oblast, state, province, governorate.
    Adm1 = 2,
    /// Second-order area: raion, county, district.
    Adm2 = 3,
    /// A sea, strait, gulf, lake or river.
    Sea = 4,
    /// The capital of a country.
    Capital = 5,
    /// A settlement of 100,000 people or more.
    City = 6,
    /// A settlement of 5,000 people or more.
    Town = 7,
    /// A smaller settlement, or one of unknown size.
    Village = 8,
    /// A district or neighbourhood of a city.
    CityDistrict = 9,
    /// A camp of refugees or of displaced people.
    Camp = 10,
    /// One site: a power plant, dam, airport, port, bridge, crossing, base.
    Landmark = 11,
}

impl Level {
    const ALL: [Self; 12] = [
        Self::Region,
        Self::Country,
        Self::Adm1,
        Self::Adm2,
        Self::Sea,
        Self::Capital,
        Self::City,
        Self::Town,
        Self::Village,
        Self::CityDistrict,
        Self::Camp,
        Self::Landmark,
    ];

    /// The level with this byte code; an unknown code reads as [`Level::Village`].
    #[must_use]
    pub fn from_code(code: u8) -> Self {
        Self::ALL.get(usize::from(code)).copied().unwrap_or(Self::Village)
    }

    /// The level with this name, as [`Level::name`] writes it.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.name() == name)
    }

    /// The plain name used in files and exports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Region => "region",
            Self::Country => "country",
            Self::Adm1 => "adm1",
            Self::Adm2 => "adm2",
            Self::Sea => "sea",
            Self::Capital => "capital",
            Self::City => "city",
            Self::Town => "town",
            Self::Village => "village",
            Self::CityDistrict => "district",
            Self::Camp => "camp",
            Self::Landmark => "landmark",
        }
    }

    /// True for a capital, city, town or village.
    #[must_use]
    pub fn is_settlement(self) -> bool {
        matches!(self, Self::Capital | Self::City | Self::Town | Self::Village)
    }

    /// True for what has an extent on the map rather than a centre people live around.
    #[must_use]
    pub fn is_area(self) -> bool {
        matches!(self, Self::Region | Self::Country | Self::Adm1 | Self::Adm2 | Self::Sea)
    }

    /// The level of a settlement by its population.
    #[must_use]
    pub fn of_population(population: u32) -> Self {
        match population {
            100_000.. => Self::City,
            5_000.. => Self::Town,
            _ => Self::Village,
        }
    }

    /// Radius in km that a point of this level stands for, where the record names none.
    #[must_use]
    pub fn usual_radius_km(self) -> u16 {
        match self {
            Self::Region | Self::Country => 300,
            Self::Sea => 200,
            Self::Adm1 => 100,
            Self::Adm2 => 25,
            Self::Capital => 15,
            Self::City => 8,
            Self::Town => 4,
            Self::Village | Self::CityDistrict => 2,
            Self::Camp | Self::Landmark => 1,
        }
    }
}

/// In what way a name belongs to a place; a set of bits kept beside each name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct NameKind(u8);

impl NameKind {
    /// Another name or spelling of the place, as its source lists it.
    pub const ALIAS: Self = Self(0);
    /// The name shown.
    pub const PRIMARY: Self = Self(1);
    /// A spelling made by rule (article dropped or changed), weaker than a listed one.
    pub const VARIANT: Self = Self(2);
    /// Counts only when written in capitals: US, UK, UAE, DRC.
    pub const CAPITALS: Self = Self(4);
    /// Counts only after a comma and another place: TX, Calif., Pa.
    pub const AFTER_COMMA: Self = Self(8);
    /// An area named by its bare name, which more often means the town: "Kharkiv" for Kharkiv Oblast.
    pub const BARE: Self = Self(16);

    pub(crate) fn from_bits(bits: u8) -> Self {
        Self(bits)
    }

    pub(crate) fn bits(self) -> u8 {
        self.0
    }

    /// True where every bit of `other` is set (and always true for `ALIAS`).
    #[must_use]
    pub fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Both sets together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// True for names that mean the place only in a context of their own, or that were made by rule.
    pub(crate) fn is_weak(self) -> bool {
        self.0 & (Self::VARIANT.0 | Self::AFTER_COMMA.0 | Self::BARE.0) != 0
    }

    /// True for the main name and for listed aliases that need no special context.
    #[must_use]
    pub fn is_plain(self) -> bool {
        self.0 & !Self::PRIMARY.0 == 0
    }
}
