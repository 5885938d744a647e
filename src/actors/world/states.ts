import { countries } from 'countries-list';
import { demonymTable } from './demonyms.ts';

/** A state (or a territory that news treats like one) and the words it goes by. */
export interface State {
  /** ISO 3166-1 alpha-2; XK for Kosovo. */
  readonly code: string;
  /** The name used in running English text. */
  readonly name: string;
  readonly names: readonly string[];
  readonly capital: string;
  readonly adjectives: readonly string[];
  /** Words for its people, in the plural: "Chinese", "Danes". */
  readonly peoples: readonly string[];
  /** Words for one of its people, where they differ from the adjective. */
  readonly person: readonly string[];
}

/** Where the library's name is not the one English news uses; and the further names of states. First: the name. */
const furtherNames: Record<string, readonly string[]> = {
  AE: ['United Arab Emirates', 'UAE', 'U.A.E.', 'Emirates'],
  AQ: ['Antarctica'],
  BA: ['Bosnia and Herzegovina', 'Bosnia', 'Bosnia-Herzegovina'],
  BS: ['Bahamas'],
  CD: ['Democratic Republic of the Congo', 'DR Congo', 'DRC', 'Democratic Republic of Congo', 'Congo-Kinshasa'],
  CF: ['Central African Republic'],
  CG: ['Republic of the Congo', 'Congo-Brazzaville', 'Republic of Congo'],
  CI: ['Ivory Coast', "Cote d'Ivoire", "Côte d'Ivoire"],
  CN: ['China', "People's Republic of China", 'PRC', 'P.R.C.', 'mainland China'],
  CV: ['Cape Verde', 'Cabo Verde'],
  CZ: ['Czech Republic', 'Czechia'],
  DE: ['Germany', 'Federal Republic of Germany'],
  GB: ['United Kingdom', 'UK', 'U.K.', 'Britain', 'Great Britain'],
  GM: ['Gambia', 'The Gambia'],
  GR: ['Greece', 'Hellenic Republic'],
  IE: ['Ireland', 'Republic of Ireland'],
  IR: ['Iran', 'Islamic Republic of Iran', 'Islamic Republic'],
  KP: ['North Korea', 'DPRK', 'D.P.R.K.', "Democratic People's Republic of Korea"],
  KR: ['South Korea', 'Republic of Korea', 'ROK'],
  LA: ['Laos', "Lao People's Democratic Republic", 'Lao PDR'],
  MK: ['North Macedonia', 'Macedonia'],
  MM: ['Myanmar', 'Burma'],
  NL: ['Netherlands', 'Holland'],
  PH: ['Philippines', 'Republic of the Philippines'],
  PS: ['Palestine', 'State of Palestine', 'Palestinian Territories', 'Palestinian territories'],
  RU: ['Russia', 'Russian Federation'],
  SA: ['Saudi Arabia', 'Kingdom of Saudi Arabia'],
  SY: ['Syria', 'Syrian Arab Republic'],
  SZ: ['Eswatini', 'Swaziland'],
  TL: ['East Timor', 'Timor-Leste'],
  TR: ['Turkey', 'Türkiye', 'Turkiye'],
  TW: ['Taiwan', 'Republic of China', 'Chinese Taipei'],
  TZ: ['Tanzania', 'United Republic of Tanzania'],
  US: ['United States', 'United States of America', 'U.S.', 'US', 'USA', 'U.S.A.', 'U. S.', 'America'],
  VA: ['Vatican City', 'Holy See'],
  VE: ['Venezuela', 'Bolivarian Republic of Venezuela'],
  VN: ['Vietnam', 'Viet Nam', 'Socialist Republic of Vietnam'],
};

/** Further spellings of capitals, and seats of government that stand for the state as its capital does. */
const furtherCapitals: Record<string, readonly string[]> = {
  BO: ['La Paz'],
  CH: ['Berne'],
  KZ: ['Nur-Sultan', 'Astana'],
  LK: ['Colombo'],
  MM: ['Naypyidaw', 'Nay Pyi Taw'],
  MN: ['Ulan Bator', 'Ulaanbaatar'],
  NL: ['The Hague'],
  UA: ['Kyiv', 'Kiev'],
  US: ['Washington, D.C.', 'Washington', 'Washington D.C.', 'Washington DC', 'Washington, DC'],
};

function pluralOf(noun: string): string {
  if (/(?:ese|ss|sh|ch|[rl]ois|gasy|gyz|be|bé|tho|swana|mon)$/iu.test(noun)) return noun;
  if (noun.endsWith('man') && !/(?:Ger|O|Tur?k)man$/u.test(noun)) return noun.replace(/man$/u, 'men');
  return `${noun}s`;
}

interface Demonym {
  readonly adjectives: readonly string[];
  readonly person: readonly string[];
  readonly peoples: readonly string[];
}

function readDemonyms(): Map<string, Demonym> {
  const found = new Map<string, Demonym>();
  for (const line of demonymTable.trim().split('\n')) {
    const [forms = '', ...nouns] = line.slice(3).split(' , ');
    const adjectives = forms.split(' / ');
    const person = nouns.length > 0 ? nouns : adjectives;
    // An adjective in -sh or -ch is a plural of its own beside the noun: "the Danish" and "the Danes".
    const peoples = [...person.map(pluralOf), ...adjectives.filter(word => /(?:sh|ch)$/u.test(word))];
    found.set(line.slice(0, 2), { adjectives, person, peoples });
  }
  return found;
}

function readStates(): State[] {
  const demonyms = readDemonyms();
  const display = new Intl.DisplayNames('en', { type: 'region' });
  return Object.entries(countries).map(([code, country]) => {
    const further = furtherNames[code] ?? [];
    const name = further[0] ?? country.name;
    const names = new Set(
      [...further, country.name, display.of(code) ?? name].filter(each => !/[(&]|^Congo -/u.test(each)),
    );
    names.add(name);
    const demonym = demonyms.get(code);
    return {
      code,
      name,
      names: [...names],
      capital: furtherCapitals[code]?.[0] ?? country.capital,
      adjectives: demonym?.adjectives ?? [],
      peoples: demonym?.peoples ?? [],
      person: demonym?.person ?? [],
    };
  });
}

export const states: readonly State[] = readStates();

const byCode = new Map(states.map(state => [state.code, state]));

export function stateByCode(code: string | undefined): State | undefined {
  return code === undefined ? undefined : byCode.get(code);
}

/** The names of a state's seat of government: what stands for its government in "Beijing said". */
export function seatsOf(state: State): readonly string[] {
  return furtherCapitals[state.code] ?? (state.capital === '' ? [] : [state.capital]);
}
