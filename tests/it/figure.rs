//! Figures as they leave the program: SVG, PNG, CSV.

mod samples;

use parallax::figure::{Figure, Options, Scheme, Size, png, svg};

fn options(width: f64, height: f64) -> Options {
    Options { size: Size { width, height }, ..Options::default() }
}

/// Pictures for a person to look at: set PARALLAX_PICTURES to a folder.
#[test]
fn every_kind_of_figure_is_drawn() {
    let dark = |one: Options| Options { scheme: Scheme::Dark, ..one };
    let in_window = |one: Options| Options { shows_title: false, ..one };
    let clear = |one: Options| Options { is_transparent: true, ..one };
    let usual = options(960.0, 540.0);
    let pictures: Vec<(&str, Figure, Options)> = vec![
        ("bars", samples::names_of_the_islands(), options(960.0, 480.0)),
        ("window", samples::names_of_the_islands(), in_window(options(1150.0, 400.0))),
        ("window-dark", samples::names_of_the_islands(), dark(in_window(options(1150.0, 400.0)))),
        ("undefined", samples::with_undefined(), usual),
        ("many", samples::many_bars(12, 3), usual),
        ("forty", samples::many_bars(40, 2), usual),
        ("patterns", samples::many_bars(2, 8), usual),
        ("patterns-dark", samples::many_bars(3, 8), dark(usual)),
        ("narrow", samples::many_bars(5, 3), options(360.0, 420.0)),
        ("one", samples::many_bars(1, 1), usual),
        ("scripts", samples::many_bars(14, 1), options(1400.0, 540.0)),
        ("lines", samples::over_time(24, 4), usual),
        ("lines-short", samples::over_time(6, 2), usual),
        ("lines-days", samples::over_time(300, 3), dark(usual)),
        ("dots", samples::distinctive(160), options(960.0, 600.0)),
        ("dots-dark", samples::distinctive(160), dark(options(960.0, 600.0))),
        ("clear", samples::names_of_the_islands(), clear(dark(usual))),
    ];
    for (name, figure, options) in pictures {
        let drawing = svg::to_svg(&figure, &options);
        if let Some(folder) = std::env::var_os("PARALLAX_PICTURES") {
            let stem = std::path::Path::new(&folder).join(format!("figure-{name}"));
            std::fs::write(stem.with_extension("svg"), &drawing).unwrap();
            std::fs::write(stem.with_extension("png"), png::to_png(&figure, &options, 144.0).unwrap()).unwrap();
        }
        assert!(drawing.contains(&*svg_escaped(&figure.title)), "{name}");
    }
}

fn svg_escaped(text: &str) -> String {
    text.replace('&', "&amp;")
}
