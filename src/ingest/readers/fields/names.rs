//! What fields are called: the names that programs and people give to the parts of an article.

use std::sync::LazyLock;

use super::Part;

/// Names by part in small letters, without spaces and marks; the surest first.
const NAMES: [(Part, &str); 10] = [
    (
        Part::Headline,
        "headline title webtitle articletitle newstitle storytitle posttitle headlinemain \
         headlinetext articleheadline pagetitle titlepage titlerss hed head überschrift ueberschrift \
         schlagzeile titel titre titular título titulo encabezado titolo заголовок название 标题 標題 题目 \
         題目 题名 タイトル 見出し 記事タイトル 제목 subject betreff",
    ),
    (
        Part::Body,
        "articlebody maintext bodytext fulltext articletext storytext newstext textcontent \
         cleanedtext cleantext plaintext text body content contenttext articlecontent newscontent \
         fullcontent maincontent fullarticle article story paragraphs contenthtml bodyhtml \
         articlehtml contentencoded artikeltext volltext haupttext inhalt texte textecomplet contenu \
         corps texto textocompleto contenido cuerpo conteúdo conteudo testo текст текстстатьи \
         текстновости содержание 正文 全文 内容 內容 文章内容 新闻内容 本文 記事本文 記事 テキスト 본문 내용 rawtext html rawhtml \
         pagehtml",
    ),
    (
        Part::Standfirst,
        "standfirst description excerpt trailtext summary abstract lead lede dek deck teaser subtitle \
         subheadline leadparagraph snippet metadescription vorspann untertitel beschreibung \
         zusammenfassung chapo chapeau résumé bajada entradilla resumen descripción descripcion лид \
         анонс подзаголовок описание аннотация 导语 副标题 摘要 リード 副題 概要 要約",
    ),
    (
        Part::Date,
        "datepublished publisheddate publishdate publicationdate publishedat publishedon datepublish \
         publishingdate pubdate dateofpublication webpublicationdate firstpublicationdate \
         publisheddatetime publishedtime publishtime datetimepub published publishedutc \
         firstpublished date datetime articledate newsdate createdat dategmt datecreated created \
         seendate timestamp time day datum veröffentlicht veröffentlichungsdatum \
         veroeffentlichungsdatum erscheinungsdatum datedepublication datepublication fecha \
         fechadepublicación fechadepublicacion data дата датапубликации опубликовано 日期 发布时间 发布日期 \
         发表时间 發布時間 時間 时间 日付 公開日 掲載日 発行日 配信日時 日時 날짜 year",
    ),
    (
        Part::Outlet,
        "outlet newsoutlet publication publisher publishername publicationname newspaper medianame \
         mediaoutlet medium sitename sourcename sourcetitle newssource source media site \
         sourcecommonname sourcehostname sourcedomain hostname domain netloc website sourceurl \
         provider zeitung quelle herausgeber média journal periódico periodico diario medio fuente \
         testata fonte издание источник сми газета 媒体 媒體 媒体名称 报纸 报纸名称 来源 來源 新闻来源 新聞社 媒体名 掲載紙 紙名 情報源 \
         出典 언론사",
    ),
    (
        Part::Agency,
        "agency newsagency wireservice wire nachrichtenagentur agentur agence agencia агентство 通讯社 \
         通信社",
    ),
    (
        Part::Author,
        "author authors byline authorname authornames bylines writer reporter journalist creator \
         dccreator by autor autoren autorin verfasser auteur auteurs autores autore автор авторы \
         журналист 作者 记者 記者 著者 執筆者 筆者 기자",
    ),
    (
        Part::Section,
        "section sectionname articlesection newsdesk desk category categories rubric ressort rubrik \
         kategorie rubrique catégorie sección seccion categoría categoria рубрика раздел категория 栏目 \
         版面 分类 分類 カテゴリ カテゴリー 面名 ジャンル",
    ),
    (
        Part::Language,
        "language lang inlanguage languagecode langcode locale sprache langue idioma язык 语言 語言 言語",
    ),
    (
        Part::Url,
        "canonicalurl url articleurl weburl newsurl pageurl webpageurl link permalink respondedurl \
         requestedurl finalurl linkurl href originalurl uri documentidentifier canonicallink ссылка \
         адрес lien enlace 网址 链接 連結 リンク",
    ),
];

