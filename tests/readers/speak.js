// speak.js MODULES FILE.epub DOCUMENT: what a screen reader says of a document of a book, a line for each thing said.
// Exit 0: said to the end. 2: it could not be read.
const [, , modules, file, name] = process.argv;
const fs = require('fs'), path = require('path');
const req = require('module').createRequire(path.join(modules, 'x.js'));
const { JSDOM } = req('jsdom');

const MOST = 5000;

(async () => {
  const zip = await req('jszip').loadAsync(fs.readFileSync(file));
  const entry = Object.values(zip.files).find((one) => one.name.split('/').pop() === name);
  if (!entry) throw new Error(`there is no ${name} in ${file}`);
  const { window } = new JSDOM(await entry.async('string'), { url: 'https://book.invalid/', contentType: 'application/xhtml+xml', pretendToBeVisual: true });
  for (const key of Object.getOwnPropertyNames(window))
    if (!(key in globalThis)) globalThis[key] = window[key];
  Object.assign(globalThis, { window, document: window.document });
  const { virtual } = req('@guidepup/virtual-screen-reader');
  await virtual.start({ container: window.document.body });
  for (let said = 0; said < MOST && (await virtual.lastSpokenPhrase()) !== 'end of document'; said += 1) await virtual.next();
  const phrases = await virtual.spokenPhraseLog();
  await virtual.stop();
  console.log(phrases.join('\n'));
  process.exit(0);
})().catch((error) => { console.error(String(error && error.stack || error)); process.exit(2); });
