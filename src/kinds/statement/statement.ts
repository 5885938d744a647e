import type { Party } from '../../core/actor.ts';
import type { Claim, Draft } from '../../core/claim.ts';
import { cover, overlaps, type Words } from '../../core/span.ts';
import type { TimeMention } from '../../core/time.ts';
import type { Word } from '../../language/analysis.ts';
import type { Attribution } from '../../attributions/attribution.ts';
import type { Kind } from '../kind.ts';
import { actorIds, type ReadingContext } from '../reading-context.ts';
import { joined, nameWithPost, quotedWords, timeText } from '../show.ts';
import { deed } from './deed.ts';

/** Who said what, to whom, and how. */
export interface StatementBody {
  /** Undefined when the text names nobody ("it was announced that …"). */
  readonly speaker?: Party;
  readonly addressee?: Party;
  /** "in a statement", "after meeting with Mr. Obama". */
  readonly occasion?: Words;
  readonly cue: Words;
  /** What the cue says of the speech: "said", "claimed", "denied", "vowed", … */
  readonly force: Attribution['force'];
  /** Are the words given within quotation marks: all (`direct`), none (`indirect`) or some (`mixed`). */
  readonly quotation: Attribution['form'];
  /** The words said, in pieces where the text interrupts them. */
  readonly content: readonly Words[];
  /** The pieces that stand within quotation marks. */
  readonly quoted: readonly Words[];
}

/**
 * Forces of what is thought, wished, liked, shown or agreed on rather than said: without quoted words they make no statement.
 * What was agreed is read as a commitment.
 */
const UNSPOKEN: ReadonlySet<Attribution['force']> = new Set([
  'thought',
  'felt',
  'wanted',
  'expected',
  'seemed',
  'showed',
  'supported',
  'opposed',
  'agreed',
  'discussed',
  'refused',
]);

function read(context: ReadingContext): Draft<StatementBody>[] {
  return context.attributions.filter(isStatement).map(attribution => statementOf(attribution, context));
}

function isStatement(attribution: Attribution): boolean {
  if (attribution.content.length === 0 || attribution.cue.length === 0 || attribution.sourceHead?.lower === 'you')
    return false;
  // Words that nobody is named for ("requests for help") are somebody's statement only when they are quoted.
  if (attribution.quoted.length > 0) return true;
  return attribution.sourceHead !== undefined && !UNSPOKEN.has(attribution.force) && !isStance(attribution);
}

/** "criticised the plan", "did not name the companies": a thing is spoken of, but no words are told. */
function isStance({ rule, force }: Attribution): boolean {
  return rule.startsWith('object') && !TELLING_OF_THINGS.has(force);
}

/** "announced a ceasefire", "denied the charge": here the thing is what was said. */
const TELLING_OF_THINGS: ReadonlySet<Attribution['force']> = new Set([
  'announced',
  'denied',
  'acknowledged',
  'warned',
  'vowed',
  'claimed',
]);

function statementOf(attribution: Attribution, context: ReadingContext): Draft<StatementBody> {
  const speaker = context.speakerOf(attribution);
  const addressee = attribution.addressee && context.party(attribution.addressee);
  const whole = cover([...attribution.source, ...attribution.cue, ...attribution.content]);
  const cueWord = context.analysis.wordAt(attribution.cue[0]!.start);
  const voices = context
    .attributionsOver(whole)
    .filter(outer => outer !== attribution)
    .flatMap(outer => context.speakerOf(outer) ?? []);
  return {
    kind: 'statement',
    rule: attribution.rule,
    words: context.words(whole),
    factuality: attribution.force === 'denied' ? 'denied' : 'asserted',
    voices,
    when: cueWord && timeSaid(attribution, cueWord, context),
    actors: actorIds(speaker, addressee),
    body: {
      ...(speaker && { speaker }),
      ...(addressee && { addressee }),
      ...(attribution.occasion && { occasion: context.words(attribution.occasion) }),
      cue: context.words(cover(attribution.cue)),
      force: attribution.force,
      quotation: attribution.form,
      content: attribution.content.map(part => context.words(part)),
      quoted: attribution.quoted.map(part => context.words(part)),
    },
  };
}

/** A time inside the words said is theirs, not the saying's. */
function timeSaid(attribution: Attribution, cue: Word, context: ReadingContext): TimeMention | undefined {
  const time = context.timeOf(cue);
  return time && !attribution.content.some(part => overlaps(part, time.words)) ? time : undefined;
}

/** "told reporters", but "said to reporters". */
const TELLING = /\b(?:tell|told|inform|informed|assure|assured|remind|reminded|warn|warned|ask|asked|urge|urged)$/u;

const bodyOf = (claim: Claim): StatementBody => claim.body as StatementBody;

export const statement: Kind<StatementBody> = {
  name: 'statement',
  plural: 'statements',
  about: 'Who is said to have said what, to whom, when and in what capacity: directly quoted, in part, or reported.',
  read,
  deed,
  columns: [
    {
      name: 'speaker',
      about: 'Full name of who said it, as far as the text tells.',
      value: claim => bodyOf(claim).speaker?.name ?? '',
    },
    {
      name: 'capacity',
      about: 'The post the speaker is given in the text.',
      value: claim => bodyOf(claim).speaker?.capacity ?? '',
    },
    {
      name: 'force',
      about: 'What the cue says of the speech: said, claimed, denied, vowed, …',
      value: claim => bodyOf(claim).force,
    },
    { name: 'quotation', about: 'direct, mixed or indirect.', value: claim => bodyOf(claim).quotation },
    { name: 'content', about: 'The words said.', value: claim => joined(bodyOf(claim).content) },
    { name: 'addressee', about: 'To whom it was said.', value: claim => bodyOf(claim).addressee?.name ?? '' },
    { name: 'occasion', about: 'Where or how it was said.', value: claim => bodyOf(claim).occasion?.exact ?? '' },
  ],
  speaker: claim => bodyOf(claim).speaker,
  said: claim => bodyOf(claim).content,
  unread: words => ({
    cue: { start: words.start, end: words.start, exact: '' },
    force: 'said',
    quotation: 'indirect',
    content: [words],
    quoted: [],
  }),
  show(claim) {
    const { speaker, addressee, occasion, cue, quotation, content } = bodyOf(claim);
    const to = addressee ? `${TELLING.test(cue.exact) ? '' : ' to'} ${addressee.name}` : '';
    return {
      headline: `${speaker ? nameWithPost(speaker) : 'Somebody not named'} ${cue.exact || 'said'}${to}: ${quotedWords(joined(content))}`,
      details: [
        ['said', [timeText(claim.when), occasion?.exact ?? ''].filter(Boolean).join('; ')],
        ['quotation', quotation],
        ['speaker', speaker ? speaker.reason : 'the text names nobody'],
      ],
    };
  },
};