/// Objects around an article that say nothing of what is in them.
const WRAPPERS: [&str; 21] = [
    "source_",
    "data",
    "article",
    "newsarticle",
    "fields",
    "attributes",
    "item",
    "node",
    "record",
    "document",
    "doc",
    "properties",
    "props",
    "metadata",
    "meta",
    "webpage",
    "result",
    "content",
    "post",
    "story",
    "entry",
];

/// The names of values that have their meaning from the object around them.
const LEAVES: [&str; 19] = [
    "name",
    "title",
    "text",
    "value",
    "rendered",
    "main",
    "original",
    "default",
    "full",
    "fullname",
    "label",
    "date",
    "numberlong",
    "plain",
    "content",
    "screenname",
    "displayname",
    "iso",
    "cdata",
];

/// A name in small letters, without spaces and marks.
pub(super) fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn known(plain: &str) -> Option<(Part, usize)> {
    static RANKS: LazyLock<hashbrown::HashMap<&str, (Part, usize)>> = LazyLock::new(|| {
        let of_part = |(part, names): &(Part, &'static str)| {
            let part = *part;
            let ranked = names.split(' ').enumerate();
            ranked.map(move |(rank, name)| (name, (part, rank))).collect::<Vec<_>>()
        };
        NAMES.iter().flat_map(of_part).collect()
    });
    RANKS.get(plain).copied()
}

/// What a field called `name` holds by its name, and how far down the list of such names it stands.
pub(in crate::ingest::readers) fn part_of(name: &str) -> Option<(Part, usize)> {
    /// Longer ones are values.
    const LONGEST: usize = 120;
    if name.len() > LONGEST {
        return None;
    }
    let mut segments: Vec<String> = Vec::new();
    for segment in name.split('.') {
        // "_source" wraps, "source" names: the mark is what tells them apart.
        let plain = if segment == "_source" { "source_".to_owned() } else { plain(segment) };
        if !plain.is_empty() {
            segments.push(plain);
        }
    }
    let outer = segments.len().saturating_sub(1);
    let wraps = segments.iter().take(outer).take_while(|s| WRAPPERS.contains(&s.as_str())).count();
    let inner = segments.get(wraps..).unwrap_or(&[]);
    // Each object around makes it a little less sure.
    let within = match inner {
        [one] => known(one).map(|(part, rank)| (part, rank + wraps)),
        _ => None,
    };
    within.or_else(|| {
        // "title.rendered", "author.name", "published.$date.$numberLong"; "content.rendered" too.
        let named = |segments: &[String]| match segments {
            [object, leaf @ ..] if !leaf.is_empty() && leaf.iter().all(|l| LEAVES.contains(&l.as_str())) => {
                known(object).map(|(part, rank)| (part, rank + 40 + wraps))
            }
            [_, ..] => known(&segments.concat()).map(|(part, rank)| (part, rank + 1)),
            [] => None,
        };
        named(inner).or_else(|| named(&segments))
    })
}

/// Whether the key of an object speaks for an article: its text, or else what it is known by.
pub(in crate::ingest::readers) fn is_article_field(key: &str) -> Option<Part> {
    known(&plain(key)).map(|(part, _)| part)
}

#[cfg(test)]
mod tests {
    use super::{NAMES, part_of, plain};
    use crate::ingest::readers::fields::Part;

    #[test]
    fn names_are_written_as_they_are_looked_up_and_stand_once() {
        let mut seen = std::collections::BTreeSet::new();
        for name in NAMES.iter().flat_map(|(_, names)| names.split(' ')) {
            assert_eq!(plain(name), name);
            assert!(seen.insert(name), "{name} stands twice");
        }
    }

    #[test]
    fn names_of_fields() {
        for (name, expected) in [
            ("Title", Some(Part::Headline)),
            ("date_publish", Some(Part::Date)),
            ("Дата публикации", Some(Part::Date)),
            ("正文", Some(Part::Body)),
            ("author.name", Some(Part::Author)),
            ("title.rendered", Some(Part::Headline)),
            ("source.name", Some(Part::Outlet)),
            ("_source.text", Some(Part::Body)),
            ("fields.bodyText", Some(Part::Body)),
            ("published.$date.$numberLong", Some(Part::Date)),
            ("headline.main", Some(Part::Headline)),
            ("content.rendered", Some(Part::Body)),
            ("article.title", Some(Part::Headline)),
            ("image.title", None),
            ("comments.text", None),
            ("related.url", None),
            ("date_download", None),
            ("", None),
            ("...", None),
        ] {
            assert_eq!(part_of(name).map(|(part, _)| part), expected, "{name}");
        }
    }
}
