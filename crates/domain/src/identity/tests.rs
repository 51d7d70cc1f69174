use jiff::civil::date;

use super::*;

fn try_check(kind: IdentityKind, text: &str) -> Result<Parsed, IdentityError> {
    check(kind, text, date(2026, 11, 22))
}

fn code(kind: IdentityKind, text: &str) -> &'static str {
    try_check(kind, text).map_or_else(|e| e.code(), |_| "valid")
}

#[test]
fn citizen_ids_of_the_standard() {
    for (number, birth, sex) in [
        ("440104199003070017", date(1990, 3, 7), Sex::Male),
        ("11010519491231002X", date(1949, 12, 31), Sex::Female),
        ("440106198002290016", date(1980, 2, 29), Sex::Male),
        ("440183200001011233", date(2000, 1, 1), Sex::Male),
        ("440106199912314560", date(1999, 12, 31), Sex::Female),
        ("460106196607150280", date(1966, 7, 15), Sex::Female),
    ] {
        let parsed = try_check(IdentityKind::CitizenId, number).unwrap();
        assert_eq!((parsed.birth, parsed.sex), (Some(birth), Some(sex)), "{number}");
        assert_eq!(parsed.division.as_deref(), Some(&number[..6]));
        assert_eq!(parsed.warnings, [], "{number}: abolished divisions are in the table");
    }
}

#[test]
fn wrong_citizen_ids_say_why() {
    let kind = IdentityKind::CitizenId;
    for (number, wanted) in [
        ("440104199003070018", "identity_check_digit"),
        ("440106198102290018", "identity_birth_date"),
        ("990104199003070017", "identity_division"),
        ("", "identity_empty"),
        ("44010419900307001", "identity_length"),
        ("4401041990030700170", "identity_length"),
        ("44010419900307001O", "identity_character"),
        ("X40104199003070017", "identity_character"),
        ("440104209003070012", "identity_future_birth"),
        ("440104900307001", "identity_form"),
        ("810000199001010019", "identity_form"),
    ] {
        assert_eq!(code(kind, number), wanted, "{number}");
    }
    let reason = try_check(kind, "440104199003070018").unwrap_err().reason();
    assert!(reason.contains("逐位核对"), "{reason}");
}

#[test]
fn what_input_methods_add_is_no_mistake() {
    for typed in ["１１０１０５１９４９１２３１００２ｘ", " 110105 19491231 002x "]
    {
        let parsed = try_check(IdentityKind::CitizenId, typed).unwrap();
        assert_eq!(parsed.number, "11010519491231002X");
    }
}

#[test]
fn an_unknown_county_is_only_a_warning() {
    // 440199 was never given out; the check digit fits.
    let number = (0..=10)
        .map(|d| format!("44019919900307001{}", if d == 10 { "X".into() } else { d.to_string() }))
        .find(|n| try_check(IdentityKind::CitizenId, n).is_ok())
        .unwrap();
    let parsed = try_check(IdentityKind::CitizenId, &number).unwrap();
    assert_eq!(parsed.warnings, [IdentityWarning::UnknownDivision]);
    assert_eq!(division_name("440104"), Some("越秀区"));
    assert_eq!(division_name("440183"), Some("增城市"));
}

#[test]
fn fifteen_digits_only_as_history() {
    let parsed = try_check(IdentityKind::HistoricCitizenId, "440104900307001").unwrap();
    assert_eq!(parsed.birth, Some(date(1990, 3, 7)));
    assert_eq!(parsed.sex, Some(Sex::Male));
    assert_eq!(parsed.warnings, [IdentityWarning::OldForm]);
    let wrong_day = code(IdentityKind::HistoricCitizenId, "440104900230001");
    assert_eq!(wrong_day, "identity_birth_date");
}

#[test]
fn credit_codes() {
    let kind = IdentityKind::Uscc;
    for number in [
        "91440101MA5ABCDE52",
        "92440106MA7KL2QX30",
        "114401000074912360",
        "53440100MJ8XYT674U",
        "12441500196720244T",
        "11430000006122244L",
        "91350100M000100Y43",
    ] {
        assert_eq!(code(kind, number), "valid", "{number}");
        let last = if number.ends_with('0') { "1" } else { "0" };
        let changed = format!("{}{last}", &number[..17]);
        assert_eq!(code(kind, &changed), "identity_check_digit", "{changed}");
    }
    for letter in ["I", "O", "Z", "S", "V"] {
        let text = format!("91440101MA5ABCD{letter}52");
        assert_eq!(code(kind, &text), "identity_character", "{text}");
    }
    assert_eq!(code(kind, "B1440101MA5ABCDE52"), "identity_character");
    assert_eq!(code(kind, "91440101MA5ABCDE62"), "identity_inner_code");
}

#[test]
fn organisation_and_registration_codes() {
    let kind = IdentityKind::OrganisationCode;
    for number in ["MA5ABCDE-5", "MA7KL2QX-3", "00749123-6", "D2143569-X", "00000000-0"] {
        assert_eq!(code(kind, number), "valid", "{number}");
    }
    assert_eq!(code(kind, "MA5ABCDE-6"), "identity_check_digit");
    assert_eq!(code(IdentityKind::RegistrationNumber, "110108000000016"), "valid");
    assert_eq!(code(IdentityKind::RegistrationNumber, "110108000000017"), "identity_check_digit");
}

#[test]
fn residence_permits() {
    let kind = IdentityKind::ResidencePermit;
    for number in ["810000199001010019", "820000198512120022", "830000197710100038"] {
        let parsed = try_check(kind, number).unwrap();
        assert!(parsed.birth.is_some() && parsed.warnings.is_empty(), "{number}");
    }
    assert_eq!(code(kind, "440104199003070017"), "identity_form");
    assert_eq!(code(kind, "810000199001010018"), "identity_check_digit");
}

