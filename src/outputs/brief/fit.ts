/** A brief for a meeting has two pages: what there is no room for is counted, and the brief says where it is. */
import type { Brief } from '../../core/brief.ts';
import type { FontFiles, Fonts } from './pdf/fonts.ts';

/** How much of it is told; undefined: all. */
export interface Room {
  /** Lines that a section may have. */
  readonly lines: number;
  readonly provisions: number | undefined;
}

/** From the most that a brief tells to the least. */
function rooms(lines: number): Room[] {
  const fewer = Array.from({ length: lines }, (_, at) => ({ lines: lines - at, provisions: undefined }));
  return [...fewer, ...[16, 12, 9, 7, 5, 3].map(provisions => ({ lines: Math.min(2, lines), provisions }))];
}

/** How many pages of A4 a brief takes. */
export type Pages = (brief: Brief) => Promise<number>;

/** Counted by setting it as a PDF. */
export function pagesIn(files: FontFiles): Pages {
  let fonts: Fonts | undefined;
  return async brief => {
    const [{ Fonts }, { pagesOf }] = await Promise.all([import('./pdf/fonts.ts'), import('./pdf/pdf.ts')]);
    fonts ??= new Fonts(files);
    return await pagesOf(brief, fonts);
  };
}

/** The brief that tells most and takes at most `most` pages; where none is so short, the shortest. */
export async function fitted(make: (room: Room) => Brief, lines: number, pages: Pages, most = 2): Promise<Brief> {
  let made: Brief | undefined;
  let before = '';
  for (const room of rooms(lines)) {
    made = make(room);
    const told = JSON.stringify(made);
    if (told !== before && (await pages(made)) <= most) return made;
    before = told;
  }
  return made!;
}
