import type { Party } from '../../core/actor.ts';
import type { Claim, Draft } from '../../core/claim.ts';
import { contains, cover, type Span, type Words } from '../../core/span.ts';
import type { TimeMention } from '../../core/time.ts';
import type { Word } from '../../language/analysis.ts';
import {
  auxiliaries,
  conjuncts,
  coordinationHead,
  fullNounPhrase,
  nounPhrase,
  isNegated,
} from '../../language/clause.ts';
import { scanQuotations } from '../../attributions/quotation.ts';
import { type Kind, readWords } from '../kind.ts';
import { asAuthor, authorMeant, isIssuer, issuersOf } from '../author.ts';
import { inFull } from '../description.ts';
import { madeAt } from '../occasion.ts';
import { actorIds, type ReadingContext } from '../reading-context.ts';
import { FIRST_PERSON, isSpeakerAgain, OWN_SIDE, speaksFor } from '../side.ts';
import { nameWithPost, names, oneLine, timeText } from '../show.ts';
import { singular } from '../../actors/vocabulary.ts';
import { deed } from './deed.ts';
import { carveOuts } from './carve-outs.ts';
import { coordinated } from './coordinated.ts';
import { conditions, isConditional } from './conditions.ts';
import { isReport, type RuledCommitment, withAuthored } from './authored/authored.ts';
import { commitmentWords, type Firmness, type FoundCommitment } from './found.ts';
import { joinRestated } from './restated.ts';
import { rules } from './rules/index.ts';
import {
  dueAtVerb,
  dueBy,
  limitBefore,
  recurs,
  restrains,
  type UndertakingKind,
  undertakingKind,
} from './undertaking.ts';

/** Who undertook what toward whom, with which exceptions; or what an agreement is said not to forbid. */
export interface CommitmentBody {
  readonly role: FoundCommitment['role'];
  /** Who is bound, as the words say it; undefined for a scope note. */
  readonly bound?: Party;
  /** Who is bound together with it ("Norway and Poland agreed"). */
  readonly jointly: readonly Party[];
  /** Worked out: the state or body that is bound when its office-holder undertakes something. */
  readonly onBehalfOf?: { readonly actor: string; readonly name: string; readonly reason: string };
  /** The words that say whose text it is, where "we" is bound and stands for whoever issues it. */
  readonly author?: Words;
  readonly counterparty?: Party;
  readonly undertaking: Words;
  readonly kind: UndertakingKind | 'scope note' | 'unknown';
  readonly firmness: Firmness | 'unknown';
  /** Of what the author of a release undertakes: does he say exactly what, how much or where? Worked out by a trained model. */
  readonly specificity?: 'specific' | 'vague';
  /** Of the same: how probably it is an undertaking, 0 to 1, as the trained model sees it. */
  readonly probability?: number;
  readonly dueBy?: TimeMention;
  readonly instrument?: Words;
  readonly carveOuts: readonly Words[];
  /** What it is made to hang on ("if the talks go on", "in exchange for relief"). */
  readonly conditions?: readonly Words[];
  /** By whose word it was undertaken: the party's own, the other side's, somebody else's, or nobody's but the document's. Absent on a claim by hand. */
  readonly saidBy?: 'the party itself' | 'the other side' | 'somebody else' | 'the document';
  /** Where the document says the same again, with those by whose word it does. */
  readonly restated?: readonly { readonly words: Words; readonly voices: readonly Party[] }[];
}

function read(context: ReadingContext): Draft<CommitmentBody>[] {
  const acts = new Set<Word>();
  const found = readWords(rules, context).flatMap(({ rule, result }) =>
    coordinated(result).map(each => ({ rule, result: each })),
  );
  const byRules = found.filter(({ result }) => {
    // "pledged that it would not raise …" is met twice, at its verb and at its modal; the first in the text is the surer.
    if (acts.has(result.act) || !isVouchedFor(result, context)) return false;
    acts.add(result.act);
    return true;
  });
  return joinRestated(withAuthored(context, byRules), context).map(({ first, again }) =>
    claimOf(first.result, first.rule, context, again),
  );
}

