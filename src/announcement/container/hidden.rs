//! Hidden rows and columns of a workbook: nobody sees them, so they announce nothing.

use std::collections::{HashMap, HashSet};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::announcement::budget::Budget;
use crate::announcement::container::package::{self, Package, attribute};
use crate::announcement::error::ReadError;

/// Hidden rows and columns of one sheet, counted from 0.
#[derive(Debug, Default)]
pub struct Hidden {
    rows: HashSet<u32>,
    columns: Vec<(u32, u32)>,
}

impl Hidden {
    pub fn has(&self, row: u32, column: u32) -> bool {
        self.rows.contains(&row)
            || self
                .columns
                .iter()
                .any(|(first, last)| (*first..=*last).contains(&column))
    }
}

/// What each sheet hides, by the sheet's name.
pub fn of(bytes: &[u8], budget: &mut Budget<'_>) -> Result<HashMap<String, Hidden>, ReadError> {
    let mut package = package::open(bytes)?;
    let mut ids: Vec<(String, String)> = Vec::new();
    tags(&mut package, "xl/workbook.xml", budget, |tag| {
        if tag.local_name().as_ref() == "sheet"
            && let (Some(name), Some(id)) = (attribute(tag, "name"), attribute(tag, "id"))
        {
            ids.push((name, id));
        }
    })?;
    let mut targets: HashMap<String, String> = HashMap::new();
    tags(&mut package, "xl/_rels/workbook.xml.rels", budget, |tag| {
        if let (Some(id), Some(target)) = (attribute(tag, "Id"), attribute(tag, "Target")) {
            targets.insert(id, target);
        }
    })?;
    let mut out = HashMap::new();
    for (name, id) in ids {
        let Some(target) = targets.get(&id) else { continue };
        let path = match target.strip_prefix('/') {
            Some(path) => path.to_owned(),
            None => format!("xl/{target}"),
        };
        let mut hidden = Hidden::default();
        let mut row = 0_u32;
        tags(&mut package, &path, budget, |tag| {
            let concealed = attribute(tag, "hidden").is_some_and(|value| value == "1" || value == "true");
            let number = |name: &str| attribute(tag, name).and_then(|value| value.parse::<u32>().ok());
            match tag.local_name().as_ref() {
                // A row may leave its number out; then it is the next one.
                "row" => {
                    row = number("r").unwrap_or(row.saturating_add(1));
                    if concealed {
                        hidden.rows.insert(row.saturating_sub(1));
                    }
                }
                "col" if concealed && hidden.columns.len() < 100 => {
                    let first = number("min").unwrap_or(1).saturating_sub(1);
                    hidden
                        .columns
                        .push((first, number("max").unwrap_or(1).saturating_sub(1)));
                }
                _ => {}
            }
        })?;
        out.insert(name, hidden);
    }
    Ok(out)
}

/// Every opening tag of a part; a part that is not there has none.
fn tags(
    package: &mut Package<'_>,
    name: &str,
    budget: &mut Budget<'_>,
    mut each: impl FnMut(&BytesStart<'_>),
) -> Result<(), ReadError> {
    budget.in_time()?;
    if package.index_for_name(name).is_none() {
        return Ok(());
    }
    let xml = package::part(package, name)?;
    let mut reader = Reader::from_reader(xml.as_slice());
    let mut buffer = Vec::new();
    loop {
        budget.work(1)?;
        match reader.read_event_into(&mut buffer).map_err(|_| package::broken())? {
            Event::Eof => return Ok(()),
            Event::Start(tag) | Event::Empty(tag) => each(&tag),
            _ => {}
        }
        buffer.clear();
    }
}
