import type { Party } from '../../core/actor.ts';
import type { Claim, Draft } from '../../core/claim.ts';
import { overlaps, type Span, type Words } from '../../core/span.ts';
import type { TimeMention } from '../../core/time.ts';
import type { Word } from '../../language/analysis.ts';
import {
  agent,
  conjuncts,
  fullNounPhrase,
  isPassive,
  nounPhrase,
  ownClause,
  withPreposition,
} from '../../language/clause.ts';
import { type Kind, readWords } from '../kind.ts';
import { actorIds, type ReadingContext } from '../reading-context.ts';
import { nameWithPost, names, oneLine, timeText } from '../show.ts';
import { deed } from './deed.ts';
import {
  effectOf,
  type IncidentAttribution,
  type IncidentEffect,
  type IncidentResponse,
  responsesOf,
  rowOf,
  rowsOf,
  withholds,
} from './attribution.ts';
import { type CyberRole, type CyberSort, type CyberMention } from './cyber/mentions.ts';
import { HOSTILE_DOERS, type IncidentFamily } from './lexicon.ts';
import { purposeOf, purposes } from './purpose.ts';
import { type FoundIncident, rules } from './rules.ts';
import { taggedIncidents } from './tagged.ts';

export type { IncidentAttribution, IncidentResponse } from './attribution.ts';

/** What was done to whom, as alleged, and who says who did it. */
export interface IncidentBody {
  readonly family: IncidentFamily | 'unknown';
  /** Of a cyber incident, what sort of one; undefined where the words do not tell. */
  readonly sort?: CyberSort;
  readonly conduct: Words;
  /** Was it only attempted, was it noticed, was it done? Undefined where the words do not tell. */
  readonly effect?: IncidentEffect;
  readonly targets: readonly Party[];
  /** What was taken, shut or changed ("customer data"). */
  readonly objects: readonly Words[];
  /** With what it was done ("a trojan"). */
  readonly tools: readonly Words[];
  readonly purpose?: Words;
  readonly attributions: readonly IncidentAttribution[];
  readonly responses: readonly IncidentResponse[];
  /** Every place in the document that speaks of it. */
  readonly mentions: readonly Words[];
}

interface RuledIncident extends FoundIncident {
  readonly rule: string;
}

function read(context: ReadingContext): Draft<IncidentBody>[] {
  const ruled = readWords(rules, context).map(({ rule, result }): RuledIncident => ({ ...result, rule }));
  const found = [...ruled, ...taggedIncidents(ruled, context)];
  const groups = mergeMentions(found, context);
  const given = purposes(context);
  return groups.map(group => {
    const stated = group.map(({ verb }) => purposeOf(verb)).find(purpose => purpose !== undefined);
    const told = given.find(
      ({ deed }) => groups.findLast(other => speaksOf(other, deed.start, context)) === group,
    )?.purpose;
    return claimOf(group, stated ?? told, groups, context);
  });
}

/** A noun that points back ("the intrusions") means an incident told of before it in the same voice. */
function speaksOf(group: readonly RuledIncident[], offset: number, context: ReadingContext): boolean {
  const first = group[0]!;
  const sentence = context.analysis.wordAt(offset)?.sentence.index ?? 0;
  return first.trigger.start < offset && sentence - first.trigger.sentence.index <= 2;
}

/** Mentions that mean one incident. A wrong join hides a deed, so two that merely could be the same stay apart. */
function mergeMentions(found: readonly RuledIncident[], context: ReadingContext): RuledIncident[][] {
  const groups: RuledIncident[][] = [];
  for (const mention of found) {
    const group = groups.findLast(
      group =>
        isOneAct(group[0]!, mention, context) ||
        speaksAgainOf(group, mention, context) ||
        elaborates(group.at(-1)!, mention, context) ||
        isPartOf(group, mention, context) ||
        namesTheDoer(group, mention, groups.length === 1 ? ALONE : NEARBY, context) ||
        addsNobody(group, mention, context),
    );
    if (group) group.push(mention);
    else groups.push([mention]);
  }
  return groups;
}

