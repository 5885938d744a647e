// @ts-check
/**
 * What a page can do beyond its forms: the keys by which claims are reviewed, and marks and cards that find each other. Every key does
 * what a button of the page does, and without this file the buttons do it alone. Nothing here makes markup: texts are set as text.
 */

const SIGNS = { proposed: '○', confirmed: '✓', edited: '✎', rejected: '✕' };
const WORDS = { proposed: 'machine-read', confirmed: 'confirmed', edited: 'edited', rejected: 'rejected' };
const KEYS_OFF = 'deeds-keys-off';
/** What somebody pressed last on the page of the queue, and the keys that they chose. */
const [LAST_AT, KEYS_OWN] = ['deeds-last-at', 'deeds-keys'];
/** The part of the queue that somebody was at, as its address has it. */
const LAST_PART = 'deeds-last-part';

/** @type {HTMLElement[]} */
const cards = [...document.querySelectorAll('[data-card]')].filter(one => one instanceof HTMLElement);
const position = document.querySelector('[data-position]');
let current = -1;
const isQueue = position?.hasAttribute('data-waiting-all') === true;
/** All that waited when the page was made, and how many of them are before it. */
const [waitingAtFirst, passed] = ['data-waiting-all', 'data-passed'].map(name =>
  Number(position?.getAttribute(name) ?? 0),
);
let waitingElsewhere = waitingAtFirst;

/** @param {string} name @param {ParentNode} [within] @returns {HTMLElement | null} */
const find = (name, within = document) => within.querySelector(`[data-${name}]`);
/** @param {HTMLElement} card */
const isWaiting = card => card.dataset['state'] === 'proposed';

/** @param {number} index @param {{ scroll?: boolean, focus?: boolean }} [how] */
function select(index, { scroll = true, focus = true } = {}) {
  if (index < 0 || index >= cards.length) return;
  for (const one of document.querySelectorAll('.is-current')) one.classList.remove('is-current');
  current = index;
  const card = cards[index];
  card.classList.add('is-current');
  if (focus) card.focus({ preventScroll: true });
  const id = card.dataset['card'] ?? '';
  for (const mark of document.querySelectorAll(`[data-mark="${id}"], [data-number="${id}"]`))
    mark.classList.add('is-current');
  if (scroll) {
    card.scrollIntoView({ block: 'nearest' });
    document.querySelector(`[data-number="${id}"]`)?.scrollIntoView({ block: 'nearest' });
  }
  if (isQueue) localStorage.setItem(LAST_AT, id);
  tellPosition();
}

/** @param {number} number */
const figure = number => number.toLocaleString('en');

function tellPosition() {
  if (position === null) return;
  const waiting = cards.filter(isWaiting).length;
  const here =
    current < 0 ? '' : `${figure(passed + current + 1)} of ${figure(isQueue ? waitingAtFirst : cards.length)}`;
  const left = isQueue ? waitingElsewhere : waiting;
  position.textContent = [here, left === 0 ? 'everything was looked at' : `${figure(left)} to review`]
    .filter(Boolean)
    .join(' · ');
  const head = find('waiting');
  if (head !== null) head.textContent = String(waiting);
}

/** The next card, or the one before, that nobody looked at. @param {1 | -1} step */
function selectWaiting(step) {
  for (let index = current + step; index >= 0 && index < cards.length; index += step) {
    if (isWaiting(cards[index])) return select(index);
  }
  turn(step);
}

/** Goes on to the next part of the queue, or back to the one before. @param {1 | -1} step */
function turn(step) {
  const link = find(step === 1 ? 'next-page' : 'page-before');
  if (!(link instanceof HTMLAnchorElement)) return;
  const address = new URL(link.href);
  address.hash = step === 1 ? '#first' : '#last';
  location.assign(address);
}

/** What shows that a request comes from this page, where people have accounts. @param {ParentNode} within @returns {Record<string, string>} */
function formToken(within) {
  const field = within.querySelector('input[name="form-token"]');
  return field instanceof HTMLInputElement ? { 'Form-Token': field.value } : {};
}

