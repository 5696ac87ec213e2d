// Follows the book: when the program says that something is new, fetches this page again and changes
// only what differs, so that the reader's place stays. Plain DOM; no library.
// A function holds it all, since Chromium runs no module in an XHTML document.
(() => {
'use strict';

const RENEWED = 'renewed'; // the class that marks a changed block for a moment

// ---- the page, renewed in place -----------------------------------------------------------------

/** Make `old` look like `fresh`, touching as little as can be. */
function renew(old, fresh) {
  if (old.isEqualNode(fresh)) return;
  if (old.nodeType !== fresh.nodeType || old.nodeName !== fresh.nodeName) {
    const put = document.importNode(fresh, true);
    old.replaceWith(put);
    return mark(put);
  }
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.data !== fresh.data) {
      old.data = fresh.data;
      mark(old);
    }
    return;
  }
  attributes(old, fresh);
  children(old, fresh);
}

function attributes(old, fresh) {
  for (const {name} of [...old.attributes]) {
    // What the reader has opened stays open.
    if (!fresh.hasAttribute(name) && !(name === 'open' && old.localName === 'details')) old.removeAttribute(name);
  }
  for (const {name, value} of fresh.attributes) {
    if (old.getAttribute(name) !== value) {
      old.setAttribute(name, value);
      if (name === 'src') mark(old);
    }
  }
}

/** The same text and structure, wherever in the author's file it stands. */
function same(a, b) {
  if (a.nodeType !== b.nodeType || a.nodeName !== b.nodeName) return false;
  if (a.nodeType !== Node.ELEMENT_NODE) return a.data === b.data;
  return a.id === b.id && a.textContent === b.textContent && a.childNodes.length === b.childNodes.length;
}

function children(old, fresh) {
  const now = [...old.childNodes];
  const wanted = [...fresh.childNodes];
  let head = 0;
  while (head < now.length && head < wanted.length && same(now[head], wanted[head])) {
    renew(now[head], wanted[head]);
    head++;
  }
  let tail = 0;
  while (tail < now.length - head && tail < wanted.length - head && same(now.at(-1 - tail), wanted.at(-1 - tail))) {
    renew(now.at(-1 - tail), wanted.at(-1 - tail));
    tail++;
  }
  const left = now.slice(head, now.length - tail);
  const next = wanted.slice(head, wanted.length - tail);
  // What is left in the middle: pair by pair where there are as many, else matched by what they are.
  const end = now[now.length - tail] ?? null;
  if (left.length === next.length) {
    left.forEach((node, index) => renew(node, next[index]));
    return;
  }
  for (const node of next) {
    const found = left.findIndex((item) => same(item, node) || (node.id && item.id === node.id));
    if (found >= 0) {
      for (const gone of left.splice(0, found)) gone.remove();
      renew(left.shift(), node);
    } else {
      const put = document.importNode(node, true);
      old.insertBefore(put, left[0] ?? end);
      mark(put);
    }
  }
  for (const gone of left) gone.remove();
}

/** Show for a moment where the page has changed. */
function mark(node) {
  const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
  const block = element?.closest('#page [data-at], #page figure, #page h2');
  if (!block) return;
  block.classList.remove(RENEWED);
  void block.offsetWidth; // so that the animation starts again
  block.classList.add(RENEWED);
  setTimeout(() => {
    block.classList.remove(RENEWED);
    if (!block.classList.length) block.removeAttribute('class');
  }, 1600);
}

/** Style sheets are changed when the new ones have loaded, so that nothing flickers. */
async function styles(fresh) {
  const links = (root) => [...root.querySelectorAll('head link[rel="stylesheet"]')];
  const old = links(document);
  const wanted = links(fresh).map((link) => link.getAttribute('href'));
  if (old.map((link) => link.getAttribute('href')).join() === wanted.join()) return;
  const put = wanted.map((href) => Object.assign(document.createElement('link'), {rel: 'stylesheet', href}));
  await Promise.all(put.map((link) => new Promise((resolve) => {
    link.onload = link.onerror = resolve;
    document.head.append(link);
  })));
  for (const link of old) link.remove();
}