/** Triggers of one doer in one sentence and one voice ("unrelenting in their attacks …, waging cyberassaults"; "shelled a market, killing …"). */
function isOneAct(first: RuledIncident, mention: RuledIncident, context: ReadingContext): boolean {
  if (first.trigger.sentence !== mention.trigger.sentence || first.family !== mention.family) return false;
  // "Two soldiers were killed when gunmen opened fire"
  if (!first.doer && mention.verb.is('advcl') && mention.verb.head === first.verb) return true;
  if (doerKey(first, context) !== doerKey(mention, context)) return false;
  const participle = mention.verb.tag === 'VBG' && mention.verb.is('advcl', 'xcomp');
  return (
    participle || context.attributionsOver(first.trigger).at(-1) === context.attributionsOver(mention.trigger).at(-1)
  );
}

/** "the attack", "the convoy was attacked": definite words for what was told before, with nothing that contradicts it. */
function speaksAgainOf(group: readonly RuledIncident[], mention: RuledIncident, context: ReadingContext): boolean {
  if (group.some(other => contradict(other, mention, context))) return false;
  if (pointsBack(mention, context) && group.some(({ trigger }) => trigger.lemma === mention.trigger.lemma)) return true;
  const sameTarget = group.some(other =>
    other.targets.some(a => mention.targets.some(b => isSameThing(a, b, isDefinite(mention.trigger), context))),
  );
  if (sameTarget) return group[0]!.family === mention.family || mention.trigger.pos === 'NOUN';
  return mention.trigger.pos === 'NOUN' && mention.targets.length === 0 && isDefinite(mention.trigger);
}

/** "That breach affected hotels": the noun that was there before, pointed at, and nobody named who suffered it. */
function pointsBack({ trigger, targets }: RuledIncident, context: ReadingContext): boolean {
  return (
    trigger.pos === 'NOUN' &&
    trigger.children('det').some(({ lower }) => lower === 'this' || lower === 'that' || lower === 'these') &&
    !trigger
      .children('amod', 'compound')
      .some(({ lower }) => ANOTHER.has(lower) || /^(?:recent|latest|new|last)$/u.test(lower)) &&
    targets.every(target => context.party(target).actor === undefined)
  );
}

/** The same where no other incident was told of. */
const ALONE = 6;
/** Sentences within which the same doer's next deed, with no time of its own, tells more of the same incident. */
const NEARBY = 2;
const ANOTHER = new Set(['also', 'another', 'other', 'separately', 'second', 'later', 'again', 'then', 'additional']);

/** "Hackers broke into the bank's servers. They copied …": more of the same, unless the words say that it is something else. */
function elaborates(last: RuledIncident, mention: RuledIncident, context: ReadingContext): boolean {
  if (last.family !== mention.family || contradict(last, mention, context)) return false;
  if (mention.trigger.sentence.index - last.trigger.sentence.index > NEARBY) return false;
  if (timeOf(mention, context) || ownClause(mention.verb).some(({ lower }) => ANOTHER.has(lower))) return false;
  const named = (found: RuledIncident): string[] => found.targets.flatMap(head => context.party(head).actor ?? []);
  if (named(last).length > 0 && named(mention).length > 0) return false;
  // "Customer data was stolen": by those who were just told of, where nobody else is named.
  if (!mention.doer)
    return (
      mention.family === 'cyber' &&
      named(mention).length === 0 &&
      mention.targets.every(target => isKnownThing(target, [last]))
    );
  return takesUp(mention.doer) || doerKey(last, context) === doerKey(mention, context);
}

