/**
 * # With which letters a rule can begin
 *
 * Most words of a text begin no expression of time. `beginningsOf` works out from a rule's pattern with which characters a match can start,
 * so that a rule is tried only where its first letters stand: that takes a tenth of the time of trying them all at every word.
 * The answer errs on the side of trying: it may name beginnings that do not match in the end, and leaves out none that do.
 */
import type { Rule } from './rule.ts';

/** How many characters are looked at. */
const DEPTH = 3;

/** Stands for every character outside ASCII: the few that patterns name are rare enough to be tried whenever one stands there. */
const OTHER = '\u0080';

/** Ends a beginning after which anything may follow. */
const OPEN = '\u0081';

/** What a match may begin with: up to `DEPTH` characters each, shorter where the match may end there or `OPEN`. */
type Beginnings = ReadonlySet<string>;

/** The rules that can match at an offset of a text, in their order. */
export function rulesByBeginning(rules: readonly Rule[]): (text: string, offset: number) => readonly Rule[] {
  const beginnings = rules.map(({ pattern }) => beginningsOf(pattern.source));
  // Characters outside ASCII are one, so there are never more than 129³ entries, and in practice some thousands.
  const known = new Map<string, readonly Rule[]>();
  return (text, offset) => {
    const here = folded(text.slice(offset, offset + DEPTH));
    let found = known.get(here);
    if (found === undefined) {
      found = rules.filter((_, i) => canBegin(beginnings[i]!, here));
      known.set(here, found);
    }
    return found;
  };
}

function canBegin(beginnings: Beginnings, here: string): boolean {
  for (let length = 0; length <= here.length; length++) if (beginnings.has(here.slice(0, length))) return true;
  return false;
}

/** As the patterns see characters: blind to the case of ASCII letters, every white space alike. */
function folded(characters: string): string {
  return characters.replaceAll(/[A-Z]|\s|[^\0-\u007f]/gu, character =>
    /\s/u.test(character) ? ' ' : character > '\u007f' ? OTHER : character.toLowerCase(),
  );
}

/** With what matches of an expression can begin; understands what `phrase.ts` and the rules write, and takes the rest for anything. */
export function beginningsOf(source: string): Beginnings {
  return new Set([...new PatternReader(source).alternatives()].map(one => one.replace(OPEN, '')));
}

class PatternReader {
  private readonly source: string;
  private at = 0;

  constructor(source: string) {
    this.source = source;
  }

  alternatives(): Beginnings {
    const all = new Set<string>();
    for (;;) {
      for (const one of this.sequence()) all.add(one);
      if (this.source[this.at] !== '|') return all;
      this.at++;
    }
  }

  private sequence(): Beginnings {
    let begun: Beginnings = NOTHING_TAKEN;
    while (this.at < this.source.length && this.source[this.at] !== '|' && this.source[this.at] !== ')') {
      const item = this.quantified();
      const next = new Set<string>();
      for (const one of begun) {
        if (one.length >= DEPTH || one.endsWith(OPEN)) next.add(one);
        else for (const more of item) next.add(one + more.slice(0, DEPTH - one.length));
      }
      begun = next;
    }
    return begun;
  }

  /** One part with what says how often it stands. */
  private quantified(): Beginnings {
    const item = this.item();
    const [how] = /^(?:[?*+]|\{\d+(?:,\d*)?\})\??/u.exec(this.source.slice(this.at)) ?? [''];
    this.at += how.length;
    if (how === '' || item === ANYTHING) return item;
    if (/^(?:\?|\{0,1\})/u.test(how)) return new Set([...item, '']);
    if (how === '{1,4}' && item.size === 1 && item.has(' ')) return new Set([' ', '  ', '   ']);
    if (/^(?:\+|\{[1-9])/u.test(how)) return new Set([...item].map(one => (one.endsWith(OPEN) ? one : one + OPEN)));
    return ANYTHING;
  }

  private item(): Beginnings {
    const { source } = this;
    const character = source[this.at++]!;
    if (character === '(') return this.group();
    if (character === '[') return this.characterClass();
    if (character === '\\') return this.escape();
    if (character === '.' || character === '^' || character === '$') return ANYTHING;
    return new Set([folded(character)]);
  }

  private group(): Beginnings {
    const [opening] = /^(?:\?:|\?<\w+>|\?[=!]|\?<[=!])/u.exec(this.source.slice(this.at)) ?? [''];
    this.at += opening.length;
    const inner = this.alternatives();
    this.at++;
    // What only looks around takes no character.
    return /^\?<?[=!]/u.test(opening) ? NOTHING_TAKEN : inner;
  }

  private escape(): Beginnings {
    const character = this.source[this.at++]!;
    if (character === 's') return new Set([' ']);
    if (character === 'd') return DIGITS;
    if (character === 'b') return NOTHING_TAKEN;
    if (character === 'u') {
      this.at += 4;
      return new Set([OTHER]);
    }
    return /[\p{L}\p{N}]/u.test(character) ? this.unknownEscape() : new Set([character]);
  }

  /** `\k<name>` and whatever else a rule may come to use. */
  private unknownEscape(): Beginnings {
    const [name] = /^<\w+>/u.exec(this.source.slice(this.at)) ?? [''];
    this.at += name.length;
    return ANYTHING;
  }

  private characterClass(): Beginnings {
    const end = closingBracket(this.source, this.at);
    const inner = this.source.slice(this.at, end);
    this.at = end + 1;
    if (inner.startsWith('^')) return ANYTHING;
    const expression = new RegExp(`[${inner}]`, 'i');
    const found = new Set<string>();
    for (let code = 0; code < 0x80; code++) {
      const character = String.fromCharCode(code);
      if (expression.test(character)) found.add(folded(character));
    }
    if (/[^\0-\u007f]|\\[usWSD]/u.test(inner)) found.add(OTHER);
    return found;
  }
}

const NOTHING_TAKEN: Beginnings = new Set(['']);
const ANYTHING: Beginnings = new Set([OPEN]);
const DIGITS: Beginnings = new Set('0123456789');

function closingBracket(source: string, from: number): number {
  let at = from;
  while (source[at] !== ']') at += source[at] === '\\' ? 2 : 1;
  return at;
}
