/** One claim: its page, and what people decide about it. */
import { addByHand, edit, findClaim, review, type Reviewer, undoReview } from '../../decisions/claims.ts';
import { findDocument } from '../../decisions/documents.ts';
import { Problem } from '../../core/problem.ts';
import { historyOf } from '../../listings/log.ts';
import type { RecordedClaim } from '../../record/index.ts';
import { nameIn } from '../../who-and-when.ts';
import { type Address, addressFrom } from '../address.ts';
import { type Html, html } from '../html.ts';
import { claimAddress, claimCard, placeOf } from '../parts/claim-card.ts';
import { FIELD, fieldsOf, patchFrom } from '../parts/claim-fields.ts';
import type { Answer, Route, Visit } from '../visit.ts';

const PATH = '/documents/:document/claims/:claim';

export const claimRoutes: readonly Route[] = [
  { method: 'GET', path: PATH, formats: ['json'], answer: claimPage },
  {
    method: 'POST',
    path: `${PATH}/review`,
    fields: ['verdict', 'after', 'back', 'why'],
    needs: 'review',
    answer: decide,
  },
  { method: 'GET', path: `${PATH}/edit`, needs: 'review', answer: editPage },
  {
    method: 'POST',
    path: `${PATH}/edit`,
    fields: ['words', 'at', 'factuality', 'set', 'after', 'back', 'why', `${FIELD}*`],
    needs: 'review',
    answer: keepEdit,
  },
  {
    method: 'POST',
    path: '/documents/:document/claims',
    fields: ['kind', 'words', 'at', 'why'],
    needs: 'review',
    answer: add,
  },
];

/** The claim that an address names. */
export function claimIn({ record, params }: Visit): Promise<RecordedClaim> {
  return findClaim(record, `${params['document']}/${params['claim']}`);
}

/** Who decides. Without a name nothing is decided: the log keeps who it was. */
export function deciderOf({ who, person }: Visit): string {
  if (person !== undefined && who !== person.name) {
    throw new Problem(
      'not_you',
      'Where people have accounts, everybody decides in their own name.',
      'Leave the name out.',
      2,
    );
  }
  const name = who === undefined ? undefined : nameIn(who);
  if (name !== undefined) return name;
  throw new Problem(
    'who_is_missing',
    'Nobody said yet who decides here, and every decision is kept with a name.',
    'Say who you are on the page “Say who you are”, and decide then.',
  );
}

async function claimPage(visit: Visit): Promise<Answer> {
  const recorded = await claimIn(visit);
  const { document, claim } = recorded;
  if (visit.format === 'json') return { json: recorded, etag: etagOf(recorded) };
  const source = await findDocument(visit.record, document);
  const history = await historyOf(visit.record, `${document}/${claim.id}`);
  const kind = claim.kind[0]!.toUpperCase() + claim.kind.slice(1);
  const body = html`<div class="narrow"><header class="page-head"><h1>${kind}</h1></header>${await cardInSentence(visit, recorded, { document: source, isOpen: true, back: claimAddress(document, claim.id) })}
<section><h2>History</h2>${
    history.rows.length === 0
      ? html`<p class="quiet">Nobody decided about it yet.</p>`
      : html`<ol class="log">${history.rows.map(row => html`<li value="${row.number ?? 0}">${row.shown.headline}</li>`)}</ol>`
  }</section></div>`;
  return { page: { title: kind, body, formats: ['json'], reviews: visit.mayWrite } };
}

/** Changes with every decision about the claim. */
export function etagOf({ review, claim }: RecordedClaim): string {
  return `"${claim.id}-${review.last ?? 0}"`;
}

async function cardInSentence(
  visit: Visit,
  recorded: RecordedClaim,
  options: Omit<Parameters<typeof claimCard>[1], 'mayWrite'>,
): Promise<Html> {
  const text = Buffer.from(await visit.record.blob(recorded.text)).toString('utf8');
  return claimCard(recorded, { ...options, words: around(text, recorded), mayWrite: visit.mayWrite });
}

