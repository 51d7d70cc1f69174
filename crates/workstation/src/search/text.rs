//! Letters: normal writing, pinyin readings, words of asking.

use pinyin::{ToPinyin as _, ToPinyinMulti as _};

/// Words with which people ask, which say nothing about what they want.
const ASKING: &[&str] = &[
    "我想要",
    "我要",
    "我想",
    "想要",
    "请问",
    "怎么办理",
    "怎么办",
    "怎么",
    "如何办理",
    "如何",
    "在哪里办",
    "在哪里",
    "哪里办",
    "在哪办",
    "需要什么材料",
    "要什么材料",
    "帮我",
    "一下",
    "办理",
];

/// Lower case, half width, without blanks and punctuation.
pub(super) fn normal(text: &str) -> Vec<char> {
    let half = |letter: char| match letter {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(letter) - 0xFEE0).unwrap_or(letter),
        _ => letter,
    };
    text.chars()
        .map(half)
        .flat_map(char::to_lowercase)
        .filter(|letter| letter.is_alphanumeric())
        .collect()
}

/// The input without words of asking; the input itself when nothing would be left.
pub(super) fn without_asking(typed: &[char]) -> Vec<char> {
    let mut rest = typed.to_vec();
    for word in ASKING {
        let word: Vec<char> = word.chars().collect();
        while let Some(at) = find(&rest, &word) {
            rest.drain(at..at + word.len());
        }
    }
    if rest.is_empty() { typed.to_vec() } else { rest }
}

/// Where `part` begins in `whole`.
pub(super) fn find(whole: &[char], part: &[char]) -> Option<usize> {
    if part.is_empty() || part.len() > whole.len() {
        return None;
    }
    whole.windows(part.len()).position(|window| window == part)
}

/// A reading as it is typed: 绿 is `lv`, and interjections without a vowel are left out.
fn typed_as(reading: &'static str) -> Option<&'static str> {
    match reading {
        "lü" => Some("lv"),
        "lüe" => Some("lve"),
        "nü" => Some("nv"),
        "nüe" => Some("nve"),
        _ => reading.is_ascii().then_some(reading),
    }
}

/// All readings of a character without tones, the usual one first; none for a Latin letter.
pub(super) fn readings(letter: char) -> Vec<&'static str> {
    let usual = letter.to_pinyin();
    let others = letter.to_pinyin_multi().into_iter().flatten();
    let mut all = Vec::new();
    for reading in usual.into_iter().chain(others).filter_map(|one| typed_as(one.plain())) {
        if !all.contains(&reading) {
            all.push(reading);
        }
    }
    all
}

/// First letters under which a character is found: of its readings, or itself.
pub(super) fn initials(letter: char) -> Vec<char> {
    if letter.is_ascii() {
        return vec![letter];
    }
    let mut all: Vec<char> = Vec::new();
    for initial in readings(letter).iter().filter_map(|reading| reading.chars().next()) {
        if !all.contains(&initial) {
            all.push(initial);
        }
    }
    all
}

/// Do the Latin letters spell the whole word, by initials or in full?
pub(super) fn spells(word: &[char], typed: &[char]) -> bool {
    let by_initials = word.len() == typed.len()
        && word.iter().zip(typed).all(|(letter, typed)| initials(*letter).contains(typed));
    by_initials || spells_in_full(word, typed)
}

fn spells_in_full(word: &[char], typed: &[char]) -> bool {
    let Some((letter, rest)) = word.split_first() else {
        return typed.is_empty();
    };
    readings(*letter).into_iter().any(|reading| {
        let reading: Vec<char> = reading.chars().collect();
        typed.starts_with(&reading) && spells_in_full(rest, &typed[reading.len()..])
    })
}
