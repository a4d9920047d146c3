//! How two named places lie to each other, as areas and never as bare points.
//!
//! In: two settled places. Out: same, inside, contains, near, apart or unknown.
//! A settlement lies in the admin-1 area whose name it carries; a district or landmark lies in a city when it is
//! within the city's radius; where a place has no radius, one by precision is taken.
//! It never looks a name up.

use crate::words::fold;
use litopys_facts::{Place, Precision};

/// How one place lies to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Area {
    /// One and the same.
    Same,
    /// The first lies in the second.
    Inside,
    /// The second lies in the first.
    Contains,
    /// Their radii overlap.
    Near,
    /// They have nothing in common.
    Apart,
    /// Not enough is known.
    Unknown,
}

impl Area {
    /// The same relation, seen from the other place.
    pub(crate) fn turned(self) -> Area {
        match self {
            Area::Inside => Area::Contains,
            Area::Contains => Area::Inside,
            other => other,
        }
    }
}

/// Settlement or finer.
pub(crate) fn is_fine(place: &Place) -> bool {
    place.precision.is_some_and(|p| p <= Precision::Settlement)
}

/// A key under which the same place is found again.
pub(crate) fn key(place: &Place) -> String {
    match place.geonames_id {
        Some(id) => format!("g{id}"),
        None => format!(
            "{}|{}|{}",
            fold(&place.name),
            place.country.as_deref().unwrap_or(""),
            place.adm1.as_deref().map(fold).unwrap_or_default()
        ),
    }
}

/// How `a` lies to `b`.
pub(crate) fn relate(a: &Place, b: &Place) -> Area {
    if is_same(a, b) {
        return Area::Same;
    }
    let (Some(pa), Some(pb)) = (a.precision, b.precision) else { return Area::Unknown };
    if let (Some(ca), Some(cb)) = (&a.country, &b.country)
        && ca != cb
    {
        return Area::Apart;
    }
    if pa < pb || (pa == pb && radius(a) < radius(b)) { lies_in(a, b) } else { lies_in(b, a).turned() }
}

fn is_same(a: &Place, b: &Place) -> bool {
    if let (Some(ia), Some(ib)) = (a.geonames_id, b.geonames_id) {
        return ia == ib;
    }
    let adm1 = match (&a.adm1, &b.adm1) {
        (Some(x), Some(y)) => fold(x) == fold(y),
        _ => true,
    };
    let country = match (&a.country, &b.country) {
        (Some(x), Some(y)) => x == y,
        (None, None) => true,
        _ => a.precision.is_none() || b.precision.is_none(),
    };
    let level = match (a.precision, b.precision) {
        (Some(x), Some(y)) => x == y || x.max(y) <= Precision::Settlement,
        _ => true,
    };
    adm1 && country && level && fold(&a.name) == fold(&b.name)
}

/// `fine` against `coarse`, which is the larger of the two.
fn lies_in(fine: &Place, coarse: &Place) -> Area {
    let (Some(pf), Some(pc)) = (fine.precision, coarse.precision) else { return Area::Unknown };
    let distance = fine.distance_km(coarse);
    match pc {
        Precision::Country => match (&fine.country, &coarse.country) {
            (Some(a), Some(b)) if a == b => Area::Inside,
            _ => Area::Unknown,
        },
        Precision::Region => match distance {
            Some(km) if km <= radius(coarse) => Area::Inside,
            Some(km) if km > radius(coarse) + radius(fine) => Area::Apart,
            _ => Area::Unknown,
        },
        Precision::Adm1 if pf == Precision::Adm1 => Area::Apart,
        Precision::Adm1 => match (&fine.adm1, coarse.adm1.as_ref().or(Some(&coarse.name))) {
            (Some(a), Some(b)) if fold(a) == fold(b) => Area::Inside,
            (Some(_), _) => Area::Apart,
            (None, _) => by_distance(distance, fine, coarse),
        },
        _ => {
            if let (Some(a), Some(b)) = (&fine.adm1, &coarse.adm1)
                && fold(a) != fold(b)
                && distance.is_none()
            {
                return Area::Apart;
            }
            if pf == pc && pf >= Precision::Settlement {
                return match distance {
                    Some(km) if km <= radius(fine) + radius(coarse) => Area::Near,
                    _ => Area::Apart,
                };
            }
            if pf == pc {
                // Two districts or landmarks of one city stand for the same night in that city.
                return match distance {
                    Some(km) if km <= 12.0_f64.max(radius(fine) + radius(coarse)) => Area::Near,
                    Some(_) => Area::Apart,
                    None => Area::Unknown,
                };
            }
            by_distance(distance, fine, coarse)
        }
    }
}

fn by_distance(distance: Option<f64>, fine: &Place, coarse: &Place) -> Area {
    match distance {
        Some(km) if km <= radius(coarse) => Area::Inside,
        Some(km) if km <= radius(coarse) + radius(fine) => Area::Near,
        Some(_) => Area::Apart,
        None => Area::Unknown,
    }
}

/// Radius in kilometres, by precision where the place has none of its own.
pub(crate) fn radius(place: &Place) -> f64 {
    if let Some(km) = place.radius_km {
        return f64::from(km).max(0.1);
    }
    match place.precision {
        Some(Precision::Landmark) => 1.0,
        Some(Precision::District) => 5.0,
        Some(Precision::Settlement) => {
            // Kyiv's districts lie within 15 km of its centre; two villages of 4 km each are not one place.
            6.0
        }
        Some(Precision::Adm2) => 35.0,
        Some(Precision::Adm1) => 130.0,
        Some(Precision::Region) => 250.0,
        Some(Precision::Country) => 1500.0,
        None => 0.1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{adm1, city, country, district};

    #[test]
    fn areas_nest() {
        let (odesa, region, ukraine) = (city("Odesa"), adm1("Odesa Oblast"), country("UA"));
        assert_eq!(relate(&odesa, &odesa), Area::Same);
        assert_eq!(relate(&odesa, &region), Area::Inside);
        assert_eq!(relate(&region, &odesa), Area::Contains);
        assert_eq!(relate(&odesa, &ukraine), Area::Inside);
        assert_eq!(relate(&region, &ukraine), Area::Inside);
        assert_eq!(relate(&city("Kyiv"), &region), Area::Apart);
        assert_eq!(relate(&city("Kyiv"), &odesa), Area::Apart);
        assert_eq!(relate(&country("RU"), &odesa), Area::Apart);
        assert_eq!(relate(&district("Podilskyi", "Kyiv"), &city("Kyiv")), Area::Inside);
        assert_eq!(relate(&district("Podilskyi", "Kyiv"), &city("Odesa")), Area::Apart);
    }

    #[test]
    fn an_unsettled_name_is_only_like_itself() {
        let (a, b) = (Place::unsettled("Zatoka"), Place::unsettled("zatoka"));
        assert_eq!(relate(&a, &b), Area::Same);
        assert_eq!(relate(&a, &city("Odesa")), Area::Unknown);
    }
}
