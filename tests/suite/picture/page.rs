//! Pages of PDFs as pictures: what is taken, what a picture stands for, what is refused.

use lopdf::content::Content;
use lopdf::{
    Dictionary, Document, EncryptionState, EncryptionVersion, Object, Permissions,
    Stream, dictionary,
};
use proptest::prelude::*;
use wwpub::picture::{
    Inks, Matter, PageForm, PictureFile, PictureId, Pictures, PixelSize, Plates,
    TextSaid, encode_png,
};

use crate::press_profile::profile;

/// Four quarters of the page in their own colours, and something beyond its trim.
pub(crate) const QUARTERS: &str = "0 0 0 rg 0 0 200 100 re f\n\
    /Span <</MCID 0>> BDC 1 0 0 rg 20 50 80 40 re f EMC\n0 1 0 rg 100 50 80 40 re f\n\
    0 0 1 rg 20 10 80 40 re f\n1 1 0 rg 100 10 80 40 re f";

/// A file of one page of 160 by 80 points in its trim, 200 by 100 in all; the boxes are
/// those of the tree above it.
pub(crate) fn advert(
    content: &str,
    change: impl FnOnce(&mut Document, &mut Dictionary),
) -> Vec<u8> {
    let mut document = Document::with_version("1.6");
    let content = document.add_object(Stream::new(Dictionary::new(), content.into()));
    let tree = document.new_object_id();
    let mut page = dictionary! {
        "Type" => "Page",
        "Parent" => tree,
        "Contents" => content,
        "TrimBox" => numbers(&[20, 10, 180, 90]),
        "StructParents" => 0,
    };
    change(&mut document, &mut page);
    let page = document.add_object(page);
    let pages = dictionary! {
        "Type" => "Pages",
        "Kids" => vec![page.into()],
        "Count" => 1,
        "MediaBox" => numbers(&[0, 0, 200, 100]),
        "Resources" => dictionary! { "ExtGState" => dictionary! { "Half" => dictionary! { "ca" => 0.5 } } },
    };
    document.objects.insert(tree, pages.into());
    let catalog =
        document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    document.trailer.set("Root", catalog);
    let mut bytes = vec![];
    document.save_to(&mut bytes).unwrap();
    bytes
}

pub(crate) fn plain(content: &str) -> Vec<u8> {
    advert(content, |_, _| {})
}

fn numbers(all: &[i64]) -> Object {
    all.iter().map(|n| Object::Integer(*n)).collect::<Vec<_>>().into()
}

/// A picture of that shape, grey.
fn companion(width: u32, height: u32) -> Option<(String, Vec<u8>)> {
    let size = PixelSize::new(width, height);
    let grey = [90, 90, 90, 255].repeat(size.count() as usize);
    Some(("media/a.png".into(), encode_png(&grey, size)))
}

pub(crate) fn file(bytes: Vec<u8>) -> PictureFile {
    PictureFile { file: "media/a.pdf".into(), bytes, companion: companion(160, 80) }
}

/// Loads one page; what was found is told by code and, for notes, the reason.
fn load(picture: PictureFile) -> (Pictures, Vec<String>) {
    let (pictures, findings) = Pictures::load_files(vec![picture]);
    let told = |finding: wwpub::diag::Diagnostic| match finding.code.0 {
        "g-018" => finding.message.rsplit(": ").next().unwrap().to_owned(),
        code => code.to_owned(),
    };
    (pictures, findings.into_iter().map(|(_, finding)| told(finding)).collect())
}

const ID: PictureId = PictureId(0);

fn screen(bytes: Vec<u8>) -> Result<std::sync::Arc<PageForm>, Vec<String>> {
    let (pictures, told) = load(file(bytes));
    assert_eq!(
        pictures.len() == 1 && pictures.page_for_screen(ID).is_some(),
        told.is_empty()
    );
    if told.is_empty() { Ok(pictures.page_for_screen(ID).unwrap()) } else { Err(told) }
}

fn inks() -> Inks {
    Inks::read("press.icc", profile(), 240).unwrap()
}

