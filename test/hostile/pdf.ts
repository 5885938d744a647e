// PDFs made by hand, object by object: well-formed where they mean no harm, and exactly as wrong as a case needs them elsewhere.

/** What stands between "obj" and "endobj". */
export type PdfObject = string | Buffer;

/** A PDF of numbered objects, the first of which is its catalog; `trailer` adds entries to the trailer. */
export function pdfOf(objects: readonly PdfObject[], trailer = ''): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')];
  const offsets: number[] = [];
  let at = parts[0]!.length;
  for (const [n, object] of objects.entries()) {
    const part = Buffer.concat([Buffer.from(`${n + 1} 0 obj\n`), Buffer.from(object), Buffer.from('\nendobj\n')]);
    offsets.push(at);
    at += part.length;
    parts.push(part);
  }
  const table = offsets.map(offset => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  parts.push(
    Buffer.from(
      `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R ${trailer} >>\nstartxref\n${at}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}

export function streamOf(content: Buffer | string, entries = ''): Buffer {
  const bytes = Buffer.from(content);
  return Buffer.concat([
    Buffer.from(`<< /Length ${bytes.length} ${entries} >>\nstream\n`),
    bytes,
    Buffer.from('\nendstream'),
  ]);
}

const FONT = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>';

/** Entries of a page that shows text in Helvetica, its content being object `content`. */
export function pageEntries(content: number): string {
  return `/Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents ${content} 0 R`;
}

/** One page whose content is a stream; `more` are entries of the catalog, `rest` further objects from number 6 on. */
export function onePage(content: PdfObject, more = '', rest: readonly PdfObject[] = []): Buffer {
  return pdfOf([
    `<< /Type /Catalog /Pages 2 0 R ${more} >>`,
    '<< /Type /Pages /Kids [4 0 R] /Count 1 >>',
    FONT,
    `<< ${pageEntries(5)} >>`,
    content,
    ...rest,
  ]);
}

/** What shows lines of words, 15 points apart. */
export function showing(lines: readonly string[], before = ''): string {
  const shown = lines.map(line => `(${line.replaceAll(/[()\\]/gu, String.raw`\$&`)}) Tj T*`).join('\n');
  return `BT /F1 12 Tf 15 TL 72 720 Td ${before}\n${shown}\nET`;
}

/** Pages of lines of words. */
export function pagesOf(pages: readonly (readonly string[])[]): Buffer {
  const kids = pages.map((_, n) => `${4 + 2 * n} 0 R`).join(' ');
  return pdfOf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    FONT,
    ...pages.flatMap((lines, n) => [`<< ${pageEntries(5 + 2 * n)} >>`, streamOf(showing(lines))]),
  ]);
}