/** "During the operation, 16 aircraft fired 22 munitions": a part of what the same doer did. */
function isPartOf(group: readonly RuledIncident[], mention: RuledIncident, context: ReadingContext): boolean {
  const whole = withPreposition(mention.verb, 'during', 'in').find(noun => WHOLES.has(noun.lemma) && isDefinite(noun));
  if (!whole || !mention.doer || timeOf(mention, context)) return false;
  return group.some(other => doerKey(other, context) === doerKey(mention, context));
}

const WHOLES = new Set([
  'operation',
  'attack',
  'assault',
  'raid',
  'strike',
  'incident',
  'battle',
  'offensive',
  'campaign',
]);

/** "the attack in the district … Militants targeted families": the doer of the one attack that was told of, where nothing says that it is another. */
function namesTheDoer(
  group: readonly RuledIncident[],
  mention: RuledIncident,
  reach: number,
  context: ReadingContext,
): boolean {
  const last = group.at(-1)!;
  if (last.trigger.pos !== 'NOUN' || last.trigger.tag !== 'NN' || group.some(({ doer }) => doer !== undefined))
    return false;
  if (!mention.doer || !ANY_ATTACK.has(mention.trigger.lemma) || mention.trigger.pos !== 'VERB') return false;
  if (last.family !== mention.family || mention.trigger.sentence.index - last.trigger.sentence.index > reach)
    return false;
  if (timeOf(mention, context) || ownClause(mention.verb).some(({ lower }) => ANOTHER.has(lower))) return false;
  return namesIn(mention.targets, context).length === 0 && !mention.targets.some(isNew);
}

/** Verbs that say no more of a deed than that it was an attack. */
const ANY_ATTACK = new Set(['target', 'attack', 'strike', 'hit']);

/** In a report on one intrusion, what is told without a new name, a new "a bank" or a day that does not fit is more of it. */
function addsNobody(group: readonly RuledIncident[], mention: RuledIncident, context: ReadingContext): boolean {
  if (mention.family !== 'cyber' || group[0]!.family !== 'cyber') return false;
  // "A wave of attacks" is many: one with a day of its own is one of them, and not all.
  if (group.some(({ trigger }) => trigger.tag === 'NNS') && timeOf(mention, context)) return false;
  if (group.some(other => contradict(other, mention, context))) return false;
  if (ownClause(mention.verb).some(({ lower }) => ANOTHER.has(lower))) return false;
  const parties = [...(mention.doer ? [mention.doer] : []), ...mention.targets];
  if (parties.some(isNew) || !mention.targets.every(target => isKnownThing(target, group))) return false;
  const known = new Set(group.flatMap(other => namesIn([other.doer, ...other.targets], context)));
  return namesIn(parties, context).every(name => known.has(name));
}

/** "the attack on the bank": of the incident that was told of only if a bank was; "the company" and "the network" stand for what was hit. */
function isKnownThing(target: Word, group: readonly RuledIncident[]): boolean {
  if (target.pos !== 'NOUN' || STANDING_FOR.has(target.lemma) || target.child('nmod:poss')) return true;
  const told = group.flatMap(({ trigger }) => trigger.sentence.words);
  return told.some(({ lower, lemma }) => lemma === target.lemma || lower === target.lower) || !isDefinite(target);
}

/** What any victim, and what any victim has, may be called. */
const STANDING_FOR = new Set([
  'company',
  'firm',
  'organisation',
  'organization',
  'agency',
  'institution',
  'victim',
  'target',
  'network',
  'system',
  'server',
  'computer',
  'site',
  'website',
  'account',
  'database',
  'data',
  'information',
  'file',
  'record',
  'credential',
  'password',
  'infrastructure',
  'user',
  'customer',
]);

/** "a bank", "someone", "three hospitals": nobody who was told of before. */
function isNew(word: Word): boolean {
  return (
    /^some(?:one|body)$/u.test(word.lower) ||
    word.child('nummod') !== undefined ||
    word.children('det').some(({ lower }) => /^(?:an?|another|several|some|other)$/u.test(lower))
  );
}

