import { gaps } from '../../../src/core/span.ts';
import { findFurniture } from '../../../src/capture/furniture/furniture.ts';
import type { Task } from '../task.ts';

/** What is kept of a flattened page: everything that no step leaves out. */
export const task: Task = {
  name: 'flat-text',
  predict({ text }) {
    if (text === undefined) return undefined;
    return { spans: gaps(text.length, findFurniture(text)).map(({ start, end }) => [start, end]) };
  },
};
