//! tmp
use serde_json::Value;
fn rng(s: &mut u64) -> usize {
    *s ^= *s << 13;
    *s ^= *s >> 7;
    *s ^= *s << 17;
    (*s >> 11) as usize
}
fn paths(v: &Value, at: String, out: &mut Vec<String>) {
    out.push(at.clone());
    match v {
        Value::Object(m) => {
            for (k, x) in m {
                paths(x, format!("{at}/{}", k.replace('~', "~0").replace('/', "~1")), out)
            }
        }
        Value::Array(a) => {
            for (i, x) in a.iter().enumerate() {
                paths(x, format!("{at}/{i}"), out)
            }
        }
        _ => {}
    }
}
fn main() {
    let name = std::env::args().nth(1).unwrap();
    let n: usize = std::env::args().nth(2).unwrap().parse().unwrap();
    let mut s: u64 = std::env::args().nth(3).unwrap().parse().unwrap();
    let bytes = std::fs::read(&name).unwrap();
    let lim = strata_check::Limits::default();
    let c = strata_check::check(&strata_check::Input {
        name: "x",
        bytes: &bytes,
        format: strata_check::Format::Yaml,
        limits: lim,
    })
    .ok()
    .unwrap();
    let base: Value = serde_json::from_slice(&c.canonical()).unwrap();
    let words = [
        "",
        " ",
        "$115.9 billion",
        "$5 chips",
        "+13%",
        "2025-02-29",
        "2024-02-29",
        "2025-13-01",
        "Q3 2025",
        "TTM to 2025-02-30",
        "TTM 3Q25",
        "up yoy",
        "capex",
        "a-",
        "{capex",
        "x\ny",
        "\u{202e}",
        "e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
        "999,999,999,999.999999T",
        "12345678901234567890",
        "~5+",
        "-12",
        "exact",
        "judgment",
        "https://x y",
        "\u{feff}a",
        "at 2025-09-30",
        "0001018724",
        "1/2",
        "a - b",
        "growth of a on b",
        "100K+ developers",
        "CHF 4B/share",
        "5 GW/h",
        "$2x",
        "2x/h",
        "5% more likely/h",
        "YTD",
        "TTM",
        "FY 99999",
        "run rate at x",
        "1",
        "0",
        "9999",
        "00",
        "KKK 5",
        "~$5B+",
        "é",
        "日本",
    ];
    let keys = [
        "id", "title", "value", "figures", "source", "kind", "reading", "text", "show",
        "zzz", "Period", "period", "", "a b", "label", "0", "unstated", "Q3 2025",
    ];
    let mut seen = std::collections::BTreeMap::<String, usize>::new();
    let (mut ok, mut bad) = (0, 0);
    for _ in 0..n {
        let mut v = base.clone();
        for _ in 0..1 + rng(&mut s) % 3 {
            let mut ps = vec![];
            paths(&v, String::new(), &mut ps);
            let p = ps[rng(&mut s) % ps.len()].clone();
            let other = ps[rng(&mut s) % ps.len()].clone();
            let other = v.pointer(&other).cloned().unwrap();
            let w = words[rng(&mut s) % words.len()];
            let k = keys[rng(&mut s) % keys.len()];
            let r = rng(&mut s) % 12;
            let Some(t) = v.pointer_mut(&p) else { continue };
            match r {
                0 => *t = Value::Null,
                1 => *t = Value::from(w),
                2 => *t = Value::Array(vec![t.clone()]),
                3 => *t = serde_json::json!({k: t.clone()}),
                4 => *t = Value::from(3),
                5 => *t = Value::Bool(true),
                6 => *t = other,
                7 => {
                    if let Value::Object(m) = t {
                        m.insert(k.into(), other);
                    }
                }
                8 => {
                    if let Value::Object(m) = t {
                        let ks: Vec<String> = m.keys().cloned().collect();
                        if !ks.is_empty() {
                            m.remove(&ks[rng(&mut s) % ks.len()]);
                        }
                    }
                }
                9 => {
                    if let Value::Array(a) = t {
                        a.pop();
                    }
                }
                10 => {
                    if let Value::Array(a) = t {
                        for _ in 0..rng(&mut s) % 210 {
                            a.push(other.clone());
                            if a.len() > 220 {
                                break;
                            }
                        }
                    }
                }
                _ => {
                    if let Value::String(x) = t {
                        let i = x
                            .char_indices()
                            .map(|c| c.0)
                            .nth(rng(&mut s) % (x.chars().count().max(1)))
                            .unwrap_or(0);
                        x.insert_str(i, w);
                    }
                }
            }
        }
        let text = serde_json::to_vec_pretty(&v).unwrap();
        let r = strata_check::check_strictly(&strata_check::Input {
            name: "x",
            bytes: &text,
            format: strata_check::Format::Json,
            limits: lim,
        });
        let rep = match &r {
            Ok(c) => {
                ok += 1;
                c.report().clone()
            }
            Err(r) => {
                bad += 1;
                r.clone()
            }
        };
        let _ = strata_check::emit::json(&rep);
        if rep.findings().len() < 30 {
            let _ = strata_check::emit::human(&rep, true);
        }
        for f in rep.findings() {
            if f.finding().rule().code == "S999" {
                let m: String = f.finding().message().chars().take(140).collect();
                *seen
                    .entry(format!(
                        "{m} @ {}",
                        &rep.source()[f.region().bytes.clone()]
                            .chars()
                            .take(60)
                            .collect::<String>()
                    ))
                    .or_default() += 1;
            }
        }
    }
    println!("ok {ok} bad {bad}");
    for (m, c) in seen {
        println!("{c} {m}");
    }
}
