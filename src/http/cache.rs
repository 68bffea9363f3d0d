//! Public answers: made once, in both forms they travel in, and given to everybody until what they say changes.
//!
//! Only for what everybody may read. Answers with a secret are never compressed: the length of a compressed page with a
//! secret beside an attacker's words gives the secret away (BREACH).

use std::any::Any;
use std::collections::HashMap;
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock, Weak};

use actix_web::http::StatusCode;
use actix_web::http::header::{
    ACCEPT_ENCODING, ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, CACHE_CONTROL, CONTENT_ENCODING,
    CONTENT_TYPE, ETAG, HeaderMap, HeaderName, HeaderValue, VARY,
};
use actix_web::{HttpResponse, web};
use chrono::{DateTime, TimeDelta, Utc};
use flate2::{Compress, CompressError, Compression, FlushCompress, Status};

use crate::digest::sha256;
use crate::domain::ids::{ConsultationId, UnitId};
use crate::domain::language::Locale;
use crate::http::errors::HttpError;
use crate::http::etag::is_known;

/// The longest a client may use an answer without asking again: a newly published roster is seen after that at the latest.
const LONGEST_CACHED: TimeDelta = TimeDelta::minutes(5);

/// The most bytes of answers in memory. Two hundred consultations in three languages need a third of it.
const MOST_BYTES: usize = 32 << 20;

/// What is counted for an answer besides its bodies.
const OVERHEAD: usize = 512;

