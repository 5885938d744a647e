import type { ElementTest, Scope } from '../core/finding.ts';

/** All met: in scope; any not met: out of scope, with the element and its words; otherwise nobody can tell. */
export function scopeOf(elements: readonly Pick<ElementTest, 'verdict'>[]): Scope {
  if (elements.some(({ verdict }) => verdict === 'not_met')) return 'out_of_scope';
  return elements.length > 0 && elements.every(({ verdict }) => verdict === 'met') ? 'in_scope' : 'undetermined';
}

/** The elements that put an act out of scope. */
export function failing(elements: readonly ElementTest[]): ElementTest[] {
  return elements.filter(({ verdict }) => verdict === 'not_met');
}
