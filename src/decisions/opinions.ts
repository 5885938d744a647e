import { type Agreement, agreement } from '../judgement/agreement.ts';
import type { DeedsRecord } from '../record/index.ts';

/**
 * How far the reviewers of a record agree. A decision that came too late was made without having seen the one before it, and so is as good
 * an opinion as any; one that its maker took back is none.
 */
export async function agreementOf(record: DeedsRecord): Promise<Agreement> {
  const decisions = await record.decisions({ kind: ['claim_reviewed', 'claim_review_refused'] });
  return agreement(
    decisions.map(({ kind, subject, by, body, imported }) => ({
      subject,
      by: imported?.by ?? by,
      verdict: String(body['verdict']),
      unseen: body['independent'] === true || kind === 'claim_review_refused' || imported !== undefined,
    })),
  );
}