/// Lets pages of any site read an answer.
const FOR_ALL_SITES: [(HeaderName, &str); 3] = [
    (ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
    (ACCESS_CONTROL_EXPOSE_HEADERS, "ETag, X-Request-Id"),
    (HeaderName::from_static("cross-origin-resource-policy"), "cross-origin"),
];

/// What an answer says.
pub struct Contents {
    pub media_type: &'static str,
    pub body: Vec<u8>,
    /// Whether pages of any site may read it.
    pub for_all_sites: bool,
    /// First instant at which it is no longer true; `None` when the clock does not change it.
    pub until: Option<DateTime<Utc>>,
}

/// An answer in the forms it travels in.
pub struct Prepared {
    media_type: HeaderValue,
    plain: Form,
    /// Where it is shorter.
    gzip: Option<Form>,
    for_all_sites: bool,
    until: Option<DateTime<Utc>>,
}

/// Each form has a strong tag of its own (RFC 9110, §8.8.3.3).
struct Form {
    tag: HeaderValue,
    body: web::Bytes,
}

impl Form {
    fn new(hash: &str, coding: &str, body: Vec<u8>) -> Result<Self, HttpError> {
        let tag = HeaderValue::from_str(&format!("\"{hash}{coding}\""));
        Ok(Self {
            tag: tag.map_err(|error| HttpError::Internal(error.to_string()))?,
            body: body.into(),
        })
    }
}

impl Prepared {
    pub fn new(contents: Contents) -> Result<Self, HttpError> {
        let hash: String = sha256(&contents.body).chars().take(24).collect();
        let gzip = zipped(&contents.body).map_err(|error| HttpError::Internal(error.to_string()))?;
        let gzip = Some(gzip).filter(|gzip| gzip.len() < contents.body.len());
        Ok(Self {
            media_type: HeaderValue::from_static(contents.media_type),
            gzip: gzip.map(|gzip| Form::new(&hash, "-gzip", gzip)).transpose()?,
            plain: Form::new(&hash, "", contents.body)?,
            for_all_sites: contents.for_all_sites,
            until: contents.until,
        })
    }

    fn bytes(&self) -> usize {
        OVERHEAD + self.plain.body.len() + self.gzip.as_ref().map_or(0, |form| form.body.len())
    }

    /// The answer to a request with these headers: 304 without a body to whoever has it.
    pub fn answer(&self, asked: &HeaderMap, now: DateTime<Utc>) -> HttpResponse {
        let gzip = self.gzip.as_ref().filter(|_| prefers_gzip(asked));
        let form = gzip.unwrap_or(&self.plain);
        let is_known = is_known(asked, &form.tag);
        let mut answer = if is_known {
            HttpResponse::new(StatusCode::NOT_MODIFIED)
        } else {
            HttpResponse::with_body(StatusCode::OK, form.body.clone()).map_into_boxed_body()
        };
        let headers = answer.headers_mut();
        headers.insert(ETAG, form.tag.clone());
        headers.insert(VARY, HeaderValue::from_static("Accept-Encoding"));
        headers.insert(CACHE_CONTROL, self.lifetime(now));
        if !is_known {
            headers.insert(CONTENT_TYPE, self.media_type.clone());
            if gzip.is_some() {
                headers.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
            }
        }
        if self.for_all_sites {
            for (name, value) in FOR_ALL_SITES {
                headers.insert(name, HeaderValue::from_static(value));
            }
        }
        answer
    }

    /// In whole seconds, none of which reaches beyond the change.
    fn lifetime(&self, now: DateTime<Utc>) -> HeaderValue {
        let left = self.until.map_or(LONGEST_CACHED, |until| until - now);
        if left >= LONGEST_CACHED {
            return HeaderValue::from_static("public, max-age=300");
        }
        let said = format!("public, max-age={}", left.num_seconds().max(0));
        HeaderValue::from_maybe_shared(web::Bytes::from(said)).unwrap_or(HeaderValue::from_static("no-store"))
    }
}

/// One for all: it takes more memory than most pages, and made and dropped for each it would leave holes between what stays.
static COMPRESSOR: Mutex<Option<Compress>> = Mutex::new(None);

fn zipped(body: &[u8]) -> Result<Vec<u8>, CompressError> {
    let mut compressor = COMPRESSOR.lock().unwrap_or_else(PoisonError::into_inner);
    let compressor = compressor.get_or_insert_with(|| Compress::new_gzip(Compression::best(), 15));
    compressor.reset();
    let (mut zipped, room) = (Vec::new(), body.len() / 2 + 64);
    loop {
        let read = usize::try_from(compressor.total_in()).unwrap_or(usize::MAX);
        let rest = body.get(read..).unwrap_or_default();
        zipped.reserve(room);
        if compressor.compress_vec(rest, &mut zipped, FlushCompress::Finish)? == Status::StreamEnd {
            zipped.shrink_to_fit();
            return Ok(zipped);
        }
    }
}

/// Whether the client takes gzip and likes nothing else better (RFC 9110, §12.5.3). Who takes neither gzip nor plain is sent
/// plain, as if nothing had been asked.
fn prefers_gzip(asked: &HeaderMap) -> bool {
    let (mut gzip, mut plain, mut others) = (None, None, None);
    let lists = asked.get_all(ACCEPT_ENCODING).filter_map(|value| value.to_str().ok());
    for entry in lists.flat_map(|list| list.split(',')) {
        let mut parts = entry.split(';').map(str::trim);
        let coding = parts.next().unwrap_or_default();
        let weight = parts.find_map(|part| part.strip_prefix("q=").or(part.strip_prefix("Q=")));
        let weight = weight.map_or(Some(1.0), |weight| weight.trim().parse::<f32>().ok());
        let place = match coding {
            _ if coding.eq_ignore_ascii_case("gzip") || coding.eq_ignore_ascii_case("x-gzip") => &mut gzip,
            _ if coding.eq_ignore_ascii_case("identity") => &mut plain,
            "*" => &mut others,
            _ => continue,
        };
        *place = weight;
    }
    let gzip = gzip.or(others).unwrap_or(0.0);
    gzip > 0.0 && gzip >= plain.unwrap_or(0.0)
}

/// Names an answer among all public ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Name {
    /// What it is: `page`, `calendar`.
    pub what: &'static str,
    pub of: Of,
    /// In which language, where that makes a difference.
    pub locale: Option<Locale>,
}

/// What an answer is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Of {
    All,
    Unit(UnitId),
    Consultation(ConsultationId),
}

/// The public answers in memory. What was used least recently goes first when there are too many.
pub struct Cache {
    places: RwLock<HashMap<Name, Arc<Place>>>,
    most_bytes: usize,
}

#[derive(Default)]
struct Place {
    /// Whoever makes the answer holds the lock; the others wait for it instead of making another.
    made: RwLock<Option<Made>>,
    bytes: AtomicUsize,
    used: Arc<Used>,
}

/// When an answer was last asked for, in milliseconds.
#[derive(Default)]
struct Used(AtomicI64);

impl Used {
    fn touch(&self, now: DateTime<Utc>) {
        self.0.store(now.timestamp_millis(), Ordering::Relaxed);
    }
}

struct Made {
    found: Found,
    /// What it was made of. Held, so that nothing else can be mistaken for it.
    source: Arc<dyn Any + Send + Sync>,
}

