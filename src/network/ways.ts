import { lookup } from 'node:dns/promises';
import { connect, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import type { Clock } from '../core/ports.ts';
import { limits } from '../core/limits.ts';
import { isPublic } from './public-address.ts';

/** The outside world as the door sees it. Tests bring their own answers of DNS, their own time and servers on this machine. */
export interface Ways {
  /** All addresses of a host. */
  resolve(host: string): Promise<readonly string[]>;
  /** Begins a connection; `address` is an IP address, never a name. */
  connect(address: string, port: number): Socket;
  /** May the address be connected to? The port is for tests, which open one on this machine. */
  isPublic(address: string, port: number): boolean;
  readonly clock: Clock;
  /** What the record is told about the clock. */
  readonly clockName: string;
  sleep(milliseconds: number): Promise<void>;
  readonly patience: Patience;
  /** Certificates, as PEM, that are believed instead of Node's own; undefined: Node's own. */
  readonly authorities: readonly string[] | undefined;
}

/** Milliseconds; the limits say what each is for. */
export interface Patience {
  readonly connect: number;
  readonly headers: number;
  readonly idle: number;
  readonly total: number;
}

export const realWays: Ways = {
  resolve: async host => (await lookup(host, { all: true })).map(({ address }) => address),
  connect: (host, port) => connect({ host, port }),
  isPublic,
  clock: { now: () => new Date().toISOString() },
  clockName: 'system',
  sleep: milliseconds => setTimeout(milliseconds),
  patience: {
    connect: limits.connectSeconds * 1000,
    headers: limits.headerSeconds * 1000,
    idle: limits.idleSeconds * 1000,
    total: limits.fetchSeconds * 1000,
  },
  authorities: undefined,
};
