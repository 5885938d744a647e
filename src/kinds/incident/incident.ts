import type { Party } from '../../core/actor.ts';
import type { Claim, Draft } from '../../core/claim.ts';
import type { Words } from '../../core/span.ts';
import { fullNounPhrase, isPassive } from '../../language/clause.ts';
import { type Kind, readWords } from '../kind.ts';
import { actorIds, type ReadingContext } from '../reading-context.ts';
import { nameWithPost, names, oneLine, timeText } from '../show.ts';
import type { IncidentFamily } from './lexicon.ts';
import { type FoundIncident, purposeOf, purposes, rules } from './rules.ts';

/** One party's word on who did it. Conflicting rows stand side by side; none is averaged away. */
export interface IncidentAttribution {
  /** Who says it; undefined: the document itself. */
  readonly attributor?: Party;
  /** To whom the deed is put down. */
  readonly to: Party;
  /** How firmly, in the attributor's own cue ("have claimed", "said"). */
  readonly cue?: Words;
}

/** What was done to whom, as alleged, and who says who did it. */
export interface IncidentBody {
  readonly family: IncidentFamily;
  readonly conduct: Words;
  readonly targets: readonly Party[];
  readonly purpose?: Words;
  readonly attributions: readonly IncidentAttribution[];
  /** Every place in the document that speaks of it. */
  readonly mentions: readonly Words[];
}

interface RuledIncident extends FoundIncident {
  readonly rule: string;
}

function read(context: ReadingContext): Draft<IncidentBody>[] {
  const found = readWords(rules, context).map(({ rule, result }): RuledIncident => ({ ...result, rule }));
  const groups = mergeMentions(found, context);
  const given = purposes(context);
  return groups.map(group => {
    const stated = group.map(({ verb }) => purposeOf(verb)).find(purpose => purpose !== undefined);
    const told = given.find(
      ({ deed }) => groups.findLast(other => speaksOf(other, deed.start, context)) === group,
    )?.purpose;
    return claimOf(group, stated ?? told, context);
  });
}

/** A noun that points back ("the intrusions") means an incident told of before it in the same voice. */
function speaksOf(group: readonly RuledIncident[], offset: number, context: ReadingContext): boolean {
  const first = group[0]!;
  const sentence = context.analysis.wordAt(offset)?.sentence.index ?? 0;
  return first.trigger.start < offset && sentence - first.trigger.sentence.index <= 2;
}

/** Triggers of one doer in one sentence and one voice are one incident ("unrelenting in their attacks …, waging cyberassaults"). */
function mergeMentions(found: readonly RuledIncident[], context: ReadingContext): RuledIncident[][] {
  const groups: RuledIncident[][] = [];
  for (const mention of found) {
    const group = groups.findLast(
      ([first]) =>
        first!.trigger.sentence === mention.trigger.sentence &&
        first!.family === mention.family &&
        doerKey(first!, context) === doerKey(mention, context) &&
        context.attributionsOver(first!.trigger).at(-1) === context.attributionsOver(mention.trigger).at(-1),
    );
    if (group) group.push(mention);
    else groups.push([mention]);
  }
  return groups;
}

function doerKey(mention: FoundIncident, context: ReadingContext): string {
  if (!mention.doer) return '';
  const party = context.party(mention.doer);
  return party.actor ?? party.words.exact.toLowerCase();
}

function claimOf(
  group: readonly RuledIncident[],
  purpose: { start: number; end: number } | undefined,
  context: ReadingContext,
): Draft<IncidentBody> {
  const main = group.find(mention => context.timeOf(mention.verb)) ?? group[0]!;
  const doer = group.map(mention => mention.doer).find(doer => doer !== undefined);
  const over = context.attributionsOver(main.trigger);
  const targets = [...new Set(group.flatMap(mention => mention.targets))].map(target => context.party(target));
  const to = doer && context.party(doer);
  const attributors = over.flatMap(attribution => {
    const attributor = context.speakerOf(attribution);
    const cue = attribution.cue[0];
    return attributor && to ? [{ attributor, to, ...(cue && { cue: context.words(cue) }) }] : [];
  });
  const voices = context.voicesAt(main.trigger);
  return {
    kind: 'incident',
    rule: main.rule,
    words: context.words(main.words),
    factuality: voices.length > 0 || isPassive(main.verb) ? 'alleged' : 'asserted',
    voices,
    when: group.map(mention => context.timeOf(mention.verb)).find(time => time !== undefined),
    actors: actorIds(to, ...targets, ...voices),
    body: {
      family: main.family,
      conduct: context.words(main.trigger.pos === 'NOUN' ? fullNounPhrase(main.trigger) : main.words),
      targets,
      ...(purpose && { purpose: context.words(purpose) }),
      attributions: attributors.length > 0 ? attributors : to ? [{ to }] : [],
      mentions: group.map(mention => context.words(mention.words)),
    },
  };
}

const bodyOf = (claim: Claim): IncidentBody => claim.body as IncidentBody;

function attributionText({ attributor, to, cue }: IncidentAttribution): string {
  return attributor ? `${nameWithPost(attributor)} ${cue?.exact ?? 'says'}: ${to.name}` : `the report says: ${to.name}`;
}

export const incident: Kind<IncidentBody> = {
  name: 'incident',
  plural: 'incidents',
  about: 'Hostile conduct that is said to have happened: what, to whom, when, what for, and who says who did it.',
  read,
  columns: [
    {
      name: 'family',
      about: 'cyber, armed, abduction, border, espionage or sabotage.',
      value: claim => bodyOf(claim).family,
    },
    {
      name: 'conduct',
      about: 'What was done, in the exact words.',
      value: claim => oneLine(bodyOf(claim).conduct.exact),
    },
    {
      name: 'targets',
      about: 'To whom or what.',
      value: claim =>
        bodyOf(claim)
          .targets.map(party => party.name)
          .join('; '),
    },
    { name: 'purpose', about: 'What for, as alleged.', value: claim => oneLine(bodyOf(claim).purpose?.exact ?? '') },
    {
      name: 'attributed_to',
      about: 'Whom the attributors name.',
      value: claim => [...new Set(bodyOf(claim).attributions.map(({ to }) => to.name))].join('; '),
    },
    {
      name: 'attributed_by',
      about: 'Who names them.',
      value: claim =>
        bodyOf(claim)
          .attributions.flatMap(({ attributor }) => attributor?.name ?? [])
          .join('; '),
    },
  ],
  show(claim) {
    const { family, conduct, targets, purpose, attributions, mentions } = bodyOf(claim);
    return {
      headline: `${family}: “${oneLine(conduct.exact)}”${claim.when ? ` · ${timeText(claim.when)}` : ''}`,
      details: [
        ['target', names(targets)],
        ['purpose', purpose ? `“${oneLine(purpose.exact)}”` : ''],
        ['who says who did it', attributions.map(attributionText).join('; ')],
        ['mentioned', mentions.length > 1 ? `${mentions.length} times in this document` : ''],
      ],
    };
  },
};
