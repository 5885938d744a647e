/** A document is the text of an agreement: what would be registered is shown first, provision by provision, and somebody says so. */
import { count } from '../../listings/count.ts';
import { oneLine } from '../../listings/one-line.ts';
import type { Instrument } from '../../core/instrument.ts';
import { findDocument } from '../../decisions/documents.ts';
import type { ReadAgreement } from '../../official-text.ts';
import { type DeedsRecord, instruments, type RecordedDocument } from '../../record/index.ts';
import { type Address, to } from '../address.ts';
import { asking, fieldOf, formOf } from '../api/form.ts';
import { listed, partiesIn, readIn, registerAgreement } from '../api/instruments.ts';
import { type Html, html } from '../html.ts';
import { dayAsked, onlyAsked } from '../parts/asked.ts';
import { heading, nothing } from '../parts/listed.ts';
import { wordsAddress } from '../parts/evidence.ts';
import { mayHere, type Page, type Route, type Visit } from '../visit.ts';
import { agreementAddress } from './agreement.ts';

export const registeringAddress = (document: string): Address => to('documents', document, 'agreement');

const PATH = '/documents/:document/agreement';

export const registeringRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: PATH,
    async answer(visit) {
      onlyAsked(visit.query, ['parties', 'to']);
      const document = await findDocument(visit.record, visit.params['document']!);
      return { page: await proposalPage(visit, document) };
    },
  },
  formOf({
    path: PATH,
    fields: ['parties', 'title', 'adopted', 'publishedBy', 'to', 'only.*', 'why'],
    operations: [registerAgreement],
    asks(visit) {
      const { fields } = visit.sent;
      const parties = listed(fields.get('parties'));
      const target = fieldOf(visit, 'to');
      const adopted = fieldOf(visit, 'adopted');
      return asking(registerAgreement, {
        document: visit.params['document']!,
        ...(parties.length > 0 && target === undefined && { parties }),
        title: fieldOf(visit, 'title'),
        adopted: adopted === undefined ? undefined : dayAsked(new Map([['adopted', adopted]]), 'adopted'),
        publishedBy: fieldOf(visit, 'publishedBy'),
        to: target,
        only: [...fields].flatMap(([name, label]) => (name.startsWith(ONLY) ? [label] : [])),
        why: fieldOf(visit, 'why'),
      });
    },
    next: ({ instrument }) => ({ goTo: agreementAddress((instrument as Instrument).id) }),
  }),
];

/** Fields of provisions that are meant. */
const ONLY = 'only.';

async function proposalPage(visit: Visit, document: RecordedDocument): Promise<Page> {
  const title = 'Register as an agreement';
  const back = html`<a href="${to('documents', document.id)}"><bdi>${document.about.title ?? document.facts.name}</bdi></a>`;
  if (!mayHere(visit, 'publish')) {
    const why =
      visit.asOf === undefined
        ? nothing(
            'Agreements are registered by editors.',
            html`Ask an editor or an owner of this record. Back to ${back}.`,
          )
        : nothing('The past is only looked at.', html`Go back to now, and register it there.`);
    return { title, body: html`<div class="narrow">${heading(title, '')}${why}</div>` };
  }
  const known = await standing(visit.record);
  const target = known.find(({ id }) => id === visit.query.get('to'));
  const asked = listed(visit.query.get('parties'));
  const of = known.filter(({ texts }) => texts.some(text => text.document === document.id));
  // Those of the agreement that it is a text of are more than what is read in it alone.
  const given = asked.length > 0 ? await partiesIn(visit, asked) : ((target ?? of[0])?.parties ?? []);
  const read = await readIn(visit, document, given);
  const parties = asked.length > 0 ? asked : await partyNames(visit.record, read);
  const body = html`<div class="narrow">${heading(title, html`What is read in ${back} as the text of an agreement. Nothing is in the record yet: look at it, leave out what is no provision, and register it. Each provision is then marked as read by a program until somebody confirms it.`)}
${of.map(({ id, title }) => html`<p class="notice">It is a text of <a href="${agreementAddress(id)}"><bdi>${title}</bdi></a> already. Registered again, it is read anew.</p>`)}
${known.length > 0 && otherTextForm(document, known, target)}
${target === undefined && partiesForm(document, parties)}${read.parties.some(({ actor }) => actor !== undefined) && html`<p class="sub as-read">Read as between ${read.parties.map(({ actor, name }, index) => html`${index > 0 && ' and '}<bdi>${name}</bdi> <span class="code">${actor ?? 'nobody that Deeds knows: it binds nobody'}</span>`)}.</p>`}
${read.parties.every(({ actor }) => actor === undefined) ? nobody() : registerForm(document, read, { parties, target })}</div>`;
  return { title, body };
}

