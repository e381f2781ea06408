//! Faces: metrics, coverage, shaping plans, subsets.
/// A face of a [`FontSet`].
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId(pub u16);
/// The faces.
#[derive(Clone, Debug, Default)]
pub struct FontSet {}
