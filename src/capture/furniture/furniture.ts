import type { LeftOut } from '../../core/document.ts';
import { lineFurniture } from './lines.ts';
import { isStream, streamFurniture } from './stream.ts';

/**
 * The parts of a flat text that are no part of its report: menus, other texts' headlines, share bars, notices.
 * In order, not overlapping. Clean prose loses nothing but lines that are furniture by their own words.
 */
export function findFurniture(text: string): LeftOut[] {
  return isStream(text) ? streamFurniture(text) : lineFurniture(text);
}
