import type { AddOutcome } from '../app.ts';
import type { Problem } from '../core/problem.ts';
import type { DecidedPair } from '../decisions/groups.ts';

type Added = Extract<AddOutcome, { outcome: 'added' }>;

/** What came of one document; after Ctrl-C or a failure of the record the rest is not tried. */
export type Outcome =
  | Exclude<AddOutcome, Added>
  /** With what people decided about documents that count as one origin with it: it may bear on that. */
  | (Added & { readonly decided: readonly DecidedPair[] })
  | { readonly name: string; readonly outcome: 'stopped'; readonly problem: Problem }
  | { readonly name: string; readonly outcome: 'not tried' };

const ROWS = ['added', 'added in part', 'already there', 'failed', 'not tried'] as const;
type Row = (typeof ROWS)[number];

/** Counts what came of documents, with the codes of what was wrong. */
export class Outcomes {
  readonly #rows = new Map<Row, number>();
  readonly #codes = new Map<Row, Map<string, number>>();

  count(outcome: Outcome): void {
    // What holds documents is counted by them.
    if (outcome.outcome === 'opened') return;
    const row = rowOf(outcome);
    this.#rows.set(row, (this.#rows.get(row) ?? 0) + 1);
    const codes = this.#codes.get(row) ?? new Map<string, number>();
    this.#codes.set(row, codes);
    for (const code of codesOf(outcome)) codes.set(code, (codes.get(code) ?? 0) + 1);
  }

  get all(): number {
    return ROWS.reduce((sum, row) => sum + this.#of(row), 0);
  }

  get failed(): number {
    return this.#of('failed');
  }

  get notAdded(): number {
    return this.failed + this.#of('not tried');
  }

  /** One row for each outcome that there was, the codes behind it. */
  table(): string {
    const rows = ROWS.filter(row => this.#of(row) > 0);
    const lines = rows.map(row => {
      const codes = [...(this.#codes.get(row) ?? [])].toSorted(([, a], [, b]) => b - a);
      const number = this.#of(row).toLocaleString('en').padStart(9);
      return `deeds:   ${row.padEnd(14)}${number}   ${codes.map(([code, times]) => `${code} ${times}`).join(', ')}`.trimEnd();
    });
    return [`deeds: of ${this.all.toLocaleString('en')} documents`, ...lines].join('\n');
  }

  #of(row: Row): number {
    return this.#rows.get(row) ?? 0;
  }
}

function rowOf(outcome: Exclude<Outcome, { outcome: 'opened' }>): Row {
  if (outcome.outcome === 'added') return outcome.missing.length > 0 ? 'added in part' : 'added';
  return outcome.outcome === 'stopped' ? 'failed' : outcome.outcome;
}

function codesOf(outcome: Outcome): string[] {
  if ('problem' in outcome) return [outcome.problem.code];
  return outcome.outcome === 'added' ? [...new Set(outcome.missing.map(({ code }) => code))] : [];
}
