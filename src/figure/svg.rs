//! A figure as SVG: text as text or as outlines; title, caption and program travel with the picture.
//!
//! Text as text can be edited and searched, and needs its fonts where it is opened. As outlines it looks the same
//! everywhere. Either way the file states its size in millimetres: programs disagree on how large a pixel is.

use std::fmt::Write as _;

use resvg::usvg;
use serde::{Deserialize, Serialize};

use super::caption::program;
use super::data::Figure;
use super::fonts::Fonts;
use super::layout::{Options, layout};
use super::measure::{self, Families};
use super::outlines::{self, Outlines};
use super::palette::{Palette, Role};
use super::scene::{Anchor, Corners, Item, Scene, TextRun, Weight, Xy};

const LATIN: &str = "Inter, 'Inter Variable', 'Helvetica Neue', 'Segoe UI', Arial, sans-serif";
const JAPANESE: &str =
    "'Noto Sans CJK JP', 'Noto Sans JP', 'Hiragino Sans', 'Yu Gothic', Meiryo, Inter, sans-serif";
const CHINESE: &str = "'Noto Sans CJK SC', 'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK JP', Inter, sans-serif";
const KOREAN: &str =
    "'Noto Sans CJK KR', 'Noto Sans KR', 'Apple SD Gothic Neo', 'Malgun Gothic', Inter, sans-serif";

/// Width of a halo, as a share of the size of its text.
const HALO: f64 = 0.26;

/// Where the colours come from.
#[derive(Clone, Copy)]
enum Colours {
    /// Written out, for a file of its own.
    Written(&'static Palette),
    /// Variables of the page's style sheet, so that the page decides between light and dark.
    OfPage,
}

/// How the texts of a drawing are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TextAs {
    /// As text, to be edited and searched.
    #[default]
    Text,
    /// As outlines, to look the same on any machine.
    Outlines,
}

/// The figure as an SVG file whose text is text.
pub fn to_svg(figure: &Figure, options: &Options) -> String {
    let scene = layout(figure, options);
    write(figure, &scene, Colours::Written(Palette::of(options.scheme)), &Outlines::new())
}

/// The figure as an SVG file whose text is outlines, but for characters that no font of this machine has.
pub fn to_svg_outlined(figure: &Figure, options: &Options) -> Result<String, usvg::Error> {
    let texts = layout(figure, options);
    let fonts = Fonts::for_text(texts.texts().map(|run| run.text.as_str()));
    to_svg_outlined_with(figure, options, fonts)
}

/// The same with these fonts and no others.
pub fn to_svg_outlined_with(
    figure: &Figure,
    options: &Options,
    fonts: &Fonts,
) -> Result<String, usvg::Error> {
    let scene = layout(figure, options);
    let colours = Colours::Written(Palette::of(options.scheme));
    let tree = outlines::tree(&write(figure, &scene, colours, &Outlines::new()), fonts)?;
    Ok(write(figure, &scene, colours, &outlines::outlines(&tree)))
}

/// The pieces of a figure's text for which these fonts have no glyph.
pub fn lacking(figure: &Figure, options: &Options, fonts: &Fonts) -> Result<Vec<String>, usvg::Error> {
    Ok(outlines::lacking_in(&outlines::tree(&to_svg(figure, options), fonts)?))
}

/// The figure as an `svg` element of a page whose style sheet sets `--text`, `--line`, `--outlet-1` and so on
/// (see [`Role::css_name`]); without ground.
pub fn for_page(figure: &Figure, options: &Options) -> String {
    let scene = layout(figure, &Options { is_transparent: true, ..*options });
    write(figure, &scene, Colours::OfPage, &Outlines::new())
}

fn write(figure: &Figure, scene: &Scene, colours: Colours, outlines: &Outlines) -> String {
    let text = String::with_capacity(16 * 1024);
    let mut out = Writer { text, colours, halo: Some(Role::Surface), outlines, texts: 0 };
    if scene.ground.is_none() && matches!(colours, Colours::Written(_)) {
        // Nobody knows what a transparent picture will lie on.
        out.halo = None;
    }
    let (width, height) = (number(scene.width), number(scene.height));
    out.text.push_str("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\"");
    let (across, down) = match colours {
        Colours::Written(_) => (millimetres(scene.width), millimetres(scene.height)),
        Colours::OfPage => (width.clone(), height.clone()),
    };
    out.put(format_args!(" width=\"{across}\" height=\"{down}\" viewBox=\"0 0 {width} {height}\""));
    out.put(format_args!(" font-family=\"{LATIN}\">\n"));
    let (title, caption) = (escape(&measure::clean(&figure.title)), escape(&measure::clean(&figure.caption)));
    out.put(format_args!("<title>{title}</title>\n<desc>{caption}</desc>\n"));
    if matches!(colours, Colours::Written(_)) {
        out.put(format_args!(
            "<metadata><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" \
             xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><rdf:Description rdf:about=\"\"><dc:title>{title}</dc:title>\
             <dc:description>{caption}</dc:description><dc:creator>{}</dc:creator><dc:type>StillImage</dc:type>\
             </rdf:Description></rdf:RDF></metadata>\n",
            program()
        ));
    }
    if let Some(ground) = scene.ground {
        let fill = out.paint("fill", ground);
        out.put(format_args!("<rect width=\"{width}\" height=\"{height}\" {fill}/>\n"));
    }
    for item in &scene.items {
        out.item(item);
    }
    out.text.push_str("</svg>\n");
    out.text
}

