//! The style sheet of a report page: the reading room, on paper and on screen, in light and in dark.
//!
//! Colours are those of the themes; the page loads nothing from anywhere.

use std::fmt::Write as _;

use crate::figure::{Palette, Role, Scheme};

/// The whole style sheet.
pub(super) fn sheet() -> String {
    let (light, dark) = (variables(Scheme::Light), variables(Scheme::Dark));
    format!(
        ":root{{color-scheme:light dark;{light}}}\n\
         @media (prefers-color-scheme:dark){{:root{{{dark}}}}}\n\
         @media print{{:root{{color-scheme:light;{light}--background:var(--surface)}}}}\n{RULES}"
    )
}

fn variables(scheme: Scheme) -> String {
    let palette = Palette::of(scheme);
    let mut out = String::new();
    for role in Role::all() {
        // Writing to a String cannot fail.
        let _ = write!(out, "--{}:{};", role.css_name(), palette.colour(role));
    }
    out
}

const RULES: &str = "\
*{box-sizing:border-box}
body{margin:0;background:var(--background);color:var(--text);\
font:13px/1.5 Inter,'Inter Variable','Helvetica Neue','Segoe UI',Arial,sans-serif}
main{max-width:1040px;margin:0 auto;padding:48px 24px 64px}
h1,td.reading,.concordance{font-family:'Noto Serif',Georgia,'Noto Serif CJK JP','Hiragino Mincho ProN','Yu Mincho',serif}
h1{font-size:27px;line-height:1.2;margin:0 0 8px;text-wrap:balance}
h2{font-size:15px;line-height:1.3;margin:0 0 4px}
h3{font-size:13px;margin:0}
p{margin:0 0 8px;max-width:72ch}
header{margin-bottom:32px}
.muted,.detail,caption,th{color:var(--muted)}
.small,.detail,summary{font-size:11.5px}
section{background:var(--surface);border:1px solid var(--line);border-radius:6px;padding:24px;margin:0 0 24px}
section.figure{padding:8px}
section.figure svg{display:block;max-width:100%;height:auto}
.narrow{display:none}
details{margin:0 16px 8px}
summary{cursor:pointer;color:var(--accent);padding:8px 0}
summary:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;margin-top:12px}
th{font-weight:600;font-size:11.5px;text-align:left;vertical-align:bottom;padding:4px 16px 4px 0;border-bottom:1px solid var(--line)}
td{vertical-align:top;padding:6px 16px 6px 0;border-bottom:1px solid var(--line)}
tr:last-child td{border-bottom:0}
th{max-width:11em}
td:not(.number){min-width:7em}
th:last-child,td:last-child{padding-right:0}
.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
td.number.why{white-space:normal;min-width:12em}
td.reading{font-size:14px}
.none{color:var(--muted)}
.outlet{white-space:nowrap}
.dot{display:inline-block;width:8px;height:8px;margin-right:8px;border-radius:50%;border:2px solid var(--ink);background:var(--ink)}
.dot.hatched{background:none}
.dot.hollow{border-style:double;border-width:3px;background:none}
.beside{table-layout:fixed}
.beside thead td{width:8.5em;padding:0;border-bottom:1px solid var(--line)}
.beside th{color:var(--text);font-size:12px;max-width:none}
.beside th[scope=row]{vertical-align:top;padding:6px 12px 6px 0;border-bottom:1px solid var(--line)}
.beside tr:last-child th{border-bottom:0}
.beside td{font-size:12px;line-height:1.45;min-width:0;padding-right:14px;overflow-wrap:break-word;hyphens:auto}
.beside .of,.beside .note{display:block;font-weight:400;font-size:11px;line-height:1.35;color:var(--muted)}
.beside .note{font-style:italic}
.beside .who{display:none}
.beside .line{display:block;margin-bottom:4px}
.print{font-family:'Noto Serif',Georgia,'Noto Serif CJK JP','Hiragino Mincho ProN','Yu Mincho',serif}
.quiet{color:var(--muted)}
.chief{font-weight:600}
.mark{font-size:10px;color:var(--muted);border:1px solid var(--line);border-radius:3px;padding:0 4px;white-space:nowrap}
.concordance td{font-size:13px;padding-right:12px;min-width:0}
.concordance td.left{text-align:right;width:40%}
.concordance td.hit{font-weight:700;white-space:nowrap;padding-left:0}
.concordance td.right{width:40%}
.concordance td.outlet{font-family:inherit;color:var(--muted)}
mark{background:var(--hit);color:inherit;padding:0 2px;border-radius:2px}
dl{margin:12px 0 0}
dt{font-weight:600}
dd{margin:0 0 12px;max-width:72ch}
footer{color:var(--muted);font-size:11.5px;margin-top:32px}
@media screen and (max-width:640px){
main{padding:24px 8px 32px}
section{padding:16px 12px}
section.figure{padding:8px 0}
.wide{display:none}
.narrow{display:block}
td:not(.number){min-width:0}
td:first-child{min-width:6.5em}
td.reading{min-width:11em}
.beside,.beside tbody,.beside tr,.beside th[scope=row],.beside td{display:block;width:auto}
.beside thead{display:none}
.beside tr{padding:10px 0;border-bottom:1px solid var(--line)}
.beside tr:last-child{border-bottom:0}
.beside th[scope=row],.beside td{border:0;padding:0 0 4px}
.beside .of,.beside .note{display:inline;margin-left:6px}
.beside .who{display:block;margin-top:4px;font-size:11px;color:var(--muted)}
.concordance tr{display:block;padding:6px 0;border-bottom:1px solid var(--line)}
.concordance td,.concordance td.left,.concordance td.right{display:inline;border:0;padding:0;text-align:left}
.concordance td.outlet{display:block}
}
@media print{
@page{margin:18mm 16mm}
body{font-size:10pt}
main{max-width:none;padding:0}
section{border:0;padding:0;margin:0 0 10mm;background:none}
section.figure svg,tr,dt,dd{break-inside:avoid}
h2,dt,thead{break-after:avoid}
details:not([open]){display:none}
summary{display:none}
table{font-size:8.5pt}
.scroll{overflow:visible}
td:not(.number),td.number.why{min-width:0}
th,td{padding-right:8px}
.beside th,.beside td{font-size:8.5pt}
.beside .of,.beside .note,.beside .who{font-size:7.5pt}
.beside tr{break-inside:avoid}
.beside.many,.beside.many tbody,.beside.many tr,.beside.many th[scope=row]{display:block;width:auto}
.beside.many thead{display:none}
.beside.many tr{break-inside:auto;padding:2mm 0;border-bottom:1px solid var(--line)}
.beside.many th[scope=row]{break-after:avoid;border:0;padding:0 0 1mm}
.beside.many td{display:grid;grid-template-columns:34mm 1fr;border:0;padding:0 0 .6mm;break-inside:avoid}
.beside.many .who{display:block;font-size:8pt;color:var(--muted)}
.beside.many .said{grid-column:2}
.beside.many .of,.beside.many .note,.beside.many .line{display:inline;margin:0}
.beside.many .of,.beside.many .note{margin-left:6px}
.beside.many .line+.line::before{content:\" · \";color:var(--muted)}
}
";

#[test]
fn both_schemes_are_complete_and_nothing_is_fetched() {
    let sheet = sheet();
    for role in Role::all() {
        // Light, dark, and light again for paper.
        assert_eq!(sheet.matches(&format!("--{}:#", role.css_name())).count(), 3, "{role:?}");
    }
    for word in ["url(", "@import", "http"] {
        assert!(!sheet.contains(word), "{word}");
    }
    // Every variable used is one that is set; --ink is set where a dot is.
    for used in sheet.split("var(--").skip(1).filter_map(|rest| rest.split(')').next()) {
        assert!(used == "ink" || Role::all().any(|role| role.css_name() == used), "{used}");
    }
}
