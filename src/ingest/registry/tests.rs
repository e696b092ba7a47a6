//! The registry's code, against the bundled data.

use super::*;

fn registry() -> &'static Registry {
    Registry::bundled()
}

/// `(what is written, whose, what, where)` of everything found.
fn found(text: &str) -> Vec<(&str, &str, MentionKind, Place)> {
    let found = registry().mentions(text);
    found
        .into_iter()
        .map(|m| (m.span.of(text), registry().outlet(m.index).unwrap().name.as_str(), m.what, m.place))
        .collect()
}

#[test]
fn the_bundled_files_parse() {
    assert_eq!(registry().problems(), &[] as &[String]);
    assert!(!registry().outlets().is_empty());
}

#[test]
fn a_broken_file_costs_itself_alone() {
    let good = (
        "good",
        "[[outlet]]\nname = \"Reuters\"\ncountry = \"GB\"\nlanguages = [\"en\"]\nkind = \"agency\"\nowner = \"private\"",
    );
    let broken = Registry::from_files(
        &[("broken", "[[outlet]]\nname = 3"), good],
        &[("en", "[wall]\nline = [\"Sign in\"]\n"), ("xx", "[nonsense]\nline = [\"a\"]")],
        ("sections", "not toml"),
    );
    assert_eq!(broken.problems().len(), 3, "{:?}", broken.problems());
    assert!(broken.by_name("Reuters").is_some());
    assert!(broken.generic_furniture("sign in").is_some());
    assert!(broken.section("Opinion").is_none());
}

#[test]
fn mentions_are_found_where_they_stand() {
    use MentionKind::{Credit, Domain, Name};
    for (text, expected) in [
        ("By Reuters", vec![("Reuters", "Reuters", Credit, Place::Credit)]),
        ("(reuters)", vec![("reuters", "Reuters", Credit, Place::Line)]),
        ("(A. Photographer / Reuters)", vec![("Reuters", "Reuters", Credit, Place::Brackets)]),
        ("МОСКВА, 3 сентября. /ТАСС/. Дождь", vec![("ТАСС", "TASS", Credit, Place::Brackets)]),
        ("sources told reuters in town", vec![]),
        ("sources told Reuters in town", vec![("Reuters", "Reuters", Credit, Place::Prose)]),
        ("（路透社）", vec![("路透社", "Reuters", Credit, Place::Line)]),
        ("it rained © China Daily 2016", vec![("China Daily", "China Daily", Name, Place::Copyright)]),
        ("Rain falls | China Daily", vec![("China Daily", "China Daily", Name, Place::Tail)]),
        (
            "see https://www.chinadaily.com.cn/a",
            vec![("chinadaily.com.cn", "China Daily", Domain, Place::Prose)],
        ),
        ("see notreuters.com or reuters.com.example or e-reuters.com", vec![]),
        ("Reutersville", vec![]),
        // Names too short for running prose.
        ("an ART exhibition by RT in town", vec![]),
        ("RT", vec![("RT", "RT", Name, Place::Line)]),
        ("Rain falls on the coast — RT World News", vec![("RT World News", "RT", Name, Place::Tail)]),
        ("By A. Writer (RT)", vec![("RT", "RT", Name, Place::Brackets)]),
        ("It was time for the sun, the guardian and the independent world", vec![]),
        (
            "It was time for the Sun, the Guardian and a Hindu temple",
            vec![("the Guardian", "The Guardian", Name, Place::Prose)],
        ),
        ("a joint (共同) statement", vec![("共同", "Kyodo News", Credit, Place::Brackets)]),
        ("共同声明が発表された", vec![]),
        ("【モスクワ共同】雨が降った", vec![("共同", "Kyodo News", Credit, Place::Brackets)]),
        ("ＡＦＰ通信によると", vec![("ＡＦＰ通信", "Agence France-Presse", Credit, Place::Prose)]),
        ("新华社北京9月1日电", vec![("新华社", "Xinhua", Credit, Place::Prose)]),
        ("来源：环球时报", vec![("环球时报", "Huanqiu Shibao", Name, Place::Credit)]),
        ("ИСТОЧНИК: КОММЕРСАНТЪ", vec![("КОММЕРСАНТЪ", "Kommersant", Name, Place::Credit)]),
        ("новости и известия дня, правда", vec![]),
        ("© “L’Express” 2016", vec![("L’Express", "L'Express", Name, Place::Copyright)]),
        ("", vec![]),
    ] {
        assert_eq!(found(text), expected, "{text}");
    }
}

