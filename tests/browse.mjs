// A browser for tests: headless Chromium that does what standard input says, a JSON object a line, and
// answers with a line of JSON: {"value": …} or {"error": …}.
//   node browse.mjs READERS CHROMIUM
// READERS is the folder with node_modules. {"goto": url} opens a page, {"run": code} evaluates an
// expression in it, {"until": code} waits for one to be true, {"dblclick": selector}, {"shot": file}.
import {createRequire} from 'node:module';
import path from 'node:path';
import readline from 'node:readline';
import {pathToFileURL} from 'node:url';

const [readers, executablePath] = process.argv.slice(2);
const require = createRequire(pathToFileURL(path.join(path.resolve(readers), 'package.json')));
const {chromium} = require('playwright-core');

const browser = await chromium.launch({executablePath, args: ['--no-sandbox']});
const context = await browser.newContext({viewport: {width: 1000, height: 700}});
const page = await context.newPage();
const errors = [];
page.on('pageerror', (error) => errors.push(String(error)));
page.on('console', (message) => { if (message.type() === 'error') errors.push(message.text()); });

const deeds = {
  goto: async (url) => (await page.goto(url, {waitUntil: 'domcontentloaded'}))?.status() ?? 0,
  run: (code) => page.evaluate(code),
  // Not the library's own waiting, which evaluates a text in the page: the pages forbid that.
  until: async (code) => {
    for (const end = Date.now() + 60_000; Date.now() < end; await page.waitForTimeout(20)) {
      const value = await page.evaluate(code).catch(() => null); // while another page is loaded
      if (value) return value;
    }
    throw new Error(`never true; the page says: ${await page.evaluate('document.body.innerText.slice(0, 300)')}`);
  },
  dblclick: (selector) => page.dblclick(selector),
  press: (key) => page.keyboard.press(key),
  shot: (file) => page.screenshot({path: file}).then(() => true),
  errors: async () => errors.splice(0),
};
for await (const line of readline.createInterface({input: process.stdin})) {
  const [[deed, given]] = Object.entries(JSON.parse(line));
  let answer;
  try {
    answer = {value: (await deeds[deed](given)) ?? null};
  } catch (error) {
    answer = {error: `${deed} ${given}: ${error.message}`};
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
await browser.close();