function claimOf(
  found: FoundCommitment,
  rule: string,
  context: ReadingContext,
  again: readonly RuledCommitment[],
): Draft<CommitmentBody> {
  const author = found.bound && authorMeant(found.bound, context);
  const [issuer, ...issuers] = author?.parties.map(party => asAuthor(found.bound!, party, author, context)) ?? [];
  const bound = issuer ?? (found.bound && boundParty(found.bound, context));
  const isOfSeveral = author !== undefined && author.parties.length > 1;
  const others = found.bound && !isOfSeveral ? conjuncts(found.bound).slice(1) : [];
  const jointly = [
    ...issuers,
    ...others.map(head => issuerNamed(head, context.party(head), context) ?? context.party(head)),
  ];
  const counterparty = found.counterparty && somebody(found.counterparty, context);
  const onBehalfOf = bound && sideOf(bound, context);
  const { due, when } = timesOf(found, context);
  const undertaking = withLimit(found.undertaking, due, context);
  const voices = context.voicesAt(found.cue);
  const hangsOn = [...ofAnyone(found), ...conditions(found.act, found.cue)].map(span => context.words(span));
  return {
    kind: 'commitment',
    rule,
    words: context.words(cover([commitmentWords(found), undertaking])),
    factuality:
      found.role !== 'undertaking'
        ? voices.length > 0
          ? 'alleged'
          : 'asserted'
        : isConditional(found.act, found.cue) || ofAnyone(found).length > 0
          ? 'conditional'
          : 'promised',
    voices,
    when,
    ...madeAt(found.cue, context),
    actors: actorIds(bound, ...jointly, counterparty).concat(onBehalfOf ? [onBehalfOf.actor] : []),
    body: {
      role: found.role,
      ...(bound && { bound }),
      jointly,
      ...(author && { author: author.says }),
      ...(onBehalfOf && { onBehalfOf }),
      ...(counterparty && { counterparty }),
      undertaking: context.words(undertaking),
      kind:
        found.role === 'scope note'
          ? 'scope note'
          : isAttitude(found.cue)
            ? 'declaratory'
            : (found.kind ?? undertakingKind(found.act, due, recurs(found.undertaking, context))),
      firmness: found.firmness,
      ...(found.specificity && { specificity: found.specificity }),
      ...(found.probability !== undefined && { probability: Math.round(found.probability * 100) / 100 }),
      ...(due && { dueBy: due }),
      ...(found.instrument && { instrument: context.words(nounPhrase(found.instrument)) }),
      carveOuts:
        found.role === 'scope note' ? [] : carveOuts(found.act).map(head => context.words(fullNounPhrase(head))),
      ...(found.role === 'undertaking' && hangsOn.length > 0 && { conditions: hangsOn }),
      saidBy: saidBy(found, { bound, onBehalfOf, counterparty }, voices, rule, context),
      ...(again.length > 0 && {
        restated: again.map(({ result }) => ({
          words: context.words(commitmentWords(result)),
          voices: context.voicesAt(result.cue),
        })),
      }),
    },
  };
}

/**
 * When it was undertaken, and by when it is due. A time within the undertaking is no time of the promise ("to meet every month"), unless it is one
 * that lies behind: "agreed to share radar data on Monday" tells, a day later, when they agreed.
 */