struct Writer<'a> {
    text: String,
    colours: Colours,
    halo: Option<Role>,
    outlines: &'a Outlines,
    /// Lines of text so far: each has its number as id, by which its outlines are found.
    texts: usize,
}

impl Writer<'_> {
    fn put(&mut self, text: std::fmt::Arguments<'_>) {
        // Writing to a String cannot fail.
        let _ = self.text.write_fmt(text);
    }

    fn paint(&self, property: &str, role: Role) -> String {
        match self.colours {
            Colours::Written(palette) => format!("{property}=\"{}\"", palette.colour(role)),
            Colours::OfPage => format!("style=\"{property}:var(--{})\"", role.css_name()),
        }
    }

    fn item(&mut self, item: &Item) {
        match item {
            Item::Rect { rect, corners, fill, opacity } => {
                let fill = self.paint("fill", *fill);
                let (shape, opacity) = (shape(*rect, *corners), opaque(*opacity));
                self.put(format_args!("<{shape} {fill}{opacity}/>\n"));
            }
            Item::Frame { rect, corners, stroke, width } => {
                let stroke = self.paint("stroke", *stroke);
                let half = width / 2.0;
                let within = super::scene::Rect {
                    x: rect.x + half,
                    y: rect.y + half,
                    width: (rect.width - width).max(0.0),
                    height: (rect.height - width).max(0.0),
                };
                let (shape, width) = (shape(within, *corners), number(*width));
                self.put(format_args!("<{shape} fill=\"none\" {stroke} stroke-width=\"{width}\"/>\n"));
            }
            Item::Line { points, stroke, width, dash } => {
                let stroke = self.paint("stroke", *stroke);
                let width = number(*width);
                let dash = dash.map_or(String::new(), |(dash, gap)| {
                    format!(" stroke-dasharray=\"{} {}\"", number(dash), number(gap))
                });
                if let [from, to] = points.as_slice() {
                    let (x1, y1, x2, y2) = (number(from.x), number(from.y), number(to.x), number(to.y));
                    self.put(format_args!(
                        "<line x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\" {stroke} stroke-width=\"{width}\"{dash}/>\n"
                    ));
                } else {
                    let points = list(points);
                    self.put(format_args!(
                        "<polyline points=\"{points}\" fill=\"none\" {stroke} stroke-width=\"{width}\" \
                         stroke-linejoin=\"round\"{dash}/>\n"
                    ));
                }
            }
            Item::Polygon { points, fill, opacity } => {
                let fill = self.paint("fill", *fill);
                let (points, opacity) = (list(points), opaque(*opacity));
                self.put(format_args!("<polygon points=\"{points}\" {fill}{opacity}/>\n"));
            }
            Item::Disc { centre, radius, fill, opacity } => {
                let fill = self.paint("fill", *fill);
                let (x, y, r, opacity) =
                    (number(centre.x), number(centre.y), number(*radius), opaque(*opacity));
                self.put(format_args!("<circle cx=\"{x}\" cy=\"{y}\" r=\"{r}\" {fill}{opacity}/>\n"));
            }
            Item::Ring { centre, radius, stroke, width } => {
                let stroke = self.paint("stroke", *stroke);
                let (x, y, r, width) = (number(centre.x), number(centre.y), number(*radius), number(*width));
                self.put(format_args!(
                    "<circle cx=\"{x}\" cy=\"{y}\" r=\"{r}\" fill=\"none\" {stroke} stroke-width=\"{width}\"/>\n"
                ));
            }
            Item::Text(run) => self.line_of_text(run),
        }
    }

    fn line_of_text(&mut self, run: &TextRun) {
        self.texts += 1;
        let id = format!("text-{}", self.texts);
        let (x, y, size) = (number(run.at.x), number(run.at.y), number(run.size));
        let halo = number(run.size * HALO);
        if let Some(outline) = self.outlines.get(&id) {
            let words = escape(&run.text);
            self.put(format_args!("<g role=\"img\" aria-label=\"{words}\">\n"));
            if let Some(ground) = self.halo.filter(|_| run.has_halo) {
                let stroke = self.paint("stroke", ground);
                self.put(format_args!(
                    "<path d=\"{outline}\" fill=\"none\" {stroke} stroke-width=\"{halo}\" stroke-linejoin=\"round\"/>\n"
                ));
            }
            let fill = self.paint("fill", run.fill);
            self.put(format_args!("<path d=\"{outline}\" {fill}/>\n</g>\n"));
            return;
        }
        // The halo first, as a text of its own: not every program knows paint-order.
        if let Some(ground) = self.halo.filter(|_| run.has_halo) {
            let (stroke, rest) = (self.paint("stroke", ground), attributes(run));
            self.put(format_args!(
                "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\"{rest} fill=\"none\" {stroke} stroke-width=\"{halo}\" \
                 stroke-linejoin=\"round\" aria-hidden=\"true\">"
            ));
            self.spans(&run.text);
            self.text.push_str("</text>\n");
        }
        let (fill, rest) = (self.paint("fill", run.fill), attributes(run));
        let id = match self.colours {
            Colours::Written(_) => format!(" id=\"{id}\""),
            // A page holds several figures, and ids of a page are its own.
            Colours::OfPage => String::new(),
        };
        self.put(format_args!("<text{id} x=\"{x}\" y=\"{y}\" font-size=\"{size}\"{rest} {fill}>"));
        self.spans(&run.text);
        self.text.push_str("</text>\n");
    }

    fn spans(&mut self, text: &str) {
        for (families, part) in measure::runs(text) {
            let part = escape(&part);
            let names = match families {
                Families::Bundled | Families::Other => {
                    self.text.push_str(&part);
                    continue;
                }
                Families::Japanese => JAPANESE,
                Families::Chinese => CHINESE,
                Families::Korean => KOREAN,
            };
            self.put(format_args!("<tspan font-family=\"{names}\">{part}</tspan>"));
        }
    }
}

