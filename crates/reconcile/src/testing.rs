//! Small constructors for tests: places, reports, events and claims.
//!
//! In: names and numbers. Out: values as the extractor would give them. Test code only.

use litopys_facts::*;

pub(crate) fn city(name: &str) -> Place {
    let (country, adm1, id, lat, lon) = match name {
        "Odesa" => ("UA", "Odesa Oblast", 698_740, 46.48, 30.73),
        "Kyiv" => ("UA", "Kyiv City", 703_448, 50.45, 30.52),
        "Kharkiv" => ("UA", "Kharkiv Oblast", 706_483, 49.98, 36.25),
        "Belgorod" => ("RU", "Belgorod Oblast", 578_072, 50.61, 36.58),
        "Omdurman" => ("SD", "Khartoum", 365_137, 15.64, 32.48),
        _ => panic!("no such city in the tests: {name}"),
    };
    place(name, country, Some(adm1), Some(id), lat, lon, Precision::Settlement)
}

pub(crate) fn place(
    name: &str,
    country: &str,
    adm1: Option<&str>,
    id: Option<u32>,
    lat: f64,
    lon: f64,
    precision: Precision,
) -> Place {
    Place {
        name: name.to_owned(),
        country: Some(country.to_owned()),
        adm1: adm1.map(str::to_owned),
        geonames_id: id,
        lat: Some(lat),
        lon: Some(lon),
        precision: Some(precision),
        radius_km: None,
    }
}

pub(crate) fn adm1(name: &str) -> Place {
    place(name, "UA", Some(name), None, 46.7, 30.2, Precision::Adm1)
}

pub(crate) fn district(name: &str, of: &str) -> Place {
    let city = city(of);
    Place {
        name: name.to_owned(),
        geonames_id: None,
        lat: city.lat.map(|l| l + 0.03),
        precision: Some(Precision::District),
        ..city
    }
}

pub(crate) fn country(code: &str) -> Place {
    let (name, id, lat, lon) = match code {
        "UA" => ("Ukraine", 690_791, 49.0, 32.0),
        "RU" => ("Russia", 2_017_370, 60.0, 100.0),
        _ => panic!("no such country in the tests: {code}"),
    };
    place(name, code, None, Some(id), lat, lon, Precision::Country)
}

/// A report under construction.
pub(crate) struct Make(Reading);

pub(crate) fn report(id: &str, published: &str) -> Make {
    let report = Report {
        id: id.to_owned(),
        path: format!("{id}.txt"),
        url: None,
        title: Some(format!("Report {id}")),
        byline: None,
        outlet: Some(format!("Outlet of {id}")),
        published: Some(published.to_owned()).filter(|p| !p.is_empty()),
        language: Some("en".to_owned()),
        sha256: format!("bytes of {id}"),
        text_sha256: format!("text of {id}"),
        simhash: 0,
        text: format!("Text of {id}."),
        blocks: Vec::new(),
    };
    let extraction = Extraction { extractor: "test".to_owned(), relevant: true, ..Extraction::default() };
    Make(Reading { report, extraction })
}

impl Make {
    pub(crate) fn title(mut self, title: &str) -> Make {
        self.0.report.title = Some(title.to_owned());
        self
    }

    pub(crate) fn text(mut self, text: &str) -> Make {
        self.0.report.text = text.to_owned();
        self
    }

    pub(crate) fn with(mut self, change: impl FnOnce(&mut Reading)) -> Make {
        change(&mut self.0);
        self
    }

    /// Adds an event; its claims follow.
    pub(crate) fn event(mut self, kind: EventType, actor: &str, place: Option<Place>, when: &str) -> Make {
        let id = format!("e{}", self.0.extraction.events.len() + 1);
        let actor = Some(actor.to_owned()).filter(|a| !a.is_empty());
        let when = Some(when).filter(|w| !w.is_empty()).map(|w| w.parse().unwrap());
        self.0.extraction.events.push(Event { id, kind, actor, place, when, weapons: vec![], background: false });
        self
    }

    pub(crate) fn background(mut self) -> Make {
        self.0.extraction.events.last_mut().unwrap().background = true;
        self
    }

    /// Adds a claim to the latest event: `killed 3 person`, by a claimant or in the outlet's own voice.
    pub(crate) fn says(mut self, what: &str, claimant: &str) -> Make {
        let words: Vec<&str> = what.split(' ').collect();
        let n = self.0.extraction.claims.len() + 1;
        let event = self.0.extraction.events.last();
        let claimant_type = match claimant {
            "" => None,
            c if c.contains("overnor") || c.contains("ayor") => Some(ClaimantType::LocalAuthority),
            c if c.contains("ealth") => Some(ClaimantType::Health),
            c if c.contains("inistry") => Some(ClaimantType::Government),
            c if c.contains("ervice") => Some(ClaimantType::EmergencyService),
            c if c.contains("ir force") => Some(ClaimantType::Military),
            _ => Some(ClaimantType::Unnamed),
        };
        let claim = Claim {
            id: format!("c{n}"),
            kind: words[0].parse().unwrap(),
            bounds: words[1].parse().unwrap(),
            words: words[1].to_owned(),
            thing: words[2].to_owned(),
            class: words[2].parse().unwrap(),
            claimant: Some(claimant.to_owned()).filter(|c| !c.is_empty()),
            claimant_type,
            status: Status::Reported,
            actor: event.and_then(|e| e.actor.clone()),
            place: event.and_then(|e| e.place.clone()),
            when: event.and_then(|e| e.when.clone()),
            event: event.map(|e| e.id.clone()),
            part_of: None,
            quote: format!("{what} [{n}]"),
            span: Span::new(10 * n as u32, 10 * n as u32 + 5),
            sentence: Span::new(100 * n as u32, 100 * n as u32 + 50),
            rule: "test".to_owned(),
            trace: Vec::new(),
        };
        self.0.extraction.claims.push(claim);
        self
    }

    pub(crate) fn n_events(&self) -> usize {
        self.0.extraction.events.len()
    }

    /// Changes the latest claim.
    pub(crate) fn claim(mut self, change: impl FnOnce(&mut Claim)) -> Make {
        change(self.0.extraction.claims.last_mut().unwrap());
        self
    }

    pub(crate) fn done(self) -> Reading {
        self.0
    }
}
