use std::path::Path;
use std::sync::LazyLock;

use jiff::civil::date;
use proptest::prelude::*;

use super::*;

/// The shipped tables, as everybody else reads them.
pub(crate) fn shipped() -> WorkingCalendar {
    static SHIPPED: LazyLock<WorkingCalendar> = LazyLock::new(|| {
        let forms = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../forms/calendar");
        let table = |year: i16| -> YearTable {
            let text = std::fs::read_to_string(forms.join(format!("{year}.yaml"))).unwrap();
            serde_saphyr::from_str(&text).unwrap()
        };
        let tables: Vec<YearTable> = (2004..=2026).map(table).collect();
        WorkingCalendar::new(&tables).unwrap()
    });
    SHIPPED.clone()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// Working days of each year as `chinesecalendar` 1.11.0 (`PyPI`) counts them, with which every day of
/// the tables was compared.
const TOTALS: [(i16, u32); 23] = [
    (2004, 252),
    (2005, 250),
    (2006, 251),
    (2007, 249),
    (2008, 251),
    (2009, 250),
    (2010, 250),
    (2011, 250),
    (2012, 249),
    (2013, 250),
    (2014, 250),
    (2015, 249),
    (2016, 250),
    (2017, 249),
    (2018, 250),
    (2019, 250),
    (2020, 249),
    (2021, 250),
    (2022, 249),
    (2023, 249),
    (2024, 251),
    (2025, 248),
    (2026, 248),
];

#[test]
fn totals_of_the_years() {
    let calendar = shipped();
    for (year, total) in TOTALS {
        let eve = date(year - 1, 12, 31);
        assert_eq!(calendar.count(DayUnit::Working, eve, date(year, 12, 31)), total, "{year}");
    }
    assert_eq!(calendar.covered_years(), (2004, 2026));
}

#[test]
fn vectors_of_2026() {
    let calendar = shipped();
    let terms = [1, 3, 5, 10, 20, 30, 45];
    for line in [
        "01-30 -> 02-02 02-04 02-06 02-13 03-05 03-19 04-10",
        "02-12 -> 02-13 02-24 02-26 03-04 03-18 04-01 04-23",
        "02-13 -> 02-14 02-25 02-27 03-05 03-19 04-02 04-24",
        "02-14 -> 02-24 02-26 02-28 03-06 03-20 04-03 04-27",
        "04-03 -> 04-07 04-09 04-13 04-20 05-07 05-20 06-10",
        "04-30 -> 05-06 05-08 05-11 05-18 06-01 06-15 07-07",
        "05-08 -> 05-09 05-12 05-14 05-21 06-04 06-18 07-10",
        "06-18 -> 06-22 06-24 06-26 07-03 07-17 07-31 08-21",
        "09-18 -> 09-20 09-22 09-24 10-09 10-22 11-05 11-26",
        "09-29 -> 09-30 10-09 10-12 10-19 11-02 11-16 12-07",
        "09-30 -> 10-08 10-10 10-13 10-20 11-03 11-17 12-08",
    ] {
        let (from, dues) = line.split_once(" -> ").unwrap();
        let from = day(&format!("2026-{from}"));
        for (n, due) in terms.iter().zip(dues.split(' ')) {
            let wanted = Deadline { date: day(&format!("2026-{due}")), provisional: false };
            assert_eq!(calendar.add_working_days(from, *n), wanted, "{from} + {n}");
        }
    }
}

#[test]
fn past_the_tables_it_is_provisional() {
    let calendar = shipped();
    let due = calendar.add_working_days(day("2026-12-21"), 20);
    assert_eq!(due, Deadline { date: day("2027-01-18"), provisional: true });
    assert!(!calendar.add_working_days(day("2026-12-21"), 8).provisional);
    assert!(calendar.add_working_days(day("2003-12-29"), 3).provisional);
    let in_2027 = calendar.add_natural_days(day("2026-12-20"), 20);
    assert_eq!(in_2027, Deadline { date: day("2027-01-11"), provisional: true });
}

#[test]
fn natural_days_end_on_a_working_day() {
    let calendar = shipped();
    for (from, n, due) in [
        ("2026-05-06", 3, "2026-05-09"),  // Saturday, but everybody works
        ("2026-05-08", 15, "2026-05-25"), // 23 is a Saturday
        ("2026-09-20", 15, "2026-10-08"), // 5 October is within the holiday
        ("2026-03-02", 60, "2026-05-06"), // 1 May
        ("2026-05-02", 0, "2026-05-02"),
    ] {
        assert_eq!(calendar.add_natural_days(day(from), n).date, day(due), "{from} + {n}");
    }
}

#[test]
fn excluded_days_do_not_count_and_overlaps_count_once() {
    let calendar = shipped();
    let review = (day("2026-05-11"), day("2026-05-15"));
    let again = (day("2026-05-13"), day("2026-05-15"));
    for (spans, due) in [
        (&[][..], "2026-06-01"),
        (&[review], "2026-06-08"), // 25 working days
        (&[review, again], "2026-06-08"),
    ] {
        let reckoned = calendar.due_without(day("2026-04-30"), Term::working(20), spans);
        assert_eq!(reckoned, Deadline { date: day(due), provisional: false });
    }
    let natural = calendar.due_without(day("2026-05-06"), Term::natural(3), &[review]);
    assert_eq!(natural.date, day("2026-05-09"));
}

#[test]
fn faulty_tables_are_refused() {
    let table = |year: i16| YearTable {
        year,
        source: String::new(),
        rest: vec![Rest { name: "元旦".into(), from: date(year, 1, 1), to: date(year, 1, 1) }],
        working_weekends: vec![],
    };
    let code = |tables: &[YearTable]| WorkingCalendar::new(tables).map_err(|e| e.code());
    assert_eq!(code(&[]), Err("calendar_empty"));
    assert_eq!(code(&[table(2025), table(2025)]), Err("calendar_year_twice"));
    assert_eq!(code(&[table(2024), table(2026)]), Err("calendar_gap"));
    let mut backwards = table(2026);
    backwards.rest[0].to = date(2025, 12, 31);
    assert_eq!(code(&[backwards]), Err("calendar_date"));
    let mut weekday = table(2026);
    weekday.working_weekends.push(date(2026, 3, 4));
    assert_eq!(code(&[weekday]), Err("calendar_date"));
    let mut both = table(2028);
    both.working_weekends.push(date(2028, 1, 1));
    assert_eq!(code(&[both]), Err("calendar_date"));
}

#[test]
fn terms_in_words() {
    assert_eq!(Term::working(20).zh(), "20 个工作日");
    assert_eq!(Term::natural(15).zh(), "15 日");
    assert_eq!(Term::working(0).zh(), "当场");
}

proptest! {
    #[test]
    fn counting_undoes_adding(start in 0i64..1090, n in 0u32..60) {
        let calendar = shipped();
        let from = date(2024, 1, 1).saturating_add(start.days());
        let due = calendar.add_working_days(from, n).date;
        prop_assert_eq!(calendar.count(DayUnit::Working, from, due), n);
        if n > 0 {
            prop_assert!(calendar.is_working_day(due));
            // one day later counts from there: terms add up
            let (half, rest) = (n / 2, n - n / 2);
            let middle = calendar.add_working_days(from, half).date;
            prop_assert_eq!(calendar.add_working_days(middle, rest).date, due);
        }
    }

    #[test]
    fn a_natural_term_never_ends_early_or_on_a_day_of_rest(start in 0i64..1090, n in 1u32..90) {
        let calendar = shipped();
        let from = date(2024, 1, 1).saturating_add(start.days());
        let due = calendar.add_natural_days(from, n).date;
        prop_assert!(calendar.is_working_day(due));
        let plain = from.saturating_add(i64::from(n).days());
        prop_assert!(due >= plain);
        let moved = calendar.count(DayUnit::Working, plain, due);
        prop_assert!(moved <= 1);
    }
}

#[test]
fn the_legal_date_turns_at_midnight_in_beijing() {
    for (at, date) in [
        ("2026-11-22T15:59:59Z", "2026-11-22"),
        ("2026-11-22T16:00:00Z", "2026-11-23"),
        ("2026-11-22T23:30:00-05:00", "2026-11-23"),
    ] {
        assert_eq!(legal_date(at.parse().unwrap()), date.parse().unwrap(), "{at}");
    }
}
