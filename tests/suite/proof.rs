//! Pages as pixels, as covers and as drawings.

use resvg::tiny_skia::{Pixmap, Transform};
use wwpub::font::{Features, FontSet, Props, Shaper, Wanted};
use wwpub::layout::{
    self, Accessible, Frame, Glyph, GlyphRun, Image, Item, Page, PagedDocument, Rule,
    Seen, Side, Structure,
};
use wwpub::model::{Direction, Lang, Metadata, PageMap};
use wwpub::picture::{Pictures, PixelSize, encode_png};
use wwpub::proof;
use wwpub::style::{Cut, Family, Slant, Weight};
use wwpub::unit::{Abs, Ink, Overprint, Point, Ratio, Size};

use crate::{papers, styles};

const RED: Ink =
    Ink { cmyk: [0, 100, 100, 0], rgb: [200, 0, 0], overprint: Overprint::Knockout };

fn at(x: f64, y: f64) -> Point {
    Point { x: Abs::pt(x), y: Abs::pt(y) }
}

fn size(width: f64, height: f64) -> Size {
    Size::new(Abs::pt(width), Abs::pt(height))
}

fn rule(width: f64, height: f64, ink: Ink) -> Item {
    Item::Rule(Rule { size: size(width, height), ink, seen: Seen::Everywhere })
}

fn run(fonts: &FontSet, text: &str, points: f64, stretch: f64) -> Item {
    let face = fonts
        .select(&Wanted {
            family: &Family("Source Serif 4".into()),
            weight: Weight::BOLD,
            slant: Slant::Upright,
            cut: Cut::BySize,
            size: Abs::pt(points),
        })
        .unwrap();
    let lang = Lang::en_gb();
    let features = Features::default();
    let props =
        Props { face, direction: Direction::Ltr, script: *b"Latn", lang, features };
    let size = Abs::pt(points);
    let glyphs = Shaper::new(fonts)
        .shape(text, &props)
        .iter()
        .map(|g| Glyph {
            id: g.id,
            advance: fonts.face(face).at(g.advance, size).scale(stretch),
            offset: Point::ZERO,
            text: g.cluster..g.cluster + 1,
        })
        .collect();
    Item::Glyphs(GlyphRun {
        face,
        size,
        stretch: Ratio::new(stretch),
        ink: Ink::BLACK,
        glyphs,
        text: text.into(),
        place: None,
        lang: None,
        actual: None,
    })
}

fn page(paper: Size, items: Vec<(Point, Item)>) -> Page {
    Page { frame: Frame { size: paper, items }, folio: "1".into(), side: Side::Recto }
}

fn document(page: Option<Page>) -> PagedDocument {
    let lang = Lang::en_gb();
    PagedDocument {
        pages: page.into_iter().collect(),
        structure: Structure::new(lang),
        metadata: Metadata::of(&papers::issue(vec![]), "9 January 1997"),
        outline: vec![],
        destinations: vec![],
        page_map: PageMap::default(),
        accessible: Accessible::Yes,
    }
}

/// Two colours side by side.
fn flag() -> Pictures {
    let rgba: Vec<u8> = (0..200)
        .flat_map(|at| if at % 20 < 10 { [0, 0, 250, 255] } else { [0; 4] })
        .collect();
    let file = encode_png(&rgba, PixelSize::new(20, 10));
    Pictures::load(vec![("flag.png".into(), file)]).0
}

struct Look(proof::Pixels);

impl Look {
    fn at(&self, x: u32, y: u32) -> [u8; 3] {
        let at = (y * self.0.size.width + x) as usize * 4;
        assert_eq!(self.0.rgba[at + 3], 255, "paper is opaque");
        self.0.rgba[at..at + 3].try_into().unwrap()
    }
}

#[test]
fn things_are_painted_where_they_stand() {
    let (fonts, pictures) = (FontSet::shipped(), flag());
    let image =
        Image { picture: pictures.find("flag.png").unwrap(), size: size(40.0, 20.0) };
    let mut inner = Frame::new(size(50.0, 50.0));
    inner.push(at(5.0, 5.0), rule(10.0, 10.0, RED));
    let page = page(
        size(100.0, 150.0),
        vec![
            (at(50.0, 0.0), Item::Group(inner)),
            (at(10.0, 60.0), Item::Image(image)),
            (at(10.0, 140.0), run(&fonts, "I", 60.0, 1.0)),
        ],
    );
    let look = Look(proof::pixels(&page, &fonts, &pictures, 200));
    assert_eq!(look.0.size, PixelSize::new(200, 300));
    assert_eq!(look.at(0, 0), [255; 3]);
    assert_eq!(look.at(109, 20), [255; 3]);
    assert_eq!(look.at(111, 11), [200, 0, 0]);
    assert_eq!(look.at(128, 28), [200, 0, 0]);
    assert_eq!(look.at(25, 130), [0, 0, 250]);
    assert_eq!(look.at(90, 130), [255; 3]);
    // The stem of the letter stands on its baseline.
    let black = |y| (20..80).any(|x| look.at(x, y) == [0; 3]);
    assert!(black(278) && black(240) && !black(283) && !black(190));
}

