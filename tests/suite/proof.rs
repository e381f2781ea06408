//! Pages as pixels and as SVG.
