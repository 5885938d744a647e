import type { Span } from '../../core/span.ts';
import { type Head, headOf, tellingStems } from '../../core/subject.ts';
import type { LinkBody } from './copy-links.ts';
import type { Statements } from './statements.ts';

/** What a link says of words, as far as the fold asks for it. */
export interface WordsOfLink extends Pick<LinkBody, 'text' | 'otherText'> {
  readonly shared: readonly Span[];
  readonly sharedOther: readonly Span[];
  /** `tellingStems` of the shared words; worked out when it is first asked for, which it seldom is. */
  readonly telling: () => ReadonlySet<string>;
  /** How the first of them begins. */
  readonly head: () => Head;
}

/** Links that are held in memory. A story that everybody prints is weighed anew with each copy, and all its links with it. */
const HELD = 4000;

/** The words of links, which never change once they are recorded: those asked for last are held in memory. */
export class LinkWords {
  readonly #sql: Statements;
  readonly #held = new Map<number, WordsOfLink>();

  constructor(statements: Statements) {
    this.#sql = statements;
  }

  of(sequence: number): WordsOfLink {
    const words = this.#held.get(sequence) ?? this.#read(sequence);
    // To the end of the order in which they are given up.
    this.#held.delete(sequence);
    this.#held.set(sequence, words);
    if (this.#held.size > HELD) this.#held.delete(this.#held.keys().next().value!);
    return words;
  }

  /** Entries were rolled back: others may get their numbers. */
  forget(): void {
    this.#held.clear();
  }

  #read(sequence: number): WordsOfLink {
    const json = String(this.#sql.get('SELECT link FROM link WHERE sequence = ?', sequence)!['link']);
    const { text, otherText, shared, sharedOther } = JSON.parse(json) as LinkBody;
    let telling: ReadonlySet<string> | undefined;
    let head: Head | undefined;
    return {
      text,
      otherText,
      shared: shared.map(({ start, end }) => ({ start, end })),
      sharedOther,
      telling: () => (telling ??= tellingStems(this.#exact(sequence).join('\n'))),
      head: () => (head ??= headOf(this.#exact(sequence)[0] ?? '')),
    };
  }

  #exact(sequence: number): string[] {
    const rows = this.#sql.all(
      "SELECT piece.value ->> 'exact' AS exact FROM link, json_each(link, '$.shared') AS piece WHERE sequence = ?",
      sequence,
    );
    return rows.map(({ exact }) => String(exact));
  }
}
