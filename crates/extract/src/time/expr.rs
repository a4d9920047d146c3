//! What the words of a time say before it is known when they were written.
//!
//! In: nothing; out: [`Expr`], the bridge between the parser and the resolver.
//! It never holds a resolved day that the words do not name themselves.

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Night,
    Week,
    Weekend,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

impl Unit {
    pub(super) fn parse(name: &str) -> Option<Unit> {
        Some(match name {
            "second" => Unit::Second,
            "minute" => Unit::Minute,
            "hour" => Unit::Hour,
            "day" => Unit::Day,
            "night" => Unit::Night,
            "week" => Unit::Week,
            "weekend" => Unit::Weekend,
            "fortnight" => Unit::Fortnight,
            "month" => Unit::Month,
            "quarter" => Unit::Quarter,
            "year" => Unit::Year,
            "decade" => Unit::Decade,
            "century" => Unit::Century,
            _ => return None,
        })
    }

    /// True when an amount of it is less than a day.
    pub(super) fn is_short(self) -> bool {
        matches!(self, Unit::Second | Unit::Minute | Unit::Hour)
    }
}

/// How many units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Amount {
    /// `three`
    Known(u32),
    /// `two and a half`
    AndHalf(u32),
    /// `several`
    Vague,
}

impl Amount {
    pub(super) fn known(self) -> Option<i32> {
        match self {
            Amount::Known(n) => i32::try_from(n).ok(),
            _ => None,
        }
    }
}

/// A date as far as its words tell it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Partial {
    pub(super) year: Option<i16>,
    pub(super) month: Option<i8>,
    pub(super) day: Option<i8>,
    /// Monday is 1; as stated, right or wrong.
    pub(super) weekday: Option<i8>,
}

/// Where a unit or weekday is moved to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shift {
    /// `last`: before the day of publication.
    Last,
    /// `this`
    This,
    /// `next`
    Next,
    /// `previous`: before the day told before.
    Before,
    /// `following`: after the day told before.
    After,
    /// `that`, `the same`: the one told before.
    That,
}

/// Which way an amount is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// `ago`: back from publication.
    Ago,
    /// `from now`: on from publication.
    Ahead,
    /// `earlier`: back from the day told before.
    Earlier,
    /// `later`: on from the day told before.
    Later,
    /// `two days after the …`: counted from something that is no date.
    Hanging,
}

/// The heart of an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Base {
    /// No day of its own: `at 06:40`, `overnight`.
    Bare,
    Date(Partial),
    /// `12/02/2024` read either way.
    Slashed(i8, i8, i16),
    /// `13-14 May`
    Days(Partial, Partial),
    /// `July of the following year`
    MonthOf(i8, Shift),
    /// `the 17th`, of the month told before
    DayOfMonth(i8),
    Weekday(i8, Option<Shift>),
    /// `yesterday`
    Deictic(i32),
    /// `that day`, `the day before`
    Near(i32),
    Step(Amount, Unit, Way),
    Calendar(Unit, Shift),
    /// `the past three days`
    Past(Amount, Unit),
    /// `the next ten weeks`
    Coming(Amount, Unit),
    Season(&'static str, Option<i16>, Shift),
    Quarter(i8, Option<i16>, Shift),
    /// First year of a decade.
    Decade(i16),
    /// `day 757 of the war`
    DayOfWar(u32),
    /// `since the start of the war`
    SinceWar,
    Feast(Feast, Option<i16>),
    Loose(&'static str),
    Duration(Amount, Unit),
    Set(String),
}

/// A feast by its rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Feast {
    Fixed(i8, i8),
    /// Days from Easter Sunday.
    Easter(i16),
}

/// One time expression of a text, not yet resolved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Expr {
    pub(super) base: Base,
    /// TIMEX code of the part of the day, or `overnight`.
    pub(super) part: Option<&'static str>,
    /// Hour and minute.
    pub(super) clock: Option<(u8, u8)>,
    /// `in the past 24 hours so far`, `so far this year`.
    pub(super) so_far: bool,
    /// `earlier this week`: only the part gone by.
    pub(super) gone: bool,
    pub(super) rule: &'static str,
}

impl Expr {
    pub(super) fn new(base: Base, rule: &'static str) -> Expr {
        Expr { base, part: None, clock: None, so_far: false, gone: false, rule }
    }
}

/// The codes of parts of the day that word files may use.
pub(super) fn part_code(name: &str) -> Option<&'static str> {
    ["MO", "AF", "EV", "NI", "DT", "MI", "overnight"].into_iter().find(|code| *code == name)
}