/** The page as it is now. */
async function follow() {
  const answer = await fetch(location.pathname, {cache: 'no-store'}).catch(() => null);
  if (!answer) return; // the program has gone: `onerror` says so
  if (answer.status === 404) {
    location.replace('/'); // this page is no longer part of the book
    return;
  }
  const fresh = new DOMParser().parseFromString(await answer.text(), 'application/xhtml+xml');
  if (!answer.ok || fresh.querySelector('parsererror')) return;
  await styles(fresh);
  document.title = fresh.title;
  const kept = [...document.querySelectorAll('#page .' + RENEWED)];
  for (const block of kept) block.classList.remove(RENEWED);
  children(document.body, fresh.body);
  document.body.className = fresh.body.className;
  view();
}

// ---- the printed edition ------------------------------------------------------------------------

/** On the page of a printed edition, show its newest version. */
function view() {
  const file = document.body.dataset.file;
  if (!file) return;
  const edition = [...document.querySelectorAll('a.edition')].find((link) => link.dataset.file === file);
  edition?.setAttribute('aria-current', 'page');
  if (!edition?.dataset.digest) return;
  const source = `/${encodeURIComponent(file)}?${edition.dataset.digest}`;
  const frame = document.querySelector('#page iframe') ?? document.createElement('iframe');
  if (frame.getAttribute('src') !== source) frame.setAttribute('src', source);
  frame.title = file;
  if (!frame.isConnected) document.getElementById('page').replaceChildren(frame);
}

// ---- the stream of events: one a visible tab, since browsers allow few a site --------------------

let stream = null;
let busy = false;
let again = false;

async function changed() {
  again = true;
  if (busy) return;
  busy = true;
  try {
    while (again) {
      again = false;
      await follow();
    }
  } finally {
    busy = false;
  }
}

let seen = null;
function listen() {
  if (document.hidden) {
    stream?.close();
    stream = null;
    return;
  }
  if (stream) return;
  stream = new EventSource('/-/events');
  stream.onopen = () => tell('');
  stream.onmessage = (event) => {
    if (seen !== event.data) {
      seen = event.data;
      changed();
    }
  };
  stream.onerror = () => {
    seen = null; // what comes back may be another run of the program
    tell(document.getElementById('told').dataset.lost, true);
    if (stream?.readyState === EventSource.CLOSED) {
      stream = null;
      setTimeout(listen, 2000);
    }
  };
}

// ---- where a block stands in the author's files ---------------------------------------------------

let quiet = 0;
function tell(text, stays = false) {
  const told = document.getElementById('told');
  told.textContent = text;
  clearTimeout(quiet);
  if (!stays) quiet = setTimeout(() => { told.textContent = ''; }, 3000);
}

/** `file:line` of what is at an element, or nothing. */
function place(element) {
  const button = element.closest('[data-place]');
  if (button) return button.dataset.place;
  if (!element.closest('#page')) return '';
  const block = element.closest('[data-at]');
  const article = element.closest('article, section, header');
  // A heading has no place of its own: that of the file whose text follows it.
  const text = block?.dataset.at ?? article?.querySelector('[data-at]')?.dataset.at.replace(/:\d+$/, ':1') ?? '';
  const found = text.replace(/^(meaning|index) /, '');
  return /^glossary .*:1$|^.:1$/.test(found) ? '' : found;
}

async function copy(text) {
  if (!text) return;
  try {
    await navigator.clipboard.writeText(text);
    tell(`${text} · ${document.getElementById('told').dataset.copied}`);
  } catch {
    tell(text); // on another machine's page there is no clipboard
  }
}

document.addEventListener('dblclick', (event) => copy(place(event.target)));
document.addEventListener('click', (event) => {
  if (event.target.closest('[data-place]')) copy(place(event.target));
  if (event.target.closest('#menu')) document.documentElement.toggleAttribute('data-menu');
  else if (!event.target.closest('#contents')) document.documentElement.removeAttribute('data-menu');
});
document.addEventListener('keydown', (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.key === 'Escape') document.documentElement.removeAttribute('data-menu');
  if (event.target.closest('input, textarea, select, pre, iframe')) return;
  const way = {ArrowLeft: '#turn .before', ArrowRight: '#turn .after'}[event.key];
  if (way) document.querySelector(way)?.click();
});
document.addEventListener('visibilitychange', listen);
[...document.querySelectorAll('#contents .here:has(> ol) > a')].at(-1)?.scrollIntoView({block: 'nearest'});
view();
listen();
})();
