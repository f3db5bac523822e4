use super::*;

#[test]
fn shows_what_it_read() {
    for text in [
        "$115.9B",
        "+78%",
        "2x",
        "100K+ developers",
        "~500K chips",
        "3.8 GW",
        "12B min",
        "-190 bp",
        "-1.2 pp",
        "$57,006M",
        "CAD 4.2B",
        "USD 4.2B",
        "$1.30/share",
        "60% more likely",
        "0",
        "-0.0%",
        "33.0",
        "€0.05/kWh",
        "5 t/d",
        "±$0.3B",
        "999,999,999,999.000000T",
        "1,234.50",
    ] {
        assert_eq!(text.parse::<Quantity>().map(|q| q.to_string()).as_deref(), Ok(text));
    }
}

#[test]
fn says_what_is_written() {
    // About, at least, minus, plus, either side, grouped, by its code.
    for (text, value, decimals, is) in [
        ("$115.9B", "115900000000", -8, ""),
        ("~-1,234.50", "-1234.50", 2, "about minus grouped"),
        ("+5T+", "5000000000000", -12, "least plus"),
        ("±USD 0.3K", "300", -2, "either code"),
        ("CAD 4M", "4000000", -6, "code"),
        ("12%", "12", 0, ""),
    ] {
        let it: Quantity = text.parse().unwrap();
        let said = [
            ("about", it.qualifier() == Some(Qualifier::About)),
            ("least", it.qualifier() == Some(Qualifier::AtLeast)),
            ("minus", it.is_negative()),
            ("plus", it.has_plus()),
            ("either", it.is_plus_or_minus()),
            ("grouped", it.is_grouped()),
            ("code", it.is_by_code()),
        ];
        let said = said.into_iter().filter(|(_, is)| *is).map(|(word, _)| word);
        assert_eq!(said.collect::<Vec<_>>().join(" "), is, "{text}");
        assert_eq!(it.value(), value.parse().unwrap(), "{text}");
        assert_eq!(it.decimals(), decimals, "{text}");
    }
    for (scale, (letter, exponent)) in Scale::ALL.into_iter().zip([
        (None, 0),
        (Some('K'), 3),
        (Some('M'), 6),
        (Some('B'), 9),
        (Some('T'), 12),
    ]) {
        assert_eq!((scale.letter(), scale.exponent()), (letter, exponent));
    }
}

#[test]
fn another_sign_and_other_marks_leave_the_rest() {
    let it = |text: &str| text.parse::<Quantity>().unwrap();
    assert_eq!(it("~-$5B").unsigned().to_string(), "~$5B");
    assert_eq!(it("100K+").about().to_string(), "~100K");
    assert_eq!(it("5%").bounded_as(&it("100K+")).to_string(), "5+%");
    assert_eq!(it("~5%").bounded_as(&it("1")).to_string(), "5%");
    for (text, signed) in [("5%", "+5%"), ("0%", "0%"), ("-5%", "-5%"), ("±5%", "±5%")]
    {
        assert_eq!(it(text).signed().to_string(), signed);
    }
    assert_eq!(it("$1,234,567.50").written_digits(), "1,234,567.50");
    assert_eq!(it("$1234.5M").written_digits(), "1234.5");
}

#[test]
fn writes_another_value_alike() {
    let like = |text: &str, value: &str| {
        let value = value.parse().unwrap();
        text.parse::<Quantity>().unwrap().with_value(value).map(|it| it.to_string())
    };
    assert_eq!(like("~$115.9B", "65112359550.56").as_deref(), Some("$65.1B"));
    assert_eq!(like("2%", "-13.5").as_deref(), Some("-14%"));
    assert_eq!(like("$5", "9999999999999"), None);
}

#[test]
fn a_greater_scale_keeps_amount_and_precision() {
    let at = |text: &str, scale| {
        let quantity = text.parse::<Quantity>().unwrap();
        let scaled = quantity.in_scale(scale)?;
        assert_eq!(scaled.value(), quantity.value());
        assert_eq!(scaled.decimals(), quantity.decimals());
        assert_eq!(scaled.to_string().parse().as_ref(), Ok(&scaled));
        Some(scaled.to_string())
    };
    assert_eq!(at("$57,006M", Scale::Billion).as_deref(), Some("$57.006B"));
    assert_eq!(at("$57,006M", Scale::Million).as_deref(), Some("$57,006M"));
    assert_eq!(at("$1,234,567K", Scale::Million).as_deref(), Some("$1,234.567M"));
    assert_eq!(at("-€5M", Scale::Billion).as_deref(), Some("-€0.005B"));
    assert_eq!(at("~500K chips", Scale::Thousand).as_deref(), Some("~500K chips"));
    assert_eq!(at("$1.2B", Scale::Million), None, "1,200 would claim more");
    assert_eq!(at("$1.25", Scale::Million), None, "eight places");
}

#[test]
fn refuses_what_it_would_have_to_guess() {
    for text in [
        "$115.9 billion is",
        "$115.9 billion",
        "007",
        "1.",
        ".5",
        "1,00",
        "1,2345",
        "~100K+",
        "$5 chips",
        "5e3",
        "1234567890123",
        "1.2345678",
        "--5",
        "$-5",
        "5 %",
        "",
        "x",
        "USD5",
        "− 5",
        "$2x",
    ] {
        assert!(text.parse::<Quantity>().is_err(), "{text}");
    }
}
