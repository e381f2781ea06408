//! The rules of printers, tried with a file that keeps them and one fault at a time.

use lopdf::{Dictionary, Document, Object, Stream, dictionary};
use wwpub::preflight;
use wwpub::style::{self, Sheets};
use wwpub::{diag::Diagnostics, pdf};

/// A page of 100 by 200 points in a bleed of 8, with that content; `change` plants a fault.
fn file(content: &str, change: impl Fn(&mut Document, &mut Dictionary)) -> Vec<u8> {
    let mut document = Document::with_version("1.6");
    let profile = Stream::new(dictionary! { "N" => 4 }, vec![0; 8]);
    let profile = document.add_object(profile);
    let picture = dictionary! {
        "Type" => "XObject", "Subtype" => "Image", "Width" => 200, "Height" => 200,
        "ColorSpace" => "DeviceCMYK", "BitsPerComponent" => 8,
    };
    let picture = document.add_object(Stream::new(picture, vec![0; 160_000]));
    let descriptor =
        document.add_object(dictionary! { "FontFile3" => Object::Reference((99, 0)) });
    let descendant = document.add_object(dictionary! {
        "Type" => "Font", "FontDescriptor" => descriptor,
        "CIDSystemInfo" => Dictionary::new(),
    });
    let font = document.add_object(dictionary! {
        "Type" => "Font", "BaseFont" => "ABCDEF+Face",
        "DescendantFonts" => vec![descendant.into()],
    });
    let content = document.add_object(Stream::new(Dictionary::new(), content.into()));
    let pages = document.new_object_id();
    let edges = |edges: [i64; 4]| Object::Array(edges.map(Object::Integer).to_vec());
    let mut page = dictionary! {
        "Type" => "Page", "Parent" => pages, "Contents" => content,
        "MediaBox" => edges([0, 0, 116, 216]),
        "BleedBox" => edges([0, 0, 116, 216]),
        "TrimBox" => edges([8, 8, 108, 208]),
        "Resources" => dictionary! {
            "Font" => dictionary! { "F" => font },
            "XObject" => dictionary! { "P" => picture },
        },
    };
    let intent = dictionary! {
        "Type" => "OutputIntent", "S" => "GTS_PDFX", "DestOutputProfile" => profile,
    };
    let catalog = document.add_object(dictionary! {
        "Type" => "Catalog", "Pages" => pages, "OutputIntents" => vec![intent.into()],
    });
    let info = document.add_object(dictionary! {
        "GTS_PDFXVersion" => Object::string_literal("PDF/X-4"),
    });
    change(&mut document, &mut page);
    let page = document.add_object(page);
    let tree =
        dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 };
    document.objects.insert(pages, tree.into());
    document.trailer.set("Root", catalog);
    document.trailer.set("Info", info);
    let mut bytes = vec![];
    document.save_to(&mut bytes).unwrap();
    bytes
}

const GOOD: &str = "BT 0 0 0 1 k /F 9 Tf 1 0 0 1 20 100 Tm (a) Tj ET \
    0 1 0.8 0 k 20 90 60 1 re f q 72 0 0 72 20 10 cm /P Do Q";

fn told(bytes: &[u8], multiple: u32) -> Diagnostics {
    let style = style::load("weekly", &Sheets::new()).0.unwrap();
    preflight::pages(&pdf::inspect(bytes).unwrap(), &style.press, multiple)
}

fn codes(found: &Diagnostics) -> Vec<&str> {
    found.iter().map(|finding| finding.code.0).collect()
}

fn of_content(content: &str) -> Vec<String> {
    let found = told(&file(&format!("{GOOD} {content}"), |_, _| {}), 1);
    found.iter().map(|f| format!("{} {}", f.code.0, f.message)).collect()
}

#[test]
fn a_right_file_passes() {
    assert_eq!(of_content(""), Vec::<String>::new());
}

