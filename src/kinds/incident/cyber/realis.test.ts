// How words of an incident are told: a sentence with the words in braces, behind "=>" what they are, and of which sort the incident is.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadEngine } from '../../../app.ts';
import { analyse } from '../../../language/analyse.ts';
import { headOf } from './features.ts';
import type { CyberSort } from './mentions.ts';
import { realisOf } from './realis.ts';

const engine = loadEngine();

const sentences = `
Hackers {stole} the records of two million patients in May. => actual; data breach
The bank said that {the breach} was discovered on Friday. => actual; data breach
The intruders may have {stolen} the records. => other; data breach
The vendor will {release} an update next week. => other; vulnerability mended
The firm said its network was not {breached}. => other; data breach
They tried to {steal} the plans of the bridge. => other; data breach
Nobody found evidence of {a breach}. => other; data breach
The malware {steals} passwords and {sends} them home. => generic; data breach
The program can {steal} messages from a phone. => generic; data breach
{Phishing attacks} are a danger to small firms. => generic; phishing
Researchers {found} the flaw in March. => actual; vulnerability found
`;

for (const line of sentences.trim().split('\n')) {
  test(`realis: ${line}`, () => {
    const [marked, answer] = line.split(' => ') as [string, string];
    const [realis, sort] = answer.split('; ') as [string, CyberSort];
    const analysis = analyse(marked.replaceAll(/[{}]/gu, ''), engine.language);
    for (const [, words] of marked.matchAll(/\{([^}]+)\}/gu)) {
      const start = analysis.text.indexOf(words!);
      const head = headOf(analysis.wordsIn({ start, end: start + words!.length }));
      assert.equal(realisOf(head, sort), realis, `“${words}”, a ${head.tag}`);
    }
  });
}
