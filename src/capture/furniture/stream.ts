import type { LeftOut } from '../../core/document.ts';

export function isStream(_text: string): boolean {
  return false;
}
export function streamFurniture(_text: string): LeftOut[] {
  return [];
}
