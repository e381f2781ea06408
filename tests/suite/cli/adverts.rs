//! A page of a PDF as an advertisement, from the folder of an issue to its editions.

use wwpub::cli::Exit;

use super::scratch::Scratch;
use crate::picture::page::{QUARTERS, plain};

const STORY: &str = "---\ntitle: A story\nauthors: [Ann Author]\n---\n\nWords before.\n\n\
    ![Bread at the corner](media/advert.pdf)\n\nWords behind.\n";

fn paper(content: &str) -> Scratch {
    Scratch::paper()
        .with("issue/story.md", STORY)
        .with("issue/media/advert.pdf", plain(content))
}

fn shown() -> Vec<u8> {
    let size = wwpub::picture::PixelSize::new(160, 80);
    wwpub::picture::encode_png(&vec![90; 160 * 80 * 4], size)
}

#[test]
fn a_page_without_its_picture_is_told_what_to_do() {
    let ran = paper(QUARTERS).run(&["pdf", "issue", "-o", "out.pdf"]);
    assert_eq!((ran.exit, ran.codes("error")), (Exit::Faulty, vec!["g-015"]));
    let hint = ran.findings.iter().find_map(|finding| finding["hints"][0].as_str());
    let hint = hint.expect("a hint");
    assert!(
        hint.contains("300 dots an inch") && hint.contains("media/advert.png"),
        "{hint}"
    );
    // The picture of another page is none of this one.
    let other = paper(QUARTERS).with("issue/media/advert-2.png", shown());
    let ran = other.run(&["pdf", "issue", "-o", "out.pdf"]);
    assert_eq!(ran.codes("error"), ["g-015"]);
}

#[test]
fn the_book_shows_the_picture_and_the_pdf_the_page() {
    let paper = paper(QUARTERS).with("issue/media/Advert.PNG", shown());
    let ran = paper.run(&["build", "issue", "-o", "out"]);
    assert_eq!((ran.exit, ran.codes("note")), (Exit::Made, vec!["s-040"]), "{ran:#?}");
    let made = paper.made();
    let book = made.iter().find(|name| name.ends_with(".epub")).unwrap();
    assert!(paper.unpacked(book).iter().any(|(name, _)| name.ends_with("picture1.png")));
    let pdf = made.iter().find(|name| name.starts_with("out/") && name.ends_with(".pdf"));
    let document = lopdf::Document::load_mem(&paper.read(pdf.unwrap())).unwrap();
    let mut streams =
        document.objects.values().filter_map(|object| object.as_stream().ok());
    assert!(streams.any(|stream| {
        stream.get_plain_content().is_ok_and(|content| content.starts_with(b"0 0 0 rg\n"))
    }));
}

#[test]
fn a_page_in_inks_is_a_picture_on_the_screen_and_that_is_said() {
    let paper =
        paper("0 1 1 0 k 0 0 200 100 re f").with("issue/media/advert.png", shown());
    let ran = paper.run(&["pdf", "issue", "-o", "out.pdf"]);
    assert_eq!((ran.exit, ran.codes("note")), (Exit::Made, vec!["g-018"]), "{ran:#?}");
}

#[test]
fn what_a_press_is_given_in_place_of_a_page_is_said_with_its_place() {
    let paper = paper(QUARTERS)
        .with("issue/media/advert.png", shown())
        .with("press.icc", crate::press_profile::profile());
    let words = ["pdf", "issue", "--for", "press", "--icc", "press.icc", "-o", "out.pdf"];
    let ran = paper.run(&words);
    assert_eq!((ran.exit, ran.codes("note")), (Exit::Made, vec!["g-018"]), "{ran:#?}");
    let note = ran.findings.iter().find(|finding| finding["code"] == "g-018").unwrap();
    let message = note["message"].as_str().unwrap();
    assert!(
        message.starts_with("the press edition shows `media/advert.png`"),
        "{message}"
    );
    assert!(note.to_string().contains("story.md"), "{note}");
}