impl Made {
    /// Whether it was made of this and is true now.
    fn is_good<S>(&self, source: &Arc<S>, now: DateTime<Utc>) -> bool {
        let same = std::ptr::addr_eq(Arc::as_ptr(&self.source), Arc::as_ptr(source));
        same && is_true(&self.found.answer, self.found.at, now)
    }
}

/// Whether an answer made at an instant is true now. A clock that was put back makes it anew.
fn is_true(answer: &Prepared, at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    at <= now && answer.until.is_none_or(|until| now < until)
}

/// An answer of the cache.
#[derive(Clone)]
pub struct Found {
    pub answer: Arc<Prepared>,
    at: DateTime<Utc>,
    used: Arc<Used>,
}

impl Found {
    /// The same for later, for who knows what it was made of.
    pub fn remembered(&self) -> Remembered {
        Remembered {
            answer: Arc::downgrade(&self.answer),
            at: self.at,
            used: Arc::clone(&self.used),
        }
    }
}

/// An answer of the cache that is not kept for it: the cache may let it go.
pub struct Remembered {
    answer: Weak<Prepared>,
    at: DateTime<Utc>,
    used: Arc<Used>,
}

impl Remembered {
    /// The answer, if it is still there and true.
    pub fn good(&self, now: DateTime<Utc>) -> Option<Arc<Prepared>> {
        let answer = self.answer.upgrade().filter(|answer| is_true(answer, self.at, now))?;
        self.used.touch(now);
        Some(answer)
    }
}

impl Default for Cache {
    fn default() -> Self {
        Self::of(MOST_BYTES)
    }
}

impl Cache {
    fn of(most_bytes: usize) -> Self {
        Self {
            places: RwLock::default(),
            most_bytes,
        }
    }

