//! Style sheets: what ships resolves, what is wrong is told with its place.

use wwpub::style::{self, Sheets};

#[test]
fn every_shipped_style_loads_without_a_finding() {
    for (name, _) in style::SHIPPED {
        let (style, found) = style::load(name, &Sheets::new());
        assert!(found.is_empty(), "{name}: {found:#?}");
        let style = style.expect("a style without errors");
        println!("{name} {:?} {:?}", style.grid, style.page);
    }
}
