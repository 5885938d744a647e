/** What the scorer is told about a candidate: short strings, so that a decision can be explained in words. */
import type { Word } from '../language/analysis.ts';
import type { Candidate, Page } from './candidate.ts';
import { verbCue } from './lexicon.ts';
import { isPunctuation } from './pieces.ts';

/** Everything that is true of `candidate`, as `name=value`; `rivals`: all candidates of the same cue. */
export function featuresOf(page: Page, candidate: Candidate, rivals: readonly Candidate[]): string[] {
  const { rule, cue, cueLemma: lemma, source, content, contentHead, link } = candidate;
  const found: string[] = ['always', `rule=${rule}`];
  const add = (name: string, value: string | number): void => {
    found.push(`${name}=${value}`, `${name}+rule=${value} ${rule}`);
  };
  found.push(
    `lemma=${lemma}`,
    `lemma+rule=${lemma} ${rule}`,
    `lemma+way=${lemma} ${source.way}`,
    `lemma+link=${lemma} ${link}`,
  );
  found.push(`lemma+rule+way=${lemma} ${rule} ${source.way}`);
  add('way', source.way);
  add('link', link);
  add('force', candidate.force);
  add('known', candidate.known ? 'yes' : 'no');
  add('tag', cue.tag);
  add('relation', cue.relation);
  if (cue.head) {
    found.push(`governor=${cue.relation} ${cue.head.lemma}`, `governor+lemma=${cue.head.lemma} ${lemma}`);
    add('governor known', verbCue(cue.head.lemma) ? `yes ${cue.relation}` : 'no');
  }
  const helpers = cue
    .children('aux', 'cop')
    .map(word => word.lower)
    .join(' ');
  add('helpers', helpers);
  const negated = candidate.cueWords.some(word => NEGATIONS.has(word.lower));
  add('negated', negated ? 'yes' : 'no');
  if (negated) found.push(`negated+lemma=${lemma}`);
  for (const word of cue.children('advmod')) found.push(`adverb=${word.lower}`);
  add('next', nextWord(cue));
  found.push(`next+lemma=${lemma} ${nextWord(cue)}`);

  const head = source.head;
  add('source', sourceShape(page, candidate));
  found.push(`source+lemma=${sourceShape(page, candidate)} ${lemma}`);
  if (head) {
    found.push(`source word=${head.lemma}`, `source word+lemma=${head.lemma} ${lemma}`);
    add('source distance', bucket(Math.abs(head.index - cue.index)));
    add('source side', head.index < cue.index ? 'before' : 'after');
  }
  add('gap', gapOf(page, candidate));
  add('speaks elsewhere', head ? bucket(page.speakers.get(head.lower) ?? 0) : 'nobody');
  add('source length', bucket(source.words.length));

  const first = content[0]!;
  add('content first', first.lower);
  add('content length', bucket(content.length));
  found.push(`content length+lemma=${bucket(content.length)} ${lemma}`);
  if (contentHead) {
    add('content tag', contentHead.tag);
    found.push(
      `content tag+lemma=${contentHead.tag} ${lemma}`,
      `content word=${contentHead.lemma}`,
      `content word+lemma=${contentHead.lemma} ${lemma}`,
    );
    add('content has subject', contentHead.child('nsubj') ? 'yes' : 'no');
    add(
      'content helper',
      contentHead
        .children('aux', 'cop')
        .map(word => word.lower)
        .at(0) ?? '',
    );
    add('content relation', contentHead.relation);
    add('content name', nameType(page, contentHead));
  }
  const { force } = candidate;
  const shape = contentHead ? contentHead.tag : 'none';
  found.push(
    `force+content=${force} ${rule} ${shape}`,
    `force+source=${force} ${rule} ${sourceShape(page, candidate)}`,
  );
  found.push(`force+way=${force} ${rule} ${source.way}`, `force+link=${force} ${rule} ${link}`);
  found.push(
    `tag+way+content=${cue.tag} ${rule} ${source.way} ${shape}`,
    `relation+way=${cue.relation} ${rule} ${source.way}`,
  );
  found.push(`ending=${lemma.slice(-3)} ${rule}`, `beginning=${lemma.slice(0, 4)} ${rule}`);
  add('content side', sideOf(candidate));
  add('content pieces', piecesOf(page, content));
  const marks = quotedShare(page, content);
  add('quoted', marks);
  found.push(`quoted+lemma=${marks} ${lemma}`);
  add('edge', edgeOf(page, candidate));
  add('opening', openingOf(page, first));
  add('bare', page.bare[cue.index] ? 'yes' : 'no');

  add('inside quotation', page.quotationOf[cue.index] ? 'yes' : 'no');
  const rivalRules = [...new Set(rivals.map(rival => rival.frame))].sort().join(' ');
  add('rivals', rivalRules);
  found.push(`rivals+lemma=${lemma} ${rivalRules}`);
  const quotationRules = [
    ...new Set(rivals.filter(rival => rival.frame === 'quotation').map(rival => rival.rule)),
  ].sort();
  add('quotation rivals', quotationRules.join(', '));
  add('depth', depthOf(cue));
  add('sentence', isPunctuation(cue.sentence.words.at(-1)!) ? bucket(cue.sentence.words.length) : 'without a stop');
  add('first person', head && FIRST_PERSON.has(head.lower) ? 'yes' : 'no');
  add('shape', shapeOf(cue));
  return found;
}