/** Sends a decision by the interface that programs use, and shows what came of it. Was it kept? @param {HTMLElement} card @param {string} verdict @returns {Promise<boolean>} */
async function decide(card, verdict) {
  const outcome = find('outcome', card);
  const { card: claim, document: of, last } = card.dataset;
  if (outcome === null || card.dataset['busy'] === 'yes') return false;
  card.dataset['busy'] = 'yes';
  outcome.classList.remove('is-problem');
  outcome.textContent = '…';
  try {
    const answer = await fetch(`/api/v1/claims/${of}/${claim}/review`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'If-Match': `"${claim}-${last === '' ? 0 : last}"`,
        ...formToken(card),
      },
      body: JSON.stringify({ verdict }),
    });
    const told = await answer.json();
    if (!answer.ok) {
      if (told.code === 'who_is_missing') location.href = '/who';
      // What somebody else decided meanwhile is shown, so that whoever decides again knows what they decide about.
      if (told.code === 'changed_meanwhile') showNow(card, await (await fetch(`/api/v1/claims/${of}/${claim}`)).json());
      outcome.classList.add('is-problem');
      outcome.textContent = `${told.title} ${told.next}`;
      if (told.code === 'login_needed') outcome.append(' ', wayToSignIn());
      return false;
    }
    showNow(card, told);
    outcome.textContent = verdict === 'undo' ? 'taken back' : '';
    return true;
  } catch {
    outcome.classList.add('is-problem');
    outcome.textContent =
      'Deeds does not answer, and this was not kept. What was acknowledged before is; start it again and go on here.';
    return false;
  } finally {
    delete card.dataset['busy'];
  }
}

/** From a page that was open for long: one comes back to it. */
function wayToSignIn() {
  const link = document.createElement('a');
  link.href = `/login?next=${encodeURIComponent(location.pathname + location.search)}`;
  link.textContent = 'Sign in';
  return link;
}

/** Shows a claim as it stands now, and counts what waits. @param {HTMLElement} card @param {{ review: { state: keyof typeof SIGNS, last?: number }, reviewed: string }} told */
function showNow(card, told) {
  waitingElsewhere += Number(told.review.state === 'proposed') - Number(isWaiting(card));
  show(card, told);
  tellPosition();
}

/** Goes on to what waits next, once it is kept; else what is wrong stays before one's eyes. @param {HTMLElement} card @param {string} verdict */
async function decideAndGoOn(card, verdict) {
  if (await decide(card, verdict)) selectWaiting(1);
}

/** @param {HTMLElement} card @param {{ review: { state: keyof typeof SIGNS, last?: number }, reviewed: string }} told */
function show(card, { review, reviewed }) {
  const { state, last } = review;
  card.dataset['state'] = state;
  card.dataset['last'] = last === undefined ? '' : String(last);
  const id = card.dataset['card'] ?? '';
  for (const one of [
    card,
    find('badge', card),
    ...document.querySelectorAll(`[data-mark="${id}"], [data-number="${id}"]`),
  ]) {
    one?.classList.remove('s-proposed', 's-confirmed', 's-edited', 's-rejected');
    one?.classList.add(`s-${state}`);
  }
  const badge = find('badge', card);
  if (badge !== null) {
    const sign = document.createElement('span');
    sign.setAttribute('aria-hidden', 'true');
    sign.textContent = SIGNS[state];
    badge.replaceChildren(sign, ` ${WORDS[state]}`);
  }
  const text = find('reviewed', card);
  if (text !== null) text.textContent = reviewed;
  const after = card.querySelector('input[name="after"]');
  if (after instanceof HTMLInputElement) after.value = last === undefined ? '' : String(last);
  find('undo', card)?.toggleAttribute('hidden', last === undefined || state === 'proposed');
}

/** What each key does with the card that is chosen. @type {Record<string, (card: HTMLElement | undefined) => void>} */
const keys = {
  j: () => (current + 1 < cards.length ? select(current + 1) : turn(1)),
  k: () => (current > 0 ? select(current - 1) : turn(-1)),
  n: () => selectWaiting(1),
  p: () => selectWaiting(-1),
  a: card => card && void decideAndGoOn(card, 'confirmed'),
  x: card => card && void decideAndGoOn(card, 'rejected'),
  u: card => card && void decide(card, 'undo'),
  e: card => card && find('edit', card)?.click(),
  c: () => claimFromSelection(),
  '/': () => find('search')?.focus(),
  '?': () => showKeys(),
};

