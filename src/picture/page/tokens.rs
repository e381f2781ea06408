//! Operators and their operands (7.8.2), one after the other, with where they stand: what
//! is kept of a page is kept byte for byte.

use std::ops::Range;

/// Something before an operator.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Operand {
    Number(f64),
    Name(Vec<u8>),
    Text(Vec<u8>),
    Array(Vec<Operand>),
    Dictionary(Vec<Operand>),
}

/// An operator with its operands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Operation<'b> {
    pub(super) operator: &'b [u8],
    pub(super) operands: Vec<Operand>,
    /// From the first operand to the end of the operator.
    pub(super) range: Range<usize>,
}

impl Operation<'_> {
    /// The last operand, where it is a name.
    pub(super) fn name(&self) -> Option<&[u8]> {
        match self.operands.last() {
            Some(Operand::Name(name)) => Some(name),
            _ => None,
        }
    }

    /// Its numbers.
    pub(super) fn numbers(&self) -> Vec<f64> {
        let number = |operand: &Operand| match operand {
            Operand::Number(number) => Some(*number),
            _ => None,
        };
        self.operands.iter().filter_map(number).collect()
    }
}

/// Bytes that no operator is made of.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) struct Garbled;

/// Arrays in arrays deeper than this are nobody's.
const DEPTH: usize = 16;
/// No operator has more.
const MOST: usize = 100_000;

/// Reads operators.
#[derive(Debug)]
pub(super) struct Tokens<'b> {
    bytes: &'b [u8],
    at: usize,
}

enum Token<'b> {
    Operand(Operand),
    Word(&'b [u8]),
    End(u8),
}

impl<'b> Tokens<'b> {
    pub(super) fn of(bytes: &'b [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// The next operator; `None` at the end.
    pub(super) fn operation(&mut self) -> Result<Option<Operation<'b>>, Garbled> {
        let mut operands = vec![];
        self.white();
        let start = self.at;
        loop {
            self.white();
            if self.at >= self.bytes.len() {
                return if operands.is_empty() { Ok(None) } else { Err(Garbled) };
            }
            match self.token(0)? {
                Token::Operand(operand) if operands.len() < MOST => {
                    operands.push(operand);
                }
                Token::Word(operator) => {
                    let range = start..self.at;
                    return Ok(Some(Operation { operator, operands, range }));
                }
                Token::Operand(_) | Token::End(_) => return Err(Garbled),
            }
        }
    }

    fn peek(&self, ahead: usize) -> u8 {
        self.bytes.get(self.at + ahead).copied().unwrap_or(0)
    }

    /// Passes over white and comments.
    fn white(&mut self) {
        while let Some(byte) = self.bytes.get(self.at) {
            match byte {
                b'%' => {
                    let rest = &self.bytes[self.at..];
                    let line = rest.iter().position(|b| matches!(b, b'\n' | b'\r'));
                    self.at += line.unwrap_or(rest.len());
                }
                byte if is_white(*byte) => self.at += 1,
                _ => return,
            }
        }
    }

