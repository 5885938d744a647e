import type { Brief } from '../../core/brief.ts';
import { html } from './html.ts';
import type { FontFiles } from './pdf/fonts.ts';
import { markdown } from './markdown.ts';

/** How a brief is written; a new format is a file beside this and a line here. */
export interface BriefFormat {
  readonly name: string;
  readonly about: string;
  /** `fonts` reads the files of fonts, for a format that has letters in it. */
  write(brief: Brief, fonts: FontFiles): string | Uint8Array | Promise<Uint8Array>;
}

/** Word and PDF are written by large libraries, which come into memory when somebody asks for such a file and not before. */
export const briefFormats: readonly BriefFormat[] = [
  { name: 'md', about: 'Markdown with footnotes', write: markdown },
  { name: 'html', about: 'one page that needs nothing else, for the screen and for A4', write: html },
  {
    name: 'docx',
    about: 'a Word file with real footnotes',
    write: async brief => (await import('./docx.ts')).docx(brief),
  },
  {
    name: 'pdf',
    about: 'a PDF on A4, tagged for screen readers, whose notes can be clicked',
    write: async (brief, fonts) => (await import('./pdf/pdf.ts')).pdf(brief, fonts),
  },
];
