//! The closed word lists of a claim: kind, class, status, claimant type, event type.
//!
//! Each term has one spelling, the one of the annotation guideline, used in data, output and rules alike.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A word that is not one of a closed list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownTerm {
    /// The word as given.
    pub given: String,
    /// The list's name.
    pub list: &'static str,
    /// The nearest word of the list.
    pub nearest: &'static str,
}

impl fmt::Display for UnknownTerm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unknown {} `{}`; help: did you mean `{}`?", self.list, self.given, self.nearest)
    }
}

impl std::error::Error for UnknownTerm {}

macro_rules! terms {
    ($(#[$doc:meta])* $name:ident, $list:literal { $($(#[$vdoc:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $text)] $variant),+ }

        impl $name {
            /// Every term of the list, in its order.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The term as written everywhere.
            pub fn as_str(self) -> &'static str {
                match self { $($name::$variant => $text),+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.pad(self.as_str()) }
        }

        impl FromStr for $name {
            type Err = UnknownTerm;
            fn from_str(text: &str) -> Result<$name, UnknownTerm> {
                match text {
                    $($text => Ok($name::$variant),)+
                    _ => Err(UnknownTerm { given: text.to_owned(), list: $list, nearest: nearest(text, &[$($text),+]) }),
                }
            }
        }
    };
}

terms! {
    /// What is asserted.
    Kind, "kind" {
        /// Weapons sent.
        Launched = "launched",
        /// Weapons brought down.
        Intercepted = "intercepted",
        /// Weapons jammed, suppressed or lost from radar.
        Lost = "lost",
        /// Weapons that got through.
        Hit = "hit",
        /// People dead.
        Killed = "killed",
        /// People hurt.
        Injured = "injured",
        /// Dead and injured, not told apart.
        Casualties = "casualties",
        /// People missing.
        Missing = "missing",
        /// Civilians taken.
        Abducted = "abducted",
        /// Combatants taken.
        Captured = "captured",
        /// People rescued.
        Rescued = "rescued",
        /// People evacuated.
        Evacuated = "evacuated",
        /// People displaced.
        Displaced = "displaced",
        /// People or customers without power.
        WithoutPower = "without_power",
        /// Objects damaged.
        Damaged = "damaged",
        /// Objects destroyed.
        Destroyed = "destroyed",
        /// Air-raid warnings.
        Alert = "alert",
    }
}

terms! {
    /// What kind of thing is counted.
    Class, "class" {
        /// Ballistic missile.
        BallisticMissile = "ballistic_missile",
        /// Cruise missile.
        CruiseMissile = "cruise_missile",
        /// Missile of unspecified type.
        Missile = "missile",
        /// Drone, in the air or at sea.
        Drone = "drone",
        /// Guided glide bomb.
        GlideBomb = "glide_bomb",
        /// Air-dropped bomb.
        Bomb = "bomb",
        /// Unguided rocket.
        Rocket = "rocket",
        /// Artillery or mortar round.
        Shell = "shell",
        /// Several weapon types counted together.
        Mixed = "mixed",
        /// Planted, worn or thrown explosive.
        Explosive = "explosive",
        /// Firearm.
        Firearm = "firearm",
        /// Person, status not told.
        Person = "person",
        /// Civilian.
        Civilian = "civilian",
        /// Child.
        Child = "child",
        /// Combatant.
        Combatant = "combatant",
        /// Police officer.
        Police = "police",
        /// Rescuer or medic.
        Rescuer = "rescuer",
        /// Journalist.
        Journalist = "journalist",
        /// Homes.
        Residential = "residential",
        /// Power, oil, fuel.
        Energy = "energy",
        /// Industry.
        Industrial = "industrial",
        /// Health care.
        Health = "health",
        /// Schools and universities.
        Education = "education",
        /// Ports, rail, bridges, airports.
        Transport = "transport",
        /// Military objects and equipment.
        Military = "military",
        /// Places of worship.
        Religious = "religious",
        /// Shops, offices, markets, hotels.
        Commercial = "commercial",
        /// Vehicles.
        Vehicle = "vehicle",
        /// Ships and boats.
        Vessel = "vessel",
        /// Anything else.
        Other = "other",
    }
}

impl Class {
    /// True for the classes of things that are sent to harm.
    pub fn is_weapon(self) -> bool {
        self <= Class::Firearm
    }

    /// True for the classes of people.
    pub fn is_person(self) -> bool {
        Class::Person <= self && self <= Class::Journalist
    }

    /// True for the classes of objects.
    pub fn is_object(self) -> bool {
        Class::Residential <= self
    }
}

terms! {
    /// How sure the claimant is, and what the claim is for.
    Status, "status" {
        /// Asserted as having happened.
        Reported = "reported",
        /// Called provisional, or superseded in the same text.
        Preliminary = "preliminary",
        /// The claimant says that it did not happen.
        Denied = "denied",
        /// A cumulative total, or an earlier event told as context.
        Background = "background",
        /// Feared, planned or possible.
        Projected = "projected",
    }
}

terms! {
    /// Who says so, by type.
    ClaimantType, "claimant type" {
        /// Armed forces or one of their commands.
        Military = "military",
        /// A ministry or head of state or government.
        Government = "government",
        /// Governor, mayor, local administration.
        LocalAuthority = "local_authority",
        /// Emergency, rescue or civil-defence service.
        EmergencyService = "emergency_service",
        /// Police, prosecutors, investigators.
        Police = "police",
        /// Hospital, doctors, health ministry.
        Health = "health",
        /// Non-governmental organisation or monitor.
        Ngo = "ngo",
        /// United Nations body or another international organisation.
        Un = "un",
        /// Armed group.
        ArmedGroup = "armed_group",
        /// Another outlet or agency.
        Outlet = "outlet",
        /// Witness, resident, survivor.
        Witness = "witness",
        /// Company or operator.
        Company = "company",
        /// Officials, sources or reports without a name.
        Unnamed = "unnamed",
        /// A named person whose office is not told.
        Person = "person",
    }
}

terms! {
    /// The form of violence.
    EventType, "event type" {
        /// Missile, drone or air strike.
        Strike = "strike",
        /// Artillery, mortars, rockets.
        Shelling = "shelling",
        /// Planted, worn or vehicle bomb.
        Bombing = "bombing",
        /// Gunmen, clashes, raids.
        ArmedAttack = "armed_attack",
        /// Sabotage and arson.
        Sabotage = "sabotage",
        /// Taking of people.
        Abduction = "abduction",
        /// Anything else.
        Other = "other",
    }
}

/// The term of the list that needs the fewest edits; ties go to the earlier one.
fn nearest(text: &str, list: &[&'static str]) -> &'static str {
    list.iter().min_by_key(|term| edits(text, term)).copied().unwrap_or("")
}

fn edits(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.chars().take(64).enumerate() {
        let mut diagonal = i;
        row[0] = i + 1;
        for (j, cb) in b.iter().enumerate() {
            let cost = diagonal + usize::from(ca != *cb);
            diagonal = row[j + 1];
            row[j + 1] = cost.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_read_back_and_help_with_typing_errors() {
        for kind in Kind::ALL {
            assert_eq!(kind.as_str().parse::<Kind>().as_ref(), Ok(kind));
            assert_eq!(serde_json::to_string(kind).unwrap(), format!("\"{kind}\""));
        }
        assert_eq!("intercepetd".parse::<Kind>().unwrap_err().nearest, "intercepted");
    }

    #[test]
    fn classes_split_into_weapons_people_objects() {
        for class in Class::ALL {
            let families = [class.is_weapon(), class.is_person(), class.is_object()];
            assert_eq!(families.iter().filter(|f| **f).count(), 1, "{class}");
        }
    }
}