/// Why a press is not given the page itself; empty where it is.
fn press(bytes: Vec<u8>) -> String {
    let (pictures, _) = load(file(bytes));
    let notes = pictures.stand_ins(&inks());
    let form = pictures.page_for_press(ID, &inks(), Plates::Colour);
    assert_eq!(form.is_some(), notes.is_empty());
    notes
        .first()
        .map_or_else(String::new, |(_, n)| n.message.rsplit(": ").next().unwrap().into())
}

fn form_of(form: &PageForm) -> (&Dictionary, String) {
    let stream = form.objects[0].as_stream().unwrap();
    (&stream.dict, String::from_utf8_lossy(&stream.content).into_owned())
}

#[test]
fn a_harmless_page_is_taken_without_its_marks() {
    let (pictures, told) = load(file(plain(QUARTERS)));
    assert_eq!(told, [""; 0]);
    assert_eq!(pictures.matter(ID), Matter::Vectors);
    // 160 by 80 points at 300 dots an inch.
    assert_eq!(pictures.size(ID), PixelSize::new(667, 333));
    let form = pictures.page_for_screen(ID).unwrap();
    assert_eq!((form.text, form.objects.len()), (TextSaid::Whole, 1));
    let (dict, content) = form_of(&form);
    assert!(!content.contains("BDC") && !content.contains("EMC"), "{content}");
    assert!(content.contains("1 0 0 rg\n20 50 80 40 re\nf\n"), "{content}");
    assert!(!dict.has(b"StructParents"));
    // The book and the cover show the picture beside it.
    assert_eq!(pictures.for_reader(ID, 1000, 80).size, PixelSize::new(160, 80));
    assert_eq!(pictures.pixels(ID, PixelSize::new(1, 1)), [90, 90, 90, 255]);
}

#[test]
fn what_is_inherited_goes_with_the_page() {
    let form = screen(plain("/Half gs 0 g 0 0 99 99 re f q q")).unwrap();
    let (dict, content) = form_of(&form);
    let resources = dict.get(b"Resources").unwrap().as_dict().unwrap();
    let states = resources.get(b"ExtGState").unwrap().as_dict().unwrap();
    let half = states.get(b"Half").unwrap().as_dict().unwrap();
    assert!(half.get(b"ca").unwrap().as_float().is_ok_and(|half| half < 1.0));
    // States left open are closed.
    assert!(content.ends_with("q\nq\nQ\nQ\n"), "{content}");
}

#[test]
fn a_page_that_is_turned_is_as_wide_as_it_is_shown() {
    let turned = advert(QUARTERS, |_, page| page.set("Rotate", -90));
    let (pictures, told) =
        load(PictureFile { companion: companion(80, 160), ..file(turned) });
    assert_eq!(told, [""; 0]);
    assert_eq!(pictures.size(ID), PixelSize::new(333, 667));
}

#[test]
fn what_two_parts_refer_to_is_copied_once() {
    let bytes = advert("/A Do /B Do", |document, page| {
        let state = document.add_object(dictionary! { "LW" => 3 });
        let form = |document: &mut Document, content: &str| {
            let states = dictionary! { "S" => state };
            let dict = dictionary! {
                "Subtype" => "Form", "BBox" => numbers(&[0, 0, 9, 9]),
                "Resources" => dictionary! { "ExtGState" => states },
                "PieceInfo" => dictionary! {}, "StructParent" => 7,
            };
            document.add_object(Stream::new(dict, content.into()))
        };
        let (a, b) = (form(document, "/S gs"), form(document, "/S gs 1 w"));
        let objects = dictionary! { "A" => a, "B" => b, "Unused" => a };
        page.set("Resources", dictionary! { "XObject" => objects });
    });
    let form = screen(bytes).unwrap();
    assert_eq!(form.objects.len(), 4, "the page, two forms, one state: {form:#?}");
    let forms = form.objects[1..].iter().filter_map(|object| object.as_stream().ok());
    for inner in forms {
        assert!(!inner.dict.has(b"PieceInfo") && !inner.dict.has(b"StructParent"));
    }
}

