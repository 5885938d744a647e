import type { LanguageModel } from './model.ts';
import { lemmaOf } from './lemmas.ts';
import type { Read } from './neural/reader.ts';

/** Verbs that take questions: what follows "what" behind them is what is known or asked, not a thing. */
export const OF_QUESTIONS: ReadonlySet<string> = new Set(
  'know ask wonder tell learn understand explain show see figure find decide discuss remember'.split(' '),
);

/** Words that open a question, and what they are in its clause when nothing else tells. */
const OPENERS: ReadonlyMap<string, 'thing' | 'manner'> = new Map([
  ['what', 'thing'],
  ['who', 'thing'],
  ['which', 'thing'],
  ['how', 'manner'],
  ['why', 'manner'],
  ['where', 'manner'],
  ['when', 'manner'],
]);

/** Words behind the opener among which its clause and what belongs to it are looked for. */
const REACH = 40;

/**
 * "They know what he did" is read now and then as a noun with a relative clause, as one of the treebanks has it. Everywhere in Deeds the clause is what
 * they know (`train/conventions.ts` settles the treebanks so); this settles what the network reads.
 */
export class Questions {
  private readonly model: LanguageModel;
  private readonly relation: (name: string) => number;
  private readonly clauses: ReadonlySet<number>;

  constructor(model: LanguageModel) {
    this.model = model;
    this.relation = name => model.relationNames.indexOf(name);
    this.clauses = new Set([this.relation('acl:relcl'), this.relation('acl')]);
  }

  /** Is there a question whose opener is word `i`, read as a noun? Puts it right. `forms` are in small letters. */
  settle(i: number, forms: readonly string[], { tags, heads, relations }: Read): void {
    const opener = OPENERS.get(forms[i]!) ?? this.asked(i, forms, relations);
    const verb = heads[i]!;
    if (opener === undefined || verb < 0 || verb >= i || !this.takesQuestions(verb, forms, tags)) return;
    const named = this.model.relationNames[relations[i]!]!;
    if (!/^(?:obj|iobj|obl|advmod|ccomp)/.test(named)) return;
    // "They know what it is": the opener is read as what is said of "it", but still as a thing.
    if (named === 'obj' && this.isClause(i, heads, relations)) {
      relations[i] = this.relation('ccomp');
      return;
    }
    let clause = -1;
    const to = Math.min(forms.length, i + REACH);
    for (let k = i + 1; k < to && clause < 0; k++) if (heads[k] === i && this.clauses.has(relations[k]!)) clause = k;
    if (clause < 0) return;
    const { pos } = this.model.tagNames[tags[clause]!]!;
    const lemma = this.lemma(clause, forms, tags);
    relations[i] = this.relation('ccomp');
    if (lemma === 'be' && this.standsAlone(clause, i, to, heads, relations)) {
      // "What it is": the opener is what is said of "it".
      for (let k = i + 1; k < to; k++) if (heads[k] === clause) heads[k] = i;
      relations[clause] = this.relation('cop');
      return;
    }
    if (pos !== 'VERB' && pos !== 'AUX' && !this.has(clause, i, to, /^cop/, heads, relations)) return;
    heads[clause] = verb;
    relations[clause] = this.relation('ccomp');
    for (let k = i + 1; k < to; k++) if (heads[k] === i) heads[k] = clause;
    heads[i] = clause;
    const filled = (relation: RegExp): boolean => this.has(clause, i, to, relation, heads, relations);
    relations[i] = this.relation(
      opener === 'manner'
        ? 'advmod'
        : !filled(/^nsubj/) && forms[i + 1] !== 'to'
          ? 'nsubj'
          : filled(/^obj/)
            ? 'obl'
            : 'obj',
    );
  }

  /** "What time": a noun that is asked for. */
  private asked(i: number, forms: readonly string[], relations: Read['relations']): 'thing' | undefined {
    const isAsked = i > 0 && /^(?:what|which)$/.test(forms[i - 1]!) && relations[i - 1] === this.relation('det');
    return isAsked ? 'thing' : undefined;
  }

  private takesQuestions(verb: number, forms: readonly string[], tags: Read['tags']): boolean {
    return this.model.tagNames[tags[verb]!]!.pos === 'VERB' && OF_QUESTIONS.has(this.lemma(verb, forms, tags));
  }

  private lemma(i: number, forms: readonly string[], tags: Read['tags']): string {
    const { pos, tag } = this.model.tagNames[tags[i]!]!;
    return lemmaOf(this.model.lemmas, forms[i]!, forms[i]!, pos, tag);
  }

  /** Has it nothing but a subject and small words? */
  private standsAlone(
    clause: number,
    from: number,
    to: number,
    heads: Read['heads'],
    relations: Read['relations'],
  ): boolean {
    return !this.has(clause, from, to, /^(?:obj|obl|xcomp|ccomp|advcl|cop|aux|case)/, heads, relations);
  }

  private isClause(i: number, heads: Read['heads'], relations: Read['relations']): boolean {
    const to = Math.min(heads.length, i + REACH);
    return this.has(i, i + 1, to, /^cop/, heads, relations) && this.has(i, i + 1, to, /^nsubj/, heads, relations);
  }

  private has(
    head: number,
    from: number,
    to: number,
    relation: RegExp,
    heads: Read['heads'],
    relations: Read['relations'],
  ): boolean {
    for (let k = from; k < to; k++)
      if (heads[k] === head && relation.test(this.model.relationNames[relations[k]!]!)) return true;
    return false;
  }
}
