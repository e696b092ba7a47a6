//! Seeds for the fuzz targets: the small files that tests build, and what tests have in their folders.
//!
//! Where PARALLAX_SEEDS names a folder, every file that a test has read is kept there, in the folder of the
//! target that reads its format: the name, a line break, the bytes, which is what the targets take.

use std::cell::Cell;
use std::fs;
use std::path::{Path, PathBuf};

use parallax::ingest::readers::ending;

/// Larger files make a target slow and teach it nothing.
const LARGEST: usize = 48 << 10;
/// Files of one test: properties make hundreds of one kind.
const MOST: u32 = 30;

thread_local! {
    static KEPT: Cell<u32> = const { Cell::new(0) };
}

fn folder() -> Option<PathBuf> {
    std::env::var_os("PARALLAX_SEEDS").map(PathBuf::from)
}

/// The target that reads files of this name.
fn target(name: &str) -> &'static str {
    let ending = ending(name);
    match ending.as_deref().unwrap_or("") {
        "txt" if name == "download.txt" => "databases",
        "html" if name.contains("Factiva") => "databases",
        "html" | "htm" | "xhtml" | "mhtml" | "mht" => "html",
        "json" | "jsonl" | "csv" | "tsv" => "data",
        "xlsx" | "xls" | "ods" => "sheets",
        "docx" | "odt" | "rtf" | "doc" => "office",
        "pdf" => "pdf",
        "epub" => "epub",
        "eml" | "mbox" => "mail",
        "zip" | "gz" | "tgz" | "tar" | "warc" => "archives",
        _ => "text",
    }
}

/// Keeps a file that a test reads.
pub fn keep(bytes: &[u8], name: &str) {
    let Some(folder) = folder().filter(|_| bytes.len() <= LARGEST) else { return };
    let kept = KEPT.replace(KEPT.get() + 1);
    if kept < MOST {
        write(&folder, target(name), &[name.as_bytes(), b"\n", bytes].concat());
    }
}

fn write(folder: &Path, target: &str, input: &[u8]) {
    let folder = folder.join(target);
    fs::create_dir_all(&folder).expect("a folder for seeds");
    let name = format!("{:016x}", xxhash_rust::xxh3::xxh3_64(input));
    fs::write(folder.join(name), input).expect("a seed");
}

const QUERIES: [&str; 26] = [
    "bridge",
    "bridg*",
    "*ridge",
    "b?idge",
    "\"piers broke\"",
    "bridge OR ferry",
    "bridge AND NOT ferry",
    "(bridge closed) NEAR/5 mayor",
    "mayor BEFORE/3 said",
    "/pier(s)?/",
    "U.S.",
    "mayor's",
    "桥梁",
    "橋*",
    "мост NEAR/3 закрыт",
    "(a OR (b OR (c OR d)))",
    "=Bridge",
    "\"the * over\"",
    "outlet:\"Kora Times\" lang:ru",
    "-opinion:yes date:2016-09..2018-03",
    "6-12 May 2024 lang:en",
    "from May 2024",
    "story:none copies:once",
    "hits:(a NEAR/5 b) group:any",
    "complete:full,part folder:\"a/b\"",
    "date:..2018 section:none wire:any tag:\"x, y\"",
];

const DATES: [&str; 24] = [
    "The Nelin Post\nMonday, 3 May 2024, 14:32 BST",
    "The Nelin Post\n05/03/2024",
    "Nelin Daily News (US)\n05/03/2024 2:15 pm",
    "Kora Times\n4 мая 2024 г., 09:15",
    "桥报\n2024年5月3日 星期五",
    "朝日新聞\n令和6年5月3日",
    "読売新聞\n平成三十年五月三日",
    "Le Nelin\nvendredi 3 mai 2024 à 14h32",
    "Nelin Zeitung\n3. Mai 2024, 14.32 Uhr",
    "El Nelin\n3 de mayo de 2024",
    "الجسر\n3 مايو 2024",
    "الجسر\n٣ مايو ٢٠٢٤",
    "다리신문\n2024년 5월 3일",
    "The Nelin Post\n2024-05-03T14:32:00Z",
    "The Nelin Post\nPublished 3 May 2024. Updated 4 May 2024",
    "The Nelin Post\nMay 2024",
    "The Nelin Post\n3.5.24",
    "The Nelin Post\n31/12/99",
    "The Nelin Post\nSept. 31, 2024",
    "The Nelin Post\n29 February 2023",
    "The Nelin Post\n99999999 May 2024",
    "The Nelin Post\n6-12 May 2024",
    "The Nelin Post\n6 May - 12 June 2024",
    "The Nelin Post\nyesterday at 14:32",
];

#[test]
fn what_tests_have_in_their_folders_is_a_seed() {
    let Some(folder) = folder() else {
        println!("PARALLAX_SEEDS names no folder: no seeds are written");
        return;
    };
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    for (from, target) in
        [("databases", "databases"), ("pages", "text"), ("wild", "text"), ("unseen", "text")]
    {
        for entry in fs::read_dir(data.join(from)).expect("a folder of tests").flatten() {
            let (path, Ok(bytes)) = (entry.path(), fs::read(entry.path())) else { continue };
            if path.extension().is_some_and(|ending| ending == "txt") && bytes.len() <= LARGEST {
                let name: &[u8] = if target == "databases" { b"download.txt\n" } else { b"article.txt\n" };
                write(&folder, target, &[name, &bytes].concat());
                if target == "text" {
                    write(&folder, "anatomy", &bytes);
                    write(&folder, "decode", &bytes);
                }
            }
        }
    }
    let stated = "post/bridge.html\u{0}1bbqbic\u{0}Bridge closed\u{0}3 May 2024\u{0}Ada Loven and Jon Brek\u{0}The Nelin Post\u{0}World\u{0}en\u{0}https://nelin.example/world/bridge\u{0}The ice broke two piers\u{0}Kora News Agency\u{0}940\u{0}Bridge closed\nThe ice broke two piers.\nThe bridge is closed.\n“So it is,” the mayor said.\nOne ferry\nThe bridge. Photo: M. Sund\nHome | World\n";
    write(&folder, "anatomy", stated.as_bytes());
    for query in QUERIES {
        write(&folder, "query", query.as_bytes());
    }
    for date in DATES {
        write(&folder, "dates", date.as_bytes());
    }
    let words = "Президент заявил об этом в понедельник. Gespräche über die Inseln — für ein Jahr. 桥梁自星期一起关闭。橋は月曜日から閉鎖されている。다리는 월요일부터 폐쇄되었다.";
    for label in [
        "utf-8",
        "utf-16le",
        "utf-16be",
        "windows-1251",
        "koi8-r",
        "windows-1252",
        "gb18030",
        "gbk",
        "big5",
        "shift_jis",
        "euc-jp",
        "iso-2022-jp",
        "euc-kr",
        "windows-1256",
        "iso-8859-5",
        "macintosh",
    ] {
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).expect("a label");
        write(&folder, "decode", &encoding.encode(words).0);
    }
    let wide: Vec<u8> = words.encode_utf16().flat_map(u16::to_le_bytes).collect();
    write(&folder, "decode", &wide);
    write(&folder, "decode", &[b"\xFF\xFE", wide.as_slice()].concat());
}
