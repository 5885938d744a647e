import type { LeftOut } from '../../core/document.ts';

export function findFurniture(_text: string): LeftOut[] {
  return [];
}
