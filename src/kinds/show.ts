/** How pieces of a claim are written for people; every kind shows them alike. */
import type { Party } from '../core/actor.ts';
import type { Words } from '../core/span.ts';
import type { TimeMention } from '../core/time.ts';

/** "Alejandro Mayorkas (deputy secretary of homeland security)". */
export function nameWithPost(party: Party): string {
  return party.capacity && party.capacity !== party.name ? `${party.name} (${party.capacity})` : party.name;
}

export function names(parties: readonly Party[]): string {
  return parties.map(nameWithPost).join('; ');
}

/** Pieces of one utterance, with an ellipsis where the text interrupts them. */
export function joined(pieces: readonly Words[]): string {
  return pieces.map(piece => oneLine(piece.exact)).join(' … ');
}

/** "2015-11-12 to 2015-11-13 (“On Thursday and Friday”)"; a time that is open says so. */
export function timeText(time: TimeMention | undefined): string {
  if (!time) return '';
  const open = time.standing === 'open' ? ', date open' : '';
  return `${time.reading}${open} (“${oneLine(time.words.exact)}”)`;
}

export function quotedWords(words: string): string {
  return `“${oneLine(words).replace(/^(?:[“"]|''|``)|(?:[”"]|'')$/gu, '')}”`;
}

export function oneLine(words: string): string {
  return words.replace(/\s+/gu, ' ').trim();
}
