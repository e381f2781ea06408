//! Where the rule of one store contradicts that of another.
//!
//! What all of them ask for holds in every file: pictures opaque, of light and not of
//! inks, at most four million pixels and 5 MB; the cover a JPEG of 1600 × 2400 pixels
//! under 3 MB; names of letters, figures and hyphens; contents of two levels, in both
//! forms, `playOrder` without a gap; an XML declaration in every document.

use crate::model::Role;
use crate::style::Device;

/// Whether the cover has a page of its own. Kobo asks for one; Kindle shows the picture
/// that the package names, and a page with the same would be a second cover (Kindle
/// Publishing Guidelines, 4.2).
pub(super) fn has_cover_page(device: Device) -> bool {
    device != Device::Kindle
}

/// Whether the main parts are named for the menus of readers. Kobo lists them among the
/// articles.
pub(super) fn has_landmarks(device: Device) -> bool {
    device != Device::Kobo
}

/// In which form drawings travel.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Drawings {
    /// As SVG: sharp at any size.
    AsTheyAre,
    /// As PNG: older Kindles draw nothing.
    Pixels,
}

/// In which form drawings travel to a device.
pub(super) fn drawings(device: Device) -> Drawings {
    match device {
        Device::Kindle => Drawings::Pixels,
        Device::Generic | Device::Kobo => Drawings::AsTheyAre,
    }
}

/// Whether the face of a role may be embedded. On Kindle running text is set in the face
/// that its owner chose (Kindle Publishing Guidelines, 10.3.1).
pub(super) fn may_embed(device: Device, role: Role) -> bool {
    device != Device::Kindle || role != Role::Body
}
