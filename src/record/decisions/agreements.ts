import { z } from 'zod';
import { decisionKind, fields } from './decision.ts';

/** An accord, joint statement, fact sheet or outcome list, with each side's own published text. */
export const instrumentRegistered = decisionKind({
  name: 'instrument_registered',
  about: 'An instrument was registered.',
  schema: z.strictObject({
    instrument: fields.id('ins'),
    title: fields.text,
    parties: z.array(fields.actor).max(1_000),
    adopted: fields.day.optional(),
    inForce: fields.day.optional(),
    texts: z.array(z.strictObject({ document: fields.document, by: fields.actor.optional() })).max(1_000),
    why: fields.why,
  }),
  subject: body => body.instrument,
  needs: body => ({ documents: body.texts.map(({ document }) => document) }),
  rests: body => body.texts.map(({ document }) => [body.instrument, document] as const),
});

/** What one provision of an instrument asks of whom; its elements are those of the scope test. */
export const provisionRegistered = decisionKind({
  name: 'provision_registered',
  about: 'A provision was registered.',
  schema: z.strictObject({
    provision: fields.id('prv'),
    instrument: fields.id('ins'),
    label: fields.text,
    kind: z.enum(['deliverable', 'standing_duty', 'prohibition', 'declaratory']),
    bound: z.array(fields.actor).min(1).max(1_000),
    words: z
      .strictObject({ document: fields.document, text: fields.hash, start: z.int().min(0), end: z.int().min(0) })
      .optional(),
    elements: z.strictObject({
      actor: fields.text.optional(),
      conduct: fields.text.optional(),
      object: fields.text.optional(),
      purpose: fields.text.optional(),
      territory: fields.text.optional(),
      from: fields.day.optional(),
      until: fields.day.optional(),
      carveOuts: z.array(fields.text).max(100),
    }),
    due: fields.day.optional(),
    why: fields.why,
  }),
  subject: body => body.provision,
  needs: ({ instrument, words }) => ({
    decided: [instrument],
    documents: words === undefined ? [] : [words.document],
    texts: words === undefined ? [] : [[words.document, words.text]],
  }),
  spansIn: ({ words }) => (words === undefined ? undefined : { text: words.text, spans: [words] }),
  rests: ({ provision, instrument, words }) =>
    [instrument, ...(words === undefined ? [] : [words.document])].map(base => [provision, base] as const),
});
