/** One claim: its page, and what people decide about it. */
import { factualities } from '../../core/claim.ts';
import { Problem } from '../../core/problem.ts';
import { findDocument } from '../../decisions/documents.ts';
import { historyOf } from '../../listings/log.ts';
import type { RecordedClaim } from '../../record/index.ts';
import { type Address, addressFrom } from '../address.ts';
import { addClaim, claimIn, editClaim, etagOf, reviewClaim } from '../api/claims.ts';
import { deciderOf } from '../api/decider.ts';
import { asking, fieldOf, formOf } from '../api/form.ts';
import { type Html, html } from '../html.ts';
import { claimAddress, claimCard, placeOf } from '../parts/claim-card.ts';
import { FIELD, fieldsOf, patchFrom } from '../parts/claim-fields.ts';
import type { Answer, Route, Visit } from '../visit.ts';

const PATH = '/documents/:document/claims/:claim';

export const claimRoutes: readonly Route[] = [
  { method: 'GET', path: PATH, formats: ['json'], answer: claimPage },
  formOf({
    path: `${PATH}/review`,
    fields: ['verdict', 'after', 'back', 'why'],
    operations: [reviewClaim],
    asks: visit => asking(reviewClaim, { verdict: verdictOf(visit), ...opinionOf(visit) }),
    next: (_, visit) => ({ goTo: backTo(fieldOf(visit, 'back'), visit) }),
  }),
  { method: 'GET', path: `${PATH}/edit`, needs: 'review', answer: editPage },
  formOf({
    path: `${PATH}/edit`,
    fields: ['words', 'at', 'factuality', 'set', 'after', 'back', 'why', `${FIELD}*`],
    operations: [editClaim],
    asks: async visit => asking(editClaim, { ...(await changeOf(visit)), ...opinionOf(visit) }),
    next: (_, visit) => ({ goTo: backTo(fieldOf(visit, 'back'), visit) }),
  }),
  formOf({
    path: '/documents/:document/claims',
    fields: ['kind', 'words', 'at', 'why'],
    operations: [addClaim],
    asks: visit =>
      asking(addClaim, {
        kind: fieldOf(visit, 'kind') ?? '',
        words: visit.sent.fields.get('words') ?? '',
        at: placeIn(visit),
        why: fieldOf(visit, 'why'),
      }),
    next: ({ document, id }) => ({ goTo: placeOf(String(document), String(id)) }),
  }),
];

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

/** Where somebody came from: the queue, the claim's own page, or where its words stand. */
function backTo(back: string | undefined, { params }: Pick<Visit, 'params'>): Address {
  return addressFrom(back ?? '') ?? placeOf(params['document']!, params['claim']!);
}

function verdictOf(visit: Visit): 'confirmed' | 'rejected' | 'undo' {
  const verdict = fieldOf(visit, 'verdict');
  if (verdict === 'confirmed' || verdict === 'rejected' || verdict === 'undo') return verdict;
  throw new Problem('unknown_field', 'A verdict is confirmed, rejected or undo.', 'Use the buttons of the claim.');
}

/** Why, and which decision about the claim the page showed last. */
function opinionOf(visit: Visit): { readonly why: string | undefined; readonly after: number } {
  const after = fieldOf(visit, 'after') ?? '0';
  if (/^\d{1,15}$/u.test(after)) return { why: fieldOf(visit, 'why'), after: Number(after) };
  throw new Problem('bad_number', '“after” is no number of an entry.', 'Open the claim again, and decide there.', 2);
}

/** Where the words of a form begin, if it says so. */
function placeIn(visit: Visit): number | undefined {
  const at = fieldOf(visit, 'at') ?? '';
  return /^\d{1,15}$/u.test(at) ? Number(at) : undefined;
}

const oneOf = (kind: string): string => `${/^[aeiou]/u.test(kind) ? 'an' : 'a'} ${kind}`;

async function editPage(visit: Visit): Promise<Answer> {
  const recorded = await claimIn(visit);
  const { document, claim, review } = recorded;
  const text = Buffer.from(await visit.record.blob(recorded.text)).toString('utf8');
  const back = backTo(visit.query.get('back'), visit);
  const body = html`<div class="narrow"><header class="page-head"><h1>Edit ${oneOf(claim.kind)}</h1><p class="about">What the machine read stays beside what you write.</p></header>
${spanOf(text, recorded)}
<form class="stack" method="post" action="${claimAddress(document, claim.id, 'edit')}">
<input type="hidden" name="after" value="${review.last === undefined ? '' : String(review.last)}">
<input type="hidden" name="back" value="${back.text}"><input type="hidden" name="at" value="${String(claim.words.start)}" data-span-at><label>Its exact words in the text <textarea name="words" rows="4" data-span-words>${claim.words.exact}</textarea></label>
<label>How it is put <select name="factuality">${factualities.map(one => html`<option${one === claim.factuality && html` selected`}>${one}</option>`)}</select></label>
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

/** What the form says otherwise than the claim as it stands. */
async function changeOf(visit: Visit): Promise<{ set: Record<string, unknown>; words?: string; at?: number }> {
  const { record, sent } = visit;
  const { claim } = await claimIn(visit);
  const words = fieldOf(visit, 'words');
  const factuality = sent.fields.get('factuality') ?? claim.factuality;
  const set = {
    ...(await patchFrom(record, claim, sent.fields, deciderOf(visit))),
    ...patchOf(fieldOf(visit, 'set') ?? ''),
    ...(factuality !== claim.factuality && { factuality }),
  };
  const asked = placeIn(visit);
  const at = asked === claim.words.start ? undefined : asked;
  const isMoved =
    words !== undefined &&
    (at !== undefined || words.replace(/\s+/gu, ' ') !== claim.words.exact.replace(/\s+/gu, ' ').trim());
  if (Object.keys(set).length === 0 && !isMoved) {
    throw new Problem(
      'nothing_to_edit',
      'Nothing was changed.',
      'Change its words or a field; or accept it as it is.',
      2,
    );
  }
  return { set, ...(isMoved && { words, ...(at !== undefined && { at }) }) };
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
