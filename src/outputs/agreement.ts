/** How far reviewers agree, for people. */
interface Shown {
  readonly alpha: number | string;
  readonly interval: { readonly low: number; readonly high: number } | string;
  readonly because: string | undefined;
  readonly claims: number;
  readonly reviewers: readonly string[];
  readonly opinions: number;
  readonly later: { readonly opinions: number; readonly unseen: number };
}

export function agreementText({ alpha, interval, because, claims, reviewers, opinions, later }: Shown): string {
  const rows: [string, string][] = [
    ['alpha', `${typeof alpha === 'string' ? alpha : alpha.toFixed(3)}${because === undefined ? '' : ` (${because})`}`],
    [
      '95 % interval',
      typeof interval === 'string' ? interval : `${interval.low.toFixed(3)} to ${interval.high.toFixed(3)}`,
    ],
    ['claims', `${claims} that at least two people reviewed`],
    ['reviewers', `${reviewers.length}${reviewers.length === 0 ? '' : `: ${reviewers.join(', ')}`}`],
    ['verdicts', String(opinions)],
    ['independent', `${later.unseen} of the ${later.opinions} verdicts that came after another person’s`],
  ];
  return rows.map(([label, value]) => `${label.padEnd(16)}${value}\n`).join('');
}
