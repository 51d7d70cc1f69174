//! What is drawn on a page, in points from its upper left corner.

/// Regular or bold 字重.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Weight {
    Regular,
    Bold,
}

/// Colours that papers use.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Ink {
    Black,
    /// 0 is black, 1 is white.
    Gray(f32),
    /// The red of seals and heads 套红.
    Red,
}

/// One thing drawn.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Mark {
    Text(Text),
    Line {
        from: (f32, f32),
        to: (f32, f32),
        width: f32,
        ink: Ink,
    },
    Frame {
        rect: Rect,
        width: f32,
        ink: Ink,
    },
    Circle {
        centre: (f32, f32),
        radius: f32,
        ink: Ink,
    },
    /// Filled rectangles drawn as one path.
    Fill {
        rects: Vec<Rect>,
    },
}

/// A line of text; `y` is its baseline.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Text {
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) size: f32,
    pub(super) weight: Weight,
    pub(super) ink: Ink,
    /// Added after each character, to fill a line.
    pub(super) spacing: f32,
    /// Degrees, counter-clockwise.
    pub(super) turned: f32,
    pub(super) text: String,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rect {
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) width: f32,
    pub(super) height: f32,
}

/// Points per millimetre.
pub(super) const MM: f32 = 72.0 / 25.4;

/// Size of a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Paper {
    pub(super) width: f32,
    pub(super) height: f32,
}

/// A4 纵向.
pub(super) const A4: Paper = Paper { width: 210.0 * MM, height: 297.0 * MM };
/// A4 横向.
pub(super) const A4_WIDE: Paper = Paper { width: 297.0 * MM, height: 210.0 * MM };
/// A5 纵向, for slips 单据.
pub(super) const A5: Paper = Paper { width: 148.0 * MM, height: 210.0 * MM };
