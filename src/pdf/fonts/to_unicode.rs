//! What each code says (9.10.3).

use std::fmt::Write;

use crate::pdf::codes::FaceCodes;

/// The `ToUnicode` map of a reading.
pub(super) fn cmap(codes: &FaceCodes, reading: usize) -> Vec<u8> {
    let mut out = String::from(HEAD);
    let entries: Vec<_> = codes.reading(reading).collect();
    // A block may hold a hundred entries (Adobe Technical Note 5014, 1.4.1).
    for block in entries.chunks(100) {
        writeln!(out, "{} beginbfchar", block.len()).expect(WRITES);
        for (code, text) in block {
            write!(out, "<{code:04x}><").expect(WRITES);
            for unit in text.encode_utf16() {
                write!(out, "{unit:04x}").expect(WRITES);
            }
            out.push_str(
                ">
",
            );
        }
        out.push_str("endbfchar\n");
    }
    out.push_str(FOOT);
    out.into_bytes()
}

const WRITES: &str = "writing to a string succeeds";

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
