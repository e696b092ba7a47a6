//! The two faces of the program, and a place for the system's where they have no sign.

use std::sync::Arc;

use egui::{FontData, FontDefinitions, FontFamily};

/// The faces beside Inter Regular, which is the proportional family.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Face {
    /// Inter SemiBold.
    SemiBold,
    /// Inter with figures of one width.
    Tabular,
    /// Noto Serif.
    Serif,
    /// Noto Serif Bold.
    SerifBold,
    /// Noto Serif Italic.
    SerifItalic,
}

impl Face {
    /// Its family in egui.
    pub fn family(self) -> FontFamily {
        FontFamily::Name(self.name().into())
    }

    fn name(self) -> &'static str {
        match self {
            Self::SemiBold => "semibold",
            Self::Tabular => "tabular",
            Self::Serif => "serif",
            Self::SerifBold => "serif bold",
            Self::SerifItalic => "serif italic",
        }
    }
}

const FILES: [(&str, &[u8]); 6] = [
    ("inter", include_bytes!("../../../assets/fonts/Inter-Regular.otf")),
    ("semibold", include_bytes!("../../../assets/fonts/Inter-SemiBold.otf")),
    ("tabular", include_bytes!("../../../assets/fonts/InterTabular-Regular.otf")),
    ("serif", include_bytes!("../../../assets/fonts/NotoSerif-Regular.ttf")),
    ("serif bold", include_bytes!("../../../assets/fonts/NotoSerif-Bold.ttf")),
    ("serif italic", include_bytes!("../../../assets/fonts/NotoSerif-Italic.ttf")),
];

fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    for (name, bytes) in FILES {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    let icons = egui_material_icons::FONT_FAMILY.to_owned();
    fonts.font_data.insert(icons.clone(), Arc::new(egui_material_icons::font_insert().data));
    let mut family = |family: FontFamily, first: &str| {
        let mut chain = vec![first.to_owned()];
        if first != "inter" {
            chain.push("inter".to_owned());
        }
        chain.push(icons.clone());
        fonts.families.insert(family, chain);
    };
    family(FontFamily::Proportional, "inter");
    family(FontFamily::Monospace, "tabular");
    for face in [Face::SemiBold, Face::Tabular, Face::Serif, Face::SerifBold, Face::SerifItalic] {
        family(face.family(), face.name());
    }
    fonts
}

/// Gives the window its faces. Japanese, Chinese and other scripts come from the system.
pub fn install(ctx: &egui::Context) {
    ctx.set_fonts(definitions());
}

/// The same with `extra` at the end of every family: tests have no system fonts.
pub fn install_for_tests(ctx: &egui::Context, extra: Vec<u8>) {
    let mut fonts = definitions();
    fonts.font_data.insert("extra".to_owned(), Arc::new(FontData::from_owned(extra)));
    for chain in fonts.families.values_mut() {
        chain.push("extra".to_owned());
    }
    ctx.set_fonts(fonts);
}
