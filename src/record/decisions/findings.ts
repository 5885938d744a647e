import { z } from 'zod';
import { decisionKind, fields } from './decision.ts';

const finding = fields.id('fnd');
const about = { finding, proposal: fields.hash, why: fields.why };

/** How a party stands to a provision in a window of time, as a rubric gives it: proposed by the machine, or by a person. */
export const findingProposed = decisionKind({
  name: 'finding_proposed',
  about: 'A finding was proposed.',
  schema: z.strictObject({
    finding,
    provision: fields.id('prv'),
    party: fields.actor,
    window: z.strictObject({ from: fields.day.optional(), until: fields.day.optional() }),
    /** Version of the rules that gave it. */
    rubric: fields.text,
    level: fields.text,
    because: fields.text.optional(),
    confidence: fields.text.optional(),
    coverage: fields.text.optional(),
    bearings: z.array(fields.id('brg')).max(10_000),
    /** The whole finding with the rules that it met and those that it lacks, as canonical JSON (`core/finding.ts`). */
    wording: fields.hash.optional(),
    why: fields.why,
  }),
  content: 'wording',
  subject: body => body.finding,
  needs: body => ({ decided: [body.provision, ...(body.wording === undefined ? body.bearings : [])] }),
  rests: ({ finding, provision, bearings }) =>
    [...new Set([provision, ...bearings])].map(base => [finding, base] as const),
});

export const findingReviewed = decisionKind({
  name: 'finding_reviewed',
  about: 'A person looked at a proposed finding.',
  schema: z.strictObject({ ...about, verdict: z.enum(['approved', 'returned']) }),
  subject: body => body.finding,
  needs: body => ({ decisions: [body.proposal] }),
});

export const findingPublished = decisionKind({
  name: 'finding_published',
  about: 'A finding was published.',
  schema: z.strictObject(about),
  subject: body => body.finding,
  needs: body => ({ decisions: [body.proposal] }),
  // What was published was seen; another finding takes its place.
  undo: undefined,
});

export const findingSuperseded = decisionKind({
  name: 'finding_superseded',
  about: 'A finding no longer stands.',
  schema: z.strictObject(about),
  subject: body => body.finding,
  needs: body => ({ decisions: [body.proposal] }),
});
