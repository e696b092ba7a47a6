//! Names of months and words that stand beside dates, by language, in lower case.

/// Month names and their usual short forms; the number is the month. Sorted by nothing: the list
/// is turned into a table on first use.
pub(super) const MONTHS: &[(u8, &str)] = &[
    (1, "january jan janvier janv januar jänner jan enero ene gennaio gen janeiro январь января янв styczeń stycznia sty січень січня ocak oca januari yanvar tháng-1 يناير"),
    (2, "february feb février févr fevrier fev februar feber febrero febbraio fevereiro февраль февраля фев февр luty lutego lut лютий лютого şubat şub februari فبراير"),
    (3, "march mar mars märz maerz mär marzo março marco март марта мар marzec marca березень березня mart maart mrt مارس"),
    (4, "april apr avril avr abril abr aprile апрель апреля апр kwiecień kwietnia kwi квітень квітня nisan nis أبريل"),
    (5, "may mai mayo maggio mag maio май мая maj maja травень травня mayıs mei مايو"),
    (6, "june jun juin juni junio giugno giu junho июнь июня июн czerwiec czerwca cze червень червня haziran haz يونيو"),
    (7, "july jul juillet juil juli julio luglio lug julho июль июля июл lipiec lipca lip липень липня temmuz tem يوليو"),
    (8, "august aug août aout agosto ago август августа авг sierpień sierpnia sie серпень серпня ağustos ağu augustus أغسطس"),
    (9, "september sep sept septembre septiembre settembre set setembro сентябрь сентября сен сент wrzesień września wrz вересень вересня eylül eyl سبتمبر"),
    (10, "october oct octobre oktober okt octubre ottobre ott outubro out октябрь октября окт październik października paź жовтень жовтня ekim eki أكتوبر"),
    (11, "november nov novembre noviembre novembro ноябрь ноября ноя нояб listopad listopada lis kasım kas نوفمبر"),
    (12, "december dec décembre déc decembre dezember dez diciembre dic dicembre dezembro декабрь декабря дек grudzień grudnia gru грудень грудня aralık ara ديسمبر"),
];

/// Month names that are ordinary words too: alone with a number they say nothing.
pub(super) const AMBIGUOUS: &[&str] =
    &["may", "mar", "out", "set", "mag", "ago", "gen", "ara", "lis", "sie", "lip", "ene", "mart", "tem", "mei", "kas", "dic", "gru", "nis", "lut", "sty"];

/// Words that stand beside a date and say nothing else: days of the week, zones, parts of the day.
pub(super) const BESIDE: &str = "\
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun \
    am pm a.m p.m noon midnight gmt utc est edt et cst cdt ct mst mdt mt pst pdt pt bst cet cest msk jst hkt sgt ist aest aedt kst z \
    at on the of in o'clock hrs hours local time beijing tokyo moscow hong kong london date \
    понедельник вторник среда среду четверг пятница пятницу суббота субботу воскресенье пн вт ср чт пт сб вс в г года год мск время по московскому \
    montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so uhr um den am mez mesz \
    lundi mardi mercredi jeudi vendredi samedi dimanche à le h \
    lunes martes miércoles miercoles jueves viernes sábado sabado domingo a las de del el h horas \
    lunedì martedì mercoledì giovedì venerdì sabato domenica alle ore \
    segunda-feira terça-feira quarta-feira quinta-feira sexta-feira às da \
    星期一 星期二 星期三 星期四 星期五 星期六 星期日 星期天 周一 周二 周三 周四 周五 周六 周日 上午 下午 北京时间 \
    月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 日曜日 月 火 水 木 金 土 日 午前 午後 付 付け 朝刊 夕刊 \
    월요일 화요일 수요일 목요일 금요일 토요일 일요일 오전 오후 월 화 수 목 금 토 일";

/// Words that say a date is that of publication.
pub(super) const PUBLISHED: &[&str] = &[
    "published", "posted", "first published", "publish date", "publication date", "date of publication", "issued", "release date", "pub date", "created",
    "опубликовано", "опубликована", "опубликован", "дата публикации", "размещено", "создано", "дата:",
    "发布时间", "发布日期", "发布于", "发表于", "发表时间", "發布時間", "發布日期", "發佈", "發表", "刊登", "发稿时间", "发布：", "发布:", "出版日期",
    "公開日", "公開：", "公開:", "公開", "掲載", "配信", "発行日", "投稿日", "発表日",
    "veröffentlicht", "erschienen", "publié", "publie le", "paru le", "mis en ligne", "publicado", "publicada", "fecha de publicación", "pubblicato", "입력", "등록", "게재", "opublikowano", "gepubliceerd", "yayınlanma",
];

/// Words that say a date is that of a later change.
pub(super) const UPDATED: &[&str] = &[
    "updated", "update:", "last update", "modified", "revised", "edited on", "last edited", "changed",
    "обновлено", "обновлён", "обновлен", "обновлена", "изменено", "редакция от", "отредактировано",
    "更新时间", "更新日期", "更新于", "最后更新", "更新時間", "最終更新", "更新日", "更新：", "更新:", "更新", "修改", "改訂",
    "aktualisiert", "zuletzt geändert", "stand:", "mis à jour", "modifié", "actualizado", "actualizada", "última actualización", "aggiornato", "atualizado", "수정", "최종수정", "zaktualizowano", "güncelleme",
];

/// Words that say a date is not the article's: today's date, the time somebody fetched the page,
/// an event to come, the life of an offer.
pub(super) const OTHER: &[&str] = &[
    "today is", "today's date", "current time", "current date", "retrieved", "accessed", "crawled", "fetched", "downloaded", "archived", "saved on", "saved at", "captured", "cached", "printed", "snapshot", "last visited",
    "expires", "offer ends", "valid until", "until", "since", "copyright", "©", "as of", "market data", "ends", "free access", "born", "next", "print edition of", "joined",
    "сегодня", "текущее время", "дата обращения", "скачано", "загружено", "сохранено", "архив", "курс", "погода", "действует до", "регистрации",
    "今天是", "今日", "现在时间", "当前时间", "現在時刻", "抓取", "采集时间", "访问时间", "下载时间", "アクセス日", "取得日時", "閲覧日", "保存日", "現在の時刻", "まで", "现在是",
    "abgerufen", "heute ist", "consulté le", "aujourd'hui", "consultado", "오늘",
];
