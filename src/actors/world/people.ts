import type { Gender } from '../vocabulary.ts';
import { femaleNames, maleNames, sharedNames, surnames as surnameTable } from './given-names.ts';

const words = (table: string): string[] => table.trim().split(/\s+/u);

/** Undefined for a name that men and women bear. */
const givenNames = new Map<string, Gender | undefined>([
  ...words(maleNames).map(name => [name, 'male'] as const),
  ...words(femaleNames).map(name => [name, 'female'] as const),
  ...words(sharedNames).map(name => [name, undefined] as const),
]);

/** Surnames that stand before the given name in Chinese, Korean and Vietnamese names. */
const leadingSurnames = new Set(
  `xi li wang zhang liu chen yang zhao huang zhou wu xu sun hu zhu gao lin he guo ma luo liang song zheng xie han tang feng yu dong
  xiao cheng cao yuan deng xu fu shen zeng peng lu su jiang cai jia ding wei xue ye yan pan du dai xia zhong tian ren fan fang shi
  yao tan liao zou xiong jin hao kong bai cui kang mao qiu qin hou qian wen bo meng hua
  kim park lee choi jung kang cho yoon jang lim ban moon roh chung ahn nguyen tran pham vo dang bui ngo duong`.split(
    /\s+/u,
  ),
);

const surnames = new Set([...words(surnameTable), ...leadingSurnames]);

export function isGivenName(lower: string): boolean {
  return givenNames.has(lower) || givenNames.has(withoutMarks(lower));
}

export function givenNameGender(lower: string): Gender | undefined {
  return givenNames.get(lower) ?? givenNames.get(withoutMarks(lower));
}

/** "hélène" is "helene". */
function withoutMarks(lower: string): string {
  return lower.normalize('NFD').replace(/\p{M}/gu, '');
}

export function isSurname(lower: string): boolean {
  return surnames.has(lower);
}

/** Does a name of several words that starts with this one have its surname first ("Xi Jinping")? */
export function leadsWithSurname(lower: string): boolean {
  return leadingSurnames.has(lower);
}
