// read.js MODULES SHOTS FILE.epub: reads a book in a browser, through epub.js, as its reader would: goes to an entry of
// the contents, follows a note and comes back, goes to printed page 2, and takes pictures in light and in dark.
// A line for each step. Exit 0: all went well. 1: a step did not. 2: nothing could be tried.
const [, , modules, shots, file] = process.argv;
const fs = require('fs'), http = require('http'), path = require('path');
const req = require('module').createRequire(path.join(modules, 'x.js'));
const SIZE = { width: 500, height: 720 };

let failed = 0;
function step(name, ok, seen) {
  console.log(`${ok ? 'ok   ' : 'FAILS'} ${name}${ok ? '' : `: ${JSON.stringify(seen)}`}`);
  failed += ok ? 0 : 1;
}

// Runs in the page: opens the book, and keeps what the steps ask of it.
async function open(data) {
  const bytes = Uint8Array.from(atob(data), (c) => c.charCodeAt(0));
  const book = window.ePub(bytes.buffer);
  // Its own handlers of links count as scripts of the book.
  const reader = book.renderTo('book', { width: '100%', height: '100%', flow: 'paginated', spread: 'none', allowScriptedContent: true });
  window.reader = reader;
  window.book = book;
  await book.ready;
  await reader.display();
  const flat = (items) => items.flatMap((item) => [item, ...flat(item.subitems || [])]);
  const words = (node) => node.textContent.replace(/\s+/g, ' ').trim();
  window.shown = () => reader.getContents()[0].document;
  window.where = () => reader.currentLocation().start.href;
  window.contents = () => flat(book.navigation.toc).map((item) => ({ label: item.label.replace(/\s+/g, ' ').trim(), href: item.href }));
  window.pages = () => book.pageList.pageList.map((item) => ({ page: String(item.page), href: item.href }));
  window.go = async (href) => { await reader.display(href); return where(); };
  window.headings = () => [...shown().querySelectorAll('h1')].map(words);
  // How far an element stands from the left of what is shown; whether it is on it.
  window.place = (id) => {
    const found = shown().getElementById(id);
    const frame = document.querySelector('iframe').getBoundingClientRect();
    return found ? found.getBoundingClientRect().left + frame.left : null;
  };
  window.sees = (id) => {
    const left = place(id);
    return left !== null && left >= -2 && left < innerWidth;
  };
  // Follows a link as a touch does, and waits until what it leads to is seen.
  window.follow = async (selector, id) => {
    shown().querySelector(selector).click();
    for (let tries = 0; tries < 30 && !sees(id); tries += 1) await new Promise((done) => setTimeout(done, 100));
    return sees(id);
  };
  window.after = (id) => {
    const all = shown(), from = all.createRange();
    from.setStartAfter(all.getElementById(id));
    from.setEndAfter(all.body.lastChild);
    return from.toString().replace(/\s+/g, ' ').trim().slice(0, 40);
  };
  return { title: book.packaging.metadata.title, direction: book.packaging.metadata.direction };
}

async function steps(page) {
  const contents = await page.evaluate(() => contents());
  const entry = contents.filter((item) => item.href.startsWith('article-'))[1] || contents[0];
  await page.evaluate((href) => go(href), entry.href);
  const heading = (await page.evaluate(() => headings()))[0];
  step(`the contents lead to “${entry.label}”`, heading !== undefined && entry.label.startsWith(heading), heading);
  await page.screenshot({ path: path.join(shots, 'article.png') });

  const noted = await page.evaluate(async (items) => {
    for (const item of items) {
      await go(item.href);
      if (shown().querySelector('[role=doc-noteref]')) return item.href;
    }
    return null;
  }, contents);
  step('an article has a note', noted !== null, contents.length);
  if (noted !== null) {
    const there = await page.evaluate(() => follow('[role=doc-noteref]', 'note-1'));
    step('its call leads to the note', there, await page.evaluate(() => place('note-1')));
    await page.screenshot({ path: path.join(shots, 'note.png') });
    const back = await page.evaluate(() => follow('[role=doc-backlink]', 'noteref-1'));
    step('the note leads back to its call', back, await page.evaluate(() => place('noteref-1')));
  }

  const pages = await page.evaluate(() => pages());
  const second = pages.find((item) => item.page === '2');
  step('the list of pages has page 2', second !== undefined, pages.slice(0, 4));
  if (second !== undefined) {
    await page.evaluate((href) => go(href), second.href);
    const id = second.href.split('#')[1];
    step('it leads to the mark of page 2', await page.evaluate((id) => sees(id), id), second);
    const text = await page.evaluate((id) => after(id), id);
    step(`page 2 begins “${text}”`, text.length > 20, text);
    await page.screenshot({ path: path.join(shots, 'page-2-light.png') });
    await page.evaluate(() => {
      reader.themes.register('dark', { body: { background: '#111 !important', color: '#ddd !important' } });
      reader.themes.select('dark');
    });
    const dark = await page.evaluate(() => {
      const color = (node) => getComputedStyle(node).color;
      const texts = [...shown().querySelectorAll('h1, h2, p, a, figcaption')];
      return [...new Set(texts.filter((node) => node.textContent.trim()).map(color))];
    });
    step('in dark no text keeps a dark colour', dark.every((color) => light(color)), dark);
    await page.evaluate(() => { document.body.style.background = '#111'; });
    await page.screenshot({ path: path.join(shots, 'page-2-dark.png') });
  }
}

// Links keep the reader's own blue: what is asked is that nothing is as dark as the ground.
function light(color) {
  const [r, g, b] = color.match(/[\d.]+/g).map(Number);
  return 0.299 * r + 0.587 * g + 0.114 * b > 25;
}

(async () => {
  const puppeteer = req('puppeteer-core');
  const chromium = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((name) => fs.existsSync(name));
  fs.mkdirSync(shots, { recursive: true });
  const browser = await puppeteer.launch({ executablePath: chromium, args: ['--no-sandbox', '--disable-setuid-sandbox'] });
  const page = await browser.newPage();
  await page.setViewport(SIZE);
  // A page with an address: without one the library resolves no link.
  const server = http.createServer((_, answer) => {
    answer.setHeader('content-type', 'text/html');
    answer.end('<!DOCTYPE html><body style="margin:0"><div id="book" style="width:100vw;height:100vh"></div>');
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  for (const script of ['jszip/dist/jszip.min.js', 'epubjs/dist/epub.min.js'])
    await page.addScriptTag({ path: path.join(modules, script) });
  const opened = await page.evaluate(open, fs.readFileSync(file).toString('base64'));
  step(`“${opened.title}” opens`, Boolean(opened.title), opened);
  await page.screenshot({ path: path.join(shots, 'cover.png') });
  await steps(page);
  await browser.close();
  process.exit(failed > 0 ? 1 : 0);
})().catch((error) => { console.error(String(error && error.stack || error)); process.exit(2); });