/** Everybody known by name in the noun phrases. */
function namesIn(heads: readonly (Word | undefined)[], context: ReadingContext): string[] {
  return heads
    .flatMap(head => (head ? [head, ...ownClause(head)] : []))
    .flatMap(word => context.party(word).actor ?? [])
    .filter(actor => context.actors.actor(actor)?.type !== 'class');
}

/** "hackers": whoever they are, they can be those who are named elsewhere. */
function isNobody(doer: Word | undefined): boolean {
  return doer !== undefined && isAnyAttacker(doer) && doer.children('amod', 'compound', 'nummod').length === 0;
}

/** "they", "the attackers": whoever was told of before. */
function takesUp(doer: Word): boolean {
  return doer.pos === 'PRON' || (isAnyAttacker(doer) && isDefinite(doer));
}

/** "The attackers" are those of the attack; "the rebels" and "the army" are sides, whoever attacked. */
function isAnyAttacker({ lemma }: Word): boolean {
  return HOSTILE_DOERS.has(lemma) && !SIDES.has(lemma);
}

const SIDES = new Set(
  'rebel insurgent separatist guerrilla regime army military navy troop troops soldier force paramilitary warplane aircraft jet helicopter warship'.split(
    ' ',
  ),
);

function contradict(a: RuledIncident, b: RuledIncident, context: ReadingContext): boolean {
  const [first, second] = [timeOf(a, context), timeOf(b, context)];
  if (first && second && context.timesAgree(first, second) !== true) return true;
  const [doer, other] = [a, b].map(mention => (isNobody(mention.doer) ? '' : doerKey(mention, context)));
  if (b.doer && takesUp(b.doer)) return false;
  if (doer !== '' && other !== '' && doer !== other) return true;
  if (b.trigger.pos === 'NOUN' && isDefinite(b.trigger)) return false;
  // Two witnesses stand side by side; the same one speaks twice.
  const [voice, otherVoice] = [a, b].map(mention => context.voicesAt(mention.trigger).at(-1)?.name);
  return voice !== undefined && otherVoice !== undefined && voice !== otherVoice;
}

/** The same actor, or the same noun where it or the deed is definite ("the attack on a market"); a state or a town is attacked many times. */
function isSameThing(a: Word, b: Word, definiteDeed: boolean, context: ReadingContext): boolean {
  const [first, second] = [context.party(a).actor, context.party(b).actor];
  if (first !== undefined || second !== undefined) {
    const type = first === undefined ? undefined : context.actors.actor(first)?.type;
    return first === second && type !== 'state' && type !== 'place';
  }
  return a.lemma === b.lemma && (isDefinite(b) || definiteDeed);
}

/** When it was done: what its own noun says ("the 2003 invasion"), else what is said of the verb that tells of it. */
function timeOf({ trigger, verb }: FoundIncident, context: ReadingContext): TimeMention | undefined {
  return (trigger.pos === 'NOUN' ? context.timeWithin(trigger) : undefined) ?? context.timeOf(verb);
}

function isDefinite(noun: Word): boolean {
  return noun.children('det').some(({ lower }) => /^(?:the|this|that|both)$/u.test(lower));
}

function doerKey(mention: FoundIncident, context: ReadingContext): string {
  if (!mention.doer) return '';
  const { actor } = context.party(mention.doer);
  if (actor !== undefined && context.actors.actor(actor)?.type !== 'class') return actor;
  // "Coalition aircraft" and "16 Coalition aircraft" are the same until something says otherwise.
  const parts = mention.doer.children('amod', 'compound', 'nmod:poss').map(({ lower }) => lower);
  return [...parts, mention.doer.lemma.toLowerCase()].join(' ');
}

