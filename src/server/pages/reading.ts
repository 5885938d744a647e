/** The reading view: the article as text, claims marked in place, their cards beside it, and what was left out folded with its reason. */
import type { LeftOut } from '../../core/document.ts';
import { contains, type Span } from '../../core/span.ts';
import { allStates } from '../../decisions/claims.ts';
import { findDocument } from '../../decisions/documents.ts';
import { Problem } from '../../core/problem.ts';
import { kinds } from '../../kinds/index.ts';
import { count } from '../../listings/count.ts';
import { titleOf } from '../../listings/documents.ts';
import {
  type DeedsRecord,
  instruments,
  type RecordedClaim,
  type RecordedDocument,
  type RecordedLink,
} from '../../record/index.ts';
import { Outside, to } from '../address.ts';
import { type Html, html } from '../html.ts';
import { claimCard, placeOf, STATES } from '../parts/claim-card.ts';
import { correctedBy, correctionNotice, correctionsOf } from '../parts/corrected.ts';
import { type Block, blocksOf, type Mark, markedText } from '../parts/marked.ts';
import { correctDocument } from '../api/decisions.ts';
import { asking, documentField, fieldOf, formOf } from '../api/form.ts';
import { captureName } from '../captures.ts';
import { dayAsked } from '../parts/asked.ts';
import { mayHere, notFound, type Page, type Route, type Visit } from '../visit.ts';
import { agreementAddress } from './agreement.ts';
import { claimRoutes } from './claims.ts';
import { registeringAddress } from './registering.ts';

export const readingRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/documents/:id',
    formats: ['json'],
    async answer(visit) {
      const { record, params } = visit;
      const document = await findDocument(record, params['id']!);
      const [text, reading] = [(await record.text(document.id)) ?? '', await record.reading(document.id)];
      const claims = await claimsOf(record, document.id);
      if (visit.format === 'json') return { json: { ...document, text, leftOut: reading?.leftOut ?? [], claims } };
      const pointed = pointedAt(visit.query.get('words'), text);
      return { page: await view(visit, document, text, claims, reading?.leftOut ?? document.about.leftOut, pointed) };
    },
  },
  {
    method: 'GET',
    path: '/documents/:id/capture',
    timeless: true,
    async answer({ record, params, captures, capturesAt }) {
      const { id } = await findDocument(record, params['id']!);
      if (capturesAt === undefined) {
        throw new Problem(
          'captures_off',
          'Original captures are given out at an address of their own, and this server has none.',
          'Start it with --captures and another name by which it is reached; the text that was read from it stands here.',
        );
      }
      return { capture: { at: capturesAt, ticket: captures.ticketFor(id) } };
    },
  },
  {
    method: 'GET',
    path: '/captures/:ticket',
    needs: 'nothing',
    async answer({ desk, params, captures }) {
      const id = captures.documentOf(params['ticket']!);
      if (id === undefined) throw notFound('such capture, or no longer: its address is good for a minute');
      const { bytesHash, facts } = await findDocument(desk.record, id);
      return { original: { name: captureName(id, facts.mediaType), body: await desk.record.blob(bytesHash) } };
    },
  },
  formOf({
    path: '/documents/:document/corrections',
    fields: ['sort', 'words', 'notice', 'published', 'why'],
    operations: [correctDocument],
    asks(visit) {
      const published = fieldOf(visit, 'published');
      return asking(correctDocument, {
        retract: fieldOf(visit, 'sort') === 'retraction',
        words: visit.sent.fields.get('words')?.trim() || undefined,
        notice: documentField(visit, 'notice'),
        published: published === undefined ? undefined : dayAsked(new Map([['published', published]]), 'published'),
        why: fieldOf(visit, 'why'),
      });
    },
    next: (_, { params }) => ({ goTo: to('documents', params['document']!) }),
  }),
  ...claimRoutes,
];

/** All claims of a document that there are, also rejected ones, in the order of the text. */
export async function claimsOf(record: DeedsRecord, document: string): Promise<RecordedClaim[]> {
  const claims = await record.claims({ document, states: allStates, includeCopies: true });
  return claims
    .filter(({ current, review }) => current || review.state !== 'proposed')
    .toSorted((a, b) => a.claim.words.start - b.claim.words.start || b.claim.words.end - a.claim.words.end);
}

