import { z } from 'zod';
import { decisionKind, fields } from './decision.ts';

const instrument = fields.id('ins');
const provision = fields.id('prv');

/** An accord, joint statement, fact sheet or outcome list, with each side's own published text. Registered again, it is edited. */
export const instrumentRegistered = decisionKind({
  name: 'instrument_registered',
  about: 'An instrument was registered.',
  schema: z.strictObject({
    instrument,
    title: fields.text,
    form: fields.text.optional(),
    parties: z.array(fields.actor).max(1_000),
    /** What reports call the parties. */
    called: z
      .array(z.strictObject({ actor: fields.actor, name: fields.text, aliases: z.array(fields.text).max(1_000) }))
      .max(1_000)
      .optional(),
    adopted: fields.day.optional(),
    inForce: fields.day.optional(),
    until: fields.day.optional(),
    /** What reports call the instrument. */
    aliases: z.array(fields.text).max(1_000).optional(),
    texts: z.array(z.strictObject({ document: fields.document, by: fields.actor.optional() })).max(1_000),
    why: fields.why,
  }),
  subject: body => body.instrument,
  needs: body => ({ documents: body.texts.map(({ document }) => document) }),
  rests: body => body.texts.map(({ document }) => [body.instrument, document] as const),
});

/** What one provision of an instrument asks of whom; its elements are those of the scope test. Registered again, it is edited. */
export const provisionRegistered = decisionKind({
  name: 'provision_registered',
  about: 'A provision was registered.',
  schema: z
    .strictObject({
      provision,
      instrument,
      label: fields.text,
      kind: z.enum(['deliverable', 'standing_duty', 'prohibition', 'declaratory']),
      bound: z.array(fields.actor).min(1).max(1_000),
      words: z
        .strictObject({ document: fields.document, text: fields.hash, start: z.int().min(0), end: z.int().min(0) })
        .optional(),
      /** In records made before `wording`. */
      elements: z
        .strictObject({
          actor: fields.text.optional(),
          conduct: fields.text.optional(),
          object: fields.text.optional(),
          purpose: fields.text.optional(),
          territory: fields.text.optional(),
          from: fields.day.optional(),
          until: fields.day.optional(),
          carveOuts: z.array(fields.text).max(100),
        })
        .optional(),
      due: fields.day.optional(),
      /** The whole provision with the words of its texts, as canonical JSON (`core/instrument.ts`). */
      wording: fields.hash.optional(),
      /** The documents whose words stand in it: the erasure of any of them takes it away. */
      holds: z.array(fields.document).max(1_000).optional(),
      why: fields.why,
    })
    .refine(
      ({ elements, wording }) => elements !== undefined || wording !== undefined,
      'a provision has elements or a wording',
    ),
  subject: body => body.provision,
  documents: body => body.holds ?? [],
  needs: ({ instrument, words, holds = [] }) => ({
    decided: [instrument],
    documents: words === undefined ? holds : [words.document, ...holds],
    texts: words === undefined ? [] : [[words.document, words.text]],
  }),
  content: 'wording',
  spansIn: ({ words }) => (words === undefined ? undefined : { text: words.text, spans: [words] }),
  rests: ({ provision, instrument, words, holds = [] }) =>
    [...new Set([instrument, ...(words === undefined ? [] : [words.document]), ...holds])].map(
      base => [provision, base] as const,
    ),
});

/** An instrument is no longer judged: it was registered by mistake, or is another one. Registered again, it stands again. */
export const instrumentWithdrawn = decisionKind({
  name: 'instrument_withdrawn',
  about: 'An instrument was withdrawn.',
  schema: z.strictObject({ instrument, why: fields.why }),
  subject: body => body.instrument,
  needs: body => ({ decided: [body.instrument] }),
});

export const provisionWithdrawn = decisionKind({
  name: 'provision_withdrawn',
  about: 'A provision was withdrawn.',
  schema: z.strictObject({ provision, why: fields.why }),
  subject: body => body.provision,
  needs: body => ({ decided: [body.provision] }),
});