fn attributes(run: &TextRun) -> String {
    let mut rest = String::new();
    match run.anchor {
        Anchor::Start => {}
        Anchor::Middle => rest.push_str(" text-anchor=\"middle\""),
        Anchor::End => rest.push_str(" text-anchor=\"end\""),
    }
    if run.weight == Weight::SemiBold {
        rest.push_str(" font-weight=\"600\"");
    }
    if run.turn != 0.0 {
        let _ = write!(
            rest,
            " transform=\"rotate({} {} {})\"",
            number(run.turn),
            number(run.at.x),
            number(run.at.y)
        );
    }
    rest
}

fn shape(rect: super::scene::Rect, corners: Corners) -> String {
    let (x, y, width, height) = (number(rect.x), number(rect.y), number(rect.width), number(rect.height));
    if (corners.upper - corners.lower).abs() > 1e-9 {
        let (up, low) = (number(corners.upper), number(corners.lower));
        let (across_top, across_bottom) =
            (number(rect.width - 2.0 * corners.upper), number(2.0 * corners.lower - rect.width));
        let (first, right_side) = (number(rect.y + corners.upper), number(rect.bottom() - corners.lower));
        let arc = |radius: &str, x: &str, y: &str| format!("a{radius} {radius} 0 0 1 {x} {y}");
        let turns = [
            if corners.upper > 0.0 { arc(&up, &up, &format!("-{up}")) } else { String::new() },
            if corners.upper > 0.0 { arc(&up, &up, &up) } else { String::new() },
            if corners.lower > 0.0 { arc(&low, &format!("-{low}"), &low) } else { String::new() },
            if corners.lower > 0.0 {
                arc(&low, &format!("-{low}"), &format!("-{low}"))
            } else {
                String::new()
            },
        ];
        let [a, b, c, d] = turns;
        return format!("path d=\"M{x} {first}{a}h{across_top}{b}V{right_side}{c}h{across_bottom}{d}z\"");
    }
    let corner =
        if corners.upper > 0.0 { format!(" rx=\"{}\"", number(corners.upper)) } else { String::new() };
    format!("rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"{corner}")
}

fn opaque(opacity: f64) -> String {
    if opacity < 1.0 { format!(" fill-opacity=\"{}\"", number(opacity)) } else { String::new() }
}

fn list(points: &[Xy]) -> String {
    let points: Vec<String> = points.iter().map(|at| format!("{},{}", number(at.x), number(at.y))).collect();
    points.join(" ")
}

/// Pixels of 96 an inch as millimetres, to the micrometre.
fn millimetres(pixels: f64) -> String {
    let text = format!("{:.3}", pixels * 25.4 / 96.0);
    format!("{}mm", text.trim_end_matches('0').trim_end_matches('.'))
}

/// A length with two decimals at most; what is not finite is 0.
pub(super) fn number(value: f64) -> String {
    if !value.is_finite() {
        return "0".to_owned();
    }
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// The text with what XML reserves written as entities, and without what XML cannot hold.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(character),
            c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => {}
            c => out.push(c),
        }
    }
    out
}