function timesOf(
  found: FoundCommitment,
  context: ReadingContext,
): { readonly when: TimeMention | undefined; readonly due: TimeMention | undefined } {
  const due =
    found.role === 'undertaking' ? (dueBy(found.undertaking, context) ?? limitBefore(found.act, context)) : undefined;
  const when = context.timeOf(found.cue);
  if (when && !due && found.role === 'undertaking' && isOfDoing(when, found, context))
    return { when: undefined, due: dueAtVerb(when, context) };
  // "Will hire nurses over three years and end queues": the years are the hiring's alone.
  const isOfFirst =
    found.cue !== found.act && found.act.is('conj') && coordinationHead(found.act) === coordinationHead(found.cue);
  if (isOfFirst && when && when.words.start > found.cue.start) return { when: undefined, due };
  if (!when || !contains(found.undertaking, when.words)) return { when, due };
  const isPast =
    /\bon\s+$/iu.test(context.text.slice(0, when.words.start).slice(-5)) && context.direction(when) === 'before';
  return isPast && found.cue !== found.act
    ? { when, due: when.words.start === due?.words.start ? undefined : due }
    : { when: undefined, due };
}

/** "Agreed to extend the measures until 30 September": a limit right behind what is undertaken is part of it, wherever the tree hangs it. */
function withLimit(undertaking: Span, due: TimeMention | undefined, { text }: ReadingContext): Span {
  if (!due || due.words.start < undertaking.end) return undertaking;
  const between = text.slice(undertaking.end, due.words.start);
  return /^\s+(?:by|within|before|until|(?:no|not) later than)\s+$/iu.test(between)
    ? { start: undertaking.start, end: due.words.end }
    : undertaking;
}

/** "A Party that is unable to provide data shall notify …": only such a one. */
function ofAnyone({ bound, role }: FoundCommitment): Span[] {
  const isAny = bound?.children('det').some(({ lower }) => /^(?:a|an|any|each|every)$/u.test(lower));
  const clause = isAny && role === 'undertaking' ? bound?.child('acl:relcl') : undefined;
  return clause ? [cover(clause.subtree().filter(({ pos }) => pos !== 'PUNCT'))] : [];
}

/**
 * "By 2030 Norland will cut …", "promised to complete repairs by March" with the time hung on the promise: by when it is to be done, and not when
 * it was promised. "By 2024 the ministry had promised …" tells when it was.
 */
function isOfDoing({ words }: TimeMention, { cue, act }: FoundCommitment, context: ReadingContext): boolean {
  if (cue === act)
    return (
      auxiliaries(act).some(lemma => FUTURE.test(lemma)) &&
      cue.sentence === context.analysis.wordAt(words.start)?.sentence
    );
  const before = context.text.slice(0, words.start).slice(-16);
  return words.start > act.end && /\b(?:by|within|before|until|(?:no|not) later than)\s+$/iu.test(before);
}

const FUTURE = /^(?:will|shall|would|must)$/u;

/** "With the intent of …": a thing that nobody is called by is no party. */
function somebody(head: Word, context: ReadingContext): Party | undefined {
  const party = context.party(head);
  return party.how === 'unresolved' && head.tag === 'NN' ? undefined : party;
}

/** By whose word: of the innermost voice, who says that it was undertaken. A release or an agreed text is the word of those who issue it. */
function saidBy(
  found: FoundCommitment,
  {
    bound,
    onBehalfOf,
    counterparty,
  }: { [part in 'bound' | 'onBehalfOf' | 'counterparty']: CommitmentBody[part] | undefined },
  voices: readonly Party[],
  rule: string,
  context: ReadingContext,
): NonNullable<CommitmentBody['saidBy']> {
  const speaker = voices.at(-1);
  // "Decides that all States shall …": an organ's word, and not that of the States.
  const isOrdered = issuersOf(context)?.isOrgan === true;
  if (!speaker)
    return (AUTHORED.has(rule) && !isReport(context) && !isOrdered) || (found.bound && isIssuer(found.bound, context))
      ? 'the party itself'
      : 'the document';
  if (speaker.actor === undefined)
    return bound?.actor === undefined && bound?.name === speaker.name ? 'the party itself' : 'somebody else';
  if (speaker.actor === bound?.actor || speaker.actor === onBehalfOf?.actor) return 'the party itself';
  if (speaker.actor === counterparty?.actor) return 'the other side';
  if (found.bound && speaksFor(speaker, found.bound, context)) return 'the party itself';
  return found.counterparty && speaksFor(speaker, found.counterparty, context) ? 'the other side' : 'somebody else';
}

