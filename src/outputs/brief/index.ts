import type { Brief } from '../../core/brief.ts';
import { docx } from './docx.ts';
import { html } from './html.ts';
import type { FontFiles } from './pdf/fonts.ts';
import { markdown } from './markdown.ts';
import { pdf } from './pdf/pdf.ts';

/** How a brief is written; a new format is a file beside this and a line here. */
export interface BriefFormat {
  readonly name: string;
  readonly about: string;
  /** `fonts` reads the files of fonts, for a format that has letters in it. */
  write(brief: Brief, fonts: FontFiles): string | Uint8Array | Promise<Uint8Array>;
}

export const briefFormats: readonly BriefFormat[] = [
  { name: 'md', about: 'Markdown with footnotes', write: markdown },
  { name: 'html', about: 'one page that needs nothing else, for the screen and for A4', write: html },
  { name: 'docx', about: 'a Word file with real footnotes', write: docx },
  { name: 'pdf', about: 'a PDF on A4, tagged for screen readers, whose notes can be clicked', write: pdf },
];