    /// The answer of a name, made of `source` by `make` unless it was made of the same before and is still true.
    pub fn get<S: Send + Sync + 'static>(
        &self,
        name: Name,
        source: &Arc<S>,
        now: DateTime<Utc>,
        make: impl FnOnce() -> Result<Contents, HttpError>,
    ) -> Result<Found, HttpError> {
        let place = self.place(name);
        place.used.touch(now);
        let good = |made: &Option<Made>| {
            let made = made.as_ref().filter(|made| made.is_good(source, now))?;
            Some(made.found.clone())
        };
        if let Some(found) = good(&place.made.read().unwrap_or_else(PoisonError::into_inner)) {
            return Ok(found);
        }
        let mut made = place.made.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = good(&made) {
            return Ok(found);
        }
        let found = Found {
            answer: Arc::new(Prepared::new(make()?)?),
            at: now,
            used: Arc::clone(&place.used),
        };
        place.bytes.store(found.answer.bytes(), Ordering::Relaxed);
        *made = Some(Made {
            found: found.clone(),
            source: Arc::<S>::clone(source),
        });
        drop(made);
        self.make_room();
        Ok(found)
    }

    fn place(&self, name: Name) -> Arc<Place> {
        if let Some(place) = self.places.read().unwrap_or_else(PoisonError::into_inner).get(&name) {
            return Arc::clone(place);
        }
        let mut places = self.places.write().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(places.entry(name).or_default())
    }

    /// Drops what was used least recently until the rest fits.
    fn make_room(&self) {
        let mut places = self.places.write().unwrap_or_else(PoisonError::into_inner);
        let mut by_use: Vec<(i64, usize, Name)> = places
            .iter()
            .map(|(name, place)| {
                (
                    place.used.0.load(Ordering::Relaxed),
                    place.bytes.load(Ordering::Relaxed),
                    *name,
                )
            })
            .collect();
        let mut total: usize = by_use.iter().map(|(_, bytes, _)| bytes).sum();
        by_use.sort_unstable_by_key(|(used, ..)| *used);
        for (_, bytes, name) in by_use {
            if total <= self.most_bytes {
                break;
            }
            total -= bytes;
            places.remove(&name);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Barrier;

    use chrono::TimeZone;

    use super::*;

    const LIST: Name = Name {
        what: "list",
        of: Of::All,
        locale: Some(Locale::Pl),
    };

    fn name(number: u128) -> Name {
        Name {
            of: Of::Consultation(ConsultationId(uuid::Uuid::from_u128(number))),
            ..LIST
        }
    }

    fn at(second: u32) -> DateTime<Utc> {
        Utc.with_ymd_and_hms(2024, 6, 20, 15, 59, second).unwrap()
    }

    fn contents(body: &str) -> Contents {
        Contents {
            media_type: "text/plain",
            body: body.into(),
            for_all_sites: false,
            until: Some(at(30)),
        }
    }

    /// What the cache answers under a name, made as `body` if it has to be made.
    fn asked(cache: &Cache, name: Name, source: &Arc<u8>, now: DateTime<Utc>, body: &str) -> String {
        let found = cache.get(name, source, now, || Ok(contents(body))).unwrap();
        String::from_utf8(found.answer.plain.body.to_vec()).unwrap()
    }

    #[test]
    fn an_answer_is_made_again_when_its_time_is_over_or_its_source_another() {
        let (cache, source) = (Cache::default(), Arc::new(1));
        assert_eq!(asked(&cache, LIST, &source, at(10), "first"), "first");
        assert_eq!(asked(&cache, LIST, &source, at(10), "second"), "first");
        let just_before = at(30) - TimeDelta::microseconds(1);
        assert_eq!(asked(&cache, LIST, &source, just_before, "second"), "first");
        assert_eq!(asked(&cache, LIST, &source, at(30), "second"), "second");
        assert_eq!(
            asked(&cache, LIST, &source, at(9), "third"),
            "third",
            "a clock put back"
        );
        let equal = Arc::new(1);
        assert_eq!(asked(&cache, LIST, &equal, at(9), "fourth"), "fourth");
        let english = Name {
            locale: Some(Locale::En),
            ..LIST
        };
        assert_eq!(asked(&cache, english, &equal, at(9), "fifth"), "fifth");
    }

    #[test]
    fn what_cannot_be_made_is_asked_for_again() {
        let (cache, source) = (Cache::default(), Arc::new(1));
        let failed = cache.get(LIST, &source, at(1), || Err(HttpError::Malformed));
        assert!(failed.is_err());
        assert_eq!(asked(&cache, LIST, &source, at(1), "now"), "now");
    }

    #[test]
    fn when_many_ask_at_once_it_is_made_once() {
        let (cache, source) = (Cache::default(), Arc::new(1));
        // Again and again, for they must come within less than a microsecond.
        for number in 0..500 {
            let (made, together) = (AtomicUsize::new(0), Barrier::new(8));
            std::thread::scope(|scope| {
                for _ in 0..8 {
                    scope.spawn(|| {
                        together.wait();
                        let make = || {
                            made.fetch_add(1, Ordering::Relaxed);
                            Ok(contents("once"))
                        };
                        let found = cache.get(name(number), &source, at(1), make).unwrap();
                        assert_eq!(found.answer.plain.body, "once");
                    });
                }
            });
            assert_eq!(made.into_inner(), 1, "{number}");
        }
    }

    #[test]
    fn an_answer_counts_with_both_its_bodies() {
        let prepared = Prepared::new(contents(&"x".repeat(5_000))).unwrap();
        let gzip = &prepared.gzip.as_ref().unwrap().body;
        assert_eq!(prepared.bytes(), OVERHEAD + 5_000 + gzip.len());
    }

    #[test]
    fn what_was_used_least_recently_goes_when_there_is_too_much() {
        let (cache, source) = (Cache::of(3 * (OVERHEAD + 100)), Arc::new(1));
        // Nothing in it comes twice, so that gzip finds nothing to save.
        let body: String = ('!'..='~').collect();
        for (second, number) in [(1, 1), (2, 2), (3, 3), (4, 1), (5, 4)] {
            asked(&cache, name(number), &source, at(second), &body);
        }
        let there = |number| asked(&cache, name(number), &source, at(6), "made again") == body;
        // Those that are gone are made again at the end, for that makes others go.
        assert_eq!([1, 3, 4].map(there), [true; 3]);
        assert!(!there(2));
        // One that needs the room of two.
        asked(&cache, name(8), &source, at(6), &"x".repeat(2 * OVERHEAD));
        let bytes = |place: &Arc<Place>| place.bytes.load(Ordering::Relaxed);
        assert!(cache.places.read().unwrap().values().map(bytes).sum::<usize>() <= cache.most_bytes);
        // One that fits in nowhere is answered all the same.
        let large = "x".repeat(4 * OVERHEAD);
        assert_eq!(asked(&cache, name(9), &source, at(7), &large), large);
    }
}