/** The words that are selected in the text, with the offset at which they begin, go into the form for a claim by hand. */
function claimFromSelection() {
  const form = find('by-hand');
  const words = form?.querySelector('textarea');
  if (!(form instanceof HTMLDetailsElement) || !words) return;
  const selection = getSelection();
  const text = find('text');
  if (selection !== null && !selection.isCollapsed && text?.contains(selection.anchorNode)) {
    const copy = selection.getRangeAt(0).cloneContents();
    for (const number of copy.querySelectorAll('.num')) number.remove();
    const said = copy.textContent ?? '';
    words.value = said.trim();
    const at = form.querySelector('[data-selected-at]');
    const start = offsetOf(selection.getRangeAt(0));
    if (at instanceof HTMLInputElement)
      at.value = start === undefined ? '' : String(start + said.length - said.trimStart().length);
  }
  form.open = true;
  words.focus();
}

/** Where a range begins in the text of the document; undefined where that is not told. @param {Range} range @returns {number | undefined} */
function offsetOf(range) {
  const { startContainer, startOffset } = range;
  const element = startContainer instanceof Element ? startContainer : startContainer.parentElement;
  const paragraph = element?.closest('[data-start]');
  if (!(paragraph instanceof HTMLElement)) return undefined;
  const before = document.createRange();
  before.setStart(paragraph, 0);
  before.setEnd(startContainer, startOffset);
  const copy = before.cloneContents();
  for (const number of copy.querySelectorAll('.num')) number.remove();
  return Number(paragraph.dataset['start']) + (copy.textContent ?? '').length;
}

/** Keys as somebody chose them: what each does is named by the key that it has of itself. @returns {Record<string, string>} */
function ownKeys() {
  try {
    const own = JSON.parse(localStorage.getItem(KEYS_OWN) ?? '{}');
    return typeof own === 'object' && own !== null ? own : {};
  } catch {
    return {};
  }
}

/** Shows on buttons and in the list which key does what. */
function tellOwnKeys() {
  const own = ownKeys();
  for (const kbd of document.querySelectorAll('kbd[data-kbd]')) {
    const name = kbd.getAttribute('data-kbd') ?? '';
    kbd.textContent = own[name] ?? name;
  }
  for (const field of document.querySelectorAll('input[data-key]')) {
    const name = field.getAttribute('data-key') ?? '';
    if (field instanceof HTMLInputElement) field.value = own[name] ?? name;
  }
}

/** A key does one thing: who takes another's gets it, and gives its own. @param {string} name @param {string} key */
function chooseKey(name, key) {
  const own = ownKeys();
  const now = own[name] ?? name;
  const other = Object.keys(keys).find(one => (own[one] ?? one) === key);
  if (key.length !== 1 || key === ' ') return tellOwnKeys();
  if (other !== undefined) own[other] = now;
  own[name] = key;
  localStorage.setItem(KEYS_OWN, JSON.stringify(own));
  tellOwnKeys();
}

function showKeys() {
  const dialog = document.getElementById('keys');
  if (dialog instanceof HTMLDialogElement) dialog.showModal();
}

const takesText = (/** @type {EventTarget | null} */ target) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/u.test(target.tagName));

document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
  if (takesText(event.target)) {
    if (event.key === 'Escape') /** @type {HTMLElement} */ (event.target).blur();
    return;
  }
  const isOff = localStorage.getItem(KEYS_OFF) === 'yes';
  const own = ownKeys();
  const name = Object.keys(keys).find(one => (own[one] ?? one) === event.key) ?? '';
  const act = isOff && name !== '?' ? undefined : keys[name];
  if (act === undefined || (cards.length === 0 && !'/?c'.includes(name))) return;
  event.preventDefault();
  if (current < 0 && 'axue'.includes(name)) return selectWaiting(1);
  act(cards[current]);
});

