import type { ActorId, ActorType } from '../core/actor.ts';

/** Letters and digits of a name without accents, lower-cased, joined by hyphens: "Élysée Palace" is "elysee-palace". */
export function slug(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’.]/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/gu, '');
  return plain === '' ? 'unnamed' : plain;
}

/** The same type and full name give the same actor in every document. */
export function actorId(type: ActorType, name: string): ActorId {
  return `${type}/${slug(name)}`;
}
