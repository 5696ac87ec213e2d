// Reads an EPUB as a person does, with foliate-js in headless Chromium, and prints what it saw as JSON.
//   node read.mjs READERS CHROMIUM BOOK SHOTS
// READERS is the folder with node_modules, SHOTS the folder for pictures of the screen.
import {createRequire} from 'node:module';
import http from 'node:http';
import fs from 'node:fs';
import path from 'node:path';
import {pathToFileURL} from 'node:url';

const [readers, executablePath, book, shots] = process.argv.slice(2);
const require = createRequire(pathToFileURL(path.join(path.resolve(readers), 'package.json')));
const {chromium} = require('playwright-core');
const foliate = path.join(readers, 'node_modules', 'foliate-js');

const types = {'.html': 'text/html', '.js': 'text/javascript', '.epub': 'application/epub+zip'};
const server = http.createServer((request, response) => {
  const name = decodeURIComponent(new URL(request.url, 'http://x').pathname);
  const file = name === '/book.epub' ? book : path.join(foliate, path.normalize(name));
  if (!fs.existsSync(file) || fs.statSync(file).isDirectory()) return response.writeHead(404).end();
  response.writeHead(200, {'Content-Type': types[path.extname(file)] || 'application/octet-stream'});
  fs.createReadStream(file).pipe(response);
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const address = `http://127.0.0.1:${server.address().port}/reader.html?url=/book.epub`;

const browser = await chromium.launch({executablePath, args: ['--no-sandbox']});
const seen = {errors: []};
try {
  const page = await browser.newPage({viewport: {width: 600, height: 800}, deviceScaleFactor: 1});
  page.on('pageerror', (error) => seen.errors.push(String(error)));
  await page.goto(address);
  await page.waitForFunction(() => document.querySelector('foliate-view')?.renderer?.getContents?.()[0]?.doc?.body);
  await page.evaluate(() => {
    window.view = document.querySelector('foliate-view');
    window.here = () => view.renderer.getContents()[0].doc;
    window.settle = () => new Promise((resolve) => setTimeout(resolve, 350));
    // A document that is left stays for a moment: wait until the one with this element is there.
    window.until = async (id) => {
      for (let n = 0; n < 60; n++) {
        if (here()?.getElementById(id)) return settle();
        await settle();
      }
      throw new Error(`never came to ${id}`);
    };
  });
  // Until its first page has come to rest, it turns no other.
  await page.waitForTimeout(1500);
  const shot = (name) => page.screenshot({path: path.join(shots, `${name}.png`)});

  seen.title = await page.title();
  seen.contents = await page.evaluate(() => document.querySelectorAll('#toc-view a').length);
  seen.pages = await page.evaluate(() => view.book.pageList?.length ?? 0);

  // Click an entry of the contents: the first question.
  seen.question = await page.evaluate(async () => {
    const entry = [...document.querySelectorAll('#toc-view a')].find((a) => /^1\.1 /.test(a.textContent.trim()));
    entry.click();
    const link = view.book.toc.find((item) => /第 1 章 |Chapter 1 /.test(item.label)).subitems[0];
    const id = link.href.split('#')[1];
    await until(id);
    const article = here().getElementById(id);
    return {id, text: article.innerText.slice(0, 200), range: view.lastLocation?.range?.toString().slice(0, 200) ?? ''};
  });
  await shot('question-6-inch');

  // Turn pages.
  seen.turned = await page.evaluate(async () => {
    const places = [];
    for (let n = 0; n < 3; n++) {
      await view.next(); await settle();
      places.push(view.lastLocation.cfi);
    }
    return new Set(places).size;
  });

  // Click the question's link to its answer, and the answer's link back.
  const article = seen.question.id;
  seen.answer = await page.evaluate(async (id) => {
    await view.goTo(view.book.toc.find((item) => /第 1 章 |Chapter 1 /.test(item.label)).subitems[0].href);
    await until(id);
    const link = here().getElementById(id).querySelector('a.to-answer');
    const box = link.getBoundingClientRect();
    const target = link.getAttribute('href').split('#')[1];
    link.click();
    await until(target);
    const answer = here().getElementById(target);
    return {id: target, height: box.height, text: answer.innerText.slice(0, 300),
      beside: answer.ownerDocument.getElementById(id) !== null};
  }, article);
  await shot('answer-6-inch');
  seen.back = await page.evaluate(async ([id, target]) => {
    here().getElementById(target).querySelector('a.to-question').click();
    await until(id);
    return here().getElementById(id).id;
  }, [article, seen.answer.id]);

  // Formulas have a size; dark mode; no line runs out of a phone's screen.
  await page.setViewportSize({width: 375, height: 667});
  await page.emulateMedia({colorScheme: 'dark'});
  seen.sections = await page.evaluate(async () => {
    view.renderer.setAttribute('flow', 'scrolled');
    const found = [];
    for (let index = 0; index < view.book.sections.length; index++) {
      if (view.book.sections[index].linear === 'no') continue;
      await view.goTo(index); await settle();
      const doc = here();
      const width = doc.documentElement.clientWidth;
      const wide = [...doc.body.querySelectorAll('p, li, td, pre, h1, h2, h3, figure, img, table')]
        .filter((element) => !element.closest('.formula'))
        .filter((element) => element.getBoundingClientRect().right > width + 1)
        .map((element) => `${element.tagName} ${element.textContent.slice(0, 40)}`);
      const formulas = [...doc.querySelectorAll('math, svg.math')]
        .filter((m) => !m.closest('aside.hint, aside.footnote')) // shown when asked for
        .map((m) => m.getBoundingClientRect());
      found.push({href: doc.querySelector('section, div')?.id, wide: wide.slice(0, 3),
        formulas: formulas.length, flat: formulas.filter((box) => box.width < 2 || box.height < 2).length});
    }
    return found;
  });
  await page.evaluate(async () => {
    view.renderer.setAttribute('flow', 'paginated');
    const flat = (items) => items.flatMap((item) => [item, ...flat(item.subitems ?? [])]);
    const answers = flat(view.book.toc).find((item) => /第 1 章答案|Answers to chapter 1/.test(item.label));
    await view.goTo(answers.href);
    await settle();
  });
  await shot('answers-phone-dark');
} catch (error) {
  seen.errors.push(String(error.stack || error));
} finally {
  await browser.close();
  server.close();
}
process.stdout.write(JSON.stringify(seen));