async function view(
  visit: Visit,
  document: RecordedDocument,
  text: string,
  claims: readonly RecordedClaim[],
  leftOut: readonly LeftOut[],
  pointed: Span | undefined,
): Promise<Page> {
  const { record, mayWrite } = visit;
  const { about, facts } = document;
  const here = claims.filter(({ text }) => text === document.textHash);
  const marks = here.map(
    ({ claim, review }, index): Mark => ({
      start: claim.words.start,
      end: claim.words.end,
      number: index + 1,
      id: claim.id,
      kind: claim.kind,
      state: review.state,
      label: `${claim.kind}, ${STATES[review.state][1]}`,
    }),
  );
  const links = await record.links(document.id);
  const others = new Map<string, RecordedDocument>();
  for (const id of new Set(links.flatMap(link => [link.document, link.other])))
    if (id !== document.id) {
      const other = await record.document(id);
      if (other !== undefined) others.set(id, other);
    }
  const lineage = lineageOf(document, links, others, leftOut);
  const original = originalOf(document, links, others);
  const corrections = await correctionsOf(record, document.id);
  const ofOriginal = original === undefined ? [] : await correctionsOf(record, original.id);
  const affected = corrections.length + ofOriginal.length === 0 ? [] : await record.affected();
  const title = about.title ?? facts.name;
  const waiting = claims.filter(({ review }) => review.state === 'proposed').length;
  const url = Outside.at(about.url);
  const body = html`<header class="page-head article-head"><h1><bdi>${title}</bdi></h1>
<p class="byline"><bdi>${about.source ?? 'Source unknown'}</bdi> · ${about.published === undefined ? html`<span class="open">date open</span>` : html`<time datetime="${about.published.day}">${about.published.day}</time>`}${about.byline !== undefined && html` · <bdi>${about.byline}</bdi>`}${url !== undefined && html` · <a href="${url}" rel="noopener noreferrer nofollow">where it was published</a>`}${visit.capturesAt !== undefined && html`<span class="no-print"> · <a href="${to('documents', document.id, 'capture')}" title="As it came, byte by byte; it may hold anything, so open it with care">the original capture</a> (${document.byteLength < 1_000 ? `${document.byteLength} bytes` : `${Math.round(document.byteLength / 1_000)} kB`})</span>`}</p>
<p class="byline quiet">${count(claims.length, 'claim')}, <span data-waiting>${waiting}</span> not reviewed${mayWrite && waiting > 0 && html`<span class="no-print"> (<a href="${to('review').with({ document: document.id })}">review</a>)</span>`} · ${document.strength === 'degraded' && html`<span class="weak">degraded text: read with less certainty</span> · `}<span class="code">${document.id}</span></p>
${agreementsOf(visit, document.id, await instruments(record))}
${corrections.map(one => correctionNotice(one))}${original !== undefined && ofOriginal.map(one => correctionNotice(one, original))}
${about.missing.map(({ sentence }) => html`<p class="notice"><b>Captured in part.</b> ${sentence}</p>`)}
${lineage.notice}</header>
${legend(claims)}
<div class="reading">
<article class="text" aria-label="The text" lang="${about.language?.tag ?? 'en'}" dir="auto" data-text="${document.id}">${blocksOf(text, leftOut).map(block => blockOf(block, text, marks, lineage.own, pointed))}</article>
<aside class="cards" aria-label="Claims">
<p class="position" data-position>${count(claims.length, 'claim')}</p>
${claims.map(recorded => claimCard(recorded, { ...(here.includes(recorded) && { number: here.indexOf(recorded) + 1 }), corrected: correctedBy(affected, recorded), mayWrite, back: placeOf(document.id, recorded.claim.id) }))}
${claims.length === 0 && html`<p class="quiet">No claims were read from this text.</p>`}
${mayWrite && byHand(document.id)}${mayHere(visit, 'publish') && correctionForm(document.id)}
</aside></div>`;
  return { title, body, formats: ['json'] as const, reviews: mayWrite };
}

/** The agreements that it is a text of; else, for who may, the way to register it as one. */
function agreementsOf(visit: Visit, document: string, all: Awaited<ReturnType<typeof instruments>>): Html | false {
  const of = all.filter(({ value: { texts } }) => texts.some(text => text.document === document));
  if (of.length > 0)
    return html`<p class="byline">The text of ${of.map(({ value: { id, title } }, index) => html`${index > 0 && ', '}<a href="${agreementAddress(id)}"><bdi>${title}</bdi></a>`)}</p>`;
  return (
    mayHere(visit, 'publish') &&
    html`<p class="byline no-print"><a href="${registeringAddress(document)}">This is the text of an agreement …</a></p>`
  );
}

/** The words that a link leads to ("116-327", UTF-16 units); undefined where it names none that the text has. */
function pointedAt(asked: string | undefined, text: string): Span | undefined {
  const [, from, until] = /^(\d{1,9})-(\d{1,9})$/u.exec(asked ?? '') ?? [];
  const [start, end] = [Number(from), Number(until)];
  return from !== undefined && start < end && end <= text.length ? { start, end } : undefined;
}