/// A page with an image of that dictionary.
fn image(entries: Dictionary) -> Vec<u8> {
    advert("/I Do", |document, page| {
        let mut dict = dictionary! {
            "Subtype" => "Image", "Width" => 1, "Height" => 1, "BitsPerComponent" => 8,
            "ColorSpace" => "DeviceGray",
        };
        entries.into_iter().for_each(|(key, value)| dict.set(key, value));
        let image = document.add_object(Stream::new(dict, vec![0; 4]));
        let objects = dictionary! { "I" => image };
        page.set("Resources", dictionary! { "XObject" => objects });
    })
}

fn space(space: Object) -> Vec<u8> {
    advert("/S cs 1 scn 0 0 9 9 re f", |_, page| {
        let spaces = dictionary! { "S" => space };
        page.set("Resources", dictionary! { "ColorSpace" => spaces });
    })
}

fn name(name: &str) -> Object {
    Object::Name(name.into())
}

#[test]
fn the_screen_is_not_given_what_its_standards_refuse() {
    let lab = vec![name("Lab"), dictionary! {}.into()].into();
    let icc = vec![name("ICCBased"), dictionary! { "N" => 3 }.into()].into();
    let cases = [
        (plain("0 1 1 0 k 0 0 9 9 re f"), "its colours are inks (CMYK)"),
        (
            plain("/OC /Layer BDC 0 0 9 9 re f EMC"),
            "it has layers that can be switched off",
        ),
        (
            plain("q 1 0 0 1 0 0 cm BI /W 1 /H 1 ID x EI Q"),
            "there are pictures among its operators",
        ),
        (plain("0 0 9 9 re fill"), "no standard knows its operator `fill`"),
        (plain("0 0 (9 re f"), "its operators cannot be read"),
        (plain("/None gs"), "something that it names is missing"),
        (plain("(A) Tj"), "something that it names is missing"),
        (plain("/Nearly ri"), "it asks for colours in a way that is not known"),
        (plain(&"q ".repeat(40)), "its states are nested too deep"),
        (space(lab), "it has colours of a kind that is not taken, `Lab`"),
        (space(icc), "the profile of its colours is broken"),
        (space(spot("Gold")), "one of its colours is an ink, `Gold`"),
        (
            image(dictionary! { "Interpolate" => true }),
            "a picture in it is to be smoothed (Interpolate)",
        ),
        (
            image(dictionary! { "Filter" => "JPXDecode" }),
            "a part of it is packed as `JPXDecode`",
        ),
        (
            image(dictionary! { "Filter" => "LZWDecode" }),
            "a part of it is packed as `LZWDecode`",
        ),
        (
            image(dictionary! { "OC" => dictionary! {} }),
            "it has layers that can be switched off",
        ),
        (
            image(dictionary! { "Subtype" => "PS" }),
            "it holds PostScript, which no printer is to run",
        ),
        (
            image(dictionary! { "ColorSpace" => "DeviceCMYK" }),
            "its colours are inks (CMYK)",
        ),
        (
            advert("0 g", |_, page| {
                let note =
                    dictionary! { "Subtype" => "FreeText", "AP" => dictionary! {} };
                page.set("Annots", vec![note.into()]);
            }),
            "notes or form fields lie on it",
        ),
        (
            text("AB"),
            "letters of the face `Face` are shapes alone, without characters (ToUnicode)",
        ),
    ];
    for (bytes, why) in cases {
        assert_eq!(screen(bytes).unwrap_err(), [why]);
    }
    assert!(screen(text("AA")).is_ok());
    assert!(screen(image(Dictionary::new())).is_ok());
}

fn spot(ink: &str) -> Object {
    let tint = dictionary! {
        "FunctionType" => 2, "Domain" => numbers(&[0, 1]), "N" => 1,
        "C0" => numbers(&[0, 0, 0, 0]), "C1" => numbers(&[0, 1, 1, 0]),
    };
    vec![name("Separation"), name(ink), name("DeviceCMYK"), tint.into()].into()
}

