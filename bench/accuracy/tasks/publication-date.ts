import { capture } from '../../../src/capture/index.ts';
import { Problem } from '../../../src/core/problem.ts';
import type { Task } from '../task.ts';

export const task: Task = {
  name: 'publication-date',
  predict({ html, url }) {
    if (html === undefined) return undefined;
    try {
      const facts = { contentType: 'text/html; charset=utf-8', ...(url === undefined ? {} : { url }) };
      return { published: capture(new TextEncoder().encode(html), facts).published?.day ?? null };
    } catch (error) {
      if (error instanceof Problem) return undefined;
      throw error;
    }
  },
};
