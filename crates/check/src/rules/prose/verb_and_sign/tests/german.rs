//! German verbs beside what they govern.

use super::counts;

const FIGURES: &str = r#"language: de-DE
figures:
  umsatz: {label: Umsatz, value: €500M, change: +13% yoy, prior: €442M, period: H1 2025, comparisons: [{as: vq, change: -2.9% qoq, prior: €515M}]}
  kosten: {label: Betriebskosten, value: €200M, change: -6.1% yoy, prior: €213M, better: lower, period: H1 2025}
  marge: {label: Bruttomarge, value: 38.4%, change: -2.7 pp yoy, prior: 41.1%, period: H1 2025}
  gewinn: {label: Gewinn, value: €40M, change: -20% yoy, prior: €50M, period: H1 2025}
  kunden: {label: Kunden, value: 1.2M, change: +9.1% yoy, prior: 1.1M, period: H1 2025}"#;

#[test]
fn german_words_for_the_other_way_are_found() {
    let texts = [
        "Der Umsatz fiel um {umsatz.rise}.",
        "Der Umsatz ging um {umsatz.rise} zurück.",
        "Der Umsatz gab um rund {umsatz.rise} nach.",
        "Der Umsatz nahm im ersten Halbjahr um {umsatz.rise} ab.",
        "Der Umsatz ist um {umsatz.rise} gesunken.",
        "Der Umsatz hat sich um {umsatz.rise} verringert.",
        "Der Gewinn legte um {gewinn.fall} zu.",
        "Der Gewinn legte kräftig zu, um {gewinn.fall} auf {gewinn}.",
        "Der Gewinn kletterte auf {gewinn}.",
        "Der Gewinn stieg von {gewinn.prior} auf {gewinn}.",
        "Der Gewinn stieg auf {gewinn}, von {gewinn.prior}.",
        "Die Betriebskosten erhöhten sich um {kosten.fall} auf {kosten}.",
        "Die Marge wuchs um {marge.fall}.",
        "Während der Gewinn um {gewinn.fall} auf {gewinn} stieg, blieb der Umsatz gleich.",
        "Ein Rückgang des Umsatzes um {umsatz.rise} war die Folge.",
        "Ein Plus von {gewinn.fall} beim Gewinn half.",
        "Die Zahl der Kunden sank um {kunden.rise}.",
        "Beispiel verlor {kunden.rise} an Kunden.",
        "Der Gewinn lag um {gewinn.fall} höher.",
        "Der Umsatz brach um {umsatz.rise} ein.",
        "Nachdem der Umsatz um {umsatz.rise} gefallen war, kam Ruhe.",
        "Der Umsatz verschlechterte sich um {umsatz.rise}.",
        "Die Betriebskosten wurden um {kosten.fall} gesteigert.",
        "Der Umsatz stieg gegenüber dem Vorquartal um {umsatz.rise}.",
        "Der Umsatz schrumpfte er um fast {umsatz.rise}.",
    ];
    for (text, count) in texts.iter().zip(counts(FIGURES, &texts)) {
        assert_eq!(count, 1, "{text}");
    }
}

#[test]
fn german_words_that_are_true_or_open_are_not() {
    let texts = [
        "Der Umsatz stieg um {umsatz.rise} auf {umsatz}.",
        "Der Umsatz stieg von {umsatz.prior} auf {umsatz}, während der Gewinn um {gewinn.fall} fiel.",
        "Der Umsatz legte um {umsatz.rise} zu und der Gewinn gab um {gewinn.fall} nach.",
        "Der Gewinn ging von {gewinn.prior} auf {gewinn} zurück.",
        "Der Gewinn ging um {gewinn.fall} zurück, der Umsatz nahm um {umsatz.rise} zu.",
        "Der Umsatz fiel nicht um {umsatz.rise}, er stieg.",
        "Der Umsatz fiel gegenüber dem Vorquartal um {umsatz.vq.fall}.",
        "Der Umsatz fiel seit dem Vorquartal auf {umsatz}.",
        "Niedrigere Kosten hoben den Umsatz um {umsatz.rise}.",
        "Dass der Gewinn fiel, lag am Umsatz, der nur um {umsatz.rise} stieg.",
        "Obwohl die Kosten um {kosten.fall} sanken, fiel der Gewinn um {gewinn.fall}.",
        "Die Marge ist um {marge.fall} gesunken, obwohl der Umsatz um {umsatz.rise} gewachsen ist.",
        "Der Umsatz würde um {umsatz.rise} fallen.",
        "Fiel der Umsatz um {umsatz.rise}?",
        "Der Umsatz wuchs um {umsatz.rise}, die Kosten sanken um {kosten.fall}.",
        "Die Betriebskosten verbesserten sich um {kosten.fall}.",
        "Der Rückgang der Kosten um {kosten.fall} half.",
        "Das Wachstum fiel auf {umsatz.rise}.",
        "Das Wachstum von {umsatz.rise} war schwach.",
        "Der Umsatz kam auf {umsatz}, {umsatz.rise} mehr als im Vorjahr.",
        "Der Gewinn war {gewinn.fall} niedriger.",
        "Der Gewinn fiel, um {gewinn.fall}.",
        "Gefallen ist der Gewinn, gestiegen der Umsatz, um {umsatz.rise}.",
        "Die Kunden nahmen um {kunden.rise} zu, der Gewinn nahm um {gewinn.fall} ab.",
        "Beispiel gewann {kunden.rise} an Kunden hinzu.",
        "Bei sinkenden Kosten wuchs der Umsatz um {umsatz.rise}.",
        "Im Vergleich zum gestiegenen Umsatz (um {umsatz.rise}) fiel der Gewinn um {gewinn.fall}.",
        "Von {umsatz} entfallen auf Kosten {kosten}.",
        "Trotz eines Rückgangs des Gewinns um {gewinn.fall} stieg der Umsatz um {umsatz.rise}.",
        "Die Bruttomarge verlor {marge.fall} und lag bei {marge}.",
        "Um {umsatz.rise} stieg der Umsatz, um {gewinn.fall} fiel der Gewinn.",
        "Der um {umsatz.rise} gestiegene Umsatz reichte nicht.",
        "Der Umsatz stieg um {umsatz.rise} und der Gewinn fiel von {gewinn.prior} auf {gewinn}.",
        "Der Umsatz stieg auf {umsatz}, der Gewinn fiel auf {gewinn}.",
        "Nach einem Minus im Vorquartal von {umsatz.vq.fall} stieg der Umsatz.",
        "Die Kosten fielen auf {kosten}, von {kosten.prior}, und der Umsatz stieg.",
        "Der Gewinn büßte {gewinn.fall} ein.",
        "Das Ergebnis: Umsatz plus {umsatz.rise}, Gewinn minus {gewinn.fall}.",
        "Der Umsatz stieg um {umsatz.rise} stärker als die Kosten fielen.",
        "Umsatz und Gewinn stiegen beziehungsweise fielen um {umsatz.rise} und {gewinn.fall}.",
    ];
    for (text, count) in texts.iter().zip(counts(FIGURES, &texts)) {
        assert_eq!(count, 0, "{text}");
    }
}
