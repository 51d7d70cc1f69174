//! What stands on the pages of a PDF of ours: text by character, lines and filled shapes.

use std::collections::BTreeMap;
use std::error::Error;

use lopdf::content::{Content, Operation};
use lopdf::{Document, Object};

/// Grey or red-green-blue, 0 to 1.
#[derive(Clone, Copy, PartialEq)]
pub enum Ink {
    Grey(f32),
    Colour([f32; 3]),
}

/// A step of a path; `y` counts from the lower edge.
#[derive(Clone, Copy)]
pub enum Step {
    Move(f32, f32),
    Line(f32, f32),
    Curve([f32; 6]),
    Close,
}

/// How outlines are drawn.
#[derive(Clone)]
pub struct Outline {
    pub ink: Ink,
    pub width: f32,
    pub dash: Vec<f32>,
}

pub enum Mark {
    Text {
        matrix: [f32; 6],
        size: f32,
        spacing: f32,
        fill: Ink,
        bold: Option<Outline>,
        text: String,
    },
    Fill {
        path: Vec<Step>,
        ink: Ink,
    },
    Stroke {
        path: Vec<Step>,
        outline: Outline,
    },
}

pub struct Page {
    pub width: f32,
    pub height: f32,
    pub marks: Vec<Mark>,
}

/// Reads every page.
pub fn pages(bytes: &[u8]) -> Result<Vec<Page>, Box<dyn Error>> {
    let document = Document::load_mem(bytes)?;
    let mut pages = Vec::new();
    for id in document.page_iter() {
        let fonts = document.get_page_fonts(id)?;
        let mut characters = BTreeMap::new();
        for font in fonts.values() {
            let map = font.get(b"ToUnicode").and_then(Object::as_reference)?;
            let map = document.get_object(map)?.as_stream()?;
            let text = map.decompressed_content().unwrap_or_else(|_| map.content.clone());
            read_map(&String::from_utf8_lossy(&text), &mut characters);
        }
        let content = Content::decode(&document.get_page_content(id))?;
        let mut reader = Reader::new(characters);
        for operation in &content.operations {
            reader.take(operation)?;
        }
        let media = document.get_object(id)?.as_dict()?.get(b"MediaBox")?.as_array()?;
        let (width, height) = (media[2].as_float()?, media[3].as_float()?);
        pages.push(Page { width, height, marks: reader.marks });
    }
    Ok(pages)
}

/// Glyph ids to characters, from the map that makes the text searchable.
fn read_map(text: &str, into: &mut BTreeMap<u16, char>) {
    let number = |hex: &str| u32::from_str_radix(hex, 16).unwrap_or_default();
    let mut ranges = false;
    for line in text.lines() {
        ranges = (ranges || line.contains("beginbfrange")) && !line.contains("endbfrange");
        let codes: Vec<u32> = line.split(['<', '>']).skip(1).step_by(2).map(number).collect();
        match codes[..] {
            [first, last, start] if ranges => {
                for (n, glyph) in (first..=last).enumerate() {
                    insert(into, glyph, start + n as u32);
                }
            }
            [glyph, character] if !ranges => insert(into, glyph, character),
            _ => {}
        }
    }
}

fn insert(into: &mut BTreeMap<u16, char>, glyph: u32, character: u32) {
    if let (Ok(glyph), Some(character)) = (u16::try_from(glyph), char::from_u32(character)) {
        into.insert(glyph, character);
    }
}

struct Reader {
    characters: BTreeMap<u16, char>,
    marks: Vec<Mark>,
    path: Vec<Step>,
    matrix: [f32; 6],
    size: f32,
    spacing: f32,
    bold: bool,
    fill: Ink,
    outline: Outline,
}

impl Reader {
    fn new(characters: BTreeMap<u16, char>) -> Self {
        Self {
            characters,
            marks: Vec::new(),
            path: Vec::new(),
            matrix: [1.0, 0.0, 0.0, 1.0, 0.0, 0.0],
            size: 0.0,
            spacing: 0.0,
            bold: false,
            fill: Ink::Grey(0.0),
            outline: Outline { ink: Ink::Grey(0.0), width: 1.0, dash: Vec::new() },
        }
    }

    /// What is not known is an error: a page with something left out would not be the same page.
    fn take(&mut self, operation: &Operation) -> Result<(), Box<dyn Error>> {
        let n: Vec<f32> = operation.operands.iter().filter_map(|o| o.as_float().ok()).collect();
        match operation.operator.as_str() {
            "q" | "Q" | "BT" | "ET" | "BDC" | "EMC" | "cs" | "CS" => {}
            "Tf" => self.size = n[0],
            "Tc" => self.spacing = n[0],
            "Tr" => self.bold = n[0] == 2.0,
            "Td" => self.matrix = [1.0, 0.0, 0.0, 1.0, n[0], n[1]],
            "Tm" => self.matrix = [n[0], n[1], n[2], n[3], n[4], n[5]],
            "Tj" => self.show(operation.operands[0].as_str()?),
            "TJ" => {
                for item in operation.operands[0].as_array()? {
                    self.show(item.as_str()?);
                }
            }
            "g" => self.fill = Ink::Grey(n[0]),
            "G" => self.outline.ink = Ink::Grey(n[0]),
            "rg" => self.fill = Ink::Colour([n[0], n[1], n[2]]),
            "RG" => self.outline.ink = Ink::Colour([n[0], n[1], n[2]]),
            "w" => self.outline.width = n[0],
            "d" => {
                let dash = operation.operands[0].as_array()?;
                self.outline.dash = dash.iter().filter_map(|o| o.as_float().ok()).collect();
            }
            "m" => self.path.push(Step::Move(n[0], n[1])),
            "l" => self.path.push(Step::Line(n[0], n[1])),
            "c" => self.path.push(Step::Curve([n[0], n[1], n[2], n[3], n[4], n[5]])),
            "h" => self.path.push(Step::Close),
            "f" => {
                let path = std::mem::take(&mut self.path);
                self.marks.push(Mark::Fill { path, ink: self.fill });
            }
            "S" | "s" => {
                if operation.operator == "s" {
                    self.path.push(Step::Close);
                }
                let path = std::mem::take(&mut self.path);
                self.marks.push(Mark::Stroke { path, outline: self.outline.clone() });
            }
            other => return Err(format!("unknown operator {other} in the paper").into()),
        }
        Ok(())
    }

    fn show(&mut self, codes: &[u8]) {
        let glyphs = codes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
        let text = glyphs.filter_map(|glyph| self.characters.get(&glyph)).collect();
        self.marks.push(Mark::Text {
            matrix: self.matrix,
            size: self.size,
            spacing: self.spacing,
            fill: self.fill,
            bold: self.bold.then(|| self.outline.clone()),
            text,
        });
    }
}