/** Units of text shown before and behind a claim's words. */
const AROUND = 220;

/** Units of text before and behind, within which the ends of the words can be moved. */
const REACH = 600;

/** The words within what stands around them. */
export function around(text: string, { claim }: RecordedClaim): Html {
  const { start, end } = claim.words;
  const from = Math.max(0, start - AROUND);
  const before = text.slice(from, start).replace(/^[\s\S]*\n\s*\n/u, '');
  const after = text.slice(end, end + AROUND).replace(/\n\s*\n[\s\S]*$/u, '');
  const cutBefore = before.length === start - from && from > 0;
  return html`<blockquote class="sentence" dir="auto">${cutBefore && '… '}${cutBefore ? before.replace(/^\S*\s/u, '') : before}<mark class="k-${claim.kind}">${text.slice(start, end)}</mark>${after.length === AROUND ? after.replace(/\s\S*$/u, '') : after}${after.length === AROUND && ' …'}</blockquote>`;
}

async function decide(visit: Visit): Promise<Answer> {
  const { desk, sent } = visit;
  const by = deciderOf(visit);
  const recorded = await claimIn(visit);
  const reviewer = reviewerOf(visit, by);
  const verdict = sent.fields.get('verdict');
  await desk.write(visit.permit, async record => {
    if (verdict === 'confirmed' || verdict === 'rejected') await review(record, recorded, verdict, reviewer);
    else if (verdict === 'undo') await undoReview(record, recorded, reviewer);
    else
      throw new Problem('unknown_field', 'A verdict is confirmed, rejected or undo.', 'Use the buttons of the claim.');
  });
  return { goTo: backTo(sent.fields.get('back'), recorded) };
}

/** Where somebody came from: the queue, the claim's own page, or where its words stand. */
function backTo(back: string | undefined, { document, claim }: RecordedClaim): Address {
  return addressFrom(back ?? '') ?? placeOf(document, claim.id);
}

function reviewerOf({ sent }: Visit, by: string): Reviewer {
  const after = sent.fields.get('after') ?? '';
  const why = sent.fields.get('why')?.trim() ?? '';
  if (after !== '' && !/^\d{1,15}$/u.test(after)) {
    throw new Problem('bad_number', '“after” is no number of an entry.', 'Open the claim again, and decide there.', 2);
  }
  return {
    by,
    why: why === '' ? undefined : why,
    after: after === '' ? undefined : Number(after),
    independent: false,
  };
}

const oneOf = (kind: string): string => `${/^[aeiou]/u.test(kind) ? 'an' : 'a'} ${kind}`;

const FACTUALITIES = ['asserted', 'alleged', 'planned', 'promised', 'denied', 'negated', 'conditional'];

async function editPage(visit: Visit): Promise<Answer> {
  const recorded = await claimIn(visit);
  const { document, claim, review } = recorded;
  const text = Buffer.from(await visit.record.blob(recorded.text)).toString('utf8');
  const back = backTo(visit.query.get('back'), recorded);
  const body = html`<div class="narrow"><header class="page-head"><h1>Edit ${oneOf(claim.kind)}</h1><p class="about">What the machine read stays beside what you write.</p></header>
${spanOf(text, recorded)}
<form class="stack" method="post" action="${claimAddress(document, claim.id, 'edit')}">
<input type="hidden" name="after" value="${review.last === undefined ? '' : String(review.last)}">
<input type="hidden" name="back" value="${back.text}"><input type="hidden" name="at" value="${String(claim.words.start)}" data-span-at><label>Its exact words in the text <textarea name="words" rows="4" data-span-words>${claim.words.exact}</textarea></label>
<label>How it is put <select name="factuality">${FACTUALITIES.map(one => html`<option${one === claim.factuality && html` selected`}>${one}</option>`)}</select></label>
${await fieldsOf(visit.record, claim)}
<details><summary>The claim as a whole</summary><label>Change as JSON merge patch, for example {"body": {"round": 2}} <textarea name="set" rows="4" class="code" placeholder="{}"></textarea></label>
<pre class="code">${JSON.stringify(claim, null, 2)}</pre></details>
<label>Why <input name="why"></label>
<p><button class="primary">Keep the edited claim</button> <a href="${back}">leave it as it is</a></p></form></div>`;
  return { page: { title: `Edit ${oneOf(claim.kind)}`, body } };
}