#[test]
fn what_is_painted_wrongly_is_told_with_its_place() {
    let place = "page 1, 4 mm from the left and 60 mm from the top";
    let text = |colour: &str, size: &str| {
        format!("BT {colour} /F {size} Tf 1 0 0 1 20 38 Tm (a) Tj ET")
    };
    let cases = [
        (text("1 0 0 rg", "20"), format!("c-075 a colour of screens: {place}")),
        (text("1 1 0.5 0 k", "20"), format!("c-076 250 % of ink: {place}")),
        (text("0 1 1 0 k", "9.9"), format!("c-077 letters of 9.9 pt in 2 inks: {place}")),
        (
            text("0.4 0 0 1 k", "30"),
            format!("c-078 black letters of 30 pt with other inks below: {place}"),
        ),
        (
            "0 0 0 1 k 20 38 60 0.25 re f".into(),
            format!("c-079 a rule of 0.25 pt: {place}"),
        ),
        (
            "0 0 0 1 K 0.3 w 20 38 m 80 38 l S".into(),
            format!("c-079 a rule of 0.30 pt: {place}"),
        ),
        (
            "q 144 0 0 144 20 38 cm /P Do Q".into(),
            format!("c-080 a picture of 100 dots an inch on paper: {place}"),
        ),
        (
            "q .5 0 0 .5 0 0 cm BT 0 1 1 0 k /F 18 Tf 1 0 0 1 40 76 Tm (a) Tj ET Q"
                .into(),
            format!("c-077 letters of 9 pt in 2 inks: {place}"),
        ),
    ];
    for (content, finding) in cases {
        assert_eq!(of_content(&content), [finding], "{content}");
    }
}

#[test]
fn what_returns_is_told_once() {
    let rule = "0 0 0 1 k 20 38 60 0.25 re f ";
    let found = told(&file(rule, |_, _| {}), 4);
    assert_eq!(codes(&found), ["c-073", "c-079"]);
}

#[test]
fn what_is_wrong_with_a_file_is_told() {
    let edges = |edges: [i64; 4]| Object::Array(edges.map(Object::Integer).to_vec());
    let without_trim = file(GOOD, |_, page| drop(page.remove(b"TrimBox")));
    assert_eq!(codes(&told(&without_trim, 1)), ["c-074"]);
    let large = file(GOOD, |_, page| page.set("TrimBox", edges([-9, 8, 108, 208])));
    assert_eq!(codes(&told(&large, 1)), ["c-074"]);
    let linked = file(GOOD, |_, page| {
        page.set("Annots", vec![dictionary! { "Subtype" => "Link" }.into()]);
    });
    assert_eq!(codes(&told(&linked, 1)), ["c-081"]);
    let screen = file(GOOD, |document, _| {
        for object in document.objects.values_mut() {
            if let Ok(stream) = object.as_stream_mut()
                && stream.dict.has(b"ColorSpace")
            {
                stream.dict.set("ColorSpace", "DeviceRGB");
            }
        }
    });
    assert_eq!(codes(&told(&screen, 1)), ["c-075"]);
    let unclaimed = file(GOOD, |document, _| {
        for object in document.objects.values_mut() {
            if let Ok(dict) = object.as_dict_mut() {
                dict.remove(b"GTS_PDFXVersion");
                dict.remove(b"OutputIntents");
                dict.remove(b"FontFile3");
            }
        }
    });
    assert_eq!(codes(&told(&unclaimed, 1)), ["c-070", "c-072"]);
    let nowhere = file(GOOD, |document, _| {
        for object in document.objects.values_mut() {
            if let Ok(dict) = object.as_dict_mut() {
                dict.remove(b"OutputIntents");
            }
        }
    });
    assert_eq!(codes(&told(&nowhere, 1)), ["c-071"]);
    let nameless = file(GOOD, |document, _| {
        for object in document.objects.values_mut() {
            if let Ok(dict) = object.as_dict_mut()
                && dict.remove(b"GTS_PDFXVersion").is_some()
            {
                dict.set("Producer", Object::string_literal("wwpub 0.1.0"));
            }
        }
    });
    assert_eq!(codes(&told(&nameless, 1)), ["c-082", "c-082"]);
}

#[test]
fn forms_that_show_each_other_without_end_are_left() {
    // Ten shows of the next, twelve deep, were a million million.
    let bomb = file(GOOD, |document, page| {
        let mut inner: Option<lopdf::ObjectId> = None;
        for _ in 0..12 {
            let mut objects = Dictionary::new();
            if let Some(id) = inner {
                objects.set("X", id);
            }
            let form = dictionary! {
                "Subtype" => "Form",
                "Resources" => dictionary! { "XObject" => objects },
            };
            let content = "/X Do ".repeat(10).into_bytes();
            inner = Some(document.add_object(Stream::new(form, content)));
        }
        let content = Stream::new(Dictionary::new(), b"/X Do".to_vec());
        page.set("Contents", document.add_object(content));
        let objects = dictionary! { "X" => inner.unwrap() };
        page.set("Resources", dictionary! { "XObject" => objects });
    });
    assert_eq!(codes(&told(&bomb, 1)), Vec::<&str>::new());
}
