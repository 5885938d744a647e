// @ts-check
/**
 * What a page can do beyond its forms: the keys by which claims are reviewed, and marks and cards that find each other. Every key does
 * what a button of the page does, and without this file the buttons do it alone. Nothing here makes markup: texts are set as text.
 */

const SIGNS = { proposed: '○', confirmed: '✓', edited: '✎', rejected: '✕' };
const WORDS = { proposed: 'machine-read', confirmed: 'confirmed', edited: 'edited', rejected: 'rejected' };
const KEYS_OFF = 'deeds-keys-off';

/** @type {HTMLElement[]} */
const cards = [...document.querySelectorAll('[data-card]')].filter(one => one instanceof HTMLElement);
const position = document.querySelector('[data-position]');
let current = -1;
let waitingElsewhere = Number(position?.getAttribute('data-waiting-all') ?? 0);

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
  tellPosition();
}

function tellPosition() {
  if (position === null) return;
  const waiting = cards.filter(isWaiting).length;
  const here = current < 0 ? '' : `${current + 1} of ${cards.length}`;
  const left = position.hasAttribute('data-waiting-all') ? waitingElsewhere : waiting;
  position.textContent = [here, left === 0 ? 'everything was looked at' : `${left} to review`]
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
  if (step === 1 && cards.every(card => !isWaiting(card))) find('next-page')?.focus();
}

/** Sends a decision by the interface that programs use, and shows what came of it. @param {HTMLElement} card @param {string} verdict */
async function decide(card, verdict) {
  const outcome = find('outcome', card);
  const { card: claim, document: of, last, state } = card.dataset;
  if (outcome === null || card.dataset['busy'] === 'yes') return;
  card.dataset['busy'] = 'yes';
  outcome.classList.remove('is-problem');
  outcome.textContent = '…';
  try {
    const answer = await fetch(`/api/v1/claims/${of}/${claim}/review`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'If-Match': `"${claim}-${last === '' ? 0 : last}"` },
      body: JSON.stringify({ verdict }),
    });
    const told = await answer.json();
    if (!answer.ok) {
      if (told.code === 'who_is_missing') return void (location.href = '/who');
      outcome.classList.add('is-problem');
      outcome.textContent = `${told.title} ${told.next}`;
      return;
    }
    show(card, told);
    outcome.textContent = verdict === 'undo' ? 'taken back' : '';
    waitingElsewhere += Number(told.review.state === 'proposed') - Number(state === 'proposed');
    tellPosition();
  } catch {
    outcome.classList.add('is-problem');
    outcome.textContent = 'Deeds does not answer. What was acknowledged is kept; start it again and go on.';
  } finally {
    delete card.dataset['busy'];
  }
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
  j: () => select(Math.min(current + 1, cards.length - 1)),
  k: () => select(Math.max(current - 1, 0)),
  n: () => selectWaiting(1),
  p: () => selectWaiting(-1),
  a: card => card && void decide(card, 'confirmed').then(() => selectWaiting(1)),
  x: card => card && void decide(card, 'rejected').then(() => selectWaiting(1)),
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
    words.value = (copy.textContent ?? '').trim();
  }
  form.open = true;
  words.focus();
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
  const act = isOff && event.key !== '?' ? undefined : keys[event.key];
  if (act === undefined || (cards.length === 0 && !'/?c'.includes(event.key))) return;
  event.preventDefault();
  if (current < 0 && 'axue'.includes(event.key)) return selectWaiting(1);
  act(cards[current]);
});

document.addEventListener('submit', event => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement)) return;
  if (form.matches('[data-add]')) {
    const told = find('adding', form);
    if (told !== null) told.textContent = 'Reading … this takes a moment.';
  }
  const card = form.matches('[data-decide]') ? form.closest('[data-card]') : null;
  const verdict = event.submitter?.getAttribute('value');
  if (!(card instanceof HTMLElement) || !verdict) return;
  event.preventDefault();
  select(cards.indexOf(card), { scroll: false, focus: false });
  void decide(card, verdict);
});

// What is being added: the page is loaded again whenever something came of it. What it says stays with the server.
const running = document.querySelector('[data-job-runs]');
if (running instanceof HTMLElement) {
  const events = new EventSource(`/api/v1/jobs/${encodeURIComponent(running.dataset['job'] ?? '')}/events`);
  let isFirst = true;
  events.addEventListener('job', () => {
    if (!isFirst) location.reload();
    isFirst = false;
  });
}

document.addEventListener('click', event => {
  const { target } = event;
  if (!(target instanceof Element)) return;
  if (target.closest('[data-keys-off]')) {
    const isOff = localStorage.getItem(KEYS_OFF) === 'yes';
    localStorage.setItem(KEYS_OFF, isOff ? 'no' : 'yes');
    tellKeys();
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

tellKeys();
const named = cards.findIndex(
  card => location.hash === `#${card.id}` || location.hash === `#at-${card.dataset['card']}`,
);
if (named >= 0) select(named, { focus: false });