/** The words with enough around them for their ends to be moved; the script of the page puts a handle at each. */
function spanOf(text: string, { claim }: RecordedClaim): Html {
  const { start, end } = claim.words;
  const from = Math.max(0, start - REACH);
  return html`<blockquote class="sentence span" dir="auto" data-span="${String(from)}" data-span-start="${String(start)}" data-span-end="${String(end)}">${text.slice(from, start)}<mark class="k-${claim.kind}">${text.slice(start, end)}</mark>${text.slice(end, end + REACH)}</blockquote><p class="quiet span-help" hidden data-span-help>Drag the handles at both ends, or move them word by word with the arrow keys.</p>`;
}

async function keepEdit(visit: Visit): Promise<Answer> {
  const { sent, desk } = visit;
  const by = deciderOf(visit);
  const recorded = await claimIn(visit);
  const { claim } = recorded;
  const words = sent.fields.get('words')?.trim() ?? '';
  const factuality = sent.fields.get('factuality') ?? claim.factuality;
  const set = {
    ...(await patchFrom(visit.record, claim, sent.fields, by)),
    ...patchOf(sent.fields.get('set')?.trim() ?? ''),
    ...(factuality !== claim.factuality && { factuality }),
  };
  const asked = sent.fields.get('at') ?? '';
  const at = /^\d{1,15}$/u.test(asked) && Number(asked) !== claim.words.start ? Number(asked) : undefined;
  const isMoved =
    words !== '' &&
    (at !== undefined || words.replace(/\s+/gu, ' ') !== claim.words.exact.replace(/\s+/gu, ' ').trim());
  if (Object.keys(set).length === 0 && !isMoved) {
    throw new Problem(
      'nothing_to_edit',
      'Nothing was changed.',
      'Change its words or a field; or accept it as it is.',
      2,
    );
  }
  if (!FACTUALITIES.includes(factuality)) {
    throw new Problem('unknown_field', 'A claim cannot be put so.', `It is ${FACTUALITIES.join(', ')}.`);
  }
  const change = { set, words: isMoved ? words : undefined, at: isMoved ? at : undefined };
  await desk.write(visit.permit, record => edit(record, recorded, change, reviewerOf(visit, by)));
  return { goTo: backTo(sent.fields.get('back'), recorded) };
}

function patchOf(set: string): object {
  if (set === '') return {};
  try {
    const patch: unknown = JSON.parse(set);
    if (typeof patch === 'object' && patch !== null && !Array.isArray(patch)) return patch;
  } catch {
    // Falls through to the same sentence.
  }
  throw new Problem(
    'bad_json',
    'The change holds no JSON object.',
    'Write one, for example {"body": {"round": 2}}.',
    2,
  );
}

async function add(visit: Visit): Promise<Answer> {
  const { sent, desk, params } = visit;
  const by = deciderOf(visit);
  const document = params['document']!;
  const at = sent.fields.get('at') ?? '';
  const why = sent.fields.get('why')?.trim() ?? '';
  const id = await desk.write(visit.permit, record =>
    addByHand(
      record,
      {
        document,
        kind: sent.fields.get('kind') ?? '',
        words: sent.fields.get('words') ?? '',
        set: undefined,
        at: /^\d{1,15}$/u.test(at) ? Number(at) : undefined,
      },
      { by, why: why === '' ? undefined : why },
    ),
  );
  return { goTo: placeOf(document, id) };
}