const AUTHORED = new Set(['release', 'agreed-text', 'text-binds']);

/** "Nobody said that …", "she has never said that …", "critics doubt that …", "do you think …?": said so, nothing is undertaken. */
function isVouchedFor({ cue, bound }: FoundCommitment, context: ReadingContext): boolean {
  if (context.text.slice(cue.sentence.start, cue.sentence.end).trimEnd().endsWith('?')) return false;
  // "A post says she “secretly promised” to …": words in marks are somebody's, and where nobody is known for them, nobody vouches for them.
  const isOwn = bound !== undefined && FIRST_PERSON.has(bound.lower);
  if (!isOwn && isInMarks(cue, context) && context.attributionsOver(cue).length === 0) return false;
  return context.attributionsOver(cue).every(({ cue: said, force, cueLemma, sourceHead }) => {
    if (said.some(part => context.analysis.wordsIn(part).some(isNegated))) return false;
    const nobody = sourceHead !== undefined && /^(?:nobody|none|no-one|few)$/u.test(sourceHead.lower);
    return (
      !nobody && force !== 'denied' && force !== 'asked' && !/^(?:doubt|deny|question|wonder|ask)\b/u.test(cueLemma)
    );
  });
}

function isInMarks(word: Word, context: ReadingContext): boolean {
  return scanQuotations(context.text).some(quotation => contains(quotation, word));
}

/** Who is bound; "we" and "his country" are worked out from who speaks. */
function boundParty(head: Word, context: ReadingContext): Party {
  const party = context.party(head);
  const speaker = context.voicesAt(head).at(-1);
  if (head.lower === 'they' && (isQuoted(head, context) || isThingMeant(party, context)))
    return {
      words: party.words,
      actor: undefined,
      name: party.words.exact,
      capacity: undefined,
      how: 'unresolved',
      reason: isQuoted(head, context)
        ? `“${party.words.exact}” stands in somebody’s own words, which do not say who that is`
        : `“${party.words.exact}” may be ${party.name} by the grammar, which undertake nothing`,
    };
  const issuer = issuerNamed(head, party, context);
  if (issuer) return issuer;
  if (party.actor !== undefined || !speaker) return inFull(head, party, context);
  if (FIRST_PERSON.has(head.lower) || isSpeakerAgain(speaker, party)) {
    return {
      ...speaker,
      words: party.words,
      how: 'pronoun',
      reason: `“${head.text}” stands in the words of ${speaker.name}`,
    };
  }
  const state =
    OWN_SIDE.has(head.lemma) && head.child('nmod:poss')?.pos === 'PRON' ? sideOf(speaker, context) : undefined;
  if (!state) return inFull(head, party, context);
  return {
    ...party,
    actor: state.actor,
    name: state.name,
    how: 'description',
    reason: `“${party.words.exact}” is said by ${speaker.name}; ${state.reason}`,
  };
}

/** "Varda" is the Government of the Republic of Varda, as the head of a text of several has it. */
function issuerNamed(head: Word, party: Party, context: ReadingContext): Party | undefined {
  const parties = issuersOf(context)?.parties ?? [];
  const named = parties.filter(
    ({ actor, name }) =>
      (actor !== undefined && actor === party.actor) ||
      name.toLowerCase() === party.name.toLowerCase() ||
      (parties.length > 1 &&
        head.pos === 'PROPN' &&
        name.split(' ').includes(head.text) &&
        head.child('compound') === undefined),
  );
  return named.length === 1 ? { ...party, actor: party.actor ?? named[0]!.actor, name: named[0]!.name } : undefined;
}

