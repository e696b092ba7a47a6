//! A figure as PNG: the SVG, rendered, with its size on paper and its caption inside.

use resvg::{tiny_skia, usvg};

use super::caption::program;
use super::data::Figure;
use super::fonts::Fonts;
use super::layout::{Options, layout};
use super::{outlines, recipe, svg};

/// Pixels of the largest picture; four times that many bytes are needed to make it.
pub const MOST_PIXELS: f64 = 100e6;
/// A logical pixel is 1/96 inch.
const LOGICAL_DPI: f64 = 96.0;

/// Why there is no picture.
#[derive(Debug, thiserror::Error)]
pub enum PngError {
    /// Width times height is out of bounds.
    #[error("the picture would have {width} by {height} dots; choose fewer dots per inch")]
    TooLarge {
        /// Dots across.
        width: u64,
        /// Dots down.
        height: u64,
    },
    /// The drawing could not be read back.
    #[error("the drawing could not be rendered")]
    Drawing(#[from] usvg::Error),
    /// The picture could not be encoded.
    #[error("the picture could not be encoded")]
    Encoding(#[from] png::EncodingError),
}

/// The figure as a PNG file of this many dots per inch, at 96 logical pixels an inch.
pub fn to_png(figure: &Figure, options: &Options, dpi: f64) -> Result<Vec<u8>, PngError> {
    let scene = layout(figure, options);
    // Found before the picture is laid out: what they measure decides where text goes.
    let fonts = Fonts::for_text(scene.texts().map(|run| run.text.as_str()));
    to_png_with(figure, options, dpi, fonts)
}

/// The same with these fonts and no others.
pub fn to_png_with(figure: &Figure, options: &Options, dpi: f64, fonts: &Fonts) -> Result<Vec<u8>, PngError> {
    to_png_holding(figure, options, dpi, fonts, None)
}

/// The same with its recipe inside; see [`recipe`].
pub fn to_png_holding(
    figure: &Figure,
    options: &Options,
    dpi: f64,
    fonts: &Fonts,
    recipe: Option<&str>,
) -> Result<Vec<u8>, PngError> {
    let dpi = if dpi.is_finite() { dpi.clamp(24.0, 2400.0) } else { 2.0 * LOGICAL_DPI };
    let pixmap = render(&svg::to_svg(figure, options), dpi / LOGICAL_DPI, fonts)?;
    encode(figure, pixmap, dpi, recipe)
}

fn render(drawing: &str, scale: f64, fonts: &Fonts) -> Result<tiny_skia::Pixmap, PngError> {
    let tree = outlines::tree(drawing, fonts)?;
    let dots = |length: f32| (f64::from(length) * scale).round().max(1.0);
    let (width, height) = (dots(tree.size().width()), dots(tree.size().height()));
    let too_large = || PngError::TooLarge { width: width as u64, height: height as u64 };
    if width * height > MOST_PIXELS {
        return Err(too_large());
    }
    let mut pixmap = tiny_skia::Pixmap::new(width as u32, height as u32).ok_or_else(too_large)?;
    let scale = scale as f32;
    resvg::render(&tree, tiny_skia::Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    Ok(pixmap)
}

fn encode(
    figure: &Figure,
    pixmap: tiny_skia::Pixmap,
    dpi: f64,
    recipe: Option<&str>,
) -> Result<Vec<u8>, PngError> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, pixmap.width(), pixmap.height());
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    let per_metre = (dpi / 0.0254).round() as u32;
    encoder.set_pixel_dims(Some(png::PixelDimensions {
        xppu: per_metre,
        yppu: per_metre,
        unit: png::Unit::Meter,
    }));
    encoder.set_source_srgb(png::SrgbRenderingIntent::Perceptual);
    let title = match (figure.title.as_str(), figure.subtitle.as_str()) {
        (title, "") => title.to_owned(),
        ("", subtitle) => subtitle.to_owned(),
        (title, subtitle) => format!("{title}: {subtitle}"),
    };
    for (key, text) in
        [("Title", title.as_str()), ("Description", figure.caption.as_str()), ("Software", program())]
    {
        let text = super::measure::clean(text);
        if text.chars().all(|c| (c as u32) < 0x100) {
            encoder.add_text_chunk(key.to_owned(), text)?;
        } else {
            encoder.add_itxt_chunk(key.to_owned(), text)?;
        }
    }
    if let Some(recipe) = recipe {
        encoder.add_itxt_chunk(recipe::KEYWORD.to_owned(), recipe.to_owned())?;
    }
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&pixmap.take_demultiplied())?;
    writer.finish()?;
    Ok(bytes)
}
