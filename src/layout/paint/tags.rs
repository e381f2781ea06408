//! What is opened and closed around what is painted.

use super::Painter;
use crate::layout::frame::{Artifact, Item, Tag};
use crate::layout::structure::ElementId;
use crate::unit::Point;

impl Painter<'_> {
    pub(super) fn artifact_if(&mut self, artifact: Option<Artifact>) {
        if let Some(artifact) = artifact {
            self.open_artifact(artifact);
        }
    }

    /// What follows is outside the structure.
    pub(in crate::layout) fn open_artifact(&mut self, artifact: Artifact) {
        self.leave();
        if self.artifact.is_none() {
            self.artifact = Some(artifact);
            self.frame.push(Point::ZERO, Item::Tag(Tag::OpenArtifact(artifact)));
        }
    }

    /// Until here.
    pub(in crate::layout) fn close_artifact(&mut self) {
        if self.artifact.take().is_some() {
            self.frame.push(Point::ZERO, Item::Tag(Tag::CloseArtifact));
        }
    }

    /// Opens and closes tags so that `element`, inside the text of `base`, is open.
    pub(in crate::layout) fn enter(&mut self, base: ElementId, element: ElementId) {
        if self.artifact.is_some() {
            return;
        }
        let mut path = vec![element];
        while path[path.len() - 1] != base {
            let last = path[path.len() - 1];
            match self.structure.get(last).parent {
                Some(parent) => path.push(parent),
                None => break,
            }
        }
        path.reverse();
        let same = self.open.iter().zip(&path).take_while(|(a, b)| a == b).count();
        while self.open.len() > same {
            self.close_last();
        }
        for id in path.into_iter().skip(same) {
            self.open.push(id);
            self.frame.push(Point::ZERO, Item::Tag(Tag::Open(id)));
        }
    }

    /// Closes every tag.
    pub(in crate::layout) fn leave(&mut self) {
        while !self.open.is_empty() {
            self.close_last();
        }
    }

    pub(super) fn close_last(&mut self) {
        if let Some(id) = self.open.pop() {
            self.frame.push(Point::ZERO, Item::Tag(Tag::Close(id)));
        }
    }
}