function claimOf(
  group: readonly RuledIncident[],
  purpose: { start: number; end: number } | undefined,
  groups: readonly RuledIncident[][],
  context: ReadingContext,
): Draft<IncidentBody> {
  const main = group.find(mention => timeOf(mention, context)) ?? group[0]!;
  const doer = group.map(mention => mention.doer).find(doer => doer !== undefined);
  const targets = [...new Set(group.flatMap(mention => mention.targets))].map(target => context.party(target));
  const to = doer && context.party(doer);
  const rows = to
    ? group.flatMap(mention => attributionsOf(mention, accusedIn(mention, doer, to, context), context))
    : [];
  const attributors = rows.filter(
    (row, index) => rows.findIndex(({ attributor }) => attributor?.name === row.attributor?.name) === index,
  );
  const voices = context.voicesAt(main.trigger);
  const tagged = taggedIn(group, context);
  const sort = sortOf(tagged);
  const effect = group.map(({ trigger, verb }) => effectOf(trigger, verb)).find(effect => effect !== undefined);
  const own = to && rowOf(to, main.trigger, undefined, context);
  const accusers = attributors.flatMap(({ attributor }) => attributor ?? []);
  const nobody = isNobodyNamed(group, to, context);
  return {
    kind: 'incident',
    rule: main.rule,
    words: context.words(main.words),
    factuality:
      voices.length > 0 || isPassive(main.verb) || accusing(main.verb) !== undefined || main.blaming !== undefined
        ? 'alleged'
        : 'asserted',
    voices,
    when: group.map(mention => timeOf(mention, context)).find(time => time !== undefined),
    actors: actorIds(to, ...targets, ...voices),
    body: {
      family: main.family,
      ...(sort && { sort }),
      conduct: context.words(conductOf(main)),
      ...(effect && { effect }),
      targets,
      objects: partsOf(tagged, 'data', context),
      tools: partsOf(tagged, 'tool', context),
      ...(purpose && { purpose: context.words(purpose) }),
      attributions: (attributors.length > 0 ? attributors : own ? [own] : []).map(row =>
        nobody ? { ...row, firmness: 'withheld' } : row,
      ),
      responses: to
        ? responsesOf([to], accusers, context).filter(answer => isAnswerTo(group, answer, groups, context))
        : [],
      mentions: group.map(mention => context.words(mention.words)),
    },
  };
}

/** What somebody answers before the text tells of an incident, or in a sentence that tells of another one, is no answer to it. */
function isAnswerTo(
  group: readonly RuledIncident[],
  { words }: IncidentResponse,
  groups: readonly RuledIncident[][],
  context: ReadingContext,
): boolean {
  const sentence = context.analysis.wordAt(words.start)?.sentence;
  const isHere = (told: readonly RuledIncident[]): boolean => told.some(({ trigger }) => trigger.sentence === sentence);
  if (isHere(group)) return true;
  return !groups.some(isHere) && group.some(({ trigger }) => trigger.start < words.start);
}

/** "Rebels, who were accused by prosecutors of kidnapping teachers": the verb by which a deed is what somebody is accused of, wherever the tree hangs it. */
function accusing(deed: Word): Word | undefined {
  const isDeed =
    deed.tag === 'VBG' && deed.children('mark', 'case').some(({ lower }) => lower === 'of' || lower === 'for');
  return isDeed ? [deed.head, deed.head?.head].find(each => each !== undefined && ACCUSING.has(each.lemma)) : undefined;
}

const ACCUSING = new Set(
  'accuse suspect charge blame indict arrest detain convict sentence jail imprison fine'.split(' '),
);

/** Whom a mention puts it down to: whom it names itself, or, where it names nobody, whom the others name. */
function accusedIn({ doer }: RuledIncident, other: Word | undefined, to: Party, context: ReadingContext): Party {
  if (doer === undefined || doer === other) return to;
  // "A group said it had carried out the attack": "it" is whoever the text tells that it is.
  if (doer.pos === 'PRON' && isNamedActor(context.party(doer), context)) return context.party(doer);
  return takesUp(doer) || isNobody(doer) ? to : context.party(doer);
}

