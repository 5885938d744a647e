import type { Party } from '../../core/actor.ts';
import type { Claim, Draft } from '../../core/claim.ts';
import type { Words } from '../../core/span.ts';
import type { TimeMention } from '../../core/time.ts';
import type { Word } from '../../language/analysis.ts';
import { nounPhrase } from '../../language/clause.ts';
import { asAuthor, authorMeant } from '../author.ts';
import { type Kind, readWords } from '../kind.ts';
import { actorIds, type ReadingContext } from '../reading-context.ts';
import { nameWithPost, oneLine, timeText } from '../show.ts';
import { eachOnce, type Participant } from './attendance.ts';
import { deed } from './deed.ts';
import type { MeetingForm } from './form.ts';
import { mergeMentions } from './merge.ts';
import { chairsOf, type Level, levelOf, seriesOf } from './roles.ts';
import type { MeetingMention, MeetingStatus } from './mention.ts';
import { readoutOf } from './readout.ts';
import { sidesOf } from './sides.ts';
import { topicSeries } from './title.ts';
import { rules } from './rules/index.ts';

/** A meeting that was held or is to be held, put together from every mention in the document. */
export interface MeetingBody {
  /** Its proper name, or the words it is called by. */
  readonly title: Words;
  readonly named: boolean;
  /** Number in its series ("first … Dialogue" → 1). */
  readonly round?: number;
  readonly participants: readonly Participant[];
  /** For whom they sit there: states and bodies. Worked out from posts where the words name none. */
  readonly sides?: readonly Party[];
  /** Who chairs it, alone or together. */
  readonly chairs?: readonly Party[];
  /** Worked out: from its name, else from the posts of those who meet. */
  readonly level?: Level;
  /** What its name, or the noun and topic that it is called by, keeps from one round to the next. */
  readonly series?: string;
  readonly place?: Party;
  /** "call": by telephone or video; absent: in one place, or not told. */
  readonly form?: MeetingForm;
  /** As of the document: what it says, not what came of it. */
  readonly status: MeetingStatus;
  readonly purpose: readonly Words[];
  readonly agenda: readonly Words[];
  /** The heading that makes the document its readout, or the statement made at it. */
  readonly readout?: Words;
  /** Every place in the document that speaks of it. */
  readonly mentions: readonly Words[];
}

interface RuledMention extends MeetingMention {
  readonly rule: string;
}

function read(context: ReadingContext): Draft<MeetingBody>[] {
  const mentions = readWords(rules, context).map(({ rule, result }): RuledMention => ({ ...result, rule }));
  return (mergeMentions(mentions, context) as RuledMention[][])
    .filter(group => group.some(mention => mention.rule !== 'pointed-event' && !mention.isAttendance))
    .filter(group =>
      group.some(
        mention =>
          !mention.pointsBack || mention.participants.length > 0 || mention.time || mention.place || mention.title,
      ),
    )
    .map(group => claimOf(group, context));
}

function claimOf(group: readonly RuledMention[], context: ReadingContext): Draft<MeetingBody> {
  const best = group.filter(mention => !mention.isAttendance).toSorted((a, b) => completeness(b) - completeness(a))[0]!;
  const titled = group.find(mention => mention.title);
  const place = mostExact(
    group.flatMap(mention => mention.place ?? []).map(head => context.party(head)),
    context,
  );
  const round = group.find(mention => mention.round !== undefined)?.round;
  const participants = eachOnce(
    group.flatMap(mention =>
      mention.participants.flatMap(({ head, side }) =>
        participantsOf(head, context).map(party => ({ party, ...(side && { side: context.party(side) }) })),
      ),
    ),
    context,
  );
  const title = context.words(titled?.title ?? nounPhrase(best.head));
  const chairs = uniqueParties(
    group.flatMap(mention => chairsOf(mention.head, context)).map(head => context.party(head)),
  );
  const level = levelOf(
    title.exact,
    participants.map(({ party }) => party),
  );
  const series = titled ? seriesOf(title.exact) : firstOf(group, ({ head }) => topicSeries(head, context));
  const form = firstOf(group, mention => mention.form);
  const readout = readoutOf(
    group.map(({ words }) => words),
    context,
  );
  const sides = sidesOf(
    group.flatMap(mention => mention.participants),
    context,
  );
  return {
    kind: 'meeting',
    rule: best.rule,
    words: context.words(best.words),
    factuality: best.status === 'scheduled' ? 'planned' : 'asserted',
    voices: context.voicesAt(best.words),
    when: narrowest(
      group.flatMap(mention => mention.time ?? []),
      context,
    ),
    actors: actorIds(...participants.flatMap(({ party, side }) => [party, side]), place),
    body: {
      title,
      named: titled !== undefined,
      ...(round !== undefined && { round }),
      participants,
      ...(sides.length > 0 && { sides }),
      ...(chairs.length > 0 && { chairs }),
      ...(level && { level }),
      ...(series !== undefined && { series }),
      ...(place && { place }),
      ...(form && { form }),
      status: statusOf(group),
      purpose: group.flatMap(mention => mention.purpose).map(span => context.words(span)),
      agenda: group.flatMap(mention => mention.agenda).map(span => context.words(span)),
      ...(readout && { readout }),
      mentions: group.map(mention => context.words(mention.words)),
    },
  };
}

