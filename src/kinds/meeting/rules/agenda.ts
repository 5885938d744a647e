import { cover, trimmed, type Span } from '../../../core/span.ts';
import type { Word } from '../../../language/analysis.ts';
import { fullNounPhrase, isNegated, subject } from '../../../language/clause.ts';
import type { ReadingContext } from '../../reading-context.ts';
import { type MeetingRule, mention, predicateSpan } from '../mention.ts';

/** "Counterterrorism and Coast Guard conduct at sea are also on the agenda this week in China." */
export const onTheAgenda: MeetingRule = {
  name: 'on-the-agenda',
  about: 'What is said to be on the agenda.',
  lemmas: new Set(['agenda']),
  read(word, context) {
    const items = subject(word);
    if (!items || word.child('case')?.lower !== 'on' || isNegated(word)) return undefined;
    return mention(
      word,
      cover([fullNounPhrase(items), predicateSpan(word, undefined)]),
      { participants: [], agenda: listItems({ start: phraseStart(word), end: agendaEnd(word) }, context) },
      context,
    );
  },
};

/** The items of a list by its commas and its last "and": a long list is where trees go wrong most. */
function listItems(list: Span, context: ReadingContext): Span[] {
  const text = context.text.slice(list.start, list.end);
  const items: Span[] = [];
  let start = 0;
  for (const match of text.matchAll(/,\s*(?:and\s+)?|\s+and\s+/gu)) {
    items.push({ start: list.start + start, end: list.start + match.index });
    start = match.index + match[0].length;
  }
  items.push({ start: list.start + start, end: list.end });
  return items.map(item => trimmed(context.text, item)).filter(item => item.end > item.start);
}

function phraseStart(agenda: Word): number {
  return Math.min(
    ...agenda
      .children('nsubj', 'csubj')
      .flatMap(item => item.subtree())
      .map(word => word.start),
  );
}

/** Where the list of subjects ends: before the copula. */
function agendaEnd(agenda: Word): number {
  return agenda.child('cop')?.previous?.end ?? agenda.start;
}
