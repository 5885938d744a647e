/** Texts on which a regular expression does the most work, made from the expression itself. */

/** A piece of an expression, as far as is needed to write words that it nearly matches. */
type Piece =
  | { readonly kind: 'one'; readonly sample: string }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'all'; readonly pieces: readonly Piece[] }
  | { readonly kind: 'either'; readonly options: readonly Piece[] }
  | { readonly kind: 'many'; readonly body: Piece; readonly least: number };

/** Characters of an attack. */
const LENGTH = 100_000;

/** Long runs of each repeated piece behind what must come before it, runs of their beginnings, and an end that fits nowhere. */
export function attacksOn({ source, flags }: RegExp): string[] {
  const tree = new Reader(source, flags).read();
  const found = new Set<string>();
  const add = (before: string, run: string): void => {
    if (run === '') return;
    found.add(`${before}${run.repeat(Math.ceil((LENGTH - before.length) / run.length))}\u0001`);
  };
  const visit = (piece: Piece, before: string): void => {
    if (piece.kind === 'all') {
      let words = before;
      for (const part of piece.pieces) {
        visit(part, words);
        words += exampleOf(part);
      }
    } else if (piece.kind === 'either') {
      for (const option of piece.options) visit(option, before);
    } else if (piece.kind === 'many') {
      const bodies = piece.body.kind === 'either' ? piece.body.options.slice(0, 4) : [piece.body];
      for (const body of bodies) {
        const run = exampleOf(body) || exampleOf(body, 1);
        add(before, run);
        // Each of many beginnings may run to the end.
        if (before !== '') add('', before + run);
      }
      visit(piece.body, before);
    }
  };
  visit(tree, '');
  const whole = exampleOf(tree, 1);
  add('', whole);
  add('', whole.slice(0, -1));
  for (const run of [' ', 'a', 'A', '0', '\n', '\t \n', '.', '-', '<', '&', '"', 'a ', 'A. ', '1.', '-->', 'ab-'])
    add('', run);
  // Of many that are alike a few do.
  const all = [...found];
  return all.length <= MOST ? all : all.filter((_, n) => n % Math.ceil(all.length / MOST) === 0);
}

const MOST = 80;

/** The shortest words that a piece matches; with `more` repeats where it may repeat. */
function exampleOf(piece: Piece, more = 0): string {
  if (piece.kind === 'one') return piece.sample;
  if (piece.kind === 'all') return piece.pieces.map(part => exampleOf(part, more)).join('');
  if (piece.kind === 'either') return exampleOf(piece.options[0]!, more);
  return piece.kind === 'many' ? exampleOf(piece.body, more).repeat(Math.min(4, Math.max(piece.least, more))) : '';
}

/** What a class is tried with; the first that fits is its sample. */
const SAMPLES = ' a1A.-"<>&;:/\n\r\t,!?\'()[]{}@#%*_|\\=+~^$`0éЖ中’“–©ßſ\u200b\u200e\u00a0\u00ad\u061c\u200d\uFFFD';

/** Reads the source of an expression. It was compiled before, so it is well-formed. */
class Reader {
  readonly #source: string;
  readonly #flags: string;
  #at = 0;

  constructor(source: string, flags: string) {
    this.#source = source;
    this.#flags = flags.replaceAll(/[gy]/gu, '');
  }

  read(): Piece {
    const options = [this.#sequence()];
    while (this.#source[this.#at] === '|') {
      this.#at++;
      options.push(this.#sequence());
    }
    return options.length === 1 ? options[0]! : { kind: 'either', options };
  }

  #sequence(): Piece {
    const pieces: Piece[] = [];
    while (this.#at < this.#source.length && !'|)'.includes(this.#source[this.#at]!))
      pieces.push(this.#repeated(this.#atom()));
    return { kind: 'all', pieces };
  }

  #repeated(body: Piece): Piece {
    const written = /^(?:[*+?]|\{(\d+)(?:,\d*)?\})\??/u.exec(this.#source.slice(this.#at, this.#at + 20));
    if (written === null) return body;
    this.#at += written[0].length;
    const least = written[0].startsWith('+') ? 1 : Number(written[1] ?? 0);
    return { kind: 'many', body, least };
  }

  #atom(): Piece {
    const rest = this.#source.slice(this.#at);
    const group = /^\((?:\?(?:[:=!]|<[=!]|<\w+>))?/u.exec(rest)?.[0];
    if (group !== undefined) {
      this.#at += group.length;
      const inner = this.read();
      this.#at++;
      return /[=!]$/u.test(group) ? { kind: 'nothing' } : inner;
    }
    const written =
      /^(?:\[(?:\\[^]|[^\]\\])*\]|\\(?:[pP]\{[^}]+\}|u\{[^}]+\}|u[\da-f]{4}|x[\da-f]{2}|k<\w+>|[^])|[^])/iu.exec(
        rest,
      )![0];
    this.#at += written.length;
    if (/^(?:[$^]|\\[bB1-9]|\\k.*)$/u.test(written)) return { kind: 'nothing' };
    return { kind: 'one', sample: this.#sampleOf(written) };
  }

  #sampleOf(written: string): string {
    const pattern = new RegExp(`^(?:${written})$`, this.#flags);
    const found = Array.from(SAMPLES).find(sample => pattern.test(sample));
    return found ?? written.replace('\\', '');
  }
}