/// A page with words in a face that says what `A` is and nothing else.
pub(crate) fn text(words: &str) -> Vec<u8> {
    advert(&format!("BT /F 9 Tf ({words}) Tj ET"), |document, page| {
        let program =
            document.add_object(Stream::new(Dictionary::new(), b"face".to_vec()));
        let map =
            b"1 beginbfchar <41> <0041> endbfchar\n1 beginbfchar <42> <0000> endbfchar";
        let map = document.add_object(Stream::new(Dictionary::new(), map.to_vec()));
        let font = dictionary! {
            "Type" => "Font", "Subtype" => "TrueType", "BaseFont" => "ABCDEF+Face",
            "Encoding" => "WinAnsiEncoding", "ToUnicode" => map,
            "FontDescriptor" => dictionary! { "Flags" => 32, "FontFile2" => program },
        };
        let font = document.add_object(font);
        page.set("Resources", dictionary! { "Font" => dictionary! { "F" => font } });
    })
}

#[test]
fn a_press_is_given_inks_and_nothing_else() {
    let cases = [
        (plain("0 1 1 0 k 0 0 9 9 re f"), ""),
        (plain("0 g 0 0 9 9 re f"), ""),
        (space(spot("Gold")), ""),
        (text("AB"), ""),
        (space(spot("All")), "it prints on `All` of the plates"),
        (plain(QUARTERS), "its colours are those of screens (RGB)"),
        (plain("/Half gs 0 g"), "parts of it are transparent"),
        (plain("1 1 1 0 k 0 0 9 9 re f"), "300 % of ink, and the paper bears 240 %"),
        (
            image(dictionary! { "BitsPerComponent" => 16 }),
            "a picture in it has more than 8 bits a colour",
        ),
    ];
    for (bytes, why) in cases {
        assert_eq!(press(bytes), why);
    }
    let (pictures, _) = load(file(text("AB")));
    let form = pictures.page_for_press(ID, &inks(), Plates::Black).unwrap();
    assert_eq!(form.text, TextSaid::InPart);
}

#[test]
fn pages_without_colour_are_given_no_coloured_page() {
    for (content, black) in [("0 1 1 0 k", false), ("0 0 0 .5 k", true), ("0 g", true)] {
        let (pictures, _) = load(file(plain(content)));
        let form = pictures.page_for_press(ID, &inks(), Plates::Black);
        assert_eq!(form.is_some(), black, "{content}");
    }
}

#[test]
fn what_no_edition_can_show_has_a_code() {
    let code = |picture| load(picture).1;
    let good = plain(QUARTERS);
    assert_eq!(code(PictureFile { companion: None, ..file(good.clone()) }), ["g-015"]);
    let gif = Some(("media/a.png".into(), b"GIF89a".to_vec()));
    assert_eq!(code(PictureFile { companion: gif, ..file(good.clone()) }), ["g-003"]);
    let other = companion(80, 80);
    assert_eq!(code(PictureFile { companion: other, ..file(good.clone()) }), ["g-019"]);
    assert_eq!(code(file(good[..good.len() / 2].to_vec())), ["g-004"]);
    assert_eq!(code(file(b"%PDF-1.7\nnothing\n%%EOF".to_vec())), ["g-005"]);
    let second = PictureFile { file: "media/a.pdf#page=2".into(), ..file(good.clone()) };
    assert_eq!(code(second), ["g-017"]);
    let none = PictureFile { file: "media/a.pdf#page=0".into(), ..file(good) };
    assert_eq!(code(none), ["g-017"]);
    let flat = advert("", |_, page| page.set("TrimBox", numbers(&[20, 10, 20, 90])));
    assert_eq!(code(file(flat)), ["g-006"]);
    // With a password to open it, and with one to change it alone.
    assert_eq!(code(file(encrypted("secret"))), ["g-016"]);
    assert_eq!(code(file(encrypted(""))), ["g-016"]);
    let odd = b"%PDF-1.7\ntrailer <</Root 9 0 R /Encrypt 8 0 R>>\n%%EOF".to_vec();
    assert_eq!(code(file(odd)), ["g-016"]);
}