/** "Encouraged Ostria to release the frozen funds. They agreed …": things undertake nothing. */
function isThingMeant({ actor, name }: Party, context: ReadingContext): boolean {
  const noun = singular(
    name
      .toLowerCase()
      .split(/ (?:of|from|for|in) /u)[0]!
      .split(' ')
      .at(-1)!,
  );
  const isClass = actor !== undefined && context.actors.actor(actor)?.type === 'class';
  return isClass && THINGS.has(noun);
}

const THINGS = new Set(
  'fund weapon missile tank ship vessel asset mine sanction measure talk negotiation attack tariff law rule plan report document convoy drone bank-note price rate border share export import good'.split(
    ' ',
  ),
);

/** "They promised us a fund": whom a speaker points at stands before what was quoted, and the report may have told of others since. */
function isQuoted(head: Word, context: ReadingContext): boolean {
  return context.attributionsOver(head).some(({ quoted }) => quoted.some(part => contains(part, head)));
}

/** A president who agrees to something binds his state: the post in the text says which. */
function sideOf(bound: Party, context: ReadingContext): CommitmentBody['onBehalfOf'] {
  const person = bound.actor === undefined ? undefined : context.actors.actor(bound.actor);
  if (person?.type !== 'person') return undefined;
  const post = person.posts.find(post => post.of !== undefined);
  const side = post?.of === undefined ? undefined : context.actors.actor(post.of);
  if (!post || !side) return undefined;
  return {
    actor: side.id,
    name: side.name,
    reason: `${person.name} is called “${oneLine(post.words.exact)}” in this text`,
  };
}

/** "remains committed to …": an attitude that lasts, nothing newly undertaken. */
function isAttitude(cue: Word): boolean {
  return (
    cue.lower === 'committed' &&
    (cue.head?.lemma === 'remain' ||
      cue.child('cop')?.lemma === 'be' ||
      cue.children('aux').some(({ lemma }) => lemma === 'be'))
  );
}

const bodyOf = (claim: Claim): CommitmentBody => claim.body as CommitmentBody;

function boundText({ bound, onBehalfOf, jointly }: CommitmentBody): string {
  if (bound === undefined) return '';
  const named = OWNERS[bound.name.toLowerCase()] ?? bound.name;
  const first = onBehalfOf ? `${onBehalfOf.name} (by ${named})` : named;
  return [first, ...jointly.map(party => party.name)].join(' and ');
}

/** "Our commitment to …": who is bound, as a subject. */
const OWNERS: Readonly<Record<string, string>> = {
  our: 'We',
  my: 'I',
  its: 'It',
  their: 'They',
  his: 'He',
  her: 'She',
};

/** Firmness in a headline, where it is put in other words. */
const HEADED: Readonly<Record<string, string>> = { 'bound by text': 'undertook', unknown: 'undertook' };

/** "Neither government" undertakes nothing: it is held not to do it. */
const NONE = /^(?:neither|no|none)\b/iu;

/** "Agreed in principle". */
function hedge({ conditions = [] }: CommitmentBody): string {
  return conditions.flatMap(({ exact }) => (HEDGE.test(exact) ? [` ${exact}`] : [])).join('');
}

/** A condition that stands outside the words undertaken must not be lost with them. */
function proviso({ conditions = [], undertaking }: CommitmentBody): string {
  const outside = conditions.filter(words => !contains(undertaking, words) && !HEDGE.test(words.exact));
  return outside.map(({ exact }) => ` (“${oneLine(exact)}”)`).join('');
}

const HEDGE = /^(?:in principle|tentatively|provisionally|conditionally|normally|usually|generally|ideally)$/iu;