#[test]
fn letters_are_as_wide_as_they_are_set() {
    let (fonts, pictures) = (FontSet::shipped(), Pictures::default());
    let ends = [0.8, 1.0].map(|stretch| {
        let run = run(&fonts, "HHHHH", 20.0, stretch);
        let page = page(size(200.0, 30.0), vec![(at(0.0, 25.0), run)]);
        let look = Look(proof::pixels(&page, &fonts, &pictures, 800));
        (0..800).rev().find(|x| (0..120).any(|y| look.at(*x, y)[0] < 128)).unwrap()
    });
    let ratio = f64::from(ends[0]) / f64::from(ends[1]);
    assert!((0.79..0.81).contains(&ratio), "{ends:?}");
}

#[test]
fn a_page_is_the_same_whatever_the_threads() {
    let text = "The type was set by hand, and the sheet was turned for the other side. ";
    let issue =
        papers::issue(vec![papers::article("Turning the sheet", &[&text.repeat(40)])]);
    let fonts = FontSet::shipped();
    let look = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| {
            let pictures = flag();
            let (document, _) =
                layout::issue(&issue, styles::named("weekly"), &fonts, &pictures);
            proof::pixels(&document.pages[0], &fonts, &pictures, 500)
        })
    };
    assert_eq!(look(1), look(3));
}

/// The drawing of a page, painted by another hand, looks like the page.
#[test]
fn the_drawing_shows_what_the_pixels_show() {
    let text = "“Filigree & office fjords” – the sheet was turned for the other side. ";
    let issue =
        papers::issue(vec![papers::article("Turning the sheet", &[&text.repeat(60)])]);
    let (fonts, pictures) = (FontSet::shipped(), flag());
    let (mut document, _) =
        layout::issue(&issue, styles::named("weekly"), &fonts, &pictures);
    let page = &mut document.pages[0];
    let image =
        Image { picture: pictures.find("flag.png").unwrap(), size: size(80.0, 40.0) };
    page.frame.push(at(300.0, 700.0), Item::Image(image));
    let pixels = proof::pixels(page, &fonts, &pictures, 600);

    let drawing = proof::svg(page, &fonts, &pictures);
    let tree = usvg::Tree::from_str(&drawing, &usvg::Options::default()).unwrap();
    let PixelSize { width, height } = pixels.size;
    let mut pixmap = Pixmap::new(width, height).unwrap();
    let scale = width as f32 / tree.size().width();
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    let far = pixels.rgba.iter().zip(pixmap.data()).filter(|(a, b)| a.abs_diff(**b) > 40);
    let share = far.count() as f64 / pixels.rgba.len() as f64;
    assert!(share < 0.002, "{share}");
    let ink = pixels.rgba.iter().filter(|v| **v < 100).count();
    assert!(ink > 5000, "the page is not empty: {ink}");
}

#[test]
fn a_drawing_is_plain_svg() {
    let fonts = FontSet::shipped();
    let items = vec![
        (at(10.0, 10.0), rule(30.0, 0.5, RED)),
        (at(10.0, 40.0), run(&fonts, "I & I", 10.0, 0.98)),
    ];
    let drawing =
        proof::svg(&page(size(60.0, 50.0), items), &fonts, &Pictures::default());
    insta::assert_snapshot!(drawing);
}

fn cover(page: Option<Page>, wanted: [u32; 2]) -> image::RgbImage {
    let jpeg = proof::cover(&document(page), &FontSet::shipped(), &flag(), wanted);
    assert!(jpeg.len() < 3_000_000);
    assert_eq!(image::guess_format(&jpeg).unwrap(), image::ImageFormat::Jpeg);
    image::load_from_memory(&jpeg).unwrap().to_rgb8()
}

fn is_near(pixel: image::Rgb<u8>, colour: [u8; 3]) -> bool {
    pixel.0.iter().zip(colour).all(|(a, b)| a.abs_diff(b) < 12)
}