fn encrypted(password: &str) -> Vec<u8> {
    let mut document = Document::load_mem(&plain("0 g")).unwrap();
    let id = Object::string_literal("0123456789abcdef");
    document.trailer.set("ID", vec![id.clone(), id]);
    let version = EncryptionVersion::V2 {
        document: &document,
        owner_password: "owner",
        user_password: password,
        key_length: 128,
        permissions: Permissions::all(),
    };
    let state = EncryptionState::try_from(version).unwrap();
    document.encrypt(&state).unwrap();
    let mut bytes = vec![];
    document.save_to(&mut bytes).unwrap();
    bytes
}

#[test]
fn what_holds_itself_is_refused() {
    let own = advert("/A Do", |document, page| {
        let form = document.new_object_id();
        let objects = dictionary! { "A" => form };
        let dict = dictionary! {
            "Subtype" => "Form", "BBox" => numbers(&[0, 0, 9, 9]),
            "Resources" => dictionary! { "XObject" => objects.clone() },
        };
        document.objects.insert(form, Stream::new(dict, b"/A Do".to_vec()).into());
        page.set("Resources", dictionary! { "XObject" => objects });
    });
    assert_eq!(load(file(own)).1, ["g-007"]);
    let ring = advert("/S gs", |document, page| {
        let ring = document.new_object_id();
        document.objects.insert(ring, vec![ring.into()].into());
        let state = dictionary! { "D" => ring };
        page.set(
            "Resources",
            dictionary! { "ExtGState" => dictionary! { "S" => state } },
        );
    });
    assert_eq!(load(file(ring)).1, ["g-007"]);
}

#[test]
fn a_page_of_many_objects_is_refused() {
    let crowd = advert("/S gs", |document, page| {
        let all: Vec<Object> =
            (0..10_001).map(|n| document.add_object(Object::Integer(n)).into()).collect();
        let states = dictionary! { "S" => dictionary! { "D" => all } };
        page.set("Resources", dictionary! { "ExtGState" => states });
    });
    assert_eq!(load(file(crowd)).1, ["g-007"]);
}

#[test]
fn the_form_is_the_same_every_time() {
    let form = || screen(text("AA")).unwrap();
    assert_eq!(form(), form());
    let content =
        Content::decode(&form().objects[0].as_stream().unwrap().content).unwrap();
    assert_eq!(content.operations.len(), 4);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_damage_makes_a_page_panic(
        which in 0_usize..4,
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        end in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let mut bytes = match which {
            0 => plain(QUARTERS),
            1 => text("AB"),
            2 => space(spot("Gold")),
            _ => image(dictionary! { "SMask" => dictionary! {} }),
        };
        for (at, value) in damage {
            let at = at.index(bytes.len() - 8) + 8;
            bytes[at] = value;
        }
        bytes.truncate(end.map_or(bytes.len(), |end| end.index(bytes.len() - 8) + 8));
        let (pictures, told) = load(file(bytes));
        prop_assert!(!pictures.is_empty() || !told.is_empty());
        for (id, _) in pictures.iter() {
            let _ = (pictures.page_for_screen(id), pictures.page_for_press(id, &inks(), Plates::Colour));
        }
    }
}

/// A page that TeX has made: Debian's documentation of TeX is full of them.
#[test]
#[expect(clippy::disallowed_methods, reason = "a file of the system, where it is there")]
#[expect(clippy::print_stderr, reason = "what is skipped is told")]
fn a_page_of_tex_is_taken() {
    let path =
        "/usr/share/doc/texlive-doc/latex/koma-script/examples/letter-example-10-en.pdf";
    let Ok(bytes) = std::fs::read(path) else {
        eprintln!("skipped: no `{path}`");
        return;
    };
    let picture = PictureFile { companion: companion(595, 842), ..file(bytes) };
    let (pictures, told) = load(picture);
    assert_eq!(told, [""; 0]);
    assert!(pictures.page_for_screen(ID).unwrap().objects.len() > 4);
    assert!(pictures.page_for_press(ID, &inks(), Plates::Black).is_some());
}
