/** Kinds of entries that are asked for together, or together change nothing of something. */

/** What people decide about evidence. */
export const OF_EVIDENCE = ['bearing_set', 'bearing_rejected', 'bearing_settled'];

/** The way of a finding. */
export const OF_FINDINGS = ['finding_proposed', 'finding_reviewed', 'finding_published', 'finding_superseded'];
