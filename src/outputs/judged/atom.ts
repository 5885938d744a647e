import type { JudgedCase } from '../../core/judged.ts';
import { stableId } from './stable-id.ts';

/** What was decided about findings, and which are no longer supported, as an Atom feed (RFC 4287); the latest first. */
export function atom({ instrument, at, changes, findings }: JudgedCase): string {
  const names = new Map(findings.map(one => [one.id, `${one.provision.label} · ${one.party.name}: ${one.label}`]));
  const lost = findings.filter(({ unsupported }) => unsupported !== undefined);
  const entries = [
    ...lost.map(({ id, unsupported }) =>
      entry(`unsupported ${id} ${unsupported}`, at, 'Deeds', `UNSUPPORTED: ${names.get(id)}`, unsupported!),
    ),
    ...changes
      .toReversed()
      .map(({ id, finding, at: on, by, what }) => entry(id, on, by, names.get(finding) ?? finding, what)),
  ];
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom">',
    `<id>urn:uuid:${stableId(`feed ${instrument.id}`)}</id>`,
    `<title>${escaped(`Findings: ${instrument.title}`)}</title>`,
    `<updated>${at}</updated>`,
    '<generator>Deeds</generator>',
    ...entries,
    '</feed>',
    '',
  ].join('\n');
}

function entry(id: string, at: string, by: string, title: string, what: string): string {
  return [
    '<entry>',
    `<id>urn:uuid:${stableId(`entry ${id}`)}</id>`,
    `<title>${escaped(title)}</title>`,
    `<updated>${at}</updated>`,
    `<author><name>${escaped(by)}</name></author>`,
    `<content type="text">${escaped(what)}</content>`,
    '</entry>',
  ].join('\n');
}

const SIGNS: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};
const escaped = (text: string): string => text.replaceAll(/[&<>"']/gu, sign => SIGNS[sign]!);
