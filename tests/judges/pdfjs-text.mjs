// pdfjs-text.mjs MODULES FILE.pdf OUT.txt: the text of each page as pdf.js gives it, page feeds parting them.
//
// Items are taken as they come. Where one stands on another height than the one before it, or a whole em away, a
// line ends even if pdf.js does not say so: it says nothing behind a headline whose type is larger than the way down
// to the byline, nor between a folio and what stands far from it on the same line.
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const [, , modules, file, out] = process.argv;
// Only what draws wants these.
for (const name of ['DOMMatrix', 'ImageData', 'Path2D']) globalThis[name] ??= class {};
const warn = console.warn;
console.warn = () => {};
const { getDocument } = await import(pathToFileURL(path.join(modules, 'pdfjs-dist/legacy/build/pdf.mjs')).href);
console.warn = warn;

const gap = (one, two) => Math.max(two.transform[4] - one.transform[4] - one.width, one.transform[4] - two.transform[4] - two.width);

const lines = (items) => {
  let text = '', last = null, broken = true;
  for (const item of items) {
    if (item.str !== '') {
      const size = Math.min(item.height, last ? last.height : item.height);
      if (last && !broken && (Math.abs(item.transform[5] - last.transform[5]) > 0.6 * size || gap(last, item) > size)) text += '\n';
      text += item.str;
      last = item;
      broken = false;
    }
    if (item.hasEOL) {
      text += '\n';
      broken = true;
    }
  }
  return text;
};

const pdf = await getDocument({ data: new Uint8Array(fs.readFileSync(file)), verbosity: 0 }).promise;
const pages = [];
for (let number = 1; number <= pdf.numPages; number += 1) pages.push(lines((await (await pdf.getPage(number)).getTextContent()).items));
fs.writeFileSync(out, pages.join('\f') + '\f');
