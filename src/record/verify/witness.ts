import type { KeptNote } from './checkpoints.ts';
import { isSignedBy, type Note, noteOf } from './note.ts';
import type { Findings } from './report.ts';

/**
 * The notes that a witness file holds of a record. Whoever owns the record can write it anew from the beginning, and it will be sound in
 * itself; what somebody else keeps cannot be written anew.
 */
export function notesOfWitness(witness: string, record: string | undefined, findings: Findings): KeptNote[] {
  findings.witnessed = { notes: 0, size: 0 };
  const kept: KeptNote[] = [];
  let others = 0;
  for (const [index, text] of [...noteTexts(witness)].entries()) {
    const place = `note ${index + 1} of the witness file`;
    const note = noteOf(text);
    if (note === undefined) findings.problem(place, 'witness_invalid', 'It is no signed checkpoint.');
    else if (note.origin !== `deeds/${record}`) others++;
    else kept.push({ note, compare: (root, key) => compare(note, root, key, place, findings) });
  }
  if (kept.length === 0) {
    findings.problem(
      'the witness file',
      'witness_disagrees',
      others === 0
        ? 'It has no note of this record.'
        : 'All its notes are of other records: it vouches for nothing here, or another record was put in the place of the one it knows.',
    );
  }
  return kept;
}

function compare(
  note: Note,
  root: Buffer | undefined,
  key: Buffer | undefined,
  place: string,
  findings: Findings,
): void {
  if (key === undefined || !isSignedBy(note, key)) {
    findings.problem(
      place,
      'witness_invalid',
      'It is not signed by the key that the record had then: the note is made up, or the record is another one.',
    );
  } else if (root === undefined) {
    findings.problem(
      place,
      'history_rolled_back',
      `The record had ${note.size} entries on ${note.time}; some at its end are gone.`,
    );
  } else if (!root.equals(note.root)) {
    findings.problem(
      place,
      'witness_disagrees',
      `The first ${note.size} entries are not those of ${note.time}: the log was written anew.`,
    );
  } else {
    const { notes, size } = findings.witnessed!;
    findings.witnessed = { notes: notes + 1, size: Math.max(size, note.size) };
  }
}

/** Each note is what is signed, an empty line, and the signatures; an empty line ends it. */
function* noteTexts(witness: string): Iterable<string> {
  const parts = witness.replaceAll('\r\n', '\n').split(/\n{2,}/u);
  const blocks = parts.map(part => part.replace(/^\n+|\n+$/gu, '')).filter(part => part !== '');
  for (let at = 0; at < blocks.length; at++) {
    const signatures = blocks[at + 1];
    if (signatures?.startsWith('— ')) {
      yield `${blocks[at]}\n\n${signatures}\n`;
      at++;
    } else yield blocks[at]!;
  }
}
