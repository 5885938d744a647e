/** A statement in one line. */
import { TURN } from '../../attributions/transcript.ts';
import type { Party } from '../../core/actor.ts';
import type { Claim } from '../../core/claim.ts';
import { contains } from '../../core/span.ts';
import { joined, nameWithPost, oneLine, quotedWords } from '../show.ts';
import type { StatementBody } from './statement.ts';

function inOneBreath(parties: readonly Party[]): string {
  const all = parties.map(nameWithPost);
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)!}`;
}

/** The statement as one would write it in a record. */
export function headlineOf(claim: Claim): string {
  const body = claim.body as StatementBody;
  const { speaker, jointly = [], addressee, cue } = body;
  const name = speaker ? inOneBreath([speaker, ...jointly]) : 'Somebody not named';
  if (/^according to/iu.test(cue.exact)) return `According to ${name}${toldText(body, true)}`;
  // "Ms. Lind’s promise to pay": the cue is a noun of the speaker's.
  if (/of a noun(?! with its verb)|possess/u.test(claim.rule)) return `${name}: ${oneLine(cue.exact)}${toldText(body)}`;
  if (claim.rule === TURN) return `${name}: ${joined(body.content)}`;
  const isNamed = addressee !== undefined && contains(cue, addressee.words);
  const to = addressee && !isNamed ? `${TELLING.test(cue.exact) ? '' : ' to'} ${addressee.name}` : '';
  return `${name} ${cueText(cue.exact)}${to}${toldText(body)}`;
}

/** In headlines and transcripts a mark stands for the verb; "he left, saying …" is told as "said". */
function cueText(cue: string): string {
  if (!/\p{L}/u.test(cue)) return 'said';
  return oneLine(cue)
    .replace(/^(?:when|while|as|after|before)\s+(?=\p{L})/iu, '')
    .replace(/^\p{L}+ing\b/u, toldBefore);
}

/** Past of a verb of telling from its participle. */
function toldBefore(participle: string): string {
  const stem = participle.slice(0, -3);
  return IRREGULAR.get(stem) ?? (/[^aeiou]y$/u.test(stem) ? `${stem.slice(0, -1)}ied` : `${stem}ed`);
}

const IRREGULAR: ReadonlyMap<string, string> = new Map(
  Object.entries({
    say: 'said',
    tell: 'told',
    writ: 'wrote',
    speak: 'spoke',
    swear: 'swore',
    think: 'thought',
    find: 'found',
    mak: 'made',
    giv: 'gave',
    putt: 'put',
    hold: 'held',
    read: 'read',
    foresee: 'foresaw',
    show: 'showed',
  }),
);

/** What opens a clause that goes on from its verb without a pause. */
const GOES_ON = /^(?:that|to|if|whether|what|who|when|where|why|how|not)\b/iu;

/**
 * The words said as a record gives them: in quotation marks only where the text has them. Reported words are the reporter's and
 * follow without marks, after a colon where they did not follow the cue in the text either.
 */
function toldText({ cue, addressee, quotation, content }: StatementBody, apart = false): string {
  const words = joined(content);
  if (quotation === 'direct') return `: ${quotedWords(words)}`;
  if (apart) return `: ${words}`;
  const before = Math.max(cue.end, addressee?.words.end ?? 0);
  const follows = content[0]!.start - before === 1 || (content[0]!.start > cue.end && GOES_ON.test(words));
  return `${follows ? ' ' : ': '}${words}`;
}

/** "told reporters", but "said to reporters". */
export const TELLING =
  /\b(?:tell|told|inform|informed|assure|assured|remind|reminded|warn|warned|ask|asked|urge|urged|promise|promised|advise|advised|notify|notified|brief|briefed|show|showed)$/u;