const nobody = (): Html =>
  nothing(
    'Between whom it is, its words do not say so that Deeds understands.',
    'Name the parties above, with a semicolon between them, and have it read again.',
  );

/** The agreements that stand. */
async function standing(record: DeedsRecord): Promise<readonly Instrument[]> {
  return (await instruments(record)).map(({ value }) => value);
}

/** Each party as people write it: by its name alone, where the record knows whom that means. */
async function partyNames(record: DeedsRecord, { parties }: ReadAgreement): Promise<readonly string[]> {
  return await Promise.all(
    parties.map(async ({ actor, name }) => {
      if (actor === undefined) return name;
      const [found] = await partiesIn({ record }, [name]).catch(() => []);
      return found?.actor === actor ? name : `${actor}=${name}`;
    }),
  );
}

function partiesForm(document: RecordedDocument, parties: readonly string[]): Html {
  return html`<form class="stack asked" method="get" action="${registeringAddress(document.id)}"><label>Between whom it is <span class="quiet">names with a semicolon between them, as Norland; Sudmark; who is meant can be said, as state/sudmark=Sudmark</span><input name="parties" value="${parties.join('; ')}"></label><p><button>Read it again with these parties</button></p></form>`;
}

function otherTextForm(document: RecordedDocument, known: readonly Instrument[], target: Instrument | undefined): Html {
  return html`<form class="filters wide-words" method="get" action="${registeringAddress(document.id)}"><label>It is <select name="to"><option value="">the text of an agreement that is not here yet</option>${known.map(({ id, title }) => html`<option value="${id}"${target?.id === id && html` selected`}>another text of: ${title}</option>`)}</select></label><button>Read it so</button></form>`;
}

function registerForm(
  { id, about }: RecordedDocument,
  read: ReadAgreement,
  { parties, target }: { readonly parties: readonly string[]; readonly target: Instrument | undefined },
): Html {
  const { provisions } = read;
  const publishers = read.parties.flatMap(({ actor, name }) => (actor === undefined ? [] : [{ actor, name }]));
  return html`<form class="stack" method="post" action="${registeringAddress(id)}">
${
  target === undefined
    ? html`<input type="hidden" name="parties" value="${parties.join('; ')}"><label>Title <input name="title" required value="${read.title}"></label>
<fieldset class="side"><legend class="visually-hidden">When, and whose text</legend><label>Adopted on <input type="date" name="adopted" value="${read.adopted ?? ''}"></label>${publishedBy(publishers)}</fieldset>`
    : html`<input type="hidden" name="to" value="${target.id}">${publishedBy(target.parties)}`
}
<fieldset class="read-provisions"><legend>${count(provisions.length, 'provision')}</legend>${
    provisions.length === 0
      ? html`<p class="quiet">No undertaking is read in these words. It can be registered all the same, and its provisions added by hand.</p>`
      : provisions.map((provision, index) => readProvision(provision, index, read, id))
  }</fieldset>
<label>Why <span class="quiet">kept with the entries</span><input name="why"></label>
<p class="send"><button class="primary">${target === undefined ? 'Register the agreement' : 'Register as another text of it'}</button> ${about.published === undefined && html`<span class="quiet">The text has no day of publication, so days in it may stay open.</span>`}</p></form>`;
}

const publishedBy = (parties: readonly { readonly actor: string; readonly name: string }[]): Html =>
  html`<label>Published by <select name="publishedBy"><option value="">the parties together, or not known</option>${parties.map(({ actor, name }) => html`<option value="${`${actor}=${name}`}">${name}</option>`)}</select></label>`;

function readProvision(
  { label, kind, bound, reason, words, due, exceptions, conditions, stipulations }: ReadAgreement['provisions'][number],
  index: number,
  { parties }: ReadAgreement,
  document: string,
): Html {
  const who = bound.map(number => parties[number]?.name ?? '').join(', ');
  const quoted = (some: typeof conditions): string => some.map(({ exact }) => `“${oneLine(exact)}”`).join('; ');
  return html`<div class="read-provision"><label class="check"><input type="checkbox" name="${ONLY}${index}" value="${label}" checked> <b><bdi>${label}</bdi></b> <span class="tag">${kind.replaceAll('_', ' ')}</span> <span class="sub">binds ${who}</span></label>
<blockquote class="sentence" dir="auto"><a href="${wordsAddress(document, words)}">${oneLine(words.exact)}</a></blockquote>
<p class="sub">${reason}${due !== undefined && `; due ${due.reading}`}${stipulations.length > 0 && `; in ${count(stipulations.length, 'part')}`}${exceptions.length > 0 && `; except ${quoted(exceptions.map(one => one.words))}`}${conditions.length > 0 && `; on condition ${quoted(conditions)}`}</p></div>`;
}
