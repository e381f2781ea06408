//! The output intent (ISO 19005-2, 6.2.3): what `DeviceRGB` and `DeviceGray` mean.

use lopdf::{Object, Stream, dictionary};

use crate::pdf::page::Assembled;

const SRGB: &[u8] = include_bytes!("../../../styles/icc/sRGB.icc");

/// Sets sRGB (IEC 61966-2-1) as the output intent.
pub(super) fn set(file: &mut Assembled) {
    let profile = file.add(Stream::new(dictionary! { "N" => 3 }, SRGB.to_vec()));
    let intent = dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => Object::string_literal("sRGB IEC61966-2.1"),
        "RegistryName" => Object::string_literal("http://www.color.org"),
        "Info" => Object::string_literal("sRGB IEC61966-2.1"),
        "DestOutputProfile" => profile,
    };
    let intent = file.add(intent);
    file.catalog_mut().set("OutputIntents", vec![intent]);
}