function firstOf<Item, Found>(items: readonly Item[], find: (item: Item) => Found | undefined): Found | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whoever takes part; "I met with …" in a text that says whose it is, its author. */
function participantsOf(head: Word, context: ReadingContext): Party[] {
  const author = authorMeant(head, context);
  const [issuer] = author?.parties ?? [];
  return author && issuer ? [asAuthor(head, issuer, author, context)] : context.parties(head);
}

function completeness(mention: MeetingMention): number {
  return (
    2 * Number(mention.title !== undefined) +
    Number(mention.time !== undefined) +
    Number(mention.place !== undefined) +
    Math.min(mention.participants.length, 2) +
    Number(mention.purpose.length > 0)
  );
}

/** The time that says most: the one with the shortest interval; an open one only when there is no other. */
function narrowest(times: readonly TimeMention[], context: ReadingContext): TimeMention | undefined {
  return times.toSorted((a, b) => context.daysOf(a) - context.daysOf(b))[0];
}

function mostExact(places: readonly Party[], context: ReadingContext): Party | undefined {
  const rank = (party: Party): number => {
    const type = party.actor === undefined ? undefined : context.actors.actor(party.actor)?.type;
    return type === 'state' ? 1 : 0;
  };
  return places.toSorted((a, b) => rank(a) - rank(b))[0];
}

function uniqueParties(parties: readonly Party[]): Party[] {
  return [...new Map(parties.map(party => [party.actor ?? party.words.exact.toLowerCase(), party])).values()];
}

/** One firm word outweighs mentions that do not tell. */
function statusOf(group: readonly MeetingMention[]): MeetingStatus {
  const order: MeetingStatus[] = ['cancelled', 'postponed', 'held', 'scheduled'];
  const telling = group.filter(({ isBackground }) => !isBackground);
  return (
    order.find(status => (telling.length > 0 ? telling : group).some(mention => mention.status === status)) ?? 'unknown'
  );
}

const bodyOf = (claim: Claim): MeetingBody => claim.body as MeetingBody;

function participantText({ party, side }: Participant): string {
  return side ? `${nameWithPost(party)} for ${side.name}` : nameWithPost(party);
}

export const meeting: Kind<MeetingBody> = {
  name: 'meeting',
  plural: 'meetings',
  about: 'A meeting that was held or is to be held: who, where, when, what for, and what is on its agenda.',
  read,
  deed,
  columns: [
    { name: 'title', about: 'Its name, or what it is called.', value: claim => oneLine(bodyOf(claim).title.exact) },
    {
      name: 'status',
      about: 'scheduled, held, cancelled, postponed or unknown, as of the document.',
      value: claim => bodyOf(claim).status,
    },
    {
      name: 'participants',
      about: 'Who takes part, and for whom.',
      value: claim => bodyOf(claim).participants.map(participantText).join('; '),
    },
    {
      name: 'sides',
      about: 'For whom they sit there: states and bodies.',
      value: claim => (bodyOf(claim).sides ?? []).map(({ name }) => name).join('; '),
    },
    { name: 'place', about: 'Where.', value: claim => bodyOf(claim).place?.name ?? '' },
    {
      name: 'chairs',
      about: 'Who chairs it.',
      value: claim => (bodyOf(claim).chairs ?? []).map(nameWithPost).join('; '),
    },
    {
      name: 'level',
      about:
        'leaders, ministers, deputy ministers, senior officials or experts: by its name or the posts of those who meet.',
      value: claim => bodyOf(claim).level ?? '',
    },
    {
      name: 'form',
      about: 'call, where they speak by telephone or video; empty: in one place, or not told.',
      value: claim => bodyOf(claim).form ?? '',
    },
    { name: 'round', about: 'Number in its series.', value: claim => String(bodyOf(claim).round ?? '') },
    {
      name: 'purpose',
      about: 'What it is for, in the exact words.',
      value: claim =>
        bodyOf(claim)
          .purpose.map(words => oneLine(words.exact))
          .join('; '),
    },
    {
      name: 'agenda',
      about: 'What is on the agenda.',
      value: claim =>
        bodyOf(claim)
          .agenda.map(words => oneLine(words.exact))
          .join('; '),
    },
  ],
  unread: words => ({
    title: words,
    named: false,
    participants: [],
    status: 'unknown',
    purpose: [],
    agenda: [],
    mentions: [words],
  }),
  show(claim) {
    const {
      title,
      named,
      round,
      series,
      level,
      form,
      chairs = [],
      sides = [],
      participants,
      place,
      status,
      purpose,
      agenda,
      readout,
      mentions,
    } = bodyOf(claim);
    const who = participants.map(({ party }) => party.name).join(', ');
    return {
      headline: [named || !who ? oneLine(title.exact) : who, timeText(claim.when), place?.name ?? '', status]
        .filter(Boolean)
        .join(' · '),
      details: [
        ['participants', participants.map(participantText).join('; ')],
        ['sides', sides.map(({ name }) => name).join('; ')],
        ['chaired by', chairs.map(nameWithPost).join('; ')],
        ['level', level ?? ''],
        ['form', form ?? ''],
        ['round', round === undefined ? '' : `${round}${series === undefined ? '' : ` of the ${series}`}`],
        ['purpose', purpose.map(words => `“${oneLine(words.exact)}”`).join('; ')],
        ['agenda', agenda.map(words => `“${oneLine(words.exact)}”`).join('; ')],
        ['readout', readout === undefined ? '' : `this document, by its heading: “${oneLine(readout.exact)}”`],
        ['mentioned', mentions.length > 1 ? `${mentions.length} times in this document` : ''],
      ],
    };
  },
};
