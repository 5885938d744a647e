import { limits } from '../core/limits.ts';
import { Problem } from '../core/problem.ts';

export function damaged(name: string, why: string): Problem {
  return new Problem(
    'damaged',
    `${name} cannot be read: ${why}.`,
    'Get the web archive again; its other records are read.',
  );
}

export function tooLarge(name: string): Problem {
  const most = limits.inputBytes.toLocaleString('en');
  return new Problem(
    'too_large',
    `${name} has more than ${most} bytes, the most that Deeds reads of one input.`,
    'Take it out of the web archive, and cut out the part that matters.',
  );
}
