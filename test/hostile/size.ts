/**
 * How large hostile documents are: as large as their tests say where DEEDS_HOSTILE=all. In short those whose harm grows with them are a quarter
 * of it and have a quarter of the time, so that a reader of more than linear time is seen all the same. What a limit ends keeps its size.
 */
import { limits } from '../../src/core/limits.ts';
import type { HostileCase } from './case.ts';

export const all = process.env['DEEDS_HOSTILE'] === 'all';

const SHARE = all ? 1 : 1 / 4;

/** So many of what there are `count` of in full. */
export const sized = (count: number): number => Math.ceil(count * SHARE);

/** As it stands in the name of a test. */
export const said = (count: number): string => sized(count).toLocaleString('en');

/** What a document of such a size may take. */
export const time: Pick<HostileCase, 'seconds'> = { seconds: limits.captureSeconds * SHARE };
