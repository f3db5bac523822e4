//! French verbs beside what they govern.

use super::counts;

const FIGURES: &str = r#"language: fr-FR
figures:
  ventes: {label: Chiffre d’affaires, short: Ventes, value: €500M, change: +13% yoy, prior: €442M, period: H1 2025, comparisons: [{as: tr, change: -2.9% qoq, prior: €515M}]}
  couts: {label: Coûts, value: €200M, change: -6.1% yoy, prior: €213M, better: lower, period: H1 2025}
  marge: {label: Marge brute, value: 38.4%, change: -2.7 pp yoy, prior: 41.1%, period: H1 2025}
  benefice: {label: Bénéfice, value: €40M, change: -20% yoy, prior: €50M, period: H1 2025}
  clients: {label: Clients, value: 1.2M, change: +9.1% yoy, prior: 1.1M, period: H1 2025}"#;

#[test]
fn french_words_for_the_other_way_are_found() {
    let texts = [
        "Le chiffre d’affaires a diminué de {ventes.rise}.",
        "Les ventes ont reculé de près de {ventes.rise} au premier semestre.",
        "Le bénéfice est monté de {benefice.prior} à {benefice}.",
        "Le bénéfice a progressé de {benefice.fall}, à {benefice}.",
        "Les coûts ont augmenté de {couts.fall}.",
        "Le chiffre d’affaires, à {ventes}, est en baisse de {ventes.rise}.",
        "Le bénéfice, en hausse de {benefice.fall}, déçoit.",
        "Une hausse du bénéfice de {benefice.fall} a suivi.",
        "Le recul des ventes de {ventes.rise} surprend.",
        "Exemple a perdu {clients.rise} de ses clients.",
        "La marge brute a gagné {marge.fall}.",
        "Le bénéfice s’est accru de {benefice.fall}.",
        "Les ventes sont tombées de {ventes.prior} à {ventes}.",
        "Les coûts ont grimpé d’environ {couts.fall}.",
        "La marge brute s’est améliorée de {marge.fall}.",
        "Le bénéfice est supérieur de {benefice.fall} à celui de 2024.",
        "Les ventes baissent de {ventes.rise} sur un an.",
        "Les ventes ont fortement chuté, de {ventes.rise}.",
    ];
    for (text, count) in texts.iter().zip(counts(FIGURES, &texts)) {
        assert_eq!(count, 1, "{text}");
    }
}

#[test]
fn french_words_that_are_true_or_open_are_not() {
    let texts = [
        "Le chiffre d’affaires a augmenté de {ventes.rise}, à {ventes}, tandis que le bénéfice a reculé de {benefice.fall}.",
        "Les ventes progressent plus vite que les coûts, de {ventes.rise}.",
        "La baisse des coûts a fait progresser les ventes de {ventes.rise}.",
        "La baisse des coûts, de {couts.fall}, a aidé.",
        "Le bénéfice est passé de {benefice.prior} à {benefice}.",
        "Le bénéfice est tombé de {benefice.prior} à {benefice}, et les ventes ont augmenté de {ventes.rise}.",
        "Les ventes n’ont pas baissé de {ventes.rise}.",
        "Si les ventes baissaient de {ventes.rise}, ce serait grave.",
        "Les ventes sont en hausse de {ventes.rise} et le bénéfice en baisse de {benefice.fall}.",
        "Malgré un recul du bénéfice de {benefice.fall}, les ventes ont gagné {ventes.rise}.",
        "La croissance est tombée à {ventes.rise}.",
        "La croissance des ventes de {ventes.rise} ralentit.",
        "Les coûts ont été réduits de {couts.fall}.",
        "Exemple a réduit ses coûts de {couts.fall}.",
        "La marge brute s’est dégradée de {marge.fall}.",
        "Les coûts se sont améliorés de {couts.fall}.",
        "Les ventes ont baissé de {ventes.tr.fall} sur un trimestre.",
        "Les ventes ont reculé depuis le premier trimestre, à {ventes}.",
        "Les clients sont plus nombreux, de {clients.rise}.",
        "La hausse des prix a plus que compensé la baisse des volumes de {benefice.fall}.",
        "Le bénéfice recule alors que les ventes augmentent de {ventes.rise}.",
        "Les ventes ont monté de {ventes.prior} à {ventes} et les coûts sont descendus de {couts.prior} à {couts}.",
        "Les volumes ont baissé, mais les ventes ont crû de {ventes.rise}.",
        "Le bénéfice de {benefice} est inférieur de {benefice.fall} à celui de 2024.",
        "Les coûts ont reculé de {couts.fall}, de {couts.prior} à {couts}.",
        "Les ventes ont augmenté de {ventes.rise} et les coûts ont diminué de {couts.fall}.",
        "La marge brute a perdu {marge.fall}, à {marge}.",
        "Le bénéfice a baissé de {benefice.fall} ; les ventes, elles, ont progressé de {ventes.rise}.",
        "Les ventes ont baissé de moins que prévu, les coûts de {couts.fall}.",
    ];
    for (text, count) in texts.iter().zip(counts(FIGURES, &texts)) {
        assert_eq!(count, 0, "{text}");
    }
}
