import type { Brief, BriefLine } from '../../core/brief.ts';

/** The brief as one page that needs nothing else: no script, no font, no address is fetched. Prints on A4. */
export function html({ title, about, sections, footnotes }: Brief): string {
  const body = sections
    .map(
      ({ heading, lines, table, more }) =>
        `<section><h2>${escaped(heading)}</h2>${list(lines)}${tableOf(table)}${more === '' ? '' : `<p class="more">${escaped(more)}</p>`}</section>`,
    )
    .join('\n');
  const notes = footnotes
    .map(
      ({ number, exact, source, document, start, end }) =>
        `<li id="n${number}" value="${number}">“${escaped(exact)}” <cite>${escaped(source)}</cite> <code>${escaped(document)} ${start}–${end}</code></li>`,
    )
    .join('\n');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<header><h1>${escaped(title)}</h1>${about.map(one => `<p>${escaped(one)}</p>`).join('')}</header>
<main>
${body}
</main>
<footer><h2>Exact words</h2><ol>
${notes}
</ol></footer>
</body>
</html>
`;
}

const STYLE = `
@page { size: A4; margin: 12mm 13mm; }
body { font: 9pt/1.28 Georgia, 'Times New Roman', serif; color: #111; max-width: 184mm; margin: 0 auto; padding: 6mm; }
@media print { body { padding: 0; max-width: none; } }
h1 { font-size: 14pt; margin: 0 0 1mm; } h2 { font-size: 9.5pt; margin: 2.4mm 0 .6mm; border-bottom: .2mm solid #999; }
header p, p.more { margin: 0; color: #444; font-size: 8pt; } ul { margin: 0; padding-left: 4mm; } li { margin: .3mm 0; }
sup { font-size: .68em; line-height: 0; } h2 { break-after: avoid; }
table { border-collapse: collapse; width: 100%; font-size: 8pt; } th, td { border: .15mm solid #bbb; padding: .5mm 1mm; text-align: left; vertical-align: top; }
th { background: #eee; } sup a { text-decoration: none; color: #224; } tr, li { break-inside: avoid; }
footer { font-size: 6.6pt; line-height: 1.2; } footer ol { columns: 2; column-gap: 5mm; padding-left: 5mm; margin: 0; } code { font-size: 5.8pt; color: #555; overflow-wrap: anywhere; }
`;

const list = (lines: readonly BriefLine[]): string =>
  lines.length === 0 ? '' : `<ul>${lines.map(one => `<li>${line(one)}</li>`).join('')}</ul>`;

const cells = (row: readonly BriefLine[], tag: string): string =>
  row.map(cell => `<${tag}>${line(cell)}</${tag}>`).join('');

function tableOf(rows: readonly (readonly BriefLine[])[]): string {
  const [head, ...body] = rows;
  if (head === undefined) return '';
  return `<table><thead><tr>${cells(head, 'th')}</tr></thead><tbody>${body.map(row => `<tr>${cells(row, 'td')}</tr>`).join('')}</tbody></table>`;
}

const line = ({ text, notes }: BriefLine): string =>
  `${escaped(text)}${notes.length === 0 ? '' : `<sup>${notes.map(number => `<a href="#n${number}">${number}</a>`).join(',\u2009')}</sup>`}`;

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replaceAll(/[&<>"']/gu, sign => SIGNS[sign]!);