function isNamedActor({ actor }: Party, context: ReadingContext): boolean {
  const type = actor === undefined ? undefined : context.actors.actor(actor)?.type;
  return type !== undefined && type !== 'class';
}

/** A row for each who says it; where nobody does, the document's own. */
function attributionsOf(
  { trigger, verb, blaming = accusing(verb) }: RuledIncident,
  to: Party,
  context: ReadingContext,
): IncidentAttribution[] {
  const rows = context.attributionsOver(trigger).flatMap(attribution => rowsOf(to, trigger, attribution, context));
  // "The firm attributed the breach to a group": whoever blames says it, also where nothing else in the sentence is put as somebody's word.
  if (rows.length > 0 || !blaming) return rows;
  const accuser = agent(blaming);
  const accusers = accuser ? conjuncts(accuser).map(word => context.party(word)) : [nobodyNamed(blaming, context)];
  return accusers.map(attributor => rowOf(to, trigger, { attributor, cue: blaming }, context));
}

/** The words that say what was done. */
function conductOf({ trigger, words }: RuledIncident): Span {
  if (trigger.pos !== 'NOUN') return words;
  // "Was behind the attack and published the files": the rest is no part of the noun.
  const whole = trigger.child('cop') ? nounPhrase(trigger) : fullNounPhrase(trigger);
  // "In the shelling, the head of the delegation told reporters": what stands behind a comma is told of something else.
  const beside = trigger.child('appos')?.subtree()[0]?.previous;
  return beside?.text === ',' && beside.start > trigger.start ? { start: whole.start, end: beside.start } : whole;
}

/** "He was accused of spying": by somebody, and not by the document. */
function nobodyNamed(blaming: Word, context: ReadingContext): Party {
  return {
    words: context.words(blaming),
    actor: undefined,
    name: 'somebody not named',
    capacity: undefined,
    how: 'unresolved',
    reason: `“${blaming.text}”: the words do not say by whom`,
  };
}

/** What the tagged words say of an incident, where they stand in one of the places that speak of it. */
function taggedIn(group: readonly RuledIncident[], context: ReadingContext): CyberMention[] {
  if (group[0]!.family !== 'cyber') return [];
  return context.cyber.filter(({ trigger }) =>
    group.some(({ words, verb }) => overlaps(trigger.span, words) || overlaps(trigger.span, verb)),
  );
}

function partsOf(tagged: readonly CyberMention[], role: CyberRole, context: ReadingContext): Words[] {
  const spans = tagged.flatMap(({ parts }) => parts.filter(part => part.role === role).map(({ span }) => span));
  return spans
    .filter((span, i) => spans.findIndex(({ start }) => start === span.start) === i)
    .map(span => context.words(span));
}

/** The sort that most of the tagged words tell; a flaw that was found or mended is nobody's deed, and no sort of one. */
function sortOf(tagged: readonly CyberMention[]): CyberSort | undefined {
  const sorts = tagged.map(({ sort }) => sort).filter(sort => !sort.startsWith('vulnerability'));
  const counts = Map.groupBy(sorts, sort => sort);
  return [...counts].toSorted(([, a], [, b]) => b.length - a.length)[0]?.[0];
}

/** Nobody in particular is named, and whoever speaks says that nobody is. */
function isNobodyNamed(group: readonly RuledIncident[], to: Party | undefined, context: ReadingContext): boolean {
  const type = to?.actor === undefined ? undefined : context.actors.actor(to.actor)?.type;
  if (to && type !== 'class') return false;
  return group.some(({ trigger }) => withholds(context.text.slice(trigger.sentence.start, trigger.sentence.end)));
}

const exactly = (pieces: readonly Words[]): string => pieces.map(({ exact }) => oneLine(exact)).join('; ');
const bodyOf = (claim: Claim): IncidentBody => claim.body as IncidentBody;