document.addEventListener('submit', event => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement)) return;
  const card = form.matches('[data-decide]') ? form.closest('[data-card]') : null;
  const verdict = event.submitter?.getAttribute('value');
  if (!(card instanceof HTMLElement) || !verdict) return;
  event.preventDefault();
  select(cards.indexOf(card), { scroll: false, focus: false });
  void decide(card, verdict);
});

// What is being added: how far it is shows at once; what came of each stands on the page, which is loaded again when there is more of it.
const running = document.querySelector('[data-job-runs]');
if (running instanceof HTMLElement) {
  const events = new EventSource(`/api/v1/jobs/${encodeURIComponent(running.dataset['job'] ?? '')}/events`);
  let again = 0;
  // The first event tells how it stands: it may have gone on, or be over, since the page was made.
  events.addEventListener('job', ({ lastEventId, data }) => {
    if (lastEventId === running.dataset['jobRuns']) return;
    const { done, state } = JSON.parse(data);
    const progress = find('job-done', running);
    if (progress instanceof HTMLProgressElement) progress.value = done;
    clearTimeout(again);
    again = setTimeout(() => location.reload(), state === 'running' || state === 'waiting' ? 1_500 : 0);
  });
}

// What only one page needs, only that page loads.
if (find('add') !== null) void import('./adding.js');

document.addEventListener('click', event => {
  const { target } = event;
  if (!(target instanceof Element)) return;
  if (target.closest('[data-keys-off]')) {
    const isOff = localStorage.getItem(KEYS_OFF) === 'yes';
    localStorage.setItem(KEYS_OFF, isOff ? 'no' : 'yes');
    tellKeys();
    return;
  }
  if (target.closest('[data-review-anew]')) return localStorage.removeItem(LAST_PART);
  if (target.closest('[data-keys-reset]')) {
    localStorage.removeItem(KEYS_OWN);
    tellOwnKeys();
    return;
  }
  if (target.closest('a, button, summary, input, textarea, select')) return;
  const mark = target.closest('[data-number], [data-mark]');
  const id =
    mark?.getAttribute('data-number') ??
    mark?.getAttribute('data-mark') ??
    target.closest('[data-card]')?.getAttribute('data-card');
  if (!id || !getSelection()?.isCollapsed) return;
  const index = cards.findIndex(card => card.dataset['card'] === id);
  if (index >= 0) select(index, { focus: false });
});

function tellKeys() {
  const button = find('keys-off');
  if (button !== null) button.textContent = localStorage.getItem(KEYS_OFF) === 'yes' ? 'Turn keys on' : 'Turn keys off';
}

/** The slider goes to the moment that it rests at. */
let resting = 0;

document.addEventListener('input', event => {
  const { target } = event;
  if (target instanceof HTMLInputElement && target.type === 'range') {
    const { form, value } = target;
    const told = form?.querySelector('output');
    if (told) told.textContent = value;
    clearTimeout(resting);
    resting = setTimeout(() => form?.requestSubmit(), 700);
    return;
  }
  // Words that somebody writes stand wherever they stand.
  if (target instanceof HTMLTextAreaElement && target.matches('[data-selected], [data-span-words]')) {
    const at = target.form?.querySelector('input[name="at"]');
    if (at instanceof HTMLInputElement) at.value = '';
  }
  if (!(target instanceof HTMLInputElement)) return;
  const name = target.dataset['key'];
  if (name !== undefined && target.value !== '') chooseKey(name, target.value.slice(-1));
});

