//! The few phrases that only the EPUB says, by language; all others are in
//! [`Wording`](crate::model::Wording).

use crate::model::Lang;

/// Phrases of one language.
#[derive(Debug)]
pub(super) struct Phrases {
    lang: &'static str,
    /// The bar of links before an article, for who hears the list of landmarks.
    pub(super) before: &'static str,
    /// The one after it.
    pub(super) after: &'static str,
    /// A task that is done.
    pub(super) done: &'static str,
    /// A task that is not.
    pub(super) to_do: &'static str,
    /// The accessibility summary: what is always there.
    pub(super) structure: &'static str,
    /// Where printed pages are marked.
    pub(super) pages: &'static str,
    /// Where every picture is described.
    pub(super) described: &'static str,
    /// Where some are not.
    pub(super) undescribed: &'static str,
}

impl Phrases {
    /// Of a language, else English; whether they are in that language.
    pub(super) fn of(lang: &Lang) -> &'static Self {
        let base = match lang.base() {
            "no" | "nn" => "nb",
            base => base,
        };
        TABLE.iter().find(|p| p.lang == base).unwrap_or(&TABLE[0])
    }

    /// The language they are in.
    pub(super) fn lang(&self) -> Lang {
        self.lang.parse().expect("the table names languages")
    }
}

macro_rules! phrases {
    ($($lang:literal $before:literal $after:literal $done:literal $to_do:literal
        $structure:literal $pages:literal $described:literal $undescribed:literal;)+) => {
        const TABLE: &[Phrases] = &[$(Phrases {
            lang: $lang, before: $before, after: $after, done: $done, to_do: $to_do,
            structure: $structure, pages: $pages, described: $described,
            undescribed: $undescribed,
        }),+];
    };
}

phrases! {
    "en" "Before the article" "After the article" "done" "to do"
        "Contents, headings and links lead through the issue in reading order; text can be enlarged and recoloured."
        "The pages of the printed edition are marked."
        "Pictures are described."
        "Some pictures are not described yet.";
    "de" "Vor dem Artikel" "Nach dem Artikel" "erledigt" "offen"
        "Inhaltsverzeichnis, Überschriften und Links führen in Lesereihenfolge durch die Ausgabe; Schrift und Farben sind anpassbar."
        "Die Seiten der gedruckten Ausgabe sind markiert."
        "Bilder sind beschrieben."
        "Einige Bilder sind noch nicht beschrieben.";
    "fr" "Avant l’article" "Après l’article" "fait" "à faire"
        "Le sommaire, les titres et les liens suivent l’ordre de lecture ; la taille et les couleurs du texte sont modifiables."
        "Les pages de l’édition imprimée sont indiquées."
        "Les images sont décrites."
        "Certaines images ne sont pas encore décrites.";
    "es" "Antes del artículo" "Después del artículo" "hecho" "pendiente"
        "El índice, los títulos y los enlaces siguen el orden de lectura; el tamaño y los colores del texto se pueden cambiar."
        "Las páginas de la edición impresa están señaladas."
        "Las imágenes están descritas."
        "Algunas imágenes aún no están descritas.";
    "it" "Prima dell’articolo" "Dopo l’articolo" "fatto" "da fare"
        "Il sommario, i titoli e i collegamenti seguono l’ordine di lettura; dimensione e colori del testo si possono cambiare."
        "Le pagine dell’edizione a stampa sono indicate."
        "Le immagini sono descritte."
        "Alcune immagini non sono ancora descritte.";
    "nl" "Voor het artikel" "Na het artikel" "gedaan" "te doen"
        "Inhoud, koppen en links volgen de leesvolgorde; grootte en kleuren van de tekst zijn aan te passen."
        "De pagina’s van de gedrukte editie zijn gemarkeerd."
        "Afbeeldingen zijn beschreven."
        "Sommige afbeeldingen zijn nog niet beschreven.";
    "pt" "Antes do artigo" "Depois do artigo" "feito" "por fazer"
        "O índice, os títulos e as ligações seguem a ordem de leitura; o tamanho e as cores do texto podem ser alterados."
        "As páginas da edição impressa estão assinaladas."
        "As imagens estão descritas."
        "Algumas imagens ainda não estão descritas.";
    "pl" "Przed artykułem" "Po artykule" "zrobione" "do zrobienia"
        "Spis treści, nagłówki i odnośniki prowadzą przez numer w kolejności czytania; wielkość i kolory tekstu można zmieniać."
        "Zaznaczono strony wydania drukowanego."
        "Ilustracje są opisane."
        "Niektóre ilustracje nie są jeszcze opisane.";
    "ru" "Перед статьёй" "После статьи" "сделано" "не сделано"
        "Содержание, заголовки и ссылки следуют порядку чтения; размер и цвета текста можно менять."
        "Страницы печатного издания отмечены."
        "Изображения описаны."
        "Некоторые изображения ещё не описаны.";
    "sv" "Före artikeln" "Efter artikeln" "klart" "att göra"
        "Innehåll, rubriker och länkar följer läsordningen; textens storlek och färger kan ändras."
        "Den tryckta utgåvans sidor är markerade."
        "Bilderna är beskrivna."
        "Några bilder är ännu inte beskrivna.";
    "da" "Før artiklen" "Efter artiklen" "udført" "ikke udført"
        "Indhold, overskrifter og links følger læserækkefølgen; tekstens størrelse og farver kan ændres."
        "Den trykte udgaves sider er markeret."
        "Billederne er beskrevet."
        "Nogle billeder er endnu ikke beskrevet.";
    "nb" "Før artikkelen" "Etter artikkelen" "gjort" "ikke gjort"
        "Innhold, overskrifter og lenker følger leserekkefølgen; tekstens størrelse og farger kan endres."
        "Den trykte utgavens sider er merket."
        "Bildene er beskrevet."
        "Noen bilder er ikke beskrevet ennå.";
    "ar" "قبل المقال" "بعد المقال" "أُنجز" "لم يُنجز"
        "تتبع المحتويات والعناوين والروابط ترتيب القراءة، ويمكن تغيير حجم النص وألوانه."
        "صفحات الطبعة الورقية معلَّمة."
        "الصور موصوفة."
        "بعض الصور لم توصف بعد.";
    "he" "לפני הכתבה" "אחרי הכתבה" "בוצע" "לביצוע"
        "התוכן, הכותרות והקישורים הולכים לפי סדר הקריאה; אפשר לשנות את גודל הטקסט וצבעיו."
        "עמודי המהדורה המודפסת מסומנים."
        "התמונות מתוארות."
        "כמה תמונות עדיין אינן מתוארות.";
    "ja" "記事の前" "記事の後" "済み" "未了"
        "目次、見出し、リンクは読む順に並んでいます。文字の大きさと色は変更できます。"
        "印刷版のページ番号が付いています。"
        "画像には説明があります。"
        "一部の画像にはまだ説明がありません。";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_is_one_and_the_bars_differ() {
        for phrases in TABLE {
            assert_eq!(Phrases::of(&phrases.lang()).lang, phrases.lang);
            assert_ne!(phrases.before, phrases.after);
            assert_ne!(phrases.done, phrases.to_do);
        }
    }
}