const NEGATIONS = new Set(['not', "n't", 'n’t', 'never', 'nt', 'hardly', 'no']);
const FIRST_PERSON = new Set(['i', 'we', 'me', 'us', 'you']);

function nextWord(word: Word): string {
  return word.next && word.next.sentence === word.sentence ? word.next.lower : '$';
}

function bucket(count: number): string {
  if (count < 4) return String(count);
  if (count < 6) return '4-5';
  if (count < 9) return '6-8';
  if (count < 14) return '9-13';
  if (count < 24) return '14-23';
  if (count < 40) return '24-39';
  return '40+';
}

/** The sort of thing the source is: a pronoun, a name with its type, or a common noun. */
function sourceShape(page: Page, candidate: Candidate): string {
  const { head, words } = candidate.source;
  if (!head || words.length === 0) return 'none';
  if (words.length === 1 && words[0]!.pos === 'PRON') return `pronoun ${words[0]!.lower}`;
  const name = nameType(page, head);
  return name === '' ? head.tag : `${head.tag} ${name}`;
}

function nameType(page: Page, word: Word): string {
  return page.nameTypeOf[word.index] ?? '';
}

function sideOf(candidate: Candidate): string {
  const { cue, content } = candidate;
  const before = content[0]!.index < cue.index;
  const after = content.at(-1)!.index > cue.index;
  return before && after ? 'around' : before ? 'before' : 'after';
}

function piecesOf(page: Page, content: readonly Word[]): string {
  let pieces = 1;
  for (let i = 1; i < content.length; i++) {
    for (let at = content[i - 1]!.index + 1; at < content[i]!.index; at++) {
      if (!isPunctuation(page.analysis.words[at]!)) {
        pieces++;
        break;
      }
    }
  }
  return pieces > 3 ? '4+' : String(pieces);
}

function quotedShare(page: Page, content: readonly Word[]): string {
  const inside = content.filter(word => page.quotationOf[word.index]).length / content.length;
  return inside === 0 ? 'none' : inside > 0.9 ? 'all' : inside > 0.4 ? 'much' : 'some';
}

/** What stands next to the content: "," and quotation marks tell utterances from scare quotes. */
function edgeOf(page: Page, candidate: Candidate): string {
  const { text } = page.analysis;
  const { start } = candidate.content[0]!;
  const { end } = candidate.content.at(-1)!;
  return `${text.slice(Math.max(0, start - 2), start).replaceAll(/[\p{L}\p{N}]/gu, 'a')}…${text.slice(end, end + 2).replaceAll(/[\p{L}\p{N}]/gu, 'a')}`;
}

/** What stands between the source and the cue, if it is short. */
function gapOf(page: Page, { source, cueWords }: Candidate): string {
  const { words } = page.analysis;
  const last = source.words.at(-1);
  if (!last) return 'no source';
  const [from, to] =
    last.index < cueWords[0]!.index
      ? [last.index + 1, cueWords[0]!.index]
      : [cueWords.at(-1)!.index + 1, source.words[0]!.index];
  if (to - from > 2) return to - from > 6 ? 'far' : 'some';
  return words
    .slice(from, to)
    .map(word => word.lower)
    .join(' ');
}

/** Does the content start with a quotation that starts a sentence, or one that goes on from the outlet's words? */
function openingOf(page: Page, first: Word): string {
  const quotation = page.quotationOf[first.index];
  if (!quotation) return 'no quotation';
  const { text } = page.analysis;
  const letter = /^\P{L}*(\p{L})/u.exec(text.slice(quotation.start, quotation.start + 8))?.[1] ?? '';
  const before =
    text
      .slice(Math.max(0, quotation.start - 2), quotation.start)
      .trim()
      .at(-1) ?? '';
  const shape = /[\p{L}\p{N}]/u.test(before) ? 'a' : before;
  return `${letter !== '' && letter === letter.toUpperCase() ? 'capital' : 'small'} after ${shape}`;
}

function depthOf(word: Word): number {
  let depth = 0;
  for (let at = word.head; at && depth < 5; at = at.head) depth++;
  return depth;
}

function shapeOf(cue: Word): string {
  return cue.dependents
    .filter(word => word.start > cue.start && !isPunctuation(word))
    .slice(0, 3)
    .map(word => word.relation)
    .join(' ');
}
