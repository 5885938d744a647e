import { deflateSync } from 'node:zlib';

/** Lines on a page. */
const LINES = 44;

/** A PDF of so many pages of running text in Helvetica, with a heading and a page number on each, as a press office makes them. */
export function pdfOf(pages: number): Buffer {
  const objects: Buffer[] = [Buffer.from('<< /Type /Catalog /Pages 2 0 R >>')];
  const kids = Array.from({ length: pages }, (_, n) => `${4 + 2 * n} 0 R`).join(' ');
  objects.push(
    Buffer.from(`<< /Type /Pages /Kids [${kids}] /Count ${pages} >>`),
    Buffer.from('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'),
  );
  for (let page = 0; page < pages; page++) {
    const shown = linesOf(page)
      .map(line => `(${line}) Tj T*`)
      .join('\n');
    const content = deflateSync(Buffer.from(`BT /F1 11 Tf 15 TL 72 740 Td\n${shown}\nET`, 'latin1'));
    objects.push(
      Buffer.from(
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + 2 * page} 0 R >>`,
      ),
      Buffer.concat([
        Buffer.from(`<< /Length ${content.length} /Filter /FlateDecode >>\nstream\n`),
        content,
        Buffer.from('\nendstream'),
      ]),
    );
  }
  return written(objects);
}

function linesOf(page: number): string[] {
  return Array.from({ length: LINES }, (_, n) =>
    n === 0
      ? `Harbour talks, report ${page + 1}`
      : `The minister said on day ${n} of round ${page} that the cranes on quay ${(n * 7 + page) % 40} stay where they are.`,
  );
}

function written(objects: readonly Buffer[]): Buffer {
  const parts = [Buffer.from('%PDF-1.4\n')];
  const offsets: number[] = [];
  let at = parts[0]!.length;
  for (const [n, object] of objects.entries()) {
    const part = Buffer.concat([Buffer.from(`${n + 1} 0 obj\n`), object, Buffer.from('\nendobj\n')]);
    offsets.push(at);
    at += part.length;
    parts.push(part);
  }
  const table = offsets.map(offset => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  const trailer = `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${at}\n%%EOF\n`;
  return Buffer.concat([...parts, Buffer.from(trailer)]);
}