/** "CrowdStrike said: Chinese hackers (technical, operator, stated; because of …)" */
function attributionText({ attributor, to, cue, type, tier, firmness, basis, when }: IncidentAttribution): string {
  const who = attributor ? `${nameWithPost(attributor)} ${cue?.exact ?? 'says'}` : 'the report says';
  const remarks = [type, tier, firmness, basis && `resting on “${oneLine(basis.exact)}”`, when && timeText(when)];
  return `${who}: ${to.name} (${remarks.filter(Boolean).join(', ')})`;
}

export const incident: Kind<IncidentBody> = {
  name: 'incident',
  plural: 'incidents',
  about: 'Hostile conduct that is said to have happened: what, to whom, when, what for, and who says who did it.',
  read,
  deed,
  columns: [
    {
      name: 'family',
      about: 'cyber, armed, abduction, border, espionage, sabotage, interference, or unknown (by hand).',
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
    {
      name: 'sort',
      about: 'Of a cyber incident: data breach, phishing or ransom.',
      value: claim => bodyOf(claim).sort ?? '',
    },
    {
      name: 'effect',
      about: 'attempted, detected or succeeded; empty where the words do not tell.',
      value: claim => bodyOf(claim).effect ?? '',
    },
    {
      name: 'objects',
      about: 'What was taken, shut or changed, in the exact words.',
      value: claim => exactly(bodyOf(claim).objects),
    },
    {
      name: 'tools',
      about: 'With what it was done, in the exact words.',
      value: claim => exactly(bodyOf(claim).tools),
    },
    { name: 'purpose', about: 'What for, as alleged.', value: claim => oneLine(bodyOf(claim).purpose?.exact ?? '') },
    {
      name: 'attributed_to',
      about: 'Whom the attributors name.',
      value: claim => [...new Set(bodyOf(claim).attributions.map(({ to }) => to.name))].join('; '),
    },
    {
      name: 'attribution_types',
      about:
        'technical, unofficial policy, official policy, legal or self, one for each who names them; “open” where the words do not tell.',
      value: claim =>
        bodyOf(claim)
          .attributions.map(({ type }) => type ?? 'open')
          .join('; '),
    },
    {
      name: 'tiers',
      about: 'cluster, campaign, operator or sponsor, likewise.',
      value: claim =>
        bodyOf(claim)
          .attributions.map(({ tier }) => tier ?? 'open')
          .join('; '),
    },
    {
      name: 'firmness',
      about: 'claimed, appears, stated, concluded or withheld, likewise.',
      value: claim =>
        bodyOf(claim)
          .attributions.map(({ firmness }) => firmness)
          .join('; '),
    },
    {
      name: 'responses',
      about: 'Denials and counter-accusations of those who are named.',
      value: claim =>
        bodyOf(claim)
          .responses.map(({ by, kind }) => `${kind}: ${by.name}`)
          .join('; '),
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
  unread: words => ({
    family: 'unknown',
    conduct: words,
    targets: [],
    objects: [],
    tools: [],
    attributions: [],
    responses: [],
    mentions: [words],
  }),
  show(claim) {
    const { family, sort, conduct, effect, targets, objects, tools, purpose, attributions, responses, mentions } =
      bodyOf(claim);
    return {
      headline: `${family === 'unknown' ? 'incident' : family}: “${oneLine(conduct.exact)}”${claim.when ? ` · ${timeText(claim.when)}` : ''}`,
      details: [
        ['sort', [sort, effect].filter(Boolean).join(', ')],
        ['target', names(targets)],
        ['object', exactly(objects)],
        ['tool', exactly(tools)],
        ['purpose', purpose ? `“${oneLine(purpose.exact)}”` : ''],
        ['who says who did it', attributions.map(attributionText).join('; ')],
        [
          'response',
          responses
            .map(({ by, kind, words }) => `${kind} by ${nameWithPost(by)}: “${oneLine(words.exact)}”`)
            .join('; '),
        ],
        ['mentioned', mentions.length > 1 ? `${mentions.length} times in this document` : ''],
      ],
    };
  },
};
