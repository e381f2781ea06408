//! The fields of a TIFF (Revision 6.0, section 2), read before anything is unpacked.

/// The first directory of a file.
#[derive(Debug)]
pub(super) struct Fields<'a> {
    bytes: &'a [u8],
    order: Order,
    entries: Vec<Entry>,
    /// Where the next directory stands.
    next: usize,
}

#[derive(Copy, Clone, Debug, PartialEq, Eq)]
enum Order {
    Small,
    Large,
}

/// A field: its values and where they stand.
#[derive(Copy, Clone, Debug)]
struct Entry {
    tag: u16,
    /// How many bytes a value takes; 0 where it is no whole number.
    width: usize,
    count: usize,
    at: usize,
}

impl<'a> Fields<'a> {
    /// The first directory; `None` where it ends after the file does.
    pub(super) fn read(bytes: &'a [u8]) -> Option<Self> {
        let order = if bytes.starts_with(b"II") { Order::Small } else { Order::Large };
        let at = order.number(bytes, 4, 4)? as usize;
        Self::at(bytes, order, at)
    }

    fn at(bytes: &'a [u8], order: Order, at: usize) -> Option<Self> {
        let count = order.number(bytes, at, 2)? as usize;
        let entry = |n: usize| {
            let at = at.checked_add(2 + n * 12)?;
            let width: usize = match order.number(bytes, at + 2, 2)? {
                1 | 2 | 6 | 7 => 1,
                3 => 2,
                4 => 4,
                _ => 0,
            };
            let count = order.number(bytes, at + 4, 4)? as usize;
            let inside = width.saturating_mul(count) <= 4;
            let place =
                if inside { at + 8 } else { order.number(bytes, at + 8, 4)? as usize };
            let tag = order.number(bytes, at, 2)? as u16;
            Some(Entry { tag, width, count, at: place })
        };
        let entries = (0..count).map(entry).collect::<Option<_>>()?;
        let next = order.number(bytes, at + 2 + count * 12, 4)? as usize;
        Some(Self { bytes, order, entries, next })
    }

    /// The directory after it.
    pub(super) fn next(&self) -> Option<Self> {
        match self.next {
            0 => None,
            at => Self::at(self.bytes, self.order, at),
        }
    }

    /// Whether there is such a field.
    pub(super) fn has(&self, tag: u16) -> bool {
        self.entries.iter().any(|entry| entry.tag == tag)
    }

    /// The first value of a field.
    pub(super) fn first(&self, tag: u16) -> Option<u32> {
        self.values(tag).next()
    }

    /// The values of a field that are in the file.
    pub(super) fn values(&self, tag: u16) -> impl Iterator<Item = u32> {
        let entry = self.entries.iter().find(|entry| entry.tag == tag);
        let values = entry.map(|entry| {
            (0..entry.count).map_while(move |n| {
                let at = entry.at.checked_add(n.checked_mul(entry.width)?)?;
                self.order.number(self.bytes, at, entry.width)
            })
        });
        values.into_iter().flatten()
    }

    /// The bytes of a field of bytes.
    pub(super) fn data(&self, tag: u16) -> Option<&'a [u8]> {
        let entry = self.entries.iter().find(|e| e.tag == tag && e.width == 1)?;
        self.bytes.get(entry.at..entry.at.checked_add(entry.count)?)
    }

    /// Where the one short number of a field stands, and how `value` is written there.
    pub(super) fn patch(&self, tag: u16, value: u16) -> Option<(usize, [u8; 2])> {
        let entry = self.entries.iter().find(|e| e.tag == tag && e.width == 2)?;
        let written = match self.order {
            Order::Small => value.to_le_bytes(),
            Order::Large => value.to_be_bytes(),
        };
        Some((entry.at, written))
    }
}

impl Order {
    fn number(self, bytes: &[u8], at: usize, width: usize) -> Option<u32> {
        let bytes = bytes.get(at..at.checked_add(width)?).filter(|b| !b.is_empty())?;
        let add = |sum, byte: &u8| sum << 8 | u32::from(*byte);
        Some(match self {
            Self::Small => bytes.iter().rev().fold(0, add),
            Self::Large => bytes.iter().fold(0, add),
        })
    }
}
