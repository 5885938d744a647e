/** Agreements by HTTP: registered from a text that the record has, or by hand; provisions added, confirmed and withdrawn. */
import { z } from 'zod';
import { findDocument } from '../../decisions/documents.ts';
import {
  addedProvision,
  addProvision,
  confirm,
  findInstrument,
  registerByHand,
  withdraw,
  writtenInstrument,
} from '../../decisions/instruments.ts';
import { provisionList } from '../../listings/instruments.ts';
import {
  type NamedParty,
  partyIn,
  type ReadAgreement,
  registerParallelText,
  registerText,
  textIn,
} from '../../official-text.ts';
import type { RecordedDocument } from '../../record/index.ts';
import { type Answer, LIST_FORMATS, type Visit } from '../visit.ts';
import { deciderOf } from './decider.ts';
import { apiRoute, type ApiRoute } from './route.ts';

const PATH = '/api/v1/instruments';
const id = z.string().min(1).max(300);
const said = z.string().trim().min(1).max(1_000);
const deciding = { why: z.string().trim().min(1).max(10_000).optional(), by: z.string().optional() };
const party = z
  .string()
  .trim()
  .min(1)
  .max(700)
  .meta({ description: 'an actor and a name, as state/norland=Norland, or a name that the record knows' });

const registered = z.object({
  instrument: z.object({ id: z.string(), title: z.string() }),
  provisions: z.array(z.object({ id: z.string(), label: z.string(), kind: z.string(), bound: z.array(z.string()) })),
  changed: z.int().meta({ description: 'entries that were recorded; none where all was there' }),
  shared: z.int().optional().meta({ description: 'provisions that stand in another text of it too' }),
  added: z.int().optional().meta({ description: 'provisions that stand only in this text' }),
  missing: z.int().optional().meta({ description: 'provisions that do not stand in this text' }),
});

export const registerAgreement = apiRoute({
  method: 'POST',
  path: PATH,
  about:
    'Registers a document of the record as the text of an agreement: its provisions are proposed from the words, marked as read and confirmed by nobody. With `to` it is another text of an agreement that the record has.',
  body: z.strictObject({
    document: id,
    title: said.optional(),
    name: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,90}$/u)
      .optional()
      .meta({ description: 'part of the ids; else made of the title' }),
    parties: z.array(party).max(300).optional().meta({ description: 'in place of those that the text names' }),
    adopted: z.iso.date().optional(),
    publishedBy: party.optional().meta({ description: 'the party that published this text' }),
    to: id.optional(),
    only: z.array(said).max(2_000).optional().meta({ description: 'labels of the provisions that are meant' }),
    ...deciding,
  }),
  answers: registered,
  status: 201,
  isOnce: true,
  needs: 'publish',
  async answer(visit, _query, { document: named, parties, publishedBy, to, why, by: given, ...rest }) {
    const by = deciderOf(visit, given);
    const { desk, record, permit, conditions } = visit;
    const document = await findDocument(record, named);
    const known = to === undefined ? await partiesIn(visit, parties) : (await findInstrument(record, to)).parties;
    const read = await readIn(visit, document, known);
    const publisher = publishedBy === undefined ? undefined : (await partyIn(record, publishedBy)).actor;
    const about = { ...rest, publishedBy: publisher };
    return await desk.jobs.once(by, conditions.key, ['agreement', named, known, about, to, why], () =>
      desk.write(permit, async (record): Promise<Answer> => {
        const decider = { by, why };
        const made =
          to === undefined
            ? await registerText(record, document, read, about, decider)
            : await registerParallelText(record, document, read, { ...about, to }, decider);
        return { json: made, status: 201 };
      }),
    );
  },
});

/** What is read in a document as an agreement; nothing is recorded. `parties`: in place of those that the text names. */
export async function readIn(
  { record, desk }: Pick<Visit, 'record' | 'desk'>,
  document: RecordedDocument,
  parties: readonly NamedParty[],
): Promise<ReadAgreement> {
  return await desk.agreements.read(await textIn(record, document), parties);
}

/** Throws `bad_party`. */
export async function partiesIn(
  { record }: Pick<Visit, 'record'>,
  given: readonly string[] = [],
): Promise<readonly NamedParty[]> {
  return await Promise.all(given.map(one => partyIn(record, one)));
}

const proposed = apiRoute({
  method: 'GET',
  path: '/api/v1/documents/:document/agreement',
  about: 'What would be registered, were the document the text of an agreement: nothing is recorded.',
  needs: 'publish',
  query: z.strictObject({
    parties: z.string().max(10_000).optional().meta({ description: 'between whom it is, with ; between them' }),
  }),
  answers: z.object({
    title: z.string(),
    form: z.string().optional(),
    adopted: z.string().optional(),
    parties: z.array(z.object({ actor: z.string().optional(), name: z.string() })),
    provisions: z.array(z.object({ label: z.string(), kind: z.string(), bound: z.array(z.int()) })),
  }),
  async answer(visit, { parties }) {
    const document = await findDocument(visit.record, visit.params['document']!);
    return { json: await readIn(visit, document, await partiesIn(visit, listed(parties))) };
  },
});