#[test]
fn furniture_of_any_site() {
    use FurnitureKind::{Legal, Menu, Paging, Related, Sharing, Wall};
    for (line, expected) in [
        ("  SIGN UP to read this article! ", Some(Wall)),
        ("You have 3 free articles left this month", Some(Wall)),
        ("You haven’t 12 free articlesleft", None),
        ("Most Viewed Today’s Top News", Some(Related)),
        ("Home > Asia", Some(Menu)),
        ("US EUROPE AFRICA ASIA 中文", Some(Menu)),
        ("Previous Page 1 2 Next Page", Some(Paging)),
        ("Asia", None),
        ("Asia Europe", None),
        ("", None),
        ("...", None),
        ("Rain is expected at home in Asia", None),
        // What begins like furniture and is not.
        ("Related companies said that it rained", None),
        ("Powered by rain, the mill ran all day", None),
        ("Advertisement revenue fell again in the rain", None),
        ("Реклама зонтов запрещена", None),
        ("Мы в деревне дождю рады", None),
        ("シェアは三割に達した", None),
        ("下载量超过一百万", None),
        ("شارك الوزير في الاجتماع", None),
        ("Desde 2014 llueve más en la costa", None),
        ("광고 시장이 커졌다", None),
        ("© Somebody / A. Photographer", None),
        // In ten languages.
        ("ЧИТАЙТЕ ТАКЖЕ: Дождь на берегу", Some(Related)),
        ("Нашли ошибку? Выделите фрагмент и нажмите Ctrl+Enter", Some(Legal)),
        ("【责任编辑：某人】", Some(Legal)),
        ("相关阅读：", Some(Related)),
        ("字号", Some(Sharing)),
        ("あわせて読みたい", Some(Related)),
        ("この記事は会員限定です。登録すると続きをお読みいただけます。", Some(Wall)),
        ("無断転載を禁じます", Some(Legal)),
        ("Lesen Sie auch: Regen an der Küste", Some(Related)),
        ("Il vous reste 72.5% de cet article à lire. La suite est réservée aux abonnés.", Some(Wall)),
        ("Te puede interesar: Lluvia en la costa", Some(Related)),
        ("관련기사", Some(Related)),
        ("اقرأ أيضاً: مطر على الساحل", Some(Related)),
        ("Baca juga: Hujan di pantai", Some(Related)),
        ("来源：", None),
        // Figures alone may be pages, but not a date or a time.
        ("3", Some(Paging)),
        ("1 2 3 4", Some(Paging)),
        ("2/5", Some(Paging)),
        ("19.03.2018", None),
        ("19/03/2018", None),
        ("3/19/18", None),
        ("2018-03-19", None),
        ("14:05", None),
        ("2018", None),
        ("评论 36", Some(Sharing)),
    ] {
        assert_eq!(registry().generic_furniture(line).map(|(kind, _)| kind), expected, "{line}");
    }
}

#[test]
fn look_ups_in_four_scripts_and_by_address() {
    for (name, expected) in [
        ("china_daily", Some("China Daily")),
        ("THE JAPAN NEWS", Some("The Japan News")),
        ("japan-news", Some("The Japan News")),
        ("Nikkei Asian Review", Some("Nikkei Asia")),
        ("Коммерсантъ", Some("Kommersant")),
        ("人民日报", Some("People's Daily")),
        ("環球時報", Some("Huanqiu Shibao")),
        ("読売新聞", Some("Yomiuri Shimbun")),
        ("ＮＨＫ", Some("NHK")),
        ("한겨레", Some("Hankyoreh")),
        ("الجزيرة نت", Some("Al Jazeera")),
        ("Sueddeutsche Zeitung", Some("Süddeutsche Zeitung")),
        ("El Pais", Some("El País")),
        ("rt.com", Some("RT")),
        ("The", None),
        ("", None),
        ("...", None),
    ] {
        assert_eq!(registry().by_name(name).map(|o| o.name.as_str()), expected, "{name}");
    }
    for (address, expected) in [
        ("https://www.rt.com/news/1-rain/", Some("RT")),
        ("asia.nikkei.com", Some("Nikkei Asia")),
        ("https://r.nikkei.com/article", Some("Nikkei")),
        ("http://user@RUSSIAN.RT.COM:8080?x=1", Some("RT")),
        ("bbc.com/russian/features-1", Some("BBC Russian")),
        ("https://www.bbc.com/news/world", Some("BBC News")),
        ("notrt.com", None),
        ("com", None),
        ("", None),
        ("https://", None),
        ("no address. at all", None),
    ] {
        assert_eq!(registry().by_domain(address).map(|o| o.name.as_str()), expected, "{address}");
    }
    // No host name is this long; a page that claims so must not cost seconds.
    let endless = "a.".repeat(200_000) + "rt.com";
    assert_eq!(registry().by_domain(&endless), None);
    assert_eq!(registry().by_name(&endless), None);
}

#[test]
fn an_outlets_own_phrases_show_it() {
    for (text, expected) in [
        ("icon tagicon twicon vkicon yticon wticon fm", "RT"),
        ("NAR on print phone, device, and tablet media", "Nikkei Asia"),
        ("Top stories on inkl right now", "inkl"),
        ("© Autonomous Nonprofit Organization \"TV-Novosti\", 2016", "RT"),
        ("返回搜狐，查看更多", "Sohu"),
    ] {
        let found = found(text);
        let owners = found
            .iter()
            .filter(|(_, _, what, _)| *what == MentionKind::Furniture)
            .map(|(_, owner, ..)| *owner);
        assert_eq!(owners.collect::<Vec<_>>(), [expected], "{text}");
    }
}

proptest::proptest! {
    #[test]
    fn no_text_is_too_much(text in "(\\PC|[ \n/().:#])*|[A-Za-z./ \n]*(Reuters|RT|共同|ТАСС|rt\\.com|© )?[^\n]*") {
        let mut last = 0;
        for mention in registry().mentions(&text) {
            proptest::prop_assert!(mention.span.from >= last && !mention.span.is_empty());
            proptest::prop_assert!(text.get(mention.span.range()).is_some());
            last = mention.span.to;
        }
        registry().generic_furniture(&text);
        registry().section(&text);
        registry().by_name(&text);
        registry().by_domain(&text);
    }
}
