import type { Cut } from '../core/fetched.ts';
import { notReached } from './connection.ts';
import { type Answered, httpInvalid, isInvalid } from './request.ts';
import { shownHost } from './web-address.ts';
import { timeout } from './within.ts';

/** How much of a body is taken, and how long it may take, in milliseconds. */
export interface Bounds {
  readonly bytes: number;
  readonly idle: number;
  readonly total: number;
}

export interface Received {
  readonly bytes: Uint8Array;
  readonly cut: Cut | undefined;
}

/** Takes the body as it comes. What came before it was cut off is kept; when nothing came, or what came is no HTTP, there is a `Problem`. */
export async function receive(answered: Answered, url: URL, bounds: Bounds): Promise<Received> {
  const { body } = answered;
  const pieces: Uint8Array[] = [];
  let length = 0;
  const cut = await new Promise<Cut | undefined>(resolve => {
    const end = (cut: Cut | undefined): void => {
      clearTimeout(idle);
      clearTimeout(total);
      resolve(cut);
    };
    const idle = setTimeout(end, bounds.idle, 'timeout');
    const total = setTimeout(end, bounds.total, 'timeout');
    body.on('data', (piece: Uint8Array) => {
      idle.refresh();
      const room = bounds.bytes - length;
      pieces.push(piece.subarray(0, room));
      length += Math.min(piece.length, room);
      if (piece.length > room) end('truncated');
    });
    body.once('end', () => end(body.complete ? undefined : 'connection_lost'));
    body.once('close', () => end(body.complete ? undefined : 'connection_lost'));
    body.on('error', () => end('connection_lost'));
  });
  answered.close();
  const fault = answered.fault();
  if (fault !== undefined && cut !== 'truncated' && isInvalid(fault)) throw httpInvalid(url, fault.message);
  if (length === 0 && cut === 'timeout')
    throw timeout(`${shownHost(url)} sent no more than headers`, Math.min(bounds.idle, bounds.total));
  if (length === 0 && cut === 'connection_lost')
    throw notReached(url, fault ?? new Error('it broke off after the headers'));
  return { bytes: Buffer.concat(pieces), cut };
}
