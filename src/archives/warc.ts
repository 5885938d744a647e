import { limits } from '../core/limits.ts';
import type { Input, Taken } from '../intake.ts';
import type { Archive, Source } from './archive.ts';
import { responseHead, responseOf } from './http-response.ts';
import { fits } from './warc-digest.ts';
import { damaged, tooLarge } from './warc-problems.ts';
import { beginning, type Found, isGzip, opensRecord, records, unpackedAt } from './warc-records.ts';

/** Web archives (ISO 28500), packed record by record or not at all. */
export function isWarc(start: Buffer): boolean {
  return opensRecord(start) || (isGzip(start) && opensRecord(beginning(start)));
}

export interface WarcFile {
  /** For people: where it lies. */
  readonly path: string;
  readonly source: Source;
  readonly within: { readonly name: string; hash(): string };
  /** What is to be said of every document in it. */
  readonly remarks: readonly string[];
}

/** The responses in a web archive that may be documents. What cannot be read of it is a failure of its own, and the records behind it are found again. */
export function warcArchive(file: WarcFile): Archive {
  const inputs: Input[] = [];
  const passedOver = new Map<string, number>();
  const unpacked = new Unpacked(file.source);
  let hash: string | undefined;
  const within = (place: string): Taken['within'] => ({
    name: file.within.name,
    hash: (hash ??= file.within.hash()),
    place,
  });
  let number = 0;
  // What it begins with is not kept: it would keep a large piece of the file with it.
  for (const { start, ...found } of records(file.source, file.path)) {
    number++;
    const { head, problem } = found;
    const place = `record ${number} at byte ${found.at}`;
    const name = `${file.path}/${head.url ?? place}`;
    const reason = problem === undefined ? passedOverAs(head, start) : undefined;
    if (reason === '') continue;
    if (reason !== undefined) passedOver.set(reason, (passedOver.get(reason) ?? 0) + 1);
    else inputs.push({ name, take: async () => taken(file, unpacked, found, name, within(place)) });
  }
  return { inputs, passedOver };
}

type Place = Omit<Found, 'start'>;

/** What may be a publication; all else on the web is pictures, styles and scripts. */
const DOCUMENTS =
  /^(?:text\/(?:html|plain|xml)|application\/(?:xhtml\+xml|pdf|xml|rss\+xml|atom\+xml|rdf\+xml|feed\+json|json|epub\+zip|msword|octet-stream|vnd\.openxmlformats-officedocument\.wordprocessingml\.document)|message\/rfc822)\b/iu;

/** Why a record is no input, as a noun; an empty one where nobody would expect it to be. */
function passedOverAs({ type, contentType: said }: Found['head'], start: Buffer): string | undefined {
  if (type === 'revisit') return 'record of a page that had not changed';
  if (type === 'conversion') return 'converted copy of a page';
  if (type === 'continuation') return 'piece of a record that is in pieces';
  if (type !== 'response' && type !== 'resource') return '';
  const { status, contentType } = type === 'resource' ? { status: undefined, contentType: said } : responseHead(start);
  if (status !== undefined && (status < 200 || status > 299)) return 'answer without a page';
  return contentType !== undefined && !DOCUMENTS.test(contentType) ? 'picture, style or script' : undefined;
}

/** The piece that was unpacked last: an archive that is packed as a whole is one piece, and is not unpacked again for each of its records. */
class Unpacked {
  readonly #source: Source;
  #last: { readonly at: number; readonly bytes: Buffer } | undefined;

  constructor(source: Source) {
    this.#source = source;
  }

  at(at: number): Buffer | undefined {
    if (this.#last?.at === at) return this.#last.bytes;
    const bytes = unpackedAt(this.#source, at);
    this.#last = bytes && { at, bytes };
    return bytes;
  }
}

function taken(file: WarcFile, unpacked: Unpacked, found: Place, name: string, within: Taken['within']): Taken {
  const { head, at, inner, problem } = found;
  if (problem !== undefined) throw problem;
  if (head.block > limits.inputBytes) throw tooLarge(name);
  const block = blockOf(file.source, unpacked, found);
  // The file may have changed since its records were found.
  if (block === undefined || block.length < head.block)
    throw damaged(name, `nothing whole is at byte ${at + inner} now`);
  const { body, contentType, payloads } =
    head.type === 'response'
      ? responseOf(block, name)
      : { body: block, contentType: head.contentType, payloads: [block] };
  const fitting = fits(head.blockDigest, block) && fits(head.payloadDigest, ...payloads);
  const remarks = [
    ...file.remarks,
    ...(fitting ? [] : ['The digest that the web archive gives for it does not fit its bytes.']),
  ];
  return {
    bytes: body,
    facts: {
      name: within!.place,
      remarks,
      ...(head.url !== undefined && { url: head.url }),
      ...(head.date !== undefined && { capturedAt: head.date }),
      ...(contentType !== undefined && { contentType }),
    },
    ...(within && { within }),
  };
}

function blockOf(source: Source, unpacked: Unpacked, { at, inner, head }: Place): Buffer | undefined {
  const start = inner + head.length;
  return isGzip(source.read(at, 2))
    ? unpacked.at(at)?.subarray(start, start + head.block)
    : source.read(at + start, head.block);
}
