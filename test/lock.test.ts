// The lock file must install on every platform and name no download address.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const { packages } = JSON.parse(readFileSync(join(import.meta.dirname, '..', 'package-lock.json'), 'utf8')) as {
  packages: Record<string, Locked>;
};

test('every optional package is locked, those of other platforms too', () => {
  // npm 11 and newer refuse `npm ci` without them, and `npm install` drops those that a registry does not have. Their entries
  // need a version, os and cpu, and are skipped elsewhere.
  for (const [name, { optionalDependencies = {} }] of Object.entries(packages)) {
    for (const [dependency, version] of Object.entries(optionalDependencies)) {
      const locked = packages[`node_modules/${dependency}`]?.version;
      const wanted = `${name || 'deeds'} wants ${dependency} ${version}`;
      // Packages of platforms are wanted in one exact version. npm itself sees to it that a range is kept.
      if (/^\d/u.test(version)) assert.equal(locked, version, wanted);
      else assert.ok(locked, wanted);
    }
  }
});

test('no download address is named', () => {
  for (const [name, { resolved }] of Object.entries(packages)) assert.equal(resolved, undefined, name);
});