#[test]
fn a_short_page_stands_between_bands_of_white() {
    let items = vec![(at(0.0, 0.0), rule(100.0, 130.0, RED))];
    let cover = cover(Some(page(size(100.0, 130.0), items)), [200, 300]);
    assert_eq!(cover.dimensions(), (200, 300));
    assert!(is_near(*cover.get_pixel(100, 10), [255; 3]));
    assert!(is_near(*cover.get_pixel(100, 30), [200, 0, 0]));
    assert!(is_near(*cover.get_pixel(100, 270), [200, 0, 0]));
    assert!(is_near(*cover.get_pixel(100, 290), [255; 3]));
}

#[test]
fn a_broad_page_loses_white_at_its_sides_and_nothing_else() {
    // As broad as A4: text 182 of 210 wide.
    let items = vec![(at(14.0, 10.0), rule(182.0, 270.0, RED))];
    let cover = cover(Some(page(size(210.0, 297.0), items)), [400, 600]);
    // What is shown is 198 wide, and 8 of them are left on each side.
    let edge = (8.0 / 198.0 * 400.0) as u32;
    assert!(is_near(*cover.get_pixel(edge - 3, 300), [255; 3]));
    assert!(is_near(*cover.get_pixel(edge + 3, 300), [200, 0, 0]));
    assert!(is_near(*cover.get_pixel(400 - edge - 4, 300), [200, 0, 0]));
    assert!(is_near(*cover.get_pixel(200, 600 - 40), [200, 0, 0]), "no band at the foot");
}

#[test]
fn a_paper_without_print_has_a_cover_of_headlines() {
    let mut issue = papers::issue(vec![
        papers::article("Turning the sheet", &["Text."]),
        papers::article("The first van", &["Text."]),
    ]);
    let fonts = FontSet::shipped();
    let set = |issue: &wwpub::model::Issue, style: &str| {
        proof::set_cover(issue, styles::named(style), &fonts, [400, 600])
    };
    for style in ["weekly", "tabloid", "pamphlet", "large-print"] {
        let jpeg = set(&issue, style);
        let look = image::load_from_memory(&jpeg).unwrap().to_rgb8();
        assert_eq!(look.dimensions(), (400, 600));
        let dark = |rows: std::ops::Range<u32>| {
            rows.flat_map(|y| (0..400).map(move |x| (x, y)))
                .filter(|(x, y)| look.get_pixel(*x, *y).0[1] < 100)
                .count()
        };
        assert!(dark(20..110) > 1000, "{style}: a masthead");
        assert!(dark(120..400) > 500, "{style}: headlines");
        assert_eq!(dark(590..600), 0, "{style}: nothing at the foot");
    }
    let before = set(&issue, "weekly");
    issue.front = vec![issue.sections[0].articles[1].slug.clone()];
    assert_ne!(before, set(&issue, "weekly"), "the front's first article leads");
    assert_eq!(set(&papers::issue(vec![]), "weekly").get(..2), Some(&[0xFF, 0xD8][..]));
}

#[test]
fn a_tall_page_loses_its_foot_by_whole_things() {
    let pictures = flag();
    let image =
        Image { picture: pictures.find("flag.png").unwrap(), size: size(40.0, 20.0) };
    let items = vec![
        (at(49.0, 0.0), rule(2.0, 200.0, RED)),
        (at(0.0, 120.0), Item::Image(image.clone())),
        (at(0.0, 140.0), Item::Image(image)),
    ];
    let cover = cover(Some(page(size(100.0, 200.0), items)), [200, 300]);
    assert!(is_near(*cover.get_pixel(100, 298), [200, 0, 0]), "a column rule may be cut");
    assert!(is_near(*cover.get_pixel(10, 260), [0, 0, 250]), "what fits stays");
    assert!(is_near(*cover.get_pixel(10, 290), [255; 3]), "a picture is never cut");
}

#[test]
fn an_issue_without_pages_has_a_white_cover() {
    let cover = cover(None, [1600, 2400]);
    assert_eq!(cover.dimensions(), (1600, 2400));
    assert!(is_near(*cover.get_pixel(800, 1200), [255; 3]));
}

#[test]
fn absurd_sizes_are_brought_to_reason() {
    let (fonts, pictures) = (FontSet::shipped(), Pictures::default());
    for paper in [size(0.0, 0.0), size(0.001, 50_000.0), size(50_000.0, 0.001)] {
        let page = page(paper, vec![(Point::ZERO, rule(1.0, 1.0, RED))]);
        assert!(proof::pixels(&page, &fonts, &pictures, 0).size.count() > 0);
        assert!(!proof::svg(&page, &fonts, &pictures).is_empty());
    }
}