function headline(body: CommitmentBody): string {
  const bound = boundText(body);
  const declared = body.kind === 'declaratory' ? 'declared' : undefined;
  const put = declared ?? HEADED[body.firmness] ?? body.firmness;
  // "Any dispute shall be settled …": the words do not say who sees to it.
  if (bound === '') {
    const isBare = body.kind === 'prohibition' && !restrains(body.undertaking.exact);
    return `It was ${put === 'undertook' ? 'undertaken' : put}${isBare ? ' not to' : ''}: “${oneLine(body.undertaking.exact)}”`;
  }
  const verb = NONE.test(bound) && put === 'undertook' ? 'is to' : put;
  const toward = body.counterparty === undefined ? '' : ` with ${body.counterparty.name}`;
  // The words undertaken stand without the "not" before them: what is forbidden must not look like what is promised.
  const not = body.kind === 'prohibition' && !NONE.test(bound) && !restrains(body.undertaking.exact) ? ' not to' : '';
  return `${bound} ${verb}${toward}${hedge(body)}${not}: “${oneLine(body.undertaking.exact)}”${proviso(body)}`;
}

export const commitment: Kind<CommitmentBody> = {
  name: 'commitment',
  plural: 'commitments',
  about: 'Who undertook to do, or not to do, something; and what an agreement is said not to forbid.',
  read,
  deed,
  columns: [
    {
      name: 'bound',
      about: 'Who is bound; the state, where its office-holder undertakes.',
      value: claim => boundText(bodyOf(claim)),
    },
    {
      name: 'undertaking',
      about: 'What is undertaken, in the exact words.',
      value: claim => oneLine(bodyOf(claim).undertaking.exact),
    },
    {
      name: 'type',
      about: 'deliverable, standing_duty, prohibition, declaratory, scope note, or unknown (by hand).',
      value: claim => bodyOf(claim).kind,
    },
    {
      name: 'firmness',
      about: 'agreed, pledged, announced, bound by text, or unknown (by hand).',
      value: claim => bodyOf(claim).firmness,
    },
    {
      name: 'said_by',
      about: 'By whose word: the party itself, the other side, somebody else, or the document.',
      value: claim => bodyOf(claim).saidBy ?? '',
    },
    {
      name: 'author',
      about: 'The words that say whose text it is, where “we” stands for whoever issues it.',
      value: claim => oneLine(bodyOf(claim).author?.exact ?? ''),
    },
    { name: 'counterparty', about: 'Toward whom.', value: claim => bodyOf(claim).counterparty?.name ?? '' },
    { name: 'due', about: 'By when.', value: claim => bodyOf(claim).dueBy?.reading ?? '' },
    {
      name: 'conditions',
      about: 'What it is made to hang on, in the exact words.',
      value: claim => (bodyOf(claim).conditions ?? []).map(words => oneLine(words.exact)).join('; '),
    },
    { name: 'instrument', about: 'The agreement it stands in.', value: claim => bodyOf(claim).instrument?.exact ?? '' },
  ],
  unread: words => ({
    role: 'undertaking',
    jointly: [],
    undertaking: words,
    kind: 'unknown',
    firmness: 'unknown',
    carveOuts: [],
  }),
  show(claim) {
    const body = bodyOf(claim);
    const { bound, onBehalfOf, undertaking, instrument } = body;
    const words = oneLine(undertaking.exact);
    return {
      headline:
        body.role === 'scope note'
          ? `Scope note: ${instrument?.exact ?? 'the agreement'} is said not to forbid or cover “${words}”`
          : headline(body),
      details: [
        ['whose text', body.author === undefined ? '' : `“${oneLine(body.author.exact)}”`],
        ['undertaken', timeText(claim.when)],
        ['type', body.kind],
        ['due', timeText(body.dueBy)],
        ['on condition', (body.conditions ?? []).map(words => `“${oneLine(words.exact)}”`).join('; ')],
        ['except', body.carveOuts.map(words => `“${oneLine(words.exact)}”`).join('; ')],
        [
          'bound party',
          bound ? [nameWithPost(bound), onBehalfOf?.reason ?? bound.reason].filter(Boolean).join('; ') : '',
        ],
        ['according to', [names(claim.voices), body.saidBy].filter(Boolean).join(': ')],
        ['specific?', body.specificity ?? ''],
        ...(body.restated ?? []).map(({ words: more }) => ['said again', `“${oneLine(more.exact)}”`] as const),
      ],
    };
  },
};
