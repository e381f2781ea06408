//! What each code says (9.10.3).

use std::fmt::Write;

use crate::pdf::codes::FaceCodes;

/// The `ToUnicode` map of a reading.
pub(super) fn cmap(codes: &FaceCodes, reading: usize) -> Vec<u8> {
    let mut out = String::from(HEAD);
    let entries: Vec<_> = codes.reading(reading).collect();
    // A block may hold a hundred entries (Adobe Technical Note 5014, 1.4.1).
    for block in entries.chunks(100) {
        line(&mut out, format_args!("{} beginbfchar", block.len()));
        for (code, text) in block {
            let units: String =
                text.encode_utf16().map(|unit| format!("{unit:04x}")).collect();
            line(&mut out, format_args!("<{code:04x}><{units}>"));
        }
        out.push_str("endbfchar\n");
    }
    out.push_str(FOOT);
    out.into_bytes()
}

fn line(out: &mut String, arguments: std::fmt::Arguments<'_>) {
    writeln!(out, "{arguments}").expect("writing to a string succeeds");
}

const HEAD: &str = "/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe)/Ordering (UCS)/Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000><ffff>
endcodespacerange
";

const FOOT: &str = "endcmap
CMapName currentdict /CMap defineresource pop
end
end
";