function blockOf(
  block: Block,
  text: string,
  marks: readonly Mark[],
  own: readonly Span[],
  pointed: Span | undefined,
): Html {
  if ('read' in block) {
    const words = text.slice(block.read.start, block.read.end);
    return html`<p dir="auto" data-start="${String(block.read.start)}"${/\n/u.test(words) && html` class="lines"`}>${markedText(text, block.read, marks, own, pointed)}</p>`;
  }
  const steps = [...new Set(block.parts.map(({ step }) => step))].join(', ');
  const isPointed = block.parts.some(
    ({ start, end }) => pointed !== undefined && start < pointed.end && pointed.start < end,
  );
  return html`<details class="left-out"${isPointed && html` open`}><summary>Left out: ${steps} <span class="quiet">${count(block.words, 'word')}</span></summary>
${block.parts
  .filter(({ start, end }) => text.slice(start, end).trim() !== '')
  .map(
    part =>
      html`<p class="reason">${part.reason}</p><p class="lines" dir="auto">${isPointed ? markedText(text, part, [], [], pointed) : text.slice(part.start, part.end).trim()}</p>`,
  )}</details>`;
}

function legend(claims: readonly RecordedClaim[]): Html {
  const present = kinds.filter(({ name }) => claims.some(({ claim }) => claim.kind === name));
  return html`<p class="legend" aria-hidden="true">${present.map(({ name }) => html`<span class="k-${name}"><i></i>${name}</span> `)}<span class="line s-proposed">machine-read</span> <span class="line s-confirmed">confirmed</span> <span class="line s-edited">edited</span></p>`;
}

interface Lineage {
  readonly notice: Html | undefined;
  /** Words of this document that the earliest of its origin has not. */
  readonly own: readonly Span[];
}

/** The earliest of its origin, of which it is a copy. */
function originalOf(
  { id, copy, origin }: RecordedDocument,
  links: readonly RecordedLink[],
  others: ReadonlyMap<string, RecordedDocument>,
): RecordedDocument | undefined {
  if (!copy) return undefined;
  return links
    .filter(link => link.copy)
    .map(link => others.get(link.document === id ? link.other : link.document))
    .find(other => other?.origin === origin && !other.copy);
}

/** What it shares with others: with the earliest of its origin word by word, with others in a sentence. */
function lineageOf(
  document: RecordedDocument,
  links: readonly RecordedLink[],
  others: ReadonlyMap<string, RecordedDocument>,
  leftOut: readonly Span[],
): Lineage {
  if (links.length === 0) return { notice: undefined, own: [] };
  const otherOf = (link: RecordedLink): string => (link.document === document.id ? link.other : link.document);
  const ofOrigin = links.filter(link => link.copy && others.get(otherOf(link))?.origin === document.origin);
  const earliest = ofOrigin.find(link => others.get(otherOf(link))?.copy === false);
  const unshared =
    document.copy && earliest?.document === document.id && earliest.text === document.textHash ? earliest.unshared : [];
  const own = unshared.filter(one => !leftOut.some(part => contains(part, one)));
  const ownText =
    unshared.length > 0 &&
    (own.length === 0
      ? html` Outside of what is left out it has no words of its own.`
      : html` Words that are <span class="own">its own</span> are set off in the text; all else stands in the earliest.`);
  const line = (link: RecordedLink): Html => {
    const other = others.get(otherOf(link));
    return html`<li><a href="${to('documents', otherOf(link))}"><bdi>${titleOf(other) || otherOf(link)}</bdi></a> <span class="quiet">${link.reason}</span></li>`;
  };
  const what = document.copy
    ? html`<b>A copy.</b> It counts with its origin, and not again.${ownText}`
    : ofOrigin.length > 0
      ? html`<b>The earliest of its origin.</b> ${count(ofOrigin.length, 'other document')} ${ofOrigin.length === 1 ? 'copies' : 'copy'} it.`
      : html`<b>Shares words</b> with ${count(links.length, 'other document')} of other origins.`;
  return {
    own,
    notice: html`<details class="notice lineage"><summary>${what}</summary><ul>${links.map(line)}</ul><p><a href="${to('origins').with({ document: document.id })}">Its origin, and what it shares words with</a></p></details>`,
  };
}

function byHand(document: string): Html {
  return html`<details class="by-hand" data-by-hand><summary><kbd data-kbd="c" aria-hidden="true">c</kbd> Add a claim by hand</summary>
<form method="post" action="${to('documents', document, 'claims')}"><label>Kind <select name="kind">${kinds.map(({ name }) => html`<option>${name}</option>`)}</select></label>
<label>Its exact words in the text <textarea name="words" rows="3" required data-selected></textarea></label><input type="hidden" name="at" data-selected-at>
<label>Why <input name="why"></label><button>Add the claim</button></form></details>`;
}

/** Its source took it back, or said what was wrong in it: that reaches every claim and finding that rests on it. */
function correctionForm(document: string): Html {
  return html`<details class="by-hand"><summary>Its source took it back, or corrected it</summary>
<form method="post" action="${to('documents', document, 'corrections')}"><label>What it did <select name="sort"><option value="correction">corrected it</option><option value="retraction">took it back</option></select></label>
<label>Only these words of it <span class="quiet">else all of it is meant</span> <textarea name="words" rows="2"></textarea></label>
<label>The document that says so <input name="notice" placeholder="address or id"></label><label>On <input type="date" name="published"></label>
<label>Why <input name="why"></label><button>Record it</button></form></details>`;
}
