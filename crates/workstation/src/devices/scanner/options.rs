//! A device's options, as `scanimage --all-options` lists them; drivers name them differently.

use super::{ScanColour, ScanSource};

/// What matters of a device's options.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Options {
    sources: Vec<String>,
    modes: Vec<String>,
    /// Largest width and height in millimetres.
    width: Option<u32>,
    height: Option<u32>,
}

const A4: (u32, u32) = (210, 297);

impl Options {
    pub(super) fn parse(text: &str) -> Self {
        let mut options = Self::default();
        for line in text.lines().map(str::trim_start) {
            if let Some(rest) = line.strip_prefix("--source ") {
                options.sources = choices(rest);
            } else if let Some(rest) = line.strip_prefix("--mode ") {
                options.modes = choices(rest);
            } else if let Some(rest) = line.strip_prefix("-x ") {
                options.width = greatest(rest);
            } else if let Some(rest) = line.strip_prefix("-y ") {
                options.height = greatest(rest);
            }
        }
        options
    }

    /// The driver's name of a source; `None` if the device has no such source.
    pub(super) fn source(&self, source: ScanSource) -> Option<Option<&str>> {
        let feeder = |name: &&String| {
            let name = name.to_lowercase();
            name.contains("feeder") || name.contains("adf")
        };
        match source {
            ScanSource::Feeder => self.sources.iter().find(feeder).map(|name| Some(name.as_str())),
            ScanSource::Flatbed => {
                let flat = self.sources.iter().find(|name| name.to_lowercase().contains("flat"));
                Some(flat.map(String::as_str))
            }
        }
    }

    /// The driver's name of a colour mode, where it has any.
    pub(super) fn mode(&self, colour: ScanColour) -> Option<&str> {
        let wanted: &[&str] = match colour {
            ScanColour::Colour => &["color", "colour"],
            ScanColour::Gray => &["gray", "grey"],
        };
        let named = |name: &&String| wanted.iter().any(|word| name.to_lowercase().contains(word));
        self.modes.iter().find(named).map(String::as_str)
    }

    /// A4, or as much of it as the bed holds; nothing where the device has no such options.
    pub(super) fn area(&self) -> Vec<String> {
        let side = |name: &str, most: Option<u32>, side: u32| {
            most.map(|most| format!("{name}={}", most.min(side)))
        };
        let sides = [side("-x", self.width, A4.0), side("-y", self.height, A4.1)];
        sides.into_iter().flatten().map(|option| option.replacen('=', "", 1)).collect()
    }
}

/// `Flatbed|Automatic Document Feeder [Flatbed]` → the two names.
fn choices(text: &str) -> Vec<String> {
    let listed = text.rsplit_once(" [").map_or(text, |(listed, _)| listed);
    listed.split('|').map(|name| name.trim().to_owned()).collect()
}

/// `0..300mm (in steps of 1) [210]` → 300.
fn greatest(text: &str) -> Option<u32> {
    let (_, end) = text.split_once("..")?;
    let digits: String = end.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}
