import { capture } from '../../../src/capture/index.ts';
import { Problem } from '../../../src/core/problem.ts';
import { gaps } from '../../../src/core/span.ts';
import { articleFinders } from '../../articles.ts';
import type { Task } from '../task.ts';

/** The article's own text: what no step leaves out of the page. */
export const task: Task = {
  name: 'body',
  predict({ html, url }) {
    if (html === undefined) return undefined;
    try {
      const facts = { contentType: 'text/html; charset=utf-8', ...(url === undefined ? {} : { url }) };
      const { text, leftOut } = capture(new TextEncoder().encode(html), facts);
      return {
        text: gaps(text.length, leftOut)
          .map(({ start, end }) => text.slice(start, end))
          .join('\n'),
      };
    } catch (error) {
      if (error instanceof Problem) return undefined;
      throw error;
    }
  },
};

export const peers: readonly Task[] = Object.entries(articleFinders).map(([name, find]) => ({
  name,
  predict({ html, url }) {
    const text = html === undefined ? undefined : find(html, url);
    return text === undefined ? undefined : { text };
  },
}));