/** Handles at both ends of the words that are edited: the textarea and the offset follow them. */
function handleSpan() {
  const quote = find('span');
  const mark = quote?.querySelector('mark');
  const words = find('span-words');
  const at = find('span-at');
  if (!quote || !mark || !(words instanceof HTMLTextAreaElement) || !(at instanceof HTMLInputElement)) return;
  const text = quote.textContent ?? '';
  const base = Number(quote.dataset['span']);
  const [before, after] = [document.createTextNode(''), document.createTextNode('')];
  const ends = [Number(quote.dataset['spanStart']) - base, Number(quote.dataset['spanEnd']) - base];
  /** Where words begin, and where they end. */
  const places = [
    [...text.matchAll(/(?<![\p{L}\p{N}])[\p{L}\p{N}]/gu)].map(({ index }) => index),
    [...text.matchAll(/[\p{L}\p{N}](?![\p{L}\p{N}])/gu)].map(({ index }) => index + 1),
  ];
  const handles = ['Where the words begin', 'Where the words end'].map((label, end) => {
    const handle = document.createElement('span');
    handle.className = 'handle';
    handle.tabIndex = 0;
    handle.setAttribute('role', 'slider');
    handle.setAttribute('aria-label', label);
    handle.setAttribute('aria-valuemin', String(base));
    handle.setAttribute('aria-valuemax', String(base + text.length));
    handle.addEventListener('keydown', event => {
      const step = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
      if (step === undefined) return;
      event.preventDefault();
      const next = step < 0 ? places[end].findLast(one => one < ends[end]) : places[end].find(one => one > ends[end]);
      if (next !== undefined) move(end, next);
    });
    handle.addEventListener('pointerdown', event => {
      event.preventDefault();
      handle.focus();
      handle.setPointerCapture(event.pointerId);
    });
    handle.addEventListener('pointermove', event => {
      if (!handle.hasPointerCapture(event.pointerId)) return;
      const place = placeAt(event.clientX, event.clientY);
      if (place === undefined) return;
      const near = places[end].toSorted((a, b) => Math.abs(a - place) - Math.abs(b - place))[0];
      if (near !== undefined && near !== ends[end]) move(end, near);
    });
    return handle;
  });

  /** The place in the text below a point. @param {number} x @param {number} y @returns {number | undefined} */
  function placeAt(x, y) {
    const caret = document.caretPositionFromPoint?.(x, y);
    if (!caret || !quote?.contains(caret.offsetNode)) return undefined;
    const range = document.createRange();
    range.setStart(quote, 0);
    range.setEnd(caret.offsetNode, caret.offset);
    return range.toString().length;
  }

  /** @param {number} end @param {number} place */
  function move(end, place) {
    if (end === 0 ? place >= ends[1] : place <= ends[0]) return;
    ends[end] = place;
    show();
    if (words instanceof HTMLTextAreaElement) words.value = text.slice(ends[0], ends[1]);
    if (at instanceof HTMLInputElement) at.value = String(base + ends[0]);
  }

  function show() {
    before.data = text.slice(0, ends[0]);
    if (mark) mark.textContent = text.slice(ends[0], ends[1]);
    after.data = text.slice(ends[1]);
    for (const [end, handle] of handles.entries()) {
      handle.setAttribute('aria-valuenow', String(base + ends[end]));
      handle.setAttribute(
        'aria-valuetext',
        end === 0 ? text.slice(ends[0], ends[0] + 40) : text.slice(Math.max(0, ends[1] - 40), ends[1]),
      );
    }
  }

  quote.replaceChildren(before, handles[0], mark, handles[1], after);
  show();
  find('span-help')?.removeAttribute('hidden');
}

handleSpan();
tellOwnKeys();
tellKeys();
const [here, before] = [location.search, isQueue ? (localStorage.getItem(LAST_PART) ?? '') : ''];
// Whoever comes back to the queue goes on where they stopped; what they asked for is in the form, and the way to all of it beside.
if (isQueue && here === '' && before !== '' && !location.hash) location.replace(`/review${before}`);
else {
  if (isQueue) localStorage.setItem(LAST_PART, here);
  const named = cards.findIndex(
    card => location.hash === `#${card.id}` || location.hash === `#at-${card.dataset['card']}`,
  );
  const last = cards.findIndex(card => card.dataset['card'] === localStorage.getItem(LAST_AT));
  if (named >= 0) select(named, { focus: false });
  else if (isQueue && location.hash === '#first') select(0);
  else if (isQueue && location.hash === '#last') select(cards.length - 1);
  // If it still waits.
  else if (isQueue && last > 0) select(last, { focus: false });
}