    fn token(&mut self, depth: usize) -> Result<Token<'b>, Garbled> {
        if depth > DEPTH {
            return Err(Garbled);
        }
        let operand = match self.peek(0) {
            b'/' => Operand::Name(self.name()),
            b'(' => Operand::Text(self.text()?),
            b'<' if self.peek(1) == b'<' => {
                self.at += 2;
                Operand::Dictionary(self.until(b'>', depth)?)
            }
            b'<' => Operand::Text(self.hexadecimal()?),
            b'[' => {
                self.at += 1;
                Operand::Array(self.until(b']', depth)?)
            }
            b'>' if self.peek(1) == b'>' => {
                self.at += 2;
                return Ok(Token::End(b'>'));
            }
            b']' => {
                self.at += 1;
                return Ok(Token::End(b']'));
            }
            byte if is_delimiter(byte) => return Err(Garbled),
            _ => return Ok(self.word()),
        };
        Ok(Token::Operand(operand))
    }

    fn until(&mut self, end: u8, depth: usize) -> Result<Vec<Operand>, Garbled> {
        let mut all = vec![];
        loop {
            self.white();
            if self.at >= self.bytes.len() || all.len() > MOST {
                return Err(Garbled);
            }
            match self.token(depth + 1)? {
                Token::Operand(operand) => all.push(operand),
                Token::End(found) if found == end => return Ok(all),
                // `true`, `false` and `null`.
                Token::Word(b"true" | b"false" | b"null") => {}
                Token::Word(_) | Token::End(_) => return Err(Garbled),
            }
        }
    }

    fn word(&mut self) -> Token<'b> {
        let rest = &self.bytes[self.at..];
        let end = rest.iter().position(|b| is_white(*b) || is_delimiter(*b));
        let word = &rest[..end.unwrap_or(rest.len())];
        self.at += word.len();
        let number = std::str::from_utf8(word).ok().filter(|word| {
            word.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'+' | b'-' | b'.'))
        });
        match number.and_then(|word| word.parse().ok()) {
            Some(number) => Token::Operand(Operand::Number(number)),
            None => Token::Word(word),
        }
    }

    fn name(&mut self) -> Vec<u8> {
        self.at += 1;
        let mut name = vec![];
        while let Some(byte) = self.bytes.get(self.at).copied() {
            if is_white(byte) || is_delimiter(byte) {
                break;
            }
            let code = (byte == b'#').then(|| {
                Some(hexadecimal(self.peek(1))? << 4 | hexadecimal(self.peek(2))?)
            });
            let code = code.flatten();
            self.at += if code.is_some() { 3 } else { 1 };
            name.push(code.unwrap_or(byte));
        }
        name
    }

    fn text(&mut self) -> Result<Vec<u8>, Garbled> {
        self.at += 1;
        let mut text = vec![];
        let mut depth = 0;
        while let Some(byte) = self.bytes.get(self.at).copied() {
            self.at += 1;
            match byte {
                b'(' => depth += 1,
                b')' if depth == 0 => return Ok(text),
                b')' => depth -= 1,
                b'\\' => {
                    text.extend(self.escape());
                    continue;
                }
                _ => {}
            }
            text.push(byte);
        }
        Err(Garbled)
    }

    /// What stands behind a backslash (7.3.4.2).
    fn escape(&mut self) -> Option<u8> {
        let byte = self.peek(0);
        self.at += 1;
        match byte {
            b'n' => Some(b'\n'),
            b'r' => Some(b'\r'),
            b't' => Some(b'\t'),
            b'b' => Some(8),
            b'f' => Some(12),
            b'\r' if self.peek(0) == b'\n' => {
                self.at += 1;
                None
            }
            b'\r' | b'\n' => None,
            b'0'..=b'7' => {
                let mut code = u32::from(byte - b'0');
                for _ in 0..2 {
                    if let digit @ b'0'..=b'7' = self.peek(0) {
                        code = code * 8 + u32::from(digit - b'0');
                        self.at += 1;
                    }
                }
                Some((code & 0xFF) as u8)
            }
            other => Some(other),
        }
    }

    fn hexadecimal(&mut self) -> Result<Vec<u8>, Garbled> {
        self.at += 1;
        let mut digits = vec![];
        while let Some(byte) = self.bytes.get(self.at).copied() {
            self.at += 1;
            match byte {
                b'>' => {
                    let pair = |pair: &[u8]| pair[0] << 4 | pair.get(1).unwrap_or(&0);
                    return Ok(digits.chunks(2).map(pair).collect());
                }
                byte if is_white(byte) => {}
                byte => digits.push(hexadecimal(byte).ok_or(Garbled)?),
            }
        }
        Err(Garbled)
    }
}

fn hexadecimal(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).map(|digit| digit as u8)
}

fn is_white(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 12 | b'\r' | b' ')
}

fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operators_are_read_with_their_place() {
        let bytes = b"1 0 0 -1.5 .5 0 cm % a word\n/A#20b gs[(a\\)(b)\\101)<4a4>-3]TJ\nq";
        let mut tokens = Tokens::of(bytes);
        let mut next = || tokens.operation().unwrap();
        let first = next().unwrap();
        assert_eq!(&bytes[first.range.clone()], b"1 0 0 -1.5 .5 0 cm");
        assert_eq!(first.numbers(), [1.0, 0.0, 0.0, -1.5, 0.5, 0.0]);
        assert_eq!(next().unwrap().name(), Some(&b"A b"[..]));
        let Operand::Array(parts) = &next().unwrap().operands[0] else { panic!() };
        assert_eq!(parts[0], Operand::Text(b"a)(b)A".to_vec()));
        assert_eq!(parts[1], Operand::Text(b"J@".to_vec()));
        assert_eq!(next().unwrap().operator, b"q");
        assert_eq!(next(), None);
    }

    #[test]
    fn what_is_no_operator_is_told() {
        for bytes in
            [&b"(open"[..], b"1 2", b"[1 2", b"] q", b"<< /A", b"{ }", b"<zz> Tj"]
        {
            assert_eq!(Tokens::of(bytes).operation(), Err(Garbled));
        }
    }
}
