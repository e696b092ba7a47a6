use parallax::corpus::*;
use parallax::ingest::{anatomy, readers, registry::Registry};
use parallax::problem::Problems;
fn main() {
    let bench = std::env::var("BENCH").is_ok();
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path).unwrap();
        let mut p = Problems::new();
        let raws = readers::read(&bytes, &path, &mut p);
        let reg = Registry::bundled();
        for raw in raws {
            if bench {
                for _ in 0..50 { anatomy::analyse(raw.clone(), &path, reg); }
                let t = std::time::Instant::now();
                for _ in 0..500 { std::hint::black_box(anatomy::analyse(raw.clone(), &path, reg)); }
                println!("{} {} bytes {:?}", path, raw.raw.len(), t.elapsed() / 500);
                continue;
            }
            let a = anatomy::analyse(raw, std::path::Path::new(&path).file_name().unwrap().to_str().unwrap(), reg);
            println!("=== {path}");
            println!("outlet {:?}", a.outlet.as_ref().map(|o| (&o.value, o.evidence.kind, o.confidence, &o.evidence.quote)));
            println!("host {:?} wire {:?}", a.host.as_ref().map(|o| &o.value), a.wire.as_ref().map(|o| (&o.value, &o.evidence.quote)));
            println!("pub {:?}", a.published.as_ref().map(|o| (o.value.to_string(), o.confidence)));
            println!("headline {:?}", a.headline_text());
            println!("standfirst {:?}", a.standfirst.as_ref().map(|s| a.text(s.value)));
            println!("byline {:?} section {:?} opinion {:?}", a.byline.iter().map(|b| &b.value).collect::<Vec<_>>(), a.section.as_ref().map(|s| (&s.value,s.confidence)), a.is_opinion());
            println!("lang {:?} complete {} {:?}", a.language.value.code(), a.completeness.value, a.completeness.evidence.quote);
            for l in &a.lines {
                let t: String = a.text(l.span).chars().take(90).collect();
                match &l.role { LineRole::Blank => {}, LineRole::Furniture(r) => println!("    F[{r}] {t}"), LineRole::Body(i) => println!("  B{}{} {t}", i, match a.body[*i as usize].kind { ParagraphKind::Paragraph=>"", k=>k.label() }), r => println!("  {r:?} {t}") }
            }
            println!("problems {:?}", a.problems);
        }
    }
}
