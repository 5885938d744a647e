// The process that captures, without its limit of depth: what a planted fault looks like.
import { limits } from '../../../src/core/limits.ts';

Object.assign(limits, { htmlDepth: Number.POSITIVE_INFINITY });
await import('../../../src/capture-child.ts');