#[test]
fn permanent_residents_old_and_new() {
    let kind = IdentityKind::PermanentResidentId;
    let new = try_check(kind, "931015619800101014").unwrap();
    assert_eq!((new.birth, new.warnings.len()), (None, 0), "the layout is not published");
    assert_eq!(code(kind, "931015619800101015"), "identity_check_digit");
    assert_eq!(code(kind, "440104199003070017"), "identity_form");
    assert_eq!(try_check(kind, "USA110080010101").unwrap().warnings, [IdentityWarning::OldForm]);
    assert_eq!(code(kind, "US1110080010101"), "identity_character");
}

#[test]
fn travel_documents() {
    use IdentityKind::{ExitPermit, HkMacaoPermit, Passport, TaiwanPermit};
    for (kind, number, wanted) in [
        (HkMacaoPermit, "H12345678", "valid"),
        (HkMacaoPermit, "M1234567801", "valid"),
        (HkMacaoPermit, "H1234567", "identity_length"),
        (HkMacaoPermit, "X12345678", "identity_character"),
        (HkMacaoPermit, "C12345678", "identity_form"),
        (ExitPermit, "C12345678", "valid"),
        (ExitPermit, "CA1234567", "valid"),
        (ExitPermit, "CI1234567", "identity_character"),
        (ExitPermit, "H12345678", "identity_character"),
        (TaiwanPermit, "12345678", "valid"),
        (TaiwanPermit, "1234567890B", "valid"),
        (TaiwanPermit, "123456789", "identity_length"),
        (Passport, "E12345678", "valid"),
        (Passport, "EA1234567", "valid"),
        (Passport, "AB1", "identity_length"),
        (Passport, "AB-123456", "identity_character"),
    ] {
        assert_eq!(code(kind, number), wanted, "{number}");
    }
    assert!(same_hk_macao_holder("H1234567801", "h12345678"));
    assert!(!same_hk_macao_holder("H1234567801", "H12345679"));
}

#[test]
fn certificate_identifiers() {
    let kind = IdentityKind::ECertificateId;
    for number in [
        "11100000000013338W011.11430000006122244L.20230000403.001.U",
        "11100000000013338W032.11220000013544541J.2430599.001.F",
        "1.2.156.3005.2.11100000MB03271699022.340100.000000016.001.9",
        "1.2.156.3005.2.11100000000013338W009.11330105002500287C.2025052201.002.0",
    ] {
        assert_eq!(code(kind, number), "valid", "{number}");
        let changed = format!("{}{}", &number[..number.len() - 1], "Z");
        assert_eq!(code(kind, &changed), "identity_check_digit", "{changed}");
    }
    assert_eq!(code(kind, "11100000000013338W011.L.403.001"), "identity_form");
    assert_eq!(code(kind, "W011.11430000006122244L.20230000403.001.U"), "identity_form");
}

#[test]
fn item_codes() {
    let kind = IdentityKind::ItemCode;
    let parsed = try_check(kind, "12441500196720244T3442199806003").unwrap();
    assert_eq!(parsed.organ.as_deref(), Some("12441500196720244T"));
    for (number, wanted) in [
        ("11370800MB285591843370117002011", "valid"),
        ("12441500196720244T344219980600301", "valid"),
        ("12441500196720244T8442199806003", "identity_character"),
        ("12441500196720244A3442199806003", "identity_check_digit"),
        ("12441500196720244T344219980600", "identity_length"),
        ("12441500196720244T344219980600A", "identity_character"),
    ] {
        assert_eq!(code(kind, number), wanted, "{number}");
    }
}

#[test]
fn other_documents_only_have_a_shape() {
    assert_eq!(code(IdentityKind::Other, "军字第123号"), "valid");
    assert_eq!(code(IdentityKind::Other, &"1".repeat(31)), "identity_length");
    assert_eq!(code(IdentityKind::Other, "\u{7}12"), "identity_character");
}

#[test]
fn masks() {
    for (whole, masked) in [
        ("440104199003070017", "440104********0017"),
        ("H12345678", "H12****78"),
        ("AB", "**"),
        ("ABCD", "A**D"),
    ] {
        assert_eq!(mask_number(whole), masked, "{whole}");
    }
    assert_eq!(mask_phone("13800138000"), "138****8000");
    assert_eq!(mask_phone("12345"), "***45");
    for (whole, masked) in [("王芳", "王*"), ("欧阳小明", "欧**明"), ("王小芳", "王**"), ("", "")]
    {
        assert_eq!(mask_name(whole), masked);
    }
}

#[test]
fn kinds_have_names_both_ways() {
    for kind in IdentityKind::ALL {
        assert_eq!(kind.as_str().parse::<IdentityKind>(), Ok(*kind));
    }
    assert!("id".parse::<IdentityKind>().is_err());
}

proptest::proptest! {
    #[test]
    fn any_text_gets_an_answer(text in ".{0,40}") {
        for kind in IdentityKind::ALL {
            let answer = try_check(*kind, &text);
            if let Ok(parsed) = answer {
                // the normal writing checks as itself
                proptest::prop_assert!(try_check(*kind, &parsed.number).is_ok());
            }
        }
    }

    #[test]
    fn one_changed_digit_is_always_found(place in 0usize..17, digit in 0u8..10) {
        let mut changed: Vec<u8> = b"440104199003070017".to_vec();
        changed[place] = b'0' + digit;
        let changed = String::from_utf8(changed).unwrap();
        let same = changed == "440104199003070017";
        proptest::prop_assert_eq!(try_check(IdentityKind::CitizenId, &changed).is_ok(), same);
    }
}
