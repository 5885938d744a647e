import { Parser } from 'htmlparser2';

/** The words in the first element of a name in some XML; undefined when there is none, or none in it. */
export function elementText(source: string, element: string): string | undefined {
  let [words, depth, done] = ['', 0, false];
  const parser = new Parser(
    {
      onopentag: name => {
        if (name === element) depth++;
      },
      onclosetag: name => {
        if (name !== element) return;
        depth--;
        done = true;
      },
      ontext: piece => {
        if (depth > 0 && !done) words += piece;
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(source);
  return words.trim() === '' ? undefined : words.trim();
}