/** "Norland; Sudmark" → both. */
export const listed = (given = ''): string[] =>
  given
    .split(';')
    .map(one => one.trim())
    .filter(one => one !== '');

const byHand = apiRoute({
  method: 'POST',
  path: `${PATH}/by-hand`,
  about:
    'Registers an agreement and its provisions as they are written, as `deeds instrument by-hand` takes them from a file; what differs from before is edited.',
  body: z.strictObject({ agreement: writtenInstrument, ...deciding }),
  answers: registered,
  status: 201,
  isOnce: true,
  needs: 'publish',
  async answer(visit, _query, { agreement, why, by: given }) {
    const by = deciderOf(visit, given);
    return await once(visit, by, ['by hand', agreement, why], async record => ({
      json: await registerByHand(record, agreement, { by, why }),
      status: 201,
    }));
  },
});

const provisions = apiRoute({
  method: 'GET',
  path: `${PATH}/:instrument/provisions`,
  formats: LIST_FORMATS,
  about:
    'What each provision of an agreement asks of whom, with the words it stands in, as `deeds instrument show` has it.',
  answers: 'WholeList',
  async answer({ record, params, format }) {
    const listing = await provisionList(record, (await findInstrument(record, params['instrument'])).id);
    if (format !== 'html') return { listing };
    return { json: { schema: 'deeds-list/1', list: listing.name, items: listing.rows.map(({ value }) => value) } };
  },
});

export const addOneProvision = apiRoute({
  method: 'POST',
  path: `${PATH}/:instrument/provisions`,
  about:
    'Adds a provision by hand. Its words are those of a text of the agreement, letter for letter; its id is made of the label.',
  body: z.strictObject({ provision: addedProvision, ...deciding }),
  answers: z.object({ id: z.string(), label: z.string(), instrument: z.string() }),
  status: 201,
  isOnce: true,
  needs: 'publish',
  async answer(visit, _query, { provision, why, by: given }) {
    const by = deciderOf(visit, given);
    const instrument = visit.params['instrument']!;
    return await once(visit, by, ['provision', instrument, provision, why], async record => ({
      json: await addProvision(record, instrument, provision, { by, why }),
      status: 201,
    }));
  },
});

const confirmed = z.object({
  id: z.string(),
  confirmed: z.int().meta({ description: 'provisions that were not before' }),
});
const withdrawn = z.object({ id: z.string(), withdrawn: z.literal(true) });

export const confirmAgreement = confirming(
  `${PATH}/:instrument/confirm`,
  'instrument',
  'every provision of an agreement',
);
export const confirmProvision = confirming('/api/v1/provisions/:provision/confirm', 'provision', 'a provision');
export const withdrawAgreement = withdrawing(`${PATH}/:instrument/withdraw`, 'instrument', 'An agreement');
export const withdrawProvision = withdrawing('/api/v1/provisions/:provision/withdraw', 'provision', 'A provision');

function confirming(path: string, what: string, all: string) {
  return apiRoute({
    method: 'POST',
    path,
    about: `Says that what a program read is right: ${all} counts as confirmed from now on.`,
    body: z.strictObject(deciding),
    answers: confirmed,
    needs: 'publish',
    async answer(visit, _query, { why, by: given }) {
      const by = deciderOf(visit, given);
      const id = visit.params[what]!;
      const number = await visit.desk.write(visit.permit, record => confirm(record, id, { by, why }));
      return { json: { id, confirmed: number } };
    },
  });
}

function withdrawing(path: string, what: string, one: string) {
  return apiRoute({
    method: 'POST',
    path,
    about: `${one} is judged no more. It stays in the log, and can be registered again.`,
    body: z.strictObject(deciding),
    answers: withdrawn,
    needs: 'publish',
    async answer(visit, _query, { why, by: given }) {
      const by = deciderOf(visit, given);
      const id = visit.params[what]!;
      await visit.desk.write(visit.permit, record => withdraw(record, id, { by, why }));
      return { json: { id, withdrawn: true } };
    },
  });
}

/** Writes, once for each key. */
function once(
  { desk, permit, conditions }: Visit,
  by: string,
  sent: unknown,
  work: (record: Visit['record']) => Promise<Answer>,
): Promise<Answer> {
  return desk.jobs.once(by, conditions.key, sent, () => desk.write(permit, work));
}

export const instrumentApi: readonly ApiRoute[] = [
  proposed,
  registerAgreement,
  byHand,
  provisions,
  addOneProvision,
  confirmAgreement,
  confirmProvision,
  withdrawAgreement,
  withdrawProvision,
];
